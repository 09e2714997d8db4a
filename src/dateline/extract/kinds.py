"""A word that names an act, and the words around it, to its act lemma and its PLOVER type and mode.

Names and sides never enter: the same sentence with its sides swapped has the same kind.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from dateline.extract.coder import ACT, Word, load
from dateline.records import Tokens
from dateline.resources import kinds, meanings
from dateline.resources.kinds import MEANING, Kind

# What hangs on an act and can tell its kind: objects, instruments, particles, complements, and the words of a compound.
NEAR = frozenset(
    (
        "obj",
        "iobj",
        "obl",
        "nsubj",
        "nsubj:pass",
        "compound",
        "compound:prt",
        "amod",
        "advmod",
        "xcomp",
        "ccomp",
        "nmod",
    )
)
INNER = frozenset(("compound", "amod", "nmod", "obj", "case", "conj", "nummod"))  # what hangs on those in turn
ACROSS = frozenset(("compound", "nmod", "obl", "amod", "obj", "xcomp"))  # "drone strike killed": seen from "strike" too
CONTENT = frozenset(("NOUN", "VERB", "ADJ", "ADP", "ADV", "PART"))

# The same for the coder: the place of what hangs on an act.
PLACES = {
    "obj": "object", "iobj": "object", "nsubj": "subject", "obl": "oblique", "nmod": "oblique", "compound": "with",
    "amod": "with", "xcomp": "clause", "ccomp": "clause", "advcl": "clause",
}  # fmt: skip
DEEPER = ("compound", "amod", "nmod")  # what hangs on those and is read too
DEEP = 0.5  # what such a word weighs
CLOSE = 0.6  # how near in meaning a listed act must be for its mode to be an unlisted one's
TELLING = frozenset(("NOUN", "VERB", "ADJ"))
HARM = frozenset(("kill", "injure", "wound", "hurt", "maim"))
BLOW = "strike"  # class of acts
UNWILLED = frozenset(("ACCIDENT", "DISASTER"))  # kinds of what nobody does


class Coding(NamedTuple):
    """The kind of a mention, what chance the coder gives it, and the next likeliest kind with its chance.

    Without the meaning of the act's word the coder says nothing: there is no chance and no next kind.
    """

    kind: Kind
    score: float | None = None
    runner_up: str = ""
    runner_up_score: float | None = None


def children(tokens: Tokens) -> list[list[int]]:
    """Return each token's dependents."""
    below: list[list[int]] = [[] for _ in range(len(tokens))]
    for index, head in enumerate(tokens.head):
        if head != index:
            below[head].append(index)
    return below


def around(tokens: Tokens, token: int, below: list[list[int]] | None = None) -> frozenset[str]:
    """Return the lemmas of common words that hang on an act, two steps down, and of the verb a noun is an object of."""
    below = children(tokens) if below is None else below
    found = set()
    for child in below[token]:
        relation = tokens.deprel[child]
        if relation in {"case", "advcl"} or relation in NEAR or relation.partition(":")[0] in NEAR:
            found.add(child)
            if relation != "advcl":
                found |= _inner(tokens, child, below)
    if tokens.upos[token] in {"NOUN", "PROPN"} and tokens.deprel[token].partition(":")[0] in ACROSS:
        found.add(tokens.head[token])
    found.discard(token)
    return frozenset(lemma for i in found if (lemma := tokens.lemma[i].lower()) and _common(tokens, i, lemma))


def _inner(tokens: Tokens, child: int, below: list[list[int]]) -> set[int]:
    """Return what hangs on a word, seen through nouns that only say how much or what sort.

    "Part of an aid programme" is aid, a "suicide car bombing" suicide.
    """
    found = {inner for inner in below[child] if tokens.deprel[inner].partition(":")[0] in INNER}
    part = kinds.in_group(tokens.lemma[child].lower(), "part")
    for inner in list(found):
        if part or tokens.deprel[inner] == "compound":
            found |= _inner(tokens, inner, below)
    return found


def _common(tokens: Tokens, token: int, lemma: str) -> bool:
    """Say whether a word is no name; a bridge says what it is, and a title who one is, whatever the name beside it."""
    plain = kinds.in_group(lemma, "way") or kinds.in_group(lemma, "official")
    return tokens.upos[token] in CONTENT or (plain and tokens.upos[token] == "PROPN")


def kind(tokens: Tokens, token: int, *, act: str | None = None, below: list[list[int]] | None = None) -> Kind:
    """Return the kind of the act at a token; `act` is its lemma where a light verb or a noun names another.

    The act's own lemma is tried first, then the word's: "carried out an attack" is an attack.
    """
    near = around(tokens, token, below)
    own = tokens.lemma[token].lower()
    near |= {own}
    for lemma in dict.fromkeys((act or kinds.act(own, tokens.upos[token]), own)):
        found = kinds.lookup(lemma, near)
        if found.type:
            return found
    return Kind("", "")


def told(tokens: Tokens, token: int, known: Kind, *, act: str, below: list[list[int]]) -> Coding:
    """Return the kind of a mention: PLOVER's where a line of the lexicon gives one, else ours, else by its meaning.

    What is found beyond the lexicon says nothing of whether a word tells an event at all. An earthquake that kills is
    no ASSAULT, since nobody does it, nor is "a train derailed, killing four".
    """
    coder = load()
    coded = coder.code(placed(tokens, token, act=act, below=below))
    found = _listed(tokens, token, known, act=act, below=below)
    if coded is None:
        return Coding(found)
    if not found.type and coded.best and coded.chances[coded.best] >= coder.threshold:
        found = Kind(coded.best, _mode(act, coded.best), f"{MEANING}{' and '.join(coded.evidence)}")
    other = coded.runner_up(found.type)
    return Coding(found, round(coded.chances[found.type], 3), other, round(coded.chances[other], 3))


@cache
def _mode(act: str, kind: str) -> str:
    """Return the mode of the act nearest in meaning among those that the lexicon gives the kind by themselves."""
    near = meanings.nearest(act, kinds.plain(kind), count=1)
    return next((kinds.lookup(word).mode for word, close in near if close >= CLOSE), "")


def _listed(tokens: Tokens, token: int, known: Kind, *, act: str, below: list[list[int]]) -> Kind:
    if known.type and known.type != "ASSAULT":
        return known
    if act in HARM and (cause := _unwilled(tokens, token, below)):
        return Kind("DEATH", "", f"{act}{kinds.WITH}{cause}")
    own = tokens.lemma[token].lower()
    near = around(tokens, token, below) | {own}
    noun = (f"{own}:noun",) if tokens.upos[token] in {"NOUN", "PROPN"} else ()
    names = (*noun, act, act.partition(" ")[0], own)
    found = next((one for lemma in names if (one := kinds.ours(lemma, near)).type), None)
    if known.type:
        return found if found is not None and kinds.WITH in found.rule else known
    return Kind("", "") if found is None else found


def _unwilled(tokens: Tokens, token: int, below: list[list[int]]) -> str:
    """Return what goes wrong, or what nature does, in the clause whose outcome a participle tells, "" where nothing."""
    while tokens.deprel[token] == "conj" and tokens.head[token] < token:  # a conjunct follows the first
        token = tokens.head[token]
    if tokens.xpos[token] != "VBG" or tokens.deprel[token] not in {"advcl", "acl"}:
        return ""
    head = tokens.head[token]
    subjects = [one for one in below[head] if tokens.deprel[one].partition(":")[0] == "nsubj"]
    for one in (head, *subjects):
        lemma = tokens.lemma[one].lower()
        if lemma in HARM:
            continue
        named = kinds.act(lemma, tokens.upos[one])
        found = _listed(tokens, one, kind(tokens, one, below=below), act=named, below=below)
        blow = BLOW in kinds.classes(lemma) and kinds.WITH not in found.rule  # "guards fired, killing two"
        if found.type in UNWILLED and not blow:
            return lemma
    return ""


def placed(tokens: Tokens, token: int, *, act: str, below: list[list[int]]) -> list[Word]:
    """Return the words that the coder reads, the act's first: common words by how they hang on the act."""
    found = [Word(ACT, act)]
    for child in below[token]:
        relation = tokens.deprel[child]
        place = "object" if relation == "nsubj:pass" else PLACES.get(relation.partition(":")[0])
        if place is None:
            continue
        found += _word(tokens, child, place)
        inner = ("obj",) if place == "clause" else DEEPER
        for one in below[child]:
            if tokens.deprel[one].partition(":")[0] in inner:
                found += _word(tokens, one, place, DEEP)
    if tokens.head[token] != token and tokens.deprel[token].partition(":")[0] in ACROSS:
        found += _word(tokens, tokens.head[token], "head")
    return found


def _word(tokens: Tokens, token: int, place: str, weight: float = 1.0) -> list[Word]:
    return [Word(place, tokens.lemma[token].lower(), weight)] if tokens.upos[token] in TELLING else []
