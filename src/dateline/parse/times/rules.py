"""The time grammar: its rules in order, the earlier first among equals."""

from __future__ import annotations

from dateline.parse.times import calendars, clock, dates, feasts, lengths, periods, relative
from dateline.parse.times.rule import Rule

RULES: tuple[Rule, ...] = (
    *feasts.RULES,
    *calendars.RULES,
    *dates.RULES,
    *periods.RULES,
    *relative.RULES,
    *lengths.RULES,
    *clock.RULES,
)
