"""Events in, an ordered and described selection of them out, in the reports' own words."""

from __future__ import annotations

from dateline.timeline.changes import Change, changes
from dateline.timeline.find import find, find_mention, followed, short_ids, went
from dateline.timeline.policy import Policy, chosen, needed
from dateline.timeline.rank import Rank, ranked
from dateline.timeline.select import KINDS, Entry, Options, day_of, named_in, select
from dateline.timeline.stories import StoryEntry, stories, story
from dateline.timeline.words import Quote, basis_words, date_words, quote, reality_words, sentence

__all__ = [
    "KINDS",
    "Change",
    "Entry",
    "Options",
    "Policy",
    "Quote",
    "Rank",
    "StoryEntry",
    "basis_words",
    "changes",
    "chosen",
    "date_words",
    "day_of",
    "find",
    "find_mention",
    "followed",
    "named_in",
    "needed",
    "quote",
    "ranked",
    "reality_words",
    "select",
    "sentence",
    "short_ids",
    "stories",
    "story",
    "went",
]
