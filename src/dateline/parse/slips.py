"""A reading in; the same with those slips of the model mended that the rest of the reading gives away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dateline.parse.lemmas import is_past
from dateline.parse.model import Reading
from dateline.parse.names import PARTICLES

VERBAL = frozenset({"VERB", "AUX"})
OWNING = frozenset({"ADJ", "PROPN"})
COMMON = {"NNP": "NN", "NNPS": "NNS"}


def mend(texts: Sequence[str], given: Reading) -> Reading:
    """Return a reading whose tags, features and relations agree; names and roles stay."""
    reading = replace(
        given, upos=list(given.upos), xpos=list(given.xpos), deprel=list(given.deprel), head=list(given.head)
    )
    _common(texts, reading)
    _past(texts, reading)
    _called_on(texts, reading)
    _torn(reading)
    _shared(reading)
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


def _past(texts: Sequence[str], reading: Reading) -> None:
    """Let no word that can only be a past be a present: "the parties organised"."""
    for i, word in enumerate(texts):
        if reading.xpos[i] == "VBP" and is_past(word.lower()):
            reading.xpos[i] = "VBD"


def _called_on(texts: Sequence[str], reading: Reading) -> None:
    """Make a preposition of "on" where it was made a particle and an oblique without one follows: "called on Peru"."""
    upos, xpos, deprel, head = reading.upos, reading.xpos, reading.deprel, reading.head
    for i, word in enumerate(texts):
        if deprel[i] != "compound:prt" or word not in {"on", "upon"}:
            continue
        noun = next((k for k in range(i + 1, len(head)) if head[k] == head[i] and deprel[k].startswith("obl")), None)
        if noun is not None and all(noun in _above(head, k) for k in range(i + 1, noun)):
            upos[i], xpos[i], deprel[i], head[i] = "ADP", "IN", "case", noun


def _torn(reading: Reading) -> None:
    """Hang a name from the verb before it where it was made the end of an earlier name, beyond that verb.

    Words joined as "flat" stand side by side (Universal Dependencies), so that "Ann Roe sued Van Duc" holds two names.
    """
    upos, deprel, head = reading.upos, reading.deprel, reading.head
    for first, last, _ in reading.names:
        inside = range(first, last)
        tops = [i for i in inside if head[i] not in inside]
        if len(tops) != 1 or deprel[tops[0]] != "flat" or head[tops[0]] >= first - 1:
            continue
        (top,) = tops
        between = (i for i in range(first - 1, head[top], -1) if upos[i] == "VERB")
        verb = next(between, None)
        if verb is None or top in _above(head, verb):
            continue
        behind = any(deprel[kid] == "case" for kid, governor in enumerate(head) if governor in inside and kid < first)
        head[top], deprel[top] = verb, "obl" if behind else "obj"


def _above(head: Sequence[int], word: int) -> set[int]:
    """Return the words that govern a word, near and far."""
    found: set[int] = set()
    while word not in found:
        found.add(word)
        word = head[word]
    return found


def _shared(reading: Reading) -> None:
    """Make the noun the head of "Chadian and Sudanese rebels", "army and UN troops", where it was one more conjunct.

    A conjunct has a comma or a coordinator before it; the noun right behind another conjunct has none.
    """
    upos, xpos, deprel, head = reading.upos, reading.xpos, reading.deprel, reading.head
    for i in range(2, len(head)):
        first = head[i]
        conjuncts = deprel[i] == deprel[i - 1] == "conj" and head[i - 1] == first < i - 1
        if not conjuncts or upos[i] != "NOUN" or upos[i - 1] not in OWNING or any(head[kid] == i for kid in range(i)):
            continue
        owner = i - 1 if upos[first] == "NOUN" else first
        if owner == head[owner]:
            continue
        if owner == first:
            head[i], deprel[i] = head[first], deprel[first]
        passed = {"case", "det", "mark"} if owner == first else {"case", "cc", "det", "mark", "punct"}
        for kid in range(i - 1):
            if head[kid] == owner and deprel[kid] in passed:
                head[kid] = i
        head[owner], deprel[owner] = i, "amod" if xpos[owner] == "JJ" else "compound"


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
