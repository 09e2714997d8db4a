"""A mention as it was found, and the group of mentions that a report's coreference joins."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.records import EntityForm, EntityType


@dataclass(frozen=True, slots=True)
class Told:
    """A mention as found: tokens [first, last), its head, type and form; a slight one counts only in a chain."""

    first: int
    last: int
    head: int
    type: EntityType
    form: EntityForm
    slight: bool = False


@dataclass(slots=True)
class Group:
    """The mentions joined so far, and what they say together."""

    members: list[int]
    type: EntityType
    names: set[tuple[str, ...]] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)  # descriptions of a name: its titles and appositions
    female: bool | None = None
    plural: bool | None = None
