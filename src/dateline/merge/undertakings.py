"""What is undertaken to some end: an act and the words behind it in, a class of acts named after the end out.

Whether it is called an operation, an advance or a drive, "to isolate the city" says which one it is.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dateline.merge.words import stem

END = re.compile(r"(?:\s+[\w'’-]+){0,3}?\s+(?:to|aimed\s+at)\s+(?:(?:a|an|the|its|their|his|her)\s+)?([\w'’-]+)")


@cache
def _undertakings() -> frozenset[str]:
    text = (files("dateline.resources") / "linker" / "undertakings.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def purpose(act: str, text: str, end: int) -> frozenset[str]:
    """Return the class of an act whose trigger ends at `end` of a text; none where it is no undertaking or has no end.

    >>> purpose("advance", "began their advance to isolate Sarab", 19), purpose("meet", "met to talk", 3)
    (frozenset({'to isolat'}), frozenset())
    """
    told = END.match(text, end) if act in _undertakings() else None
    return frozenset({f"to {stem(told[1])}"}) if told else frozenset()
