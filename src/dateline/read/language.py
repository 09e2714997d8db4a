"""Prose in, its language out: an ISO 639-1 code, "und" where it cannot be told.

py3langid (Lui & Baldwin 2012, langid.py) works offline; docs/decisions/0003-reading-libraries.md says why it was taken.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol, cast

UNDETERMINED = "und"
FEWEST_LETTERS = 40  # below this a guess is a name's spelling, not a language
SAMPLE = 4_000  # characters; more text changes no answer and costs time
SURE = 0.5


class _Identifier(Protocol):
    labels: list[str]

    def classify(self, text: str) -> tuple[str, float]: ...

    def set_languages(self, langs: list[str]) -> None: ...


@cache
def _identifier() -> _Identifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = cast("_Identifier", LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True))
    found.set_languages([label for label in found.labels if len(label) == len("en")])  # no pidgins: ISO 639-1 alone
    return found


def language(prose: str) -> str:
    """Name the language of a report's prose."""
    sample = prose[:SAMPLE]
    letters = len(re.findall(r"[^\W\d_]", sample))
    if letters < FEWEST_LETTERS or letters < 0.4 * len(sample):
        return UNDETERMINED
    code, score = _identifier().classify(sample)
    return code if score >= SURE else UNDETERMINED
