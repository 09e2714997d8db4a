"""The mentions of a report in; what each is and where it stands, in columns, out.

Columns rather than records: the scorer reads thousands of pairs of mentions, as a few array operations.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dateline.parse.groups import Group, Told
from dateline.records import EntityForm, EntityType, Sentence, Tokens

Ints = NDArray[np.int64]

HE, SHE, IT, THEY, ME, WE, YOU = range(1, 8)
PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself"), HE),
    **dict.fromkeys(("she", "her", "hers", "herself"), SHE),
    **dict.fromkeys(("it", "its", "itself"), IT),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves", "'em", "themself"), THEY),
    **dict.fromkeys(("i", "me", "my", "mine", "myself"), ME),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), WE),
    **dict.fromkeys(("you", "your", "yours", "yourself", "yourselves"), YOU),
}
SPEAKING = frozenset({ME, WE, YOU})
FORMS = {EntityForm.NAME: 0, EntityForm.NOMINAL: 1, EntityForm.PRONOUN: 2}
NAME, NOMINAL, PRONOUN = range(3)
TYPES = {kind: k for k, kind in enumerate(EntityType)}
PERSON, OTHER = TYPES[EntityType.PERSON], TYPES[EntityType.OTHER]
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer", "csubj"})
(ROOT, SUBJECT, OBJECT, OBLIQUE, POSSESSOR, NMOD, APPOSITION, CONJUNCT, INSIDE, REST) = range(10)
RELATIONS = {
    "root": ROOT,
    **dict.fromkeys(SUBJECTS, SUBJECT),
    **dict.fromkeys(("obj", "iobj", "obl:agent"), OBJECT),
    **dict.fromkeys(("obl", "obl:unmarked"), OBLIQUE),
    "nmod:poss": POSSESSOR,
    **dict.fromkeys(("nmod", "nmod:unmarked"), NMOD),
    "appos": APPOSITION,
    "conj": CONJUNCT,
    **dict.fromkeys(("compound", "amod", "nmod:desc", "flat", "fixed"), INSIDE),
}
(BARE, DEFINITE, POINTING, INDEFINITE, OWNED, COUNTED) = range(6)
ARTICLES = {
    "the": DEFINITE,
    **dict.fromkeys(("this", "that", "these", "those", "such"), POINTING),
    **dict.fromkeys(("a", "an", "another", "some", "any", "no", "every", "each"), INDEFINITE),
}
SPEECH = frozenset(
    "say tell add announce ask claim state comment explain insist argue note warn declare reply respond write tweet"
    " acknowledge admit report believe think continue describe quote suggest observe remark call urge conclude".split()
)
APART = frozenset({"conj", "appos", "parataxis", "acl:relcl", "advcl", "root", "list", "dep"})
PARTS = {"VERB": 0, "AUX": 0, "NOUN": 1, "PROPN": 1, "PRON": 1, "ADJ": 2}
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


@dataclass(frozen=True, slots=True)
class Columns:
    """What each mention is, one row a mention."""

    form: Ints
    kind: Ints
    pronoun: Ints  # 0 where it is none
    head: Ints
    first: Ints
    last: Ints
    sentence: Ints
    relation: Ints
    article: Ints
    number: Ints  # 0 unknown, 1 singular, 2 plural
    gender: Ints  # 0 unknown, 1 male, 2 female
    noun: Ints  # number of the head's lemma
    reflexive: Ints
    governor: Ints  # the word that the head hangs from
    above: Ints  # the word that the governor hangs from
    part: Ints  # the governor's part of speech: 0 a verb, 1 a noun, 2 an adjective, 3 another
    act: Ints  # number of the governor's lemma
    main: Ints  # 1 where the governor is its sentence's root
    left: Ints  # all words that hang from the head: first ...
    right: Ints  # ... and last
    quote: Ints  # number of the quotation it stands in, 0 outside
    speaker: Ints  # the mention that speaks the quotation, -1 where nobody is found
    title: Ints
    group: Ints  # number of the group that the rules put it in
    told: Ints  # members of that group up to here
    named: Ints  # 1 where the group has a name
    order: Ints  # its place among the mentions of its sentence
    size: Ints
    words: tuple[frozenset[str], ...]  # lemmas of the words before the head, names whole


def columns(tokens: Tokens, sentences: Sequence[Sentence], told: Sequence[Told], groups: Sequence[Group]) -> Columns:
    """Work out the columns of mentions in the order of the text."""
    heads = [t.head for t in told]
    left, right = _reach(tokens)
    quotes = _quotes(tokens)
    titles = [sentence.title for sentence in sentences]
    numbers: dict[str, int] = {}
    group_of: dict[int, int] = {}
    seen: dict[int, int] = {}
    group, before, order = [], [], []
    last_sentence, place = -1, 0
    for mention, one in zip(told, groups, strict=True):
        g = group_of.setdefault(id(one), len(group_of))
        seen[g] = seen.get(g, 0) + 1
        group.append(g)
        before.append(seen[g])
        s = tokens.sentence[mention.head]
        place = place + 1 if s == last_sentence else 0
        last_sentence = s
        order.append(place)
    by_head = {t.head: k for k, t in reversed(list(enumerate(told)))}
    speakers = _speakers(tokens, quotes, by_head)
    lemma = [tokens.lemma[h].lower() for h in heads]
    governor = [tokens.head[h] for h in heads]
    pronoun = [PRONOUNS.get(tokens.text[t.head].lower(), 0) if t.form is EntityForm.PRONOUN else 0 for t in told]

    def array(values: Sequence[int] | Sequence[bool]) -> Ints:
        return np.asarray(values, dtype=np.int64)

    return Columns(
        form=array([FORMS[t.form] for t in told]),
        kind=array([TYPES[g.type] for g in groups]),
        pronoun=array(pronoun),
        head=array(heads),
        first=array([t.first for t in told]),
        last=array([t.last for t in told]),
        sentence=array([tokens.sentence[h] for h in heads]),
        relation=array([RELATIONS.get(tokens.deprel[h], REST) for h in heads]),
        article=array([_article(tokens, t) for t in told]),
        number=array([_number(tokens, t, p) for t, p in zip(told, pronoun, strict=True)]),
        gender=array([0 if g.female is None else 1 + g.female for g in groups]),
        noun=array([numbers.setdefault(word, len(numbers)) for word in lemma]),
        reflexive=array([tokens.text[h].lower().endswith(("self", "selves")) for h in heads]),
        governor=array(governor),
        above=array([tokens.head[g] for g in governor]),
        part=array([PARTS.get(tokens.upos[g], 3) for g in governor]),
        act=array([numbers.setdefault(tokens.lemma[g].lower(), len(numbers)) for g in governor]),
        main=array([tokens.head[g] == g for g in governor]),
        left=array([left[h] for h in heads]),
        right=array([right[h] for h in heads]),
        quote=array([quotes[h] for h in heads]),
        speaker=array([speakers.get(quotes[h], -1) for h in heads]),
        title=array([titles[tokens.sentence[h]] for h in heads]),
        group=array(group),
        told=array(before),
        named=array([bool(g.names) for g in groups]),
        order=array(order),
        size=array([t.last - t.first for t in told]),
        words=tuple(_words(tokens, t) for t in told),
    )


def _reach(tokens: Tokens) -> tuple[list[int], list[int]]:
    """Return for each word the first and the last word of its phrase: what hangs from it, no clause and no partner."""
    left, right = list(range(len(tokens))), list(range(len(tokens)))
    for i in range(len(tokens)):
        at = i
        for _ in range(40):
            if tokens.deprel[at] in APART or tokens.head[at] == at:
                break
            at = tokens.head[at]
            if left[at] <= i <= right[at]:
                break
            left[at], right[at] = min(left[at], i), max(right[at], i)
    return left, right


def _quotes(tokens: Tokens) -> list[int]:
    """Give each word the number of its quotation; a mark left open closes after three sentences."""
    found, count, opened, straight = [], 0, False, False
    began = 0
    for i, word in enumerate(tokens.text):
        if word in {"“", "``"} or (word == '"' and not opened):
            count += not opened
            opened, straight, began = True, word == '"', tokens.sentence[i]
        elif opened and (word in {"”", "''"} or (word == '"' and straight)):
            opened = False
        if opened and tokens.sentence[i] > began + 3:
            opened = False
        found.append(count if opened else 0)
    return found


def _speakers(tokens: Tokens, quotes: Sequence[int], by_head: dict[int, int]) -> dict[int, int]:
    """Return who speaks each quotation: the subject of a verb of speech outside it, in a sentence that it touches."""
    said: dict[int, list[int]] = {}
    for i, head in enumerate(tokens.head):
        if quotes[i] == 0 and tokens.deprel[i] in SUBJECTS and i in by_head and tokens.lemma[head].lower() in SPEECH:
            said.setdefault(tokens.sentence[i], []).append(i)
    found: dict[int, int] = {}
    ends: dict[int, tuple[int, int]] = {}
    for i, quote in enumerate(quotes):
        if quote:
            ends[quote] = (ends[quote][0] if quote in ends else i, i)
    for quote, (first, last) in ends.items():
        touched = range(tokens.sentence[first], tokens.sentence[last] + 1)
        near = [i for s in touched for i in said.get(s, ())]
        if near:
            found[quote] = by_head[min(near, key=lambda i: min(abs(i - first), abs(i - last)))]
        elif quote - 1 in found and tokens.sentence[first] - tokens.sentence[ends[quote - 1][1]] <= 1:
            found[quote] = found[quote - 1]
    return found


def _article(tokens: Tokens, mention: Told) -> int:
    if mention.form is EntityForm.PRONOUN:
        return BARE
    for i in range(max(0, mention.first - 1), mention.head):
        if i < mention.first and tokens.deprel[i] != "det":
            continue
        if tokens.deprel[i] == "nmod:poss":
            return OWNED
        if tokens.upos[i] == "NUM":
            return COUNTED
        if tokens.upos[i] in {"DET", "PRON"} and tokens.lemma[i].lower() in ARTICLES:
            return ARTICLES[tokens.lemma[i].lower()]
    return BARE


def _number(tokens: Tokens, mention: Told, pronoun: int) -> int:
    if pronoun:
        return 2 if pronoun in {THEY, WE} else 0 if pronoun == YOU else 1
    if mention.form is EntityForm.PRONOUN:
        return 0
    return 2 if tokens.xpos[mention.head] in {"NNS", "NNPS"} else 1


def _words(tokens: Tokens, mention: Told) -> frozenset[str]:
    if mention.form is EntityForm.PRONOUN:
        return frozenset()
    end = mention.last if mention.form is EntityForm.NAME else mention.head
    return frozenset(tokens.lemma[i].lower() for i in range(mention.first, end) if tokens.upos[i] in CONTENT)
