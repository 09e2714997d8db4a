"""A word, its Penn tag and the model's edit script in; its lemma out.

Exceptions stand in a table made from the training treebanks (`resources/model/lemmas.tsv`); other verbs and nouns
follow the spelling rules of English, checked against the known verbs and the nouns that end as plurals do. The model's
script speaks for the rest, where it cuts the word as English cuts words.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

VOWELS = frozenset("aeiou")
PAST, GERUND, PRESENT = "ed", "ing", "s"
ENDINGS = {"VBD": PAST, "VBN": PAST, "VBG": GERUND, "VBZ": PRESENT}
COMPARED = {"JJR": "er", "RBR": "er", "JJS": "est", "RBS": "est"}
SCRIPTED = frozenset({*ENDINGS, *COMPARED})
PREFIX = re.compile(r"(?:re|un|mis|over|under|out|dis|de|pre|counter|inter|up|down|cyber|tele|fore|self|co)-?(?=.{4})")
THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?$")
ROMAN = re.compile(r"[IVXLC]+$")
PLAIN = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-"}
SILENT = re.compile(
    r"(?:[^aeiou][^aeiou]l|[vzcu]|[^e]at|[aeiou]s|[^n]g|ir|ur|[aeiou]r)$"
)  # "e" was cut from such a stem


def lemma(word: str, script: str, xpos: str, *, table: dict[tuple[str, str], str] | None = None) -> str:
    """Return the lemma; proper nouns keep their case. `table` stands for the exceptions that ship.

    >>> lemma("warned", "1|", "VBD"), lemma("hoped", "2|", "VBD"), lemma("was", "0|", "VBD"), lemma("Iraq", "0|", "NNP")
    ('warn', 'hope', 'be', 'Iraq')
    """
    low = word.lower().replace("’", "'")
    known = (_exceptions() if table is None else table).get((low, xpos))
    if known is not None:
        return known
    if xpos in {"NNP", "ADD"}:
        return word
    if xpos == "NNPS":
        return _cased(word, _noun(low) or low)
    if xpos == "CD":
        return word if ROMAN.match(word) else low.replace(",", "") if THOUSANDS.match(low) else low
    if word in PLAIN:
        return PLAIN[word]
    if xpos in ENDINGS and (known := _irregular().get(low)) is not None:
        return known
    return regular(low, xpos) or (_edited(low, script, xpos) if xpos in SCRIPTED else low)


def regular(word: str, xpos: str) -> str:
    """Return the lemma that spelling gives, "" where it gives none.

    >>> regular("trafficking", "VBG"), regular("viruses", "NNS"), regular("causes", "NNS"), regular("movies", "NNS")
    ('traffic', 'virus', 'cause', 'movie')
    """
    if xpos in ENDINGS:
        return _verb(word, xpos)
    return _noun(word) if xpos == "NNS" else ""


def is_past(word: str) -> bool:
    """Say whether a word can only be the past of a regular verb.

    >>> is_past("organised"), is_past("need"), is_past("hundred")
    (True, False, False)
    """
    return word.endswith(PAST) and word not in _verbs() and any(base in _verbs() for base in _bases(word, PAST))


def _cased(word: str, base: str) -> str:
    """Return the base in the case of the word that it was made from."""
    if word.isupper():
        return base.upper()
    shared = 0
    while shared < min(len(word), len(base)) and word[shared].lower() == base[shared]:
        shared += 1
    return word[:shared] + base[shared:]


def _edited(word: str, script: str, xpos: str) -> str:
    """Apply a script: drop so many letters at the end, add these; what no rule could have made is a slip."""
    drop, _, add = script.partition("|")
    kept = len(word) - int(drop)
    found = word[:kept] + add if kept > 0 else add or word
    if xpos in COMPARED:
        possible = _positives(word, COMPARED[xpos])
    else:
        possible = [base for ending in (PAST, GERUND, PRESENT) for base in _bases(word, ending)]
    if found in possible and not SILENT.search(found):
        return found
    return _likely(possible) if possible else word


def _likely(bases: list[str]) -> str:
    """Return the base that an unknown word was most likely made from."""
    bare = bases[0].removesuffix("e")
    if bare + "e" in bases and bare in bases:
        return bare + "e" if SILENT.search(bare) and not bare.endswith(("er", "or")) else bare
    return bases[-1]


def _verb(word: str, xpos: str) -> str:
    """Return the verb; a tag that the word's ending gives the lie is passed over."""
    own = ENDINGS[xpos]
    for ending in (own, *(e for e in (PAST, GERUND, PRESENT) if e != own)):
        bases = _bases(word, ending)
        for base in bases:
            if base in _verbs():
                return base
        for base in bases:
            prefix = PREFIX.match(base)
            if prefix and base[prefix.end() :] in _verbs():
                return base
            if "-" in base and base.rpartition("-")[2] in _verbs():
                return base
    return word if word in _verbs() else ""


def _bases(word: str, ending: str) -> list[str]:
    """List what a verb's form may have been made from, the likelier first: "planned" plan, "hoped" hope, "dies" die."""
    if not word.endswith(ending) or len(word) < len(ending) + 2:
        return []
    if ending == PRESENT:
        if word.endswith("ss"):
            return []
        bases = [word[:-3] + "y"] if word.endswith("ies") else []
        bases.append(word[:-1])
        return [*bases, word[:-2]] if word.endswith("es") else bases
    stem = word.removesuffix(ending)
    bases = [stem, stem + "e"]
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in VOWELS:
        bases.append(stem[:-1])
    elif stem.endswith("ck"):
        bases.append(stem[:-1])  # trafficked
    elif _would_double(stem):
        bases.reverse()
    if ending == PAST and stem.endswith("i"):
        bases.insert(0, stem[:-1] + "y")
    if ending == GERUND and stem.endswith("y"):
        bases.append(stem[:-1] + "ie")
    return bases


def _would_double(stem: str) -> bool:
    """Say whether a stem is one short syllable, which would double its last letter: so an "e" was cut from "hop-ed"."""
    vowels = [i for i, letter in enumerate(stem) if letter in VOWELS]
    return len(vowels) == 1 and vowels[0] == len(stem) - 2 and stem[-1] not in "wxy"


def _positives(word: str, ending: str) -> list[str]:
    """List what a comparative or superlative may have been made from."""
    if not word.endswith(ending) or len(word) < len(ending) + 3:
        return []
    stem = word.removesuffix(ending)
    if stem.endswith("i"):
        return [stem[:-1] + "y"]
    if stem[-1] == stem[-2] and stem[-1] not in "ls":
        return [stem[:-1]]
    return [stem, stem + "e"]


def _noun(word: str) -> str:
    """Return the singular that spelling gives, "" for a word that is no plural."""
    known = _plurals().get(word)
    if known is not None:
        return known
    if "-" in word:
        before, _, last = word.rpartition("-")
        return f"{before}-{_noun(last)}" if _noun(last) else ""
    if word.endswith("men") and len(word) > 2:
        return word[:-3] + "man"
    if len(word) < 3 or not word.endswith("s") or word.endswith("ss"):
        return ""
    if word in _singulars():
        return word
    if word.endswith("'s"):
        return word[:-2]
    silent, short = word[:-1], word[:-2]
    if silent in _singulars() or not word.endswith("es"):
        return silent
    if short in _singulars():
        return short
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes", "tzes", "oes")):
        return short
    if word.endswith("uses") and silent not in _verbs() and word[-5:-4] not in {"a", "o"}:
        return short
    return silent


def _table(name: str) -> dict[str, str]:
    text = (files("dateline.resources") / "words" / name).read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines() if not line.startswith("#"))


def _list(name: str) -> frozenset[str]:
    lines = (files("dateline.resources") / "words" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@cache
def _verbs() -> frozenset[str]:
    return _list("verbs.txt")


@cache
def _singulars() -> frozenset[str]:
    return _list("singulars.txt")


@cache
def _irregular() -> dict[str, str]:
    return _table("irregular.tsv")


@cache
def _plurals() -> dict[str, str]:
    return _table("plurals.tsv")


@cache
def _exceptions() -> dict[tuple[str, str], str]:
    path = files("dateline.resources") / "model" / "lemmas.tsv"
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return {(word, tag): base for word, tag, base in rows}
