"""Events in, an ordered and described selection of them out, in the reports' own words."""

from __future__ import annotations

from dateline.timeline.find import find, short_ids
from dateline.timeline.select import KINDS, Entry, Options, day_of, select
from dateline.timeline.stories import StoryEntry, stories, story
from dateline.timeline.words import Quote, basis_words, date_words, quote, reality_words, sentence

__all__ = [
    "KINDS",
    "Entry",
    "Options",
    "Quote",
    "StoryEntry",
    "basis_words",
    "date_words",
    "day_of",
    "find",
    "quote",
    "reality_words",
    "select",
    "sentence",
    "short_ids",
    "stories",
    "story",
]
