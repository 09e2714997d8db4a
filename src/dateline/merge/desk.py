"""The facts of mentions that are being worked on, each read from the shelf once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from dateline.merge.facts import Facts, Prose, facts
from dateline.merge.shelf import Shelf
from dateline.records import Report


class Desk:
    """Facts, reports and their prose, by number and id."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.facts: dict[int, Facts] = {}
        self.reports: dict[str, Report] = {}
        self.prose: dict[str, Prose] = {}
        self.families: dict[str, str] = {}  # the text that each mention stands in
        self.number: dict[str, int] = {}
        self.same: set[tuple[str, str]] = set()  # what people judged to be one

    def lay(self, numbers: Iterable[int]) -> None:
        """Read what is not here yet.

        What a report says around a mention counts where pairs are compared, and that is worked out when it comes in.
        """
        wanted = sorted({number for number in numbers if number not in self.facts})
        if not wanted:
            return
        mentions = self.shelf.mentions(wanted)
        texts = self.shelf.texts(wanted)
        self.open({one.report for one in mentions.values()} | set(texts.values()))
        by_report: dict[str, list[int]] = defaultdict(list)
        for number in wanted:
            by_report[mentions[number].report].append(number)
        for many in by_report.values():
            found = facts([mentions[number] for number in many], self.prose)
            for number, one in zip(many, found, strict=True):
                self.facts[number] = one
                self.number[one.id] = number
                self.families[one.id] = texts[number]

    def open(self, reports: Collection[str]) -> None:
        """Read reports that are not here yet."""
        for id_, report in self.shelf.reports([id_ for id_ in reports if id_ not in self.reports]).items():
            self.reports[id_] = report
            self.prose[id_] = Prose(report)

    def of(self, numbers: Iterable[int]) -> list[Facts]:
        """Return the facts of mentions that are here."""
        return [self.facts[number] for number in numbers]
