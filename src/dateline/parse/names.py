"""The names that the model saw in; the same names, cleaned and made to agree through the report, out.

Words that are no part of a name are cut off ("the", titles), names of two things are parted ("US-Iraq"), names that the
model saw elsewhere in the report or that the lists know are found again, and equal names get one type.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from dateline.records import ActorKind, EntityType, Tokens
from dateline.resources.actors import known, titles
from dateline.resources.countries import by_adjective, by_name, by_seat

Name = tuple[int, int, str]
AROUND = frozenset({"DT", "POS", "HYPH", "IN"})
PARTICLES = frozenset("al el as ash at az bin ibn abu von van der den de da di du la le".split())
BODIES = frozenset(
    """Ministry Department Office Agency Bureau Committee Commission Council Centre Center Institute Board Service
    Administration Authority Organisation Organization Directorate Secretariat Union Association Federation""".split()
)
OF = re.compile(rf"\b(?:{'|'.join(sorted(BODIES))})\b (?:of|for|on) ")
JOINING = frozenset({"and", "&", ","})
EDGES = frozenset("\"'“”‘’(),:")
KINDS = {
    ActorKind.STATE: EntityType.GEOPOLITICAL,
    ActorKind.PERSON: EntityType.PERSON,
    ActorKind.ORGAN: EntityType.ORGANISATION,
    ActorKind.ARMED_GROUP: EntityType.ORGANISATION,
    ActorKind.INTERNATIONAL: EntityType.ORGANISATION,
    ActorKind.OUTLET: EntityType.ORGANISATION,
    ActorKind.AGENCY: EntityType.ORGANISATION,
}


def settle(tokens: Tokens, names: Iterable[Name]) -> list[Name]:
    """Return the names of a report in the order of its text, none over another."""
    parted = [part for name in _joined(tokens, names) for part in _parted(tokens, name)]
    trimmed = [name for part in parted if (name := _trimmed(tokens, part)) is not None]
    return _agreed(tokens, _found_again(tokens, trimmed))


def _joined(tokens: Tokens, names: Iterable[Name]) -> list[Name]:
    """Join the halves of a name that the model parted at a hyphen, or at the "and" inside it."""
    joined: list[Name] = []
    for first, end, kind in names:
        last = end
        while last - first > 1 and tokens.text[last - 1] in JOINING:
            last -= 1
        name = first, last, kind
        before = joined[-1] if joined else None
        if before is not None and first - before[1] == 1 and (whole := _one(tokens, before, name)):
            joined[-1] = (before[0], last, whole)
        else:
            joined.append(name)
    starts = {first for first, _, _ in joined}
    return [_lengthened(tokens, name, starts) for name in joined]


def _one(tokens: Tokens, left: Name, right: Name) -> str | None:
    """Return the type of two names that are one with the word between: "Marks & Spencer", "Trinidad and Tobago"."""
    between = tokens.text[left[1]]
    if between == "-":
        return left[2] if left[2] == right[2] else None
    if between == "&":
        return EntityType.ORGANISATION
    if between != "and":
        return None
    whole = " ".join(tokens.text[left[0] : right[1]])
    if by_name(whole):
        return EntityType.GEOPOLITICAL
    both = all(_listed(" ".join(tokens.text[a:b])) for a, b, _ in (left, right))
    return EntityType.ORGANISATION if known(whole) and not both else None


def _lengthened(tokens: Tokens, name: Name, starts: set[int]) -> Name:
    """Add what else a body is of: "and Industry" behind "the Ministry of Trade"."""
    first, last, kind = name
    if kind != EntityType.ORGANISATION or not OF.search(" ".join(tokens.text[first:last])):
        return name
    at = last
    while at + 1 < len(tokens) and tokens.text[at] in JOINING and tokens.text[at + 1] != "and":
        end = at + 1
        while end < len(tokens) and end not in starts and tokens.text[end][:1].isupper():
            end += 1
        if end == at + 1 or tokens.text[end - 1] in BODIES or tokens.sentence[end - 1] != tokens.sentence[first]:
            break
        last = end if tokens.text[at] != "," else last
        at = end
    return first, last, kind


def _parted(tokens: Tokens, name: Name) -> list[Name]:
    """Part "US-Iraq" where the lists know both sides."""
    first, last, _ = name
    for i in range(first + 1, last - 1):
        if tokens.text[i] in {"-", "–", "/"}:
            left, right = (_listed(" ".join(tokens.text[a:b])) for a, b in ((first, i), (i + 1, last)))
            if left and right:
                return [(first, i, left), (i + 1, last, right)]
    return [name]


def _trimmed(tokens: Tokens, name: Name) -> Name | None:
    first, last, kind = name
    while first < last and (tokens.xpos[first] in AROUND or tokens.text[first] in EDGES or _small(tokens, first)):
        first += 1
    while first < last and (
        tokens.xpos[last - 1] in AROUND or tokens.text[last - 1] in EDGES or tokens.text[last - 1].islower()
    ):
        last -= 1
    if kind == EntityType.PERSON:
        marks = [i for i in range(first, last - 1) if tokens.text[i].lower().rstrip(".") in titles()]
        first = marks[-1] + 1 if marks else first
    return (first, last, kind) if first < last else None


def _small(tokens: Tokens, i: int) -> bool:
    """Say whether a name cannot begin with this word: a small one that is no "al-" or "bin"."""
    return tokens.text[i].islower() and tokens.text[i] not in PARTICLES


def _found_again(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Add the places where a name stands again, and countries and peoples, that the model passed over."""
    found = list(names)
    taken = {i for first, last, _ in names for i in range(first, last)}
    kinds: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for first, last, kind in names:
        kinds[tokens.text[first:last]][kind] += 1
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in kinds:
        if len(words) > 1 or len(words[0]) > 2:
            by_first[words[0]].append(words)
    for i, word in enumerate(tokens.text):
        if i in taken or tokens.xpos[i] not in {"NNP", "NNPS", "JJ"} or not word[:1].isupper():
            continue
        for words in sorted(by_first.get(word, ()), key=len, reverse=True):
            end = i + len(words)
            if tokens.text[i:end] == words and not taken & set(range(i, end)):
                found.append((i, end, kinds[words].most_common(1)[0][0]))
                taken |= set(range(i, end))
                break
        else:
            if by_name(word) or by_adjective(word):
                found.append((i, i + 1, _listed(word) or EntityType.OTHER))
                taken.add(i)
    return sorted(found)


def _agreed(tokens: Tokens, names: list[Name]) -> list[Name]:
    """Give equal names one type: that of the lists, that of the person whose surname it is, else the commonest."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    surnames = {tokens.text[last - 1] for first, last, kind in names if kind == EntityType.PERSON and last - first > 1}
    texts = [" ".join(tokens.text[first:last]) for first, last, _ in names]
    for text, (_, _, kind) in zip(texts, names, strict=True):
        votes[text.casefold()][kind] += 1
    found = []
    for text, (first, last, _) in zip(texts, names, strict=True):
        kind = EntityType.PERSON if text in surnames else _listed(text) or votes[text.casefold()].most_common(1)[0][0]
        found.append((first, last, kind))
    return found


def _listed(text: str) -> str | None:
    """Return the type of a name that the lists know."""
    if by_name(text) or by_seat(text):
        return EntityType.GEOPOLITICAL
    if by_adjective(text):
        return EntityType.NATIONALITY
    actor = known(text)
    return KINDS.get(actor.kind) if actor is not None else None
