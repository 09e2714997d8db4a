"""Who stands behind each value: disagreements and tolls in, the same with outlets, origins and days out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.merge.origins import origins, outlet
from dateline.merge.words import WORD, stem
from dateline.records import Account, Disagreement, Event, Mention, Report, SourceKind, Toll


@dataclass(frozen=True, slots=True)
class Support:
    """All that is needed to say who stands behind a value."""

    mentions: Mapping[str, Mention]
    reports: Mapping[str, Report]
    families: Mapping[str, str]

    def account(self, account: Account, parties: frozenset[str] = frozenset()) -> Account:
        """Return an account with who stands behind it; `parties` are the names of who takes part, in stems."""
        told = [self.mentions[id_] for id_ in account.mentions]
        days = sorted(day for one in told if (day := self.reports[one.report].day))
        return replace(
            account,
            outlets=tuple(sorted({outlet(self.reports[one.report]) for one in told})),
            origins=tuple(sorted({one.name for one in origins(told, self.reports, self.families)})),
            first_told=days[0] if days else None,
            last_told=days[-1] if days else None,
            of_parties=_of_parties(told, parties),
        )

    def disagreement(self, differ: Disagreement, events: Mapping[str, Event]) -> Disagreement:
        """Return a disagreement with who stands behind each value."""
        parties = frozenset().union(*(names(events[id_]) for id_ in differ.events))
        return replace(differ, values=tuple(self.account(one, parties) for one in differ.values))

    def event(self, event: Event) -> Event:
        """Return an event with who stands behind each number of its tolls."""
        parties = names(event)
        return replace(event, tolls=tuple(self._toll(toll, parties) for toll in event.tolls)) if event.tolls else event

    def _toll(self, toll: Toll, parties: frozenset[str]) -> Toll:
        told = []
        for one in toll.told:
            behind = [self.mentions[id_] for id_ in one.mentions]
            count = len(origins(behind, self.reports, self.families))
            told.append(replace(one, origins=count, of_parties=_of_parties(behind, parties)))
        return replace(toll, told=tuple(told))


def names(event: Event) -> frozenset[str]:
    """Return the names of who takes part in an event, in stems."""
    told = [one.name for one in event.participants] + [one.link.target.name for one in event.participants if one.link]
    return frozenset(_stems(name) for name in told)


def _of_parties(told: Sequence[Mention], parties: Iterable[str]) -> bool:
    """Say whether nobody but a party to the event says so; what a report tells in its own voice is no party's."""
    known = set(parties)
    return bool(told) and all(_is_party(one, known) for one in told)


def _is_party(mention: Mention, parties: set[str]) -> bool:
    hops = mention.attribution.hops
    return bool(hops) and (hops[-1].kind is SourceKind.PARTY or _stems(hops[-1].name) in parties)


def _stems(name: str) -> str:
    return " ".join(sorted({stem(word) for word in WORD.findall(name)} - {"the", "a", "an", "of", "s"}))
