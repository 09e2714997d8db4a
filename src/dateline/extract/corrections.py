"""Which words set an earlier account right: the sentence of an event mention in, the words out.

Patterns over a whole sentence (`resources/modality/corrections.txt`), since a correction speaks of texts and figures
("an earlier version of this report said …, in error"), which the tree of the act does not reach.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from dateline.records import Span

BLANK = re.compile(r"\s")
WORTH = re.compile(  # a word that each pattern holds; most sentences hold none
    "correct|earlier|previous|initial|first |original|preliminary|revised|lowered|reduced|scaled|cut |misst|misid|"
    "misre|misspelled|stated|wrongly|mistakenly|erroneously|retracted|amended|withdr"
)


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    lines = (files("dateline.resources") / "modality" / "corrections.txt").read_text(encoding="utf-8").splitlines()
    return tuple(re.compile(line) for line in lines if line and not line.startswith("#"))


def correction(text: str, sentence: Span) -> Span | None:
    """Return the words of a sentence that say that an earlier account is set right, None where none do.

    >>> text = "The ministry later revised the toll to nine."
    >>> correction(text, Span(0, len(text))).of(text)
    'revised the toll'
    """
    prose = BLANK.sub(" ", sentence.of(text))
    lower = prose.lower()
    prose = lower if len(lower) == len(prose) else prose  # a few letters have two in lower case
    if not WORTH.search(prose):
        return None
    found = [match for pattern in _patterns() if (match := pattern.search(prose))]
    if not found:
        return None
    best = min(found, key=lambda match: (match.start(), match.end()))
    start, end = best.span()
    blank = len(prose[start:end]) - len(prose[start:end].lstrip())
    return Span(sentence.start + start + blank, sentence.start + end)
