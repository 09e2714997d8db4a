"""A chain's name stands in for a word only where every choice on the way to it was likely."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.parsed import parsed

from dateline.extract.entities import SURE, Entities
from dateline.extract.tree import Tree

ROWS = (
    "Ana Ana PROPN NNP 2 nsubj\nleft leave VERB VBD 0 root\n. . PUNCT . 2 punct\n\n"
    "She she PRON PRP 2 nsubj\nfell fall VERB VBD 0 root\n. . PUNCT . 2 punct\n\n"
    "Her she PRON PRP$ 2 nmod:poss\narm arm NOUN NN 3 nsubj\nbroke break VERB VBD 0 root\n. . PUNCT . 3 punct"
)
TEXT = "Ana left. She fell. Her arm broke."
ENTITIES = [("Ana", "person", "name", 0), ("She", "person", "pronoun", 0), ("Her", "person", "pronoun", 0)]


@pytest.mark.parametrize(
    ("first", "second", "names"),
    [
        (1.0, 1.0, ["Ana", "Ana", "Ana"]),
        (1.0, SURE / 2, ["Ana", "Ana", "Her"]),
        (SURE / 2, 1.0, ["Ana", "She", "Her"]),
    ],
)
def test_a_doubtful_choice_leaves_the_word_as_it_is(first, second, names):
    report, grammar = parsed(TEXT, ROWS, entities=ENTITIES)
    ana, she, her = grammar.entities
    chained = (ana, replace(she, antecedent=0, score=first), replace(her, antecedent=1, score=second))
    grammar = replace(grammar, entities=chained)
    entities = Entities(report, grammar, Tree(grammar))
    assert [entities.name(mention.head) for mention in chained] == names
    assert [entities.chain(mention.head) for mention in chained] == [0 if name == "Ana" else None for name in names]
