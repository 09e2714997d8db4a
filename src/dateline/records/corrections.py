"""What a person says that an account tells, in the place of what was read from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dateline.records.links import Link

SAID = "a person said so"  # the rule behind what a person set


class Correctable(StrEnum):
    """What a person may set right of an account."""

    WHEN = "when"
    WHERE = "where"
    KIND = "kind"
    MODALITY = "modality"
    BY = "by"  # who is on this side, as of `Role`
    TO = "to"
    WITH = "with"
    ABOUT = "about"
    NOT_AN_EVENT = "not-an-event"  # it takes no value


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A person's word on one field of one mention, kept with its reason and never deleted."""

    mention: str  # id
    field: Correctable
    value: str = ""  # as they gave it: "2020-01-03", "2020-01-01/2020-01-05", "Erbil", "PROTEST/strike", "Iran; Iraq"
    who: tuple[Link, ...] = ()  # of a side: whom the value names, as they were known when it was said
    reason: str = ""
    person: str = ""  # who says so, as they call themselves
    made: str = ""  # ISO 8601 instant
    undone: str | None = None
    before: str = ""  # what was read: told where it is laid over the mention, never stored

    def words(self) -> str:
        """Say why, who and on which day.

        >>> said = Correction(mention="m1-0", field=Correctable.WHEN, reason="a slip", person="Ana", made="2026-11-25")
        >>> said.words()
        'a slip, by Ana, 2026-11-25'
        """
        who = f"by {self.person}" if self.person else ""
        return ", ".join(filter(None, (self.reason, who, self.made[:10])))
