"""What a scored link must hold, whatever the trees say: on trees built by hand and at random."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.parsed import parsed, phrase_tokens

from dateline.parse.coreference.columns import ME, SHE, columns
from dateline.parse.coreference.linker import link, table, why
from dateline.parse.coreference.pairs import FEATURES
from dateline.parse.coreference.scorer import load, of
from dateline.parse.entities import detect
from dateline.records import EntityForm, Sentence, Span, Tokens

WORDS = [
    ("The", "the", "DET", "DT"),
    ("mayor", "mayor", "NOUN", "NN"),
    ("workers", "worker", "NOUN", "NNS"),
    ("Ana", "Ana", "PROPN", "NNP"),
    ("Lima", "Lima", "PROPN", "NNP"),
    ("she", "she", "PRON", "PRP"),
    ("their", "they", "PRON", "PRP$"),
    ("who", "who", "PRON", "WP"),
    ("said", "say", "VERB", "VBD"),
    ('"', '"', "PUNCT", "''"),
    (".", ".", "PUNCT", "."),
]
RELATIONS = ["nsubj", "obj", "obl", "nmod", "nmod:poss", "appos", "conj", "det", "acl:relcl", "compound", "ccomp"]


@st.composite
def grammars(draw: st.DrawFn) -> tuple[Tokens, tuple[Sentence, ...], list[tuple[int, int, str]]]:
    rows, sentences, names = [], [], []
    for _ in range(draw(st.integers(1, 4))):
        size = draw(st.integers(1, 7))
        first = len(rows)
        root = draw(st.integers(0, size - 1))
        for i in range(size):
            word = draw(st.sampled_from(WORDS))
            # A word hangs from one nearer the root, so that the tree has no circle.
            head = i if i == root else i + 1 if i < root else i - 1
            rows.append((word, first + head, "root" if i == root else draw(st.sampled_from(RELATIONS)), len(sentences)))
            if word[3] == "NNP":
                names.append((first + i, first + i + 1, draw(st.sampled_from(["person", "geopolitical"]))))
        sentences.append(Sentence(first=first, last=len(rows), span=Span(first * 10, len(rows) * 10)))
    words, heads, relations, places = zip(*rows, strict=True)
    text, lemma, upos, xpos = zip(*words, strict=True)
    values = {"text": text, "lemma": lemma, "upos": upos, "xpos": xpos, "head": heads, "deprel": relations}
    spans = tuple(Span(10 * i, 10 * i + len(word)) for i, word in enumerate(text))
    rest = {name: ("_",) * len(text) for name in Tokens.__dataclass_fields__ if name not in values}
    tokens = Tokens(**rest | values | {"span": spans, "sentence": places})
    return tokens, tuple(sentences), names


@settings(deadline=None, max_examples=60)
@given(grammars())
def test_a_link_leads_back_inside_its_chain_and_tells_a_share(grammar):
    tokens, sentences, names = grammar
    found = link(tokens, sentences, detect(tokens, names))
    assert list(found) == sorted(found, key=lambda m: (m.first, -m.last))
    for k, mention in enumerate(found):
        assert 0 <= mention.score <= 1
        if mention.antecedent is not None:
            assert mention.antecedent < k
            assert found[mention.antecedent].chain == mention.chain is not None
        if mention.rival is not None:
            assert found[mention.rival].chain != mention.chain or mention.antecedent is not None
        if mention.form is EntityForm.PRONOUN and mention.chain is not None:
            assert sum(other.chain == mention.chain for other in found) > 1


@settings(deadline=None, max_examples=20)
@given(grammars())
def test_linking_twice_gives_the_same(grammar):
    tokens, sentences, names = grammar
    assert link(tokens, sentences, detect(tokens, names)) == link(tokens, sentences, detect(tokens, names))


MEETING = (
    "Ana Ana PROPN NNP 2 nsubj\nmet meet VERB VBD 0 root\nOmar Omar PROPN NNP 2 obj\n. . PUNCT . 2 punct\n\n"
    "She she PRON PRP 2 nsubj\nhurt hurt VERB VBD 0 root\nherself she PRON PRP 2 obj\n. . PUNCT . 2 punct"
)
MEETING_TEXT = "Ana met Omar. She hurt herself."


def test_two_arguments_of_a_verb_are_two_things_unless_one_is_reflexive():
    _, grammar = parsed(MEETING_TEXT, MEETING)
    told = detect(grammar.tokens, [(0, 1, "person"), (2, 3, "person")])
    pairs = table(grammar.tokens, grammar.sentences, told).pairs
    words = [grammar.tokens.text[t.head] for t in told]
    found = {(words[k], words[j]) for k, j in zip(pairs.right.tolist(), pairs.left.tolist(), strict=True)}
    assert ("herself", "She") in found
    assert ("She", "Ana") in found


def test_a_scored_choice_tells_what_spoke_for_it():
    _, grammar = parsed(MEETING_TEXT, MEETING)
    told = detect(grammar.tokens, [(0, 1, "person"), (2, 3, "person")])
    words = [grammar.tokens.text[t.head] for t in told]
    herself, ana = words.index("herself"), words.index("Ana")
    effects = list(why(grammar.tokens, grammar.sentences, told, herself).values())
    assert effects
    assert [abs(moved) for moved in effects] == sorted((abs(moved) for moved in effects), reverse=True)
    assert why(grammar.tokens, grammar.sentences, told, ana) == {}


def test_the_speaker_of_a_quotation_is_known():
    text = '"I resign," said Ana.'
    rows = (
        '" " PUNCT `` 3 punct\nI I PRON PRP 3 nsubj\nresign resign VERB VBP 6 ccomp\n, , PUNCT , 3 punct\n'
        "\" \" PUNCT '' 3 punct\nsaid say VERB VBD 0 root\nAna Ana PROPN NNP 6 nsubj\n. . PUNCT . 6 punct"
    )
    _, grammar = parsed(text, rows)
    told = detect(grammar.tokens, [(*phrase_tokens(grammar.tokens, text, "Ana"), "person")])
    sieve = table(grammar.tokens, grammar.sentences, told).sieve
    found = columns(grammar.tokens, grammar.sentences, told, [sieve.group(k) for k in range(len(told))])
    assert found.pronoun.tolist() == [ME, 0]
    assert found.speaker.tolist() == [1, -1]
    assert found.quote.tolist() == [1, 0]
    assert SHE not in found.pronoun


def test_trees_add_the_leaf_that_the_answers_name():
    data = {
        "features": FEATURES,
        "bias": -1.0,
        "feature": [[0, 1]],
        "cut": [[0.5, 2.5]],
        "leaf": [[0.0, 1.0, 2.0, 4.0]],
        "least": [0, 0, 0],
    }
    rows = np.zeros((4, len(FEATURES)), dtype=np.float32)
    rows[:, 0], rows[:, 1] = [0, 1, 0, 1], [0, 0, 3, 3]
    model = of(data)
    assert model(rows).tolist() == pytest.approx([-1.0, 0.0, 1.0, 3.0])
    assert model.effects(rows[3])[FEATURES[1]] == pytest.approx(3.0)


def test_the_shipped_trees_are_of_the_features_worked_out():
    assert len(load().leaf) > 0
