"""Tokens and the names that the model saw in; every mention of a person, body, place or thing, with its chain, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files

from dateline.parse.coreference import Told, chains
from dateline.records import ActorKind, EntityForm, EntityMention, EntityType, Sentence, Span, Tokens
from dateline.resources.actors import known
from dateline.resources.countries import by_adjective, by_name

Name = tuple[int, int, str]
MODIFIERS = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod:desc",
        "advmod",
        "punct",
        "case",
        "nmod:unmarked",
    }
)
NOT_HEADS = frozenset(
    {"compound", "nmod:desc", "flat", "fixed", "goeswith", "nmod:unmarked", "obl:unmarked", "discourse"}
)
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})
KINDS = {
    ActorKind.STATE: EntityType.GEOPOLITICAL,
    ActorKind.PERSON: EntityType.PERSON,
    ActorKind.ORGAN: EntityType.ORGANISATION,
    ActorKind.ARMED_GROUP: EntityType.ORGANISATION,
    ActorKind.INTERNATIONAL: EntityType.ORGANISATION,
    ActorKind.OUTLET: EntityType.ORGANISATION,
    ActorKind.AGENCY: EntityType.ORGANISATION,
}
NOUNS = {"person": EntityType.PERSON, "group": EntityType.ORGANISATION, "facility": EntityType.FACILITY}
PLACES = {
    EntityType.GEOPOLITICAL: "country nation republic kingdom state city town village capital province governorate",
    EntityType.LOCATION: "region area district border coast island river valley mountain desert sea strait",
}


@cache
def noun_types() -> dict[str, EntityType]:
    """Return the nouns that name kinds of participants and places: lemma to type."""
    text = (files("dateline.resources") / "nouns" / "actors.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t")[:2] for line in text.splitlines() if not line.startswith("#"))
    types = {noun: NOUNS[kind] for noun, kind in rows if kind in NOUNS}
    return types | {noun: kind for kind, nouns in PLACES.items() for noun in nouns.split()}


def find_entities(tokens: Tokens, sentences: Sequence[Sentence], names: Iterable[Name]) -> tuple[EntityMention, ...]:
    """Return the mentions of a report in the order of its text."""
    named = _agree(tokens, _spread(tokens, [n for name in names if (n := _trim(tokens, name))]))
    inside = {i for first, last, _ in named for i in range(first, last)}
    told = [
        Told(first, last, _head(tokens, first, last), EntityType(kind), EntityForm.NAME) for first, last, kind in named
    ]
    for i in range(len(tokens)):
        if tokens.xpos[i] in PRONOUNS and tokens.deprel[i] != "expl" and _refers(tokens, i):
            told.append(Told(i, i + 1, i, EntityType.OTHER, EntityForm.PRONOUN))
        elif tokens.upos[i] == "NOUN" and i not in inside and tokens.deprel[i] not in NOT_HEADS:
            nominal = _nominal(tokens, i, inside)
            if nominal is not None:
                told.append(nominal)
    told.sort(key=lambda t: (t.first, -t.last))
    linked = chains(tokens, sentences, told)
    return tuple(
        EntityMention(
            first=t.first,
            last=t.last,
            head=t.head,
            span=Span(tokens.span[t.first].start, tokens.span[t.last - 1].end),
            type=kind,
            form=t.form,
            chain=chain,
        )
        for t, (kind, chain) in zip(told, linked, strict=True)
        if tokens.span[t.first].start < tokens.span[t.last - 1].end
    )


def _trim(tokens: Tokens, name: Name) -> Name | None:
    first, last, kind = name
    while first < last and (tokens.xpos[first] in {"DT", "POS", "HYPH", "IN"} or tokens.text[first] in "\"'“”‘’(),"):
        first += 1
    while first < last and (tokens.xpos[last - 1] in {"POS", "IN", "DT"} or tokens.text[last - 1] in "\"'“”‘’(),-:"):
        last -= 1
    return (first, last, kind) if first < last else None


def _spread(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Join the halves of a name parted at a hyphen, and find again names that the model saw elsewhere in the report."""
    joined: list[Name] = []
    for first, last, kind in names:
        if joined and joined[-1][2] == kind and first - joined[-1][1] == 1 and tokens.text[first - 1] == "-":
            joined[-1] = (joined[-1][0], last, kind)
        else:
            joined.append((first, last, kind))
    taken = {i for first, last, _ in joined for i in range(first, last)}
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for first, last, kind in joined:
        kinds[tokens.text[first:last]][kind] += 1
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in kinds:
        if len(words) > 1 or (len(words[0]) > 2 and words[0][0].isupper()):
            by_first[words[0]].append(words)
    for i, word in enumerate(tokens.text):
        if i in taken or word not in by_first or tokens.xpos[i] not in {"NNP", "NNPS"}:
            continue
        for words in sorted(by_first[word], key=len, reverse=True):
            end = i + len(words)
            if tokens.text[i:end] == words and not taken & set(range(i, end)):
                joined.append((i, end, kinds[words].most_common(1)[0][0]))
                taken |= set(range(i, end))
                break
    return sorted(joined)


def _agree(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Give equal names one type: that of a known country or actor, else the commonest in the report."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    texts = [" ".join(tokens.text[first:last]) for first, last, _ in names]
    for text, (_, _, kind) in zip(texts, names, strict=True):
        votes[text.casefold()][kind] += 1
    found = []
    for text, (first, last, _) in zip(texts, names, strict=True):
        found.append((first, last, _listed(text) or votes[text.casefold()].most_common(1)[0][0]))
    return found


def _listed(text: str) -> str | None:
    """Return the type of a name that the lists know."""
    if by_name(text):
        return EntityType.GEOPOLITICAL
    if by_adjective(text):
        return EntityType.NATIONALITY
    actor = known(text)
    return KINDS.get(actor.kind) if actor is not None else None


def _head(tokens: Tokens, first: int, last: int) -> int:
    outside = [i for i in range(first, last) if not first <= tokens.head[i] < last or tokens.head[i] == i]
    return outside[-1] if outside else last - 1


def _refers(tokens: Tokens, i: int) -> bool:
    """Say whether a wh-word stands for a noun ("the man who left") and not for a question or a clause."""
    if tokens.xpos[i] in {"PRP", "PRP$"}:
        return True
    at = i
    for _ in range(4):
        if tokens.deprel[at] == "acl:relcl":
            return True
        at = tokens.head[at]
    return False


def _nominal(tokens: Tokens, i: int, inside: set[int]) -> Told | None:
    first = i
    for j in range(i - 1, max(-1, i - 12), -1):
        top = j
        while tokens.head[top] != i and j <= tokens.head[top] < i and tokens.head[top] != top:
            top = tokens.head[top]
        if tokens.head[top] != i or tokens.deprel[top] not in MODIFIERS or tokens.sentence[j] != tokens.sentence[i]:
            break
        if tokens.deprel[top] in {"case", "punct"} and top == j and tokens.text[j] != "-":
            break
        first = j
    kind = noun_types().get(tokens.lemma[i], EntityType.OTHER)
    left = [j for j in range(first, i) if tokens.head[j] == i]
    definite = any(tokens.lemma[j] in DEFINITE or tokens.deprel[j] == "nmod:poss" for j in left)
    if kind is EntityType.OTHER and not definite:
        return None
    if first in inside and first - 1 in inside:
        first = next((j for j in range(first, i) if j not in inside), i)
    return Told(first, i + 1, i, kind, EntityForm.NOMINAL)
