"""A reading in; the same with those slips of the model mended that the rest of the reading gives away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.parse.model import Reading
from dateline.parse.names import PARTICLES

VERBAL = frozenset({"VERB", "AUX"})
COMMON = {"NNP": "NN", "NNPS": "NNS"}


def mend(texts: Sequence[str], given: Reading) -> Reading:
    """Return a reading whose tags, features and relations agree; heads, names and roles stay."""
    reading = replace(given, upos=list(given.upos), xpos=list(given.xpos), deprel=list(given.deprel))
    _common(texts, reading)
    _possessed(texts, reading)
    _active(reading)
    feats = [f if tag in VERBAL else "_" for f, tag in zip(reading.feats, reading.upos, strict=True)]
    return replace(reading, feats=feats)


def _common(texts: Sequence[str], reading: Reading) -> None:
    """Let no small word outside the names be a proper noun: the encoder's pieces have no case."""
    named = {
        i
        for first, last, _ in reading.names
        for i in range(first, last)
        if any(w[0].isupper() for w in texts[first:last])
    }
    for i, word in enumerate(texts):
        tag = reading.xpos[i]
        if tag in COMMON and word.islower() and not (i in named and word in PARTICLES):
            adjective = reading.deprel[i] == "amod"
            reading.upos[i], reading.xpos[i] = ("ADJ", "JJ") if adjective else ("NOUN", COMMON[tag])


def _possessed(texts: Sequence[str], reading: Reading) -> None:
    """Make nouns of gerunds that have a possessor ("her killing").

    The model halts between both readings; a possessor decides, since a gerund that is a verb has none in news.
    """
    upos, xpos, deprel, head = reading.upos, reading.xpos, reading.deprel, reading.head
    for i, word in enumerate(texts):
        owner = head[i]
        clitic = word in {"'s", "’s"} and xpos[i] == "POS" and deprel[owner] in {"nsubj", "nmod:poss"}
        if not clitic or xpos[head[owner]] != "VBG":
            continue
        noun = head[owner]
        upos[noun], xpos[noun], deprel[owner] = "NOUN", "NN", "nmod:poss"
        if deprel[noun] == "advcl":
            deprel[noun] = "obl"
        for kid, governor in enumerate(head):
            if governor == noun and deprel[kid] == "mark":
                upos[kid], xpos[kid], deprel[kid] = "ADP", "IN", "case"


def _active(reading: Reading) -> None:
    """Make an active subject of a passive one whose verb has an object and no auxiliary ("Oslo expelled the envoy")."""
    xpos, deprel, head = reading.xpos, reading.deprel, reading.head
    for i, relation in enumerate(deprel):
        verb = head[i]
        if relation != "nsubj:pass":
            continue
        below = {deprel[kid] for kid, governor in enumerate(head) if governor == verb}
        if "obj" in below and not below & {"aux:pass", "aux"}:
            deprel[i] = "nsubj"
            xpos[verb] = "VBD" if xpos[verb] == "VBN" else xpos[verb]
