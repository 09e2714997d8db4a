"""An address's parameters in, from when a record is looked at, and which values it shows, out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from dateline import run, timeline
from dateline.errors import OptionsError
from dateline.timeline import Policy

WORDS: Mapping[Policy, str] = {
    Policy.MOST_ORIGINS: "what most origins tell",
    Policy.LATEST: "what was told last",
    Policy.EARLIEST: "what was told first",
    Policy.LOWEST: "the lowest number or day",
    Policy.HIGHEST: "the highest number or day",
    Policy.NO_PARTIES: "nothing that only the parties tell",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Viewpoint:
    """From when a record is looked at, and which of the values that accounts give is shown; now and all by default."""

    as_of: date | None = None  # what was published by then
    as_known: str = ""  # what this database had read, and what was judged, by then: a day or an instant, as typed
    policy: Policy | None = None

    def __bool__(self) -> bool:
        return self != Viewpoint()

    @property
    def moment(self) -> run.Moment:
        """Return when to look from."""
        return run.moment(self.as_of.isoformat() if self.as_of else None, self.as_known or None)

    @property
    def shows(self) -> str:
        """Say which of the values that differ is shown, nothing where all count."""
        return WORDS[self.policy] if self.policy else ""

    @property
    def query(self) -> str:
        """Write it as an address's query."""
        values = {"as_of": self.as_of, "as_known": self.as_known, "policy": self.policy}
        return urlencode({name: str(value) for name, value in values.items() if value})


NOW = Viewpoint()


def viewpoint(as_of: str = "", as_known: str = "", policy: str = "") -> Viewpoint:
    """Read a viewpoint from an address's parameters; raise where a value cannot be."""
    if policy and policy not in set(Policy):
        raise OptionsError(f"no policy is called {policy!r}. Use one of {', '.join(Policy)}.")
    found = Viewpoint(as_of=day(as_of), as_known=" ".join(as_known.split()), policy=Policy(policy) if policy else None)
    found.moment  # noqa: B018  raises where an instant is none
    return found


def day(text: str) -> date | None:
    """Read the day that a record is asked for as of, None where there is none."""
    return timeline.day_of(text, last=True) if text.strip() else None
