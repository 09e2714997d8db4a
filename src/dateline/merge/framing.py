"""What accounts call one act and its sides: an event's facts in, words that take different stands on one thing out.

A word is loaded by a list (`resources/framing`), never by its sound. Where one account uses a loaded word, what the
others call the act stands beside it, listed or not. One voice alone frames nothing; a voice is a text's own, or that of
a source it quotes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from dateline.merge.facts import Facts, Prose
from dateline.merge.origins import HEDGE, printed_by
from dateline.merge.words import WORD, stem
from dateline.records import Account, Disagreement, Field, Framing, Report, Role, Wording

PLAIN = "plain"
SOFT = "softening"
FORCE = "force"
Said = tuple[Facts, str, str]  # who tells it, the stand, the words


def _lines(name: str) -> Iterator[str]:
    text = (files("dateline.resources") / "framing" / name).read_text(encoding="utf-8")
    yield from (line for line in text.splitlines() if line and not line.startswith("#"))


@cache
def _stands(name: str) -> dict[str, dict[str, str]]:
    """Return for each line of a list the stand of each of its words, by stem."""
    found: dict[str, dict[str, str]] = {}
    for line in _lines(name):
        called, stands = line.split("\t")
        for part in stands.split("|"):
            stand, words = part.split(":")
            for word in words.split():
                found.setdefault(called, {}).setdefault(_stem(word.replace("_", " ")), stand)
    return found


@cache
def _anywhere() -> dict[str, str]:
    return {word: stand for stands in _stands("acts.tsv").values() for word, stand in stands.items()}


@cache
def _qualifiers() -> tuple[str, ...]:
    return tuple(_lines("qualifiers.txt"))


@lru_cache(1 << 16)
def _stem(words: str) -> str:
    return " ".join(stem(word) for word in WORD.findall(words))


def framings(
    found: Sequence[Facts], prose: Mapping[str, Prose], reports: Mapping[str, Report], families: Mapping[str, str]
) -> tuple[Framing, ...]:
    """Return what the accounts of an event call the act, and each of its sides, in words that take different stands."""
    if len({_voice(one, families) for one in found}) < 2:
        return ()

    def made(of: str, plain: str, said: Sequence[Said]) -> Iterator[Framing]:
        voices: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for one, stand, _ in said:
            voices[stand].add(_voice(one, families))
        if len(voices) > 1 and len(set().union(*voices.values())) > 1:
            yield Framing(of=of, plain=plain, wordings=_wordings(said, reports))

    every: list[Framing] = []
    for plain, stands in _stands("acts.tsv").items():
        every += made("act", plain, _acts(found, stands, prose))
    for role in Role:
        for plain, stands in _stands("parties.tsv").items():
            every += made(role.value, plain, _sides(found, role, stands))
    every += made(FORCE, "act", _qualified(found, prose))
    return tuple(every)


def disagreements(event: str, framed: Sequence[Framing]) -> list[Disagreement]:
    """Return the framings of an event as a disagreement, one for all."""
    accounts: dict[str, set[str]] = defaultdict(set)
    for framing in framed:
        for wording in framing.wordings:
            accounts[", ".join(wording.words) or f"not so called ({framing.of})"].update(wording.mentions)
    values = tuple(Account(value=value, mentions=tuple(sorted(ids))) for value, ids in sorted(accounts.items()))
    return [Disagreement(events=(event,), field=Field.FRAMING, values=values)] if framed else []


def _voice(one: Facts, families: Mapping[str, str]) -> tuple[str, str]:
    hops = one.mention.attribution.hops
    return families[one.id], hops[-1].name.casefold() if hops else ""


def _acts(found: Sequence[Facts], stands: Mapping[str, str], prose: Mapping[str, Prose]) -> list[Said]:
    """Return what each account calls the act, where one of them uses a loaded word for it."""
    said: list[Said] = []
    for one in found:
        words = one.mention.trigger.of(prose[one.report].text)
        stand = _stand([one.act, *words.split(), words], stands)
        said.append((one, stand, " ".join(words.casefold().split())))
    if {stand for _, stand, _ in said} <= {PLAIN, SOFT, ""}:
        return [(one, stand, words) for one, stand, words in said if stand]
    return [  # beside a loaded word any other is plain, but one that is loaded by another line
        (one, stand or _stand(words.split(), _anywhere()) or PLAIN, words) for one, stand, words in said
    ]


def _sides(found: Sequence[Facts], role: Role, stands: Mapping[str, str]) -> list[Said]:
    """Return what each account calls who is on one side, by the last word of it; names say nothing."""
    said = []
    for one in found:
        for participant in one.mention.roles:
            words = participant.name.split()
            stand = _stand([words[-1]] if words and participant.role is role else [], stands)
            if stand:
                said.append((one, stand, participant.name))
    return said


def _qualified(found: Sequence[Facts], prose: Mapping[str, Prose]) -> list[Said]:
    """Return which verbs' clauses hold a word that takes from the act: "a non-binding vote"."""
    said = []
    for one in found:
        if not one.nominal and one.clause.words:
            clause = one.mention.clause.of(prose[one.report].text).casefold()
            held = [word for word in _qualifiers() if word in clause]
            said.append((one, SOFT if held else PLAIN, ", ".join(held)))
    return said if any(words for _, _, words in said) else []


def _stand(words: Sequence[str], stands: Mapping[str, str]) -> str:
    return next((stand for word in words if (stand := stands.get(_stem(word), ""))), "")


def _wordings(said: Sequence[Said], reports: Mapping[str, Report]) -> tuple[Wording, ...]:
    by_stand: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_stand[one[1]].append(one)

    def sorted_set(each: Sequence[Said], of: Callable[[Said], str]) -> tuple[str, ...]:
        return tuple(sorted({value for one in each if (value := of(one))}))

    return tuple(
        Wording(
            stand=stand,
            words=sorted_set(each, lambda one: one[2]),
            users=sorted_set(each, lambda one: _user(one[0], reports)),
            mentions=sorted_set(each, lambda one: one[0].id),
        )
        for stand, each in sorted(by_stand.items(), key=lambda pair: (pair[0] != PLAIN, pair[0]))
    )


def _user(one: Facts, reports: Mapping[str, Report]) -> str:
    printed = printed_by(reports[one.report])
    hops = [hop.name for hop in one.mention.attribution.hops if hop.name != HEDGE]
    return f"{hops[-1]} in {printed}" if hops else printed
