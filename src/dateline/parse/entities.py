"""Tokens and the names that the model saw in; every mention of a person, body, place or thing, with its chain, out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from dateline.parse.coreference.linker import link
from dateline.parse.groups import Told
from dateline.parse.names import Name, settle
from dateline.records import EntityForm, EntityMention, EntityType, Sentence, Tokens

MODIFIERS = frozenset(
    {
        "det",
        "det:predet",
        "amod",
        "compound",
        "nummod",
        "nmod:poss",
        "nmod:desc",
        "advmod",
        "punct",
        "case",
        "nmod:unmarked",
    }
)
TITLES = frozenset({"nmod:desc", "flat", "fixed", "goeswith", "discourse"})
NOT_HEADS = TITLES | {"compound", "nmod:unmarked", "obl:unmarked"}
REACH = 12  # tokens before its head that a noun phrase may begin
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
PRONOUNS = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT"})
NOUNS = {"person": EntityType.PERSON, "group": EntityType.ORGANISATION, "facility": EntityType.FACILITY}
PLACES = {
    EntityType.GEOPOLITICAL: "country nation republic kingdom state city town village capital province governorate",
    EntityType.LOCATION: "region area district border coast island river valley mountain desert sea strait",
}


@cache
def noun_types() -> dict[str, EntityType]:
    """Return the nouns that name kinds of participants and places: lemma to type."""
    text = (files("dateline.resources") / "nouns" / "actors.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t")[:2] for line in text.splitlines() if not line.startswith("#"))
    types = {noun: NOUNS[kind] for noun, kind in rows if kind in NOUNS}
    return types | {noun: kind for kind, nouns in PLACES.items() for noun in nouns.split()}


def find_entities(tokens: Tokens, sentences: Sequence[Sentence], names: Iterable[Name]) -> tuple[EntityMention, ...]:
    """Return the mentions of a report in the order of its text."""
    return link(tokens, sentences, detect(tokens, settle(tokens, names)))


def detect(tokens: Tokens, named: Sequence[Name]) -> list[Told]:
    """Return the settled names, the pronouns and the noun phrases of a report in the order of its text."""
    inside = {i for first, last, _ in named for i in range(first, last)}
    told = [
        Told(first, last, _head(tokens, first, last), EntityType(kind), EntityForm.NAME) for first, last, kind in named
    ]
    for i in range(len(tokens)):
        if tokens.xpos[i] in PRONOUNS and tokens.deprel[i] != "expl" and _refers(tokens, i):
            told.append(Told(i, i + 1, i, EntityType.OTHER, EntityForm.PRONOUN))
        elif i in inside or tokens.deprel[i] in TITLES or _before_hyphen(tokens, i):
            continue
        elif tokens.upos[i] == "NOUN":
            told.append(_nominal(tokens, i, inside))
        elif tokens.upos[i] == "PROPN" and tokens.deprel[i] not in NOT_HEADS:
            told.append(replace(_nominal(tokens, i, inside), form=EntityForm.NAME, slight=True))
    told = [t for t in told if tokens.span[t.first].start < tokens.span[t.last - 1].end]
    return sorted(told, key=lambda t: (t.first, -t.last))


def _before_hyphen(tokens: Tokens, i: int) -> bool:
    """Say whether the word is the first part of a compound: "pan" of "pan-democratic"."""
    return tokens.deprel[i] == "compound" and i + 1 < len(tokens) and tokens.text[i + 1] == "-"


def _head(tokens: Tokens, first: int, last: int) -> int:
    outside = [i for i in range(first, last) if not first <= tokens.head[i] < last or tokens.head[i] == i]
    return outside[-1] if outside else last - 1


def _refers(tokens: Tokens, i: int) -> bool:
    """Say whether a pronoun stands for a noun: not "it was decided to", not a wh-word of a question."""
    if tokens.xpos[i] in {"PRP", "PRP$"}:
        return tokens.text[i].lower() != "it" or not _is_empty(tokens, i)
    at = i
    for _ in range(4):
        if tokens.deprel[at] == "acl:relcl":
            return True
        at = tokens.head[at]
    return False


def _is_empty(tokens: Tokens, i: int) -> bool:
    """Say whether "it" only holds the place of a clause: "it was decided to leave", "it is clear that"."""
    verb = tokens.head[i]
    if tokens.deprel[i] not in {"nsubj", "nsubj:pass"} or not (
        tokens.deprel[i] == "nsubj:pass" or tokens.upos[verb] in {"ADJ", "NOUN"}
    ):
        return False
    clauses = {"ccomp", "csubj", "csubj:pass"} | ({"xcomp", "advcl"} if tokens.deprel[i] == "nsubj:pass" else set())
    after = range(verb + 1, min(verb + 12, len(tokens)))
    return any(tokens.head[j] == verb and tokens.deprel[j] in clauses for j in after)


def _nominal(tokens: Tokens, i: int, inside: set[int]) -> Told:
    if tokens.deprel[i] in NOT_HEADS:
        return Told(i, i + 1, i, EntityType.OTHER, EntityForm.NOMINAL, slight=True)
    first = i
    for j in range(i - 1, max(-1, i - REACH), -1):
        top = j
        while tokens.head[top] != i and i - REACH <= tokens.head[top] < i and tokens.head[top] != top:
            top = tokens.head[top]
        if tokens.head[top] != i or tokens.deprel[top] not in MODIFIERS or tokens.sentence[j] != tokens.sentence[i]:
            break
        if tokens.deprel[top] in {"case", "punct"} and top == j and tokens.text[j] != "-":
            break
        first = j if tokens.deprel[j] != "punct" else first
    kind = noun_types().get(tokens.lemma[i], EntityType.OTHER)
    left = [j for j in range(first, i) if tokens.head[j] == i]
    definite = any(tokens.lemma[j] in DEFINITE or tokens.deprel[j] == "nmod:poss" for j in left)
    slight = kind is EntityType.OTHER and not definite
    if first in inside and first - 1 in inside:
        first = next((j for j in range(first, i) if j not in inside), i)
    return Told(first, i + 1, i, kind, EntityForm.NOMINAL, slight)
