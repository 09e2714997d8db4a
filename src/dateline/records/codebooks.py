"""A user's own ontology: types of events, with the words and examples that tell them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records.mentions import Code, Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """Words that tell a type, or keep it away: as written, and their lemmas, all of which must be met."""

    text: str
    lemmas: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Exemplar:
    """A sentence that shows a type, and the mention of an event in it."""

    text: str
    mention: Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class CodebookType:
    """One type of event of a codebook."""

    name: str
    definition: str = ""
    gist: tuple[str, ...] = ()  # lemmas of the definition's content words
    cues: tuple[Cue, ...] = ()
    unless: tuple[Cue, ...] = ()  # what keeps the type away
    beside: tuple[Cue, ...] = ()  # where there are any, one of them must be met with the act
    kinds: tuple[str, ...] = ()  # of Dateline: "ASSAULT", or with a mode "ASSAULT/aerial"
    exemplars: tuple[Exemplar, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """An ontology of a user's own, by name; its types in the order of its file, which settles ties."""

    name: str
    version: str = ""
    description: str = ""
    scope: tuple[Cue, ...] = ()  # where there are any, only reports that have one of them are coded
    types: tuple[CodebookType, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCode:
    """The type that a codebook gives an event: its surest account's code, and the mentions that have this type."""

    code: Code
    mentions: tuple[str, ...]


def event_codes(mentions: Iterable[Mention]) -> tuple[EventCode, ...]:
    """Return each codebook's type of an event: the one of most accounts, of as many the one with the higher scores."""
    told: dict[str, dict[str, list[tuple[Code, str]]]] = {}
    for mention in mentions:
        for code in mention.codes:
            told.setdefault(code.codebook, {}).setdefault(code.type, []).append((code, mention.id))
    chosen = []
    for _, types in sorted(told.items()):
        found = min(types.values(), key=lambda one: (-len(one), -sum(code.score for code, _ in one), one[0][0].type))
        surest = min(found, key=lambda one: (-one[0].score, one[1]))
        chosen.append(EventCode(code=surest[0], mentions=tuple(sorted(id_ for _, id_ in found))))
    return tuple(chosen)
