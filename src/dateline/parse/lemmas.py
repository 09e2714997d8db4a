"""A word, the model's edit script and its Penn tag in; its lemma out."""

from __future__ import annotations


def lemma(word: str, script: str, xpos: str) -> str:
    """Apply the script: drop so many letters at the end, add these; proper nouns keep their case.

    A script that drops more than the word has is the model's slip, and the word stands as it is.

    >>> lemma("killed", "2|", "VBD"), lemma("was", "3|be", "VBD"), lemma("Iraq", "0|", "NNP")
    ('kill', 'be', 'Iraq')
    """
    drop, _, add = script.partition("|")
    kept = len(word) - int(drop)
    if kept < 0 or (kept == 0 and not add):
        kept, add = len(word), ""
    if xpos in {"NNP", "NNPS"}:
        return word[:kept] + add
    return "I" if word == "I" else word[:kept].lower() + add
