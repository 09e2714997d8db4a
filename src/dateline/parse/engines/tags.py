"""One tag set's answer in; a Universal Dependencies and a Penn tag that fit each other out."""

from __future__ import annotations

# The Penn tags of each UD part of speech in English, the commonest first (EWT 2.15; ordered so that the first part of
# speech which holds a Penn tag is that tag's commonest).
PENN = {
    "NOUN": "NN NNS",
    "PROPN": "NNP NNPS",
    "VERB": "VB VBD VBG VBN VBP VBZ",
    "AUX": "MD VB VBD VBG VBN VBP VBZ",
    "ADP": "IN RP",
    "DET": "DT PDT",
    "ADJ": "JJ JJR JJS AFX",
    "ADV": "RB RBR RBS WRB",
    "PRON": "PRP PRP$ WDT WP WP$ EX DT",
    "CCONJ": "CC",
    "SCONJ": "IN WRB",
    "PART": "TO POS RB",
    "NUM": "CD",
    "PUNCT": ", . : '' `` -LRB- -RRB- HYPH NFP",
    "SYM": "SYM $ NFP IN",
    "INTJ": "UH",
    "X": "FW LS GW ADD",
}
HELD = {upos: frozenset(tags.split()) for upos, tags in PENN.items()}
UPOS = frozenset(PENN)
XPOS = frozenset(tag for tags in HELD.values() for tag in tags)
SPELT = {"(": "-LRB-", ")": "-RRB-", "#": "SYM", "XX": "FW", "_SP": "NFP", '"': "''", "PRP-S": "PRP$", "WP-S": "WP$"}
PUNCTUATION = {mark: tag for tag, marks in {
    ".": ".?!", ":": ":;—–…", "''": "\"'”’", "``": "“‘", "-LRB-": "([{", "-RRB-": ")]}", "HYPH": "-",
}.items() for mark in marks}  # fmt: skip
FEATURES = {
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
}


def penn(tag: str) -> str | None:
    """Return a Penn tag as English treebanks of UD spell it, None where it is none."""
    tag = SPELT.get(tag, tag)
    return tag if tag in XPOS else None


def agreed(word: str, *, own: tuple[str, str], upos: str | None, xpos: str | None) -> tuple[str, str]:
    """Return both tags of a word where an engine gives one, both or neither; `own` are those of the model that ships.

    >>> agreed("strike", own=("NOUN", "NN"), upos="VERB", xpos=None)
    ('VERB', 'VB')
    >>> agreed("have", own=("AUX", "VBP"), upos=None, xpos="VB")
    ('AUX', 'VB')
    """
    if xpos is not None and upos is None:
        upos = own[0] if xpos in HELD[own[0]] else next(u for u, tags in HELD.items() if xpos in tags)
    if upos is not None and xpos is None:
        xpos = own[1] if own[1] in HELD[upos] else _spelt(word, upos)
    return upos or own[0], xpos or own[1]


def features(upos: str, xpos: str) -> str:
    """Return the features of tense, mood and form that a verb's Penn tag tells, "_" for what is no verb."""
    return FEATURES.get(xpos, "_") if upos in {"VERB", "AUX"} else "_"


def _spelt(word: str, upos: str) -> str:
    """Return the Penn tag that a part of speech and the word's ending make likely."""
    low = word.lower()
    if upos == "PUNCT":
        return PUNCTUATION.get(word[0], ",")
    if upos in {"VERB", "AUX"}:
        endings = {"ing": "VBG", "ed": "VBD", "s": "VBZ"}
        return next((tag for ending, tag in endings.items() if low.endswith(ending)), PENN[upos].split()[0])
    if upos in {"NOUN", "PROPN"} and low.endswith("s") and not low.endswith("ss"):
        return PENN[upos].split()[1]
    return PENN[upos].split()[0]
