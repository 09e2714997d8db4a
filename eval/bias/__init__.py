"""Swap who takes part in our own sentences, and count how often the answer changes with the name alone.

Each line of templates.tsv is a sentence with slots; fillers.tsv has nationalities, parties, religions and persons of
both sexes from many cultures. Every pair is told both ways round (A attacks B, B attacks A), each sentence is a report
of its own, read by the real `read`, `parse` and `extract`. The answer is who acts, on whom, the kind of event, and its
modality and negation; a swap has changed it where it is not what most fillers of the same template get, field by field.
Counterfactual fillers follow Garg et al. 2019 and Huang et al. 2020; here the whole pipeline is asked, not one label.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from dateline.extract import extract
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Mention, Parsed, Participant, Role, Span

HERE = Path(__file__).parent
OFFSETS = (1, 2, 7)  # how far down the list the other side stands: neighbours, of one sex, and far
FIELDS = ("agent", "patient", "kind", "reality")
WORDS = {"woman": {"he": "she", "his": "her"}, "man": {"he": "he", "his": "his"}}
SLOT = re.compile(r"\{([AB])(?:\.(\w+))?\}|\[|\]")
LISTED = 10


class Filler(NamedTuple):
    """A name for a slot, and the group whose treatment it stands for."""

    form: str
    group: str
    value: str


@dataclass(frozen=True, slots=True)
class Template:
    """A sentence with slots, and what it means: slots that act, slots acted on, modality."""

    form: str
    by: frozenset[str]
    to: frozenset[str]
    modality: str
    text: str


class Filled(NamedTuple):
    """A sentence with its slots filled: where each slot and the trigger stand."""

    text: str
    slots: dict[str, Span]
    trigger: Span


class Answer(NamedTuple):
    """What the pipeline says of the trigger; nobody and nothing where it finds no mention there."""

    agent: frozenset[str] = frozenset()
    patient: frozenset[str] = frozenset()
    kind: str = "no mention"
    reality: str = ""


@dataclass(frozen=True, slots=True)
class Swap:
    """One filled sentence and its answer."""

    template: int
    fillers: tuple[Filler, ...]
    text: str
    answer: Answer


def templates(folder: Path = HERE) -> list[Template]:
    """Read the sentences."""
    return [
        Template(form, frozenset(by.split()) - {"-"}, frozenset(to.split()) - {"-"}, modality, text)
        for form, by, to, modality, text in _rows(folder / "templates.tsv")
    ]


def fillers(folder: Path = HERE) -> dict[str, list[Filler]]:
    """Read the names, by the form that a slot asks for."""
    found: dict[str, list[Filler]] = defaultdict(list)
    for form, group, value in _rows(folder / "fillers.tsv"):
        found[form].append(Filler(form, group, value))
    return found


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def pairs(names: list[Filler], slots: int) -> Iterator[tuple[Filler, ...]]:
    """Yield the fillers of each swap; two slots are filled both ways round."""
    for place, one in enumerate(names):
        if slots == 1:
            yield (one,)
            continue
        for offset in OFFSETS:
            other = names[(place + offset) % len(names)]
            yield one, other
            yield other, one


def fill(template: str, chosen: tuple[Filler, ...]) -> Filled:
    """Put names in the slots, and remember where they and the trigger stand.

    >>> filled = fill("{A} [sued] {B}.", (Filler("person", "woman", "Ann Roe"), Filler("person", "man", "Bo Ek")))
    >>> filled.text, filled.trigger.of(filled.text), filled.slots["B"].of(filled.text)
    ('Ann Roe sued Bo Ek.', 'sued', 'Bo Ek')
    """
    text, last, slots, opened, trigger = "", 0, {}, 0, None
    for match in SLOT.finditer(template):
        text += template[last : match.start()]
        last = match.end()
        name, word = match.groups()
        if match.group() == "[":
            opened = len(text)
        elif match.group() == "]":
            trigger = Span(opened, len(text))
        elif word:
            text += WORDS[chosen["AB".index(name)].group][word]
        else:
            value = chosen["AB".index(name)].value
            slots[name] = Span(len(text), len(text) + len(value))
            text += value
    text += template[last:]
    if trigger is None:
        raise ValueError(f"a template must have its trigger in brackets: {template}")
    return Filled(text[0].upper() + text[1:], slots, trigger)


def answer(filled: Filled, parsed: Parsed, mentions: Iterable[Mention]) -> Answer:
    """Say of the trigger who acts, on whom, what kind of event it is and how real."""
    for mention in mentions:
        if _over(mention.trigger, filled.trigger):
            sides: dict[bool, set[str]] = {True: set(), False: set()}
            for one in mention.roles:
                if one.role is not Role.ABOUT:
                    sides[one.role is Role.BY] |= _who(filled, parsed, one)
            reality = mention.modality + (" not" if mention.negated else "")
            return Answer(frozenset(sides[True]), frozenset(sides[False]), f"{mention.kind} {mention.mode}", reality)
    return Answer()


def _who(filled: Filled, parsed: Parsed, one: Participant) -> set[str]:
    """Name a participant by the slots that its words hold, or its pronoun stands for, else by its head."""
    inside = {name for name, span in filled.slots.items() if _over(span, one.span)}
    inside = inside or {name for name, span in filled.slots.items() if span.of(filled.text) in one.name}
    head = _head(parsed, one.span)
    return inside or {"they" if head in {"he", "she"} else head}


def _over(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _head(parsed: Parsed, span: Span) -> str:
    """Return the lemma that the rest of a phrase hangs on: a name's place is known, other words are told by it."""
    tokens = parsed.tokens
    inside = [i for i, at in enumerate(tokens.span) if _over(at, span)]
    return next((tokens.lemma[i] for i in inside if tokens.head[i] not in inside or tokens.head[i] == i), "")


def ask(parser: Parser, told: list[Template], names: dict[str, list[Filler]]) -> list[Swap]:
    """Read every template with every filler."""
    found = []
    for number, template in enumerate(told):
        slots = len(set(re.findall(r"\{([AB])", template.text)))
        for chosen in pairs(names[template.form], slots):
            filled = fill(template.text, chosen)
            report = read(filled.text.encode(), path=f"swap-{number}.txt").items[0]
            parsed = parser.parse(report).items[0]
            mentions = extract(report, parsed).items
            found.append(Swap(number, chosen, filled.text, answer(filled, parsed, mentions)))
    return found


def majority(swaps: list[Swap]) -> dict[int, Answer]:
    """Return the commonest value of each field of each template."""
    by_template: dict[int, list[Answer]] = defaultdict(list)
    for swap in swaps:
        by_template[swap.template].append(swap.answer)
    return {
        number: Answer(*(Counter(column).most_common(1)[0][0] for column in zip(*answers, strict=True)))
        for number, answers in by_template.items()
    }


def moved(swap: Swap, usual: Answer) -> bool:
    """Say whether a swapped party itself has gained, lost or changed its side, whoever else takes part."""
    return any(now & {"A", "B"} != then & {"A", "B"} for now, then in zip(swap.answer[:2], usual[:2], strict=True))


def changes(swap: Swap, usual: Answer) -> list[str]:
    """Name the fields in which an answer is not the usual one; a mention that is lost loses all of them."""
    return [name for name in FIELDS if getattr(swap.answer, name) != getattr(usual, name)]


def turned(swap: Swap, usual: Answer) -> bool:
    """Say whether who acts and who is acted on have changed places."""
    sides = [side & {"A", "B"} for side in (*swap.answer[:2], *usual[:2])]
    return sides[0] == sides[3] and sides[1] == sides[2] and sides[0] != sides[1]


def score(swaps: list[Swap], told: list[Template]) -> dict[str, Any]:
    """Return the share of swaps that change the answer: in all, by field, by group and by name."""
    usual = majority(swaps)
    changed = {id(swap): changes(swap, usual[swap.template]) for swap in swaps}

    def share(chosen: Iterable[Swap]) -> float:
        counted = [bool(changed[id(swap)]) for swap in chosen]
        return round(sum(counted) / len(counted), 4) if counted else 0.0

    groups: dict[str, list[Swap]] = defaultdict(list)
    values: dict[str, list[Swap]] = defaultdict(list)
    by_template: dict[int, list[Swap]] = defaultdict(list)
    for swap in swaps:
        by_template[swap.template].append(swap)
        for group in {filler.group for filler in swap.fillers}:
            groups[group].append(swap)
        for value in {filler.value for filler in swap.fillers}:
            values[value].append(swap)
    meant = [(t.by, t.to, t.modality) == _sides(usual[number]) for number, t in enumerate(told) if number in usual]
    return {
        "changed": share(swaps),
        **{name: round(sum(name in c for c in changed.values()) / len(swaps), 4) for name in FIELDS},
        "moved": round(sum(moved(swap, usual[swap.template]) for swap in swaps) / len(swaps), 4),
        "turned": round(sum(turned(swap, usual[swap.template]) for swap in swaps) / len(swaps), 4),
        "as_meant": round(sum(meant) / len(meant), 4),
        "swaps": len(swaps),
        "templates": len(by_template),
        "groups": {group: share(chosen) for group, chosen in sorted(groups.items())},
        "offenders": _worst({value: share(chosen) for value, chosen in values.items()}),
        "offending_sentences": _worst({told[n].text: share(chosen) for n, chosen in by_template.items()}),
    }


def _sides(usual: Answer) -> tuple[frozenset[str], frozenset[str], str]:
    return usual.agent & {"A", "B"}, usual.patient & {"A", "B"}, usual.reality.removesuffix(" not")


def _worst(shares: dict[str, float]) -> dict[str, float]:
    return dict(sorted(((k, v) for k, v in shares.items() if v), key=lambda item: (-item[1], item[0]))[:LISTED])


def run(data: Path = HERE, out: Path | None = None, *, folder: Path | None = None) -> dict[str, Any]:
    """Measure the model of a folder on a folder's sentences; with `out`, keep every changed answer."""
    told, names = templates(data), fillers(data)
    swaps = ask(Parser.load(folder), told, names)
    if out is not None:
        usual = majority(swaps)
        lines = [
            "\t".join((",".join(fields), swap.text, _words(swap.answer), _words(usual[swap.template])))
            for swap in swaps
            if (fields := changes(swap, usual[swap.template]))
        ]
        (out / "changed.tsv").write_text("\n".join(["# fields\tsentence\tanswer\tusual", *lines]) + "\n", "utf-8")
        meant = [
            f"{t.text}\t{_words(usual[n])}" for n, t in enumerate(told) if (t.by, t.to, t.modality) != _sides(usual[n])
        ]
        (out / "unlike-meant.tsv").write_text("\n".join(meant) + "\n", "utf-8")
    return score(swaps, told)


def _words(found: Answer) -> str:
    agent, patient = (" ".join(sorted(side)) or "-" for side in found[:2])
    return f"{agent} > {patient} | {found.kind} | {found.reality}"
