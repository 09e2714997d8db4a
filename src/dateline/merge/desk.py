"""The facts of mentions that are being worked on, each read from the shelf once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

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
        """Read what is not here yet, report by report, since what a mention says may hang on those around it."""
        wanted = [number for number in set(numbers) if number not in self.facts]
        if not wanted:
            return
        told = self.shelf.told({one.report for one in self.shelf.mentions(wanted).values()})
        for many in told.values():
            mentions = self.shelf.mentions(many)
            texts = self.shelf.texts(many)
            self.open({one.report for one in mentions.values()} | set(texts.values()))
            self.take(many, facts([mentions[number] for number in many], self.prose), [texts[one] for one in many])

    def take(self, numbers: Sequence[int], found: Sequence[Facts], texts: Sequence[str]) -> None:
        """Take in the facts of a report's mentions, with the text that each stands in."""
        for number, one, text in zip(numbers, found, texts, strict=True):
            self.facts[number] = one
            self.number[one.id] = number
            self.families[one.id] = text

    def open(self, reports: Collection[str]) -> None:
        """Read reports that are not here yet."""
        for id_, report in self.shelf.reports([id_ for id_ in reports if id_ not in self.reports]).items():
            self.reports[id_] = report
            self.prose[id_] = Prose(report)

    def of(self, numbers: Iterable[int]) -> list[Facts]:
        """Return the facts of mentions that are here."""
        return [self.facts[number] for number in numbers]
