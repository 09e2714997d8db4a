"""Who says that an act was never done: facts in, whether they deny an account of it out.

"No shot was fired, the ministry said" denies one; "could not be reached", "without firing" and "guns do not kill" deny
nothing that anybody told.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dateline.merge.facts import Facts
from dateline.merge.features import exact
from dateline.merge.words import WORD, stem
from dateline.records import Correctable

ABLE = re.compile(r"\b(?:ca|can|could)\s*$", re.I)
SO_FAR = re.compile(r"\b(?:yet|immediately)\b", re.I)
GOING_ON = re.compile(r"\w+ing\b")  # "we are closing nothing", but "we close nothing" is how things are


def denies(one: Facts) -> bool:
    """Say whether a mention denies that an act was or will be done: somebody says so, or a report of its day."""
    mention, text = one.mention, one.prose.text
    if mention.set_right(Correctable.MODALITY):
        return True
    cues = mention.stance.cues
    words = [stem(word) for cue in cues for word in WORD.findall(cue.of(text))]
    return (
        (mention.tense != "present" or GOING_ON.search(mention.trigger.of(text)) is not None)
        and _disclaimers().issuperset(words)
        and not any(ABLE.search(text, max(0, cue.start - len("could ")), cue.start) for cue in cues)
        and not SO_FAR.search(mention.clause.of(text))
        and (bool(mention.attribution.hops) or exact(mention.when))
    )


@cache
def _disclaimers() -> frozenset[str]:
    text = (files("dateline.resources") / "modality" / "disclaimers.txt").read_text(encoding="utf-8")
    return frozenset(
        stem(word) for line in text.splitlines() if not line.startswith("#") for word in WORD.findall(line)
    )
