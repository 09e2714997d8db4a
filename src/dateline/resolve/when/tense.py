"""Tokens in, the direction in which the clause around a time expression looks from the day it is told."""

from __future__ import annotations

from dateline.records import Parsed, TimeExpression, Tokens
from dateline.resolve.when.value import Direction

# Verbs whose infinitive, participle or object has not happened yet when they are told.
AHEAD = frozenset(
    "agree aim announce appeal approve ask authorise authorize await call decide demand due expect forecast hope intend"
    " invite mean mull order plan pledge prepare promise propose request require schedule seek set slate threaten urge"
    " vote vow want warn".split()
)
# Verbs whose past looks like their present: news tells of them in the past.
_SAME_FORM = frozenset(
    "hit set cut put shut let quit spread burst beat cost hurt split cast read bet bid shed thrust broadcast".split()
)
_NOT_YET = frozenset("expect schedule slate plan set due forecast propose".split())
_SCHEDULE = frozenset("expect plan schedule slate".split())
# What is told of no time to come whatever its tense: nobody plans for it.
_UNPLANNED = frozenset(
    "bomb capsize clash collapse crash derail die drown erupt explode injure kill shoot stab wound".split()
)
# What is fixed for a day: with "will" it is still to come ("Sunday's election will be …").
_FIXTURES = frozenset(
    "ballot contest debate election final game hearing match meeting poll race referendum runoff summit talk"
    " vote".split()
)
_CALL = frozenset("call demand plan promise propose schedule".split())
_PUT_OFF = frozenset("adjourn defer delay extend give postpone push reschedule".split())
_UNTIL = frozenset({"until", "till", "to", "through"})
_NO = frozenset("not n't n’t never no neither nobody none nor".split())
_MODALS = frozenset("will shall would 'll wo may might could can must should 'd".split())


def direction(parsed: Parsed, expression: TimeExpression) -> Direction | None:
    """Say whether the nearest clause around an expression looks back or ahead; None where no verb tells."""
    tokens = parsed.tokens
    title = parsed.sentences[tokens.sentence[expression.first]].title
    if expression.first and tokens.text[expression.first - 1].lower() == "since":
        return Direction.PAST
    if _announced(tokens, expression.first):
        return Direction.FUTURE
    head = head_of(tokens, expression.first, expression.last)
    beside = verb_before(tokens, expression.first)
    if beside is not None and not tokens.deprel[head].startswith("nmod:poss"):
        if _planned(tokens, beside):
            return Direction.FUTURE
        found = _of_verb(tokens, beside, title=title)
        return found if found is not None else of_token(tokens, beside, title=title)
    if _names(tokens, head, expression.last):
        return _of_fixture(tokens, tokens.head[head], title=title)
    verb = _verb(tokens, head)
    if verb is not None and verb < expression.first and (_planned(tokens, verb) or _called_for(tokens, head, verb)):
        return Direction.FUTURE
    return of_token(tokens, head, title=title)


def _of_fixture(tokens: Tokens, noun: int, *, title: bool) -> Direction | None:
    """Say whether what an expression names is still to come: "Sunday's vote will be", "set a Friday deadline"."""
    verb = tokens.head[noun]
    lemma = tokens.lemma[noun].lower()
    if lemma == "deadline" and tokens.lemma[verb].lower() in {"set", "give", "impose", "face", "have"}:
        return Direction.FUTURE
    if lemma not in _FIXTURES or not tokens.deprel[noun].startswith("nsubj"):
        return None
    will = any(tokens.text[i].lower() in {"will", "'ll", "wo", "shall"} for i in _helpers(tokens, verb))
    return Direction.FUTURE if will and not title else None


def _called_for(tokens: Tokens, head: int, verb: int) -> bool:
    """Say whether an expression belongs to what is called for: "demanding a vote on Sunday"."""
    above = tokens.head[head]
    wanted = tokens.deprel[head].startswith("nmod") and tokens.head[above] == verb and above > verb
    return wanted and tokens.lemma[verb].lower() in _CALL and not _pluperfect(tokens, verb)


def _announced(tokens: Tokens, first: int) -> bool:
    """Say whether the words right before an expression put it ahead: "effective Feb. 1", "postponed until Tuesday"."""
    words = [tokens.text[i].lower() for i in range(max(0, first - 2), first)]
    if words and (words[-1] == "effective" or words == ["ahead", "of"] or words == ["effective", "on"]):
        return True
    if not words or words[-1] not in _UNTIL:
        return False
    verb = _verb(tokens, first - 1)
    if verb is None:
        return False
    lasts = words[-1] in {"until", "till"} and any(
        tokens.lemma[i].lower() == "have" and tokens.xpos[i] in {"VBZ", "VBP"} for i in _helpers(tokens, verb)
    )  # "has closed the road until Monday"
    return lasts or tokens.lemma[verb].lower() in _PUT_OFF


def _planned(tokens: Tokens, verb: int) -> bool:
    """Say whether a verb tells of what has not happened yet when it is told: "planned a march on Saturday"."""
    return tokens.lemma[verb].lower() in _SCHEDULE and not _pluperfect(tokens, verb)


def _pluperfect(tokens: Tokens, verb: int) -> bool:
    return any(tokens.text[i].lower() in {"had", "'d", "’d"} for i in _helpers(tokens, verb))


def verb_before(tokens: Tokens, first: int) -> int | None:
    """Return the verb that stands right before an expression or its preposition: "said Thursday", "met on Friday".

    Words so near belong together whatever the rest of the tree says.
    """
    at = first - 1
    if at >= 0 and tokens.upos[at] == "ADP":
        at -= 1
    same = at >= 0 and tokens.sentence[at] == tokens.sentence[first]
    return at if same and tokens.upos[at] == "VERB" else None


def _names(tokens: Tokens, head: int, last: int) -> bool:
    """Say whether an expression only tells apart a thing: "Tuesday's ruling", "the May 3 accord"."""
    above = tokens.head[head]
    return above >= last and tokens.upos[above] in {"NOUN", "PROPN"} and not tokens.deprel[head].startswith("obl")


def head_of(tokens: Tokens, first: int, last: int) -> int:
    """Return the token of a stretch whose governor lies outside it."""
    for token in range(first, last):
        if not first <= tokens.head[token] < last or tokens.head[token] == token:
            return token
    return last - 1


def of_token(tokens: Tokens, token: int, *, title: bool = False) -> Direction | None:
    """Say which way the clause of a token looks."""
    for _ in range(20):
        verb = _verb(tokens, token)
        if verb is None:
            return None
        found = _of_verb(tokens, verb, title=title)
        if found is not None or tokens.head[verb] == verb:
            return found
        token = tokens.head[verb]
    return None


def _verb(tokens: Tokens, token: int) -> int | None:
    for _ in range(40):
        if tokens.upos[token] in {"VERB", "AUX"} or _helpers(tokens, token):
            return token
        if tokens.head[token] == token:
            return None
        token = tokens.head[token]
    return None


def _helpers(tokens: Tokens, verb: int) -> list[int]:
    near = range(max(0, verb - 12), min(len(tokens), verb + 4))
    return [
        i for i in near if tokens.head[i] == verb and i != verb and tokens.deprel[i].split(":")[0] in {"aux", "cop"}
    ]


def _of_verb(tokens: Tokens, verb: int, *, title: bool) -> Direction | None:
    """Read one verb; None sends the question to the clause above."""
    helpers = _helpers(tokens, verb)
    lemma = tokens.lemma[verb].lower()
    perfect = any(tokens.lemma[i].lower() == "have" for i in helpers)
    if any(tokens.text[i].lower() in _MODALS for i in helpers):
        return Direction.PAST if perfect or _could_not(tokens, verb, helpers) else Direction.FUTURE
    tag = tokens.xpos[verb]
    tags = {tokens.xpos[i] for i in helpers}
    if perfect or (lemma in _UNPLANNED and tag in {"VBZ", "VBP"}):
        return Direction.PAST
    if tag == "VBZ" and not tokens.text[verb].endswith("s"):
        return Direction.PAST  # "shrank" taken for a present
    if (tag == "VBN" and lemma in _NOT_YET) or _is_due(tokens, verb):
        return Direction.FUTURE
    if "VBD" in tags or tag == "VBD":
        return Direction.PAST
    if tag == "VBN" and tags & {"VBZ", "VBP"}:
        return Direction.PAST if title else Direction.FUTURE
    infinitive = any(
        tokens.head[i] == verb and tokens.text[i].lower() == "to" and tokens.deprel[i] == "mark"
        for i in range(max(0, verb - 4), verb)
    )
    if tag == "VBN" and not (infinitive and "VB" in tags):
        return Direction.PAST
    if infinitive:
        return _of_infinitive(tokens, verb, title=title)
    if tag in {"VBG", "VB"} and not tags and tokens.head[verb] != verb:
        return None
    if title or (tag == "VBP" and lemma in _SAME_FORM):
        return Direction.PAST  # headlines tell what has happened in the present
    return Direction.FUTURE if tag in {"VBZ", "VBP", "VBG"} or tags & {"VBZ", "VBP"} else None


def _of_infinitive(tokens: Tokens, verb: int, *, title: bool) -> Direction | None:
    above = tokens.head[verb]
    if title and (above == verb or tokens.deprel[verb] == "root"):
        return Direction.FUTURE
    if _pluperfect(tokens, above):
        return Direction.PAST  # "had been due to expire Friday"
    if tokens.deprel[verb].startswith("acl") and _ranked(tokens, above):
        return None  # "the first to arrive on Friday"
    if tokens.deprel[verb].startswith("acl") or tokens.lemma[above].lower() in AHEAD:
        return Direction.FUTURE
    return None if above != verb else Direction.FUTURE


def _is_due(tokens: Tokens, verb: int) -> bool:
    """Say whether "due to" stands before a verb: "due to come into force in October"."""
    near = range(max(0, verb - 3), verb)
    return tokens.xpos[verb] == "VB" and any(tokens.head[i] == verb and tokens.text[i].lower() == "due" for i in near)


def _could_not(tokens: Tokens, verb: int, helpers: list[int]) -> bool:
    """Say whether a main clause tells what could not be done: "could not be reached on Wednesday"."""
    if tokens.deprel[verb].split(":")[0] not in {"root", "conj"}:
        return False
    could = [i for i in helpers if tokens.text[i].lower() == "could"]
    start = next((i + 1 for i in range(verb, -1, -1) if tokens.sentence[i] != tokens.sentence[verb]), 0)
    return bool(could) and any(tokens.text[i].lower() in _NO for i in range(start, verb))


def _ranked(tokens: Tokens, noun: int) -> bool:
    near = range(max(0, noun - 6), noun)
    return any(
        tokens.head[i] == noun and tokens.text[i].lower() in {"first", "second", "third", "last", "only", "latest"}
        for i in near
    )
