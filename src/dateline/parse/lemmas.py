"""A word, its Penn tag and the model's edit script in; its lemma out.

Exceptions stand in a table made from the training treebanks (`resources/model/lemmas.tsv`); other verbs and nouns
follow the spelling rules of English, checked against the known verbs; the model's script speaks for the rest.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

VOWELS = frozenset("aeiou")
KEPT = frozenset(
    {"NNP", "NN", "VB", "VBP", "JJ", "RB", "IN", "DT", "CC", "CD", "TO", "RP", "UH", "MD", "POS", "EX", "FW"}
)


def lemma(word: str, script: str, xpos: str) -> str:
    """Return the lemma; proper nouns keep their case.

    >>> lemma("warned", "1|", "VBD"), lemma("hoped", "2|", "VBD"), lemma("was", "0|", "VBD"), lemma("Iraq", "0|", "NNP")
    ('warn', 'hope', 'be', 'Iraq')
    """
    if xpos in {"NNP", "NNPS"}:
        return word if xpos == "NNP" else _noun(word) or word
    low = word.lower().replace("’", "'")
    known = _exceptions().get((low, xpos)) or (_irregular().get(low) if xpos[0] == "V" else None)
    if known is not None:
        return known
    return regular(low, xpos) or (low if xpos in KEPT else _edited(low, script))


def regular(word: str, xpos: str) -> str:
    """Return the lemma that spelling gives, "" where it gives none."""
    if xpos in {"VBD", "VBN", "VBG", "VBZ"}:
        return _verb(word, xpos)
    return _noun(word) if xpos == "NNS" else ""


def _edited(word: str, script: str) -> str:
    """Apply a script: drop so many letters at the end, add these; one that drops all the word has is a slip."""
    drop, _, add = script.partition("|")
    kept = len(word) - int(drop)
    return word[:kept] + add if kept > 0 else add or word


def _verb(word: str, xpos: str) -> str:
    for ending, tags in (("ing", {"VBG"}), ("ed", {"VBD", "VBN"})):
        if xpos in tags and word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word.removesuffix(ending)
            return next((base for base in _bases(stem, ending) if base in _verbs()), "")
    if xpos == "VBZ" and word.endswith("s") and len(word) > 2:
        bases = [word[:-1], word[:-2]] if word.endswith("es") else [word[:-1]]
        if word.endswith("ies"):
            bases.insert(0, word[:-3] + "y")
        return next((base for base in bases if base in _verbs()), "")
    return ""


def _bases(stem: str, ending: str) -> list[str]:
    """List what a verb's stem may have been cut from, the likelier first: "plann" plan, "hop" hope, "visit" visit."""
    bases = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        bases.append(stem[:-1])
    elif _would_double(stem):
        bases.reverse()
    if ending == "ed" and stem.endswith("i"):
        bases.insert(0, stem[:-1] + "y")
    if ending == "ing" and stem.endswith("y"):
        bases.append(stem[:-1] + "ie")
    return bases


def _would_double(stem: str) -> bool:
    """Say whether a stem is one short syllable, which would double its last letter: so an "e" was cut from "hop-ed"."""
    vowels = [i for i, letter in enumerate(stem) if letter in VOWELS]
    return len(vowels) == 1 and vowels[0] == len(stem) - 2 and stem[-1] not in "wxy"


def _noun(word: str) -> str:
    if word.endswith("men"):
        return word[:-3] + "man"
    if len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return ""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@cache
def _verbs() -> frozenset[str]:
    return frozenset((files("dateline.resources") / "words" / "verbs.txt").read_text(encoding="utf-8").split())


@cache
def _irregular() -> dict[str, str]:
    text = (files("dateline.resources") / "words" / "irregular.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


@cache
def _exceptions() -> dict[tuple[str, str], str]:
    path = files("dateline.resources") / "model" / "lemmas.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(word, tag): base for word, tag, base in rows}
