"""A word, the model's edit script and its Penn tag in; its lemma out.

A verb's lemma is checked against WordNet's verbs: where the model's script gives no known verb, the regular endings
are undone as in WordNet's own *morphy*, and the first known verb is taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

VOWELS = frozenset("aeiou")
ENDINGS = (("ies", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""),
           ("ing", "e"))  # fmt: skip


@cache
def verbs() -> frozenset[str]:
    """Return the verbs of WordNet."""
    return frozenset((files("dateline.resources") / "words" / "verbs.txt").read_text(encoding="utf-8").split())


@cache
def irregular() -> dict[str, str]:
    """Return irregular verb forms with their lemmas."""
    text = (files("dateline.resources") / "words" / "irregular.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines())


@cache
def lemma(word: str, script: str, xpos: str) -> str:
    """Apply the script: drop so many letters at the end, add these; proper nouns keep their case.

    A script that drops more than the word has is the model's slip, and the word stands as it is.

    >>> lemma("killed", "2|", "VBD"), lemma("was", "3|be", "VBD"), lemma("Iraq", "0|", "NNP")
    ('kill', 'be', 'Iraq')
    >>> lemma("seized", "2|", "VBD"), lemma("struck", "0|", "VBN")
    ('seize', 'strike')
    """
    drop, _, add = script.partition("|")
    kept = len(word) - int(drop)
    if kept < 0 or (kept == 0 and not add):
        kept, add = len(word), ""
    if xpos in {"NNP", "NNPS"}:
        return word[:kept] + add
    found = "I" if word == "I" else word[:kept].lower() + add
    return _verb(word.lower(), found, xpos) if xpos.startswith("VB") else found


def _verb(word: str, found: str, xpos: str) -> str:
    if xpos in {"VB", "VBP"} and word in verbs() and found not in {"be", "have", "do"}:
        return word
    if word in irregular():
        return irregular()[word]
    if found in verbs():
        return found
    return next((candidate for candidate in _undone(word) if candidate in verbs()), found)


def _undone(word: str) -> Iterator[str]:
    """Yield the word with each regular ending undone, a doubled consonant first."""
    for ending, instead in ENDINGS:
        if word.endswith(ending):
            stem = word.removesuffix(ending)
            if not instead and len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
                yield stem[:-1]
            yield stem + instead
    yield word
