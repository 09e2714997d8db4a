from types import SimpleNamespace

import pytest
from eval import uds
from training.examples import Example

from dateline.records import Modality


def example(words: str, happened: dict[int, float]) -> Example:
    return Example(corpus="own", words=words.split(), happened=happened)


class Oracle:
    """A model that says of every predicate how far down the sentence it stands."""

    def read(self, sentences, *, predicates):
        return [
            SimpleNamespace(acts=[SimpleNamespace(word=word, happened=float(word)) for word in words])
            for words in predicates
        ]


def test_every_modality_has_a_place_on_the_scale():
    assert uds.SCALE.keys() == set(Modality)


def test_the_head_is_asked_for_the_judged_words_alone():
    found = list(uds.by_head(Oracle(), [example("they left early", {1: 3.0}), example("go home", {0: -1.5})]))
    assert found == [(3.0, 1.0), (-1.5, 0.0)]


def test_judged_words_are_found_again_in_the_written_text():
    text, wanted = uds._written([example("They did n't leave .", {3: -3.0}), example("We stayed", {1: 2.25})])
    assert text == "They didn't leave.\n\nWe stayed\n\n"
    assert {text[start:].split()[0]: gold for start, gold in wanted.items()} == {"leave.": -3.0, "stayed": 2.25}


def test_the_correlation_of_equal_scales_is_one_and_of_a_constant_unknown():
    assert uds.pearson([(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]) == pytest.approx(1.0)
    assert uds.pearson([(1.0, 2.0), (2.0, 2.0)]) is None
    assert uds.pearson([]) is None


def test_a_folder_without_judgements_has_none(tmp_path):
    assert uds.folder_of(tmp_path) is None
