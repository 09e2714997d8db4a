"""Names that give way to others: as many words, the same name twice the same, and never a day or a title."""

from __future__ import annotations

import random

import pytest
from training.examples import Example
from training.noise import slots


def words(found: list[tuple[int, str]], example: Example) -> dict[str, str]:
    return {example.words[i]: kind for i, kind in found}


def test_names_by_their_labels_and_proper_nouns_of_unlabelled_sentences() -> None:
    place, person, none = frozenset({"B-geopolitical", "B-location"}), frozenset({"B-person"}), frozenset({"O"})
    example = Example(corpus="x", words=["Anna", "left", "Oslo", "Monday"], names=[person, none, place, none])
    assert words(slots(example), example) == {"Anna": "person", "Oslo": "place"}
    tree = Example(corpus="x", words=["Mr.", "Kerr", "met", "Iraqi", "envoys"], xpos=["NNP", "NNP", "VBD", "JJ", "NNS"])
    assert words(slots(tree), tree) == {"Kerr": "any", "Iraqi": "people"}


def test_a_sentence_keeps_its_number_of_words() -> None:
    pytest.importorskip("tokenizers")
    from importlib.resources import files

    from training import noise

    from dateline.parse.inputs import load_tokenizer, to_pieces

    tokenizer = load_tokenizer(files("dateline.resources") / "model" / "tokenizer.json")  # type: ignore[arg-type]
    example = Example(corpus="x", words=["Kerr", "met", "Kerr"], xpos=["NNP", "VBD", "NNP"])
    made = noise.Noise(tokenizer, [(["Ann", "Bo", "Cy"], [(0, "any"), (1, "any"), (2, "any")])])
    pieces = to_pieces(tokenizer, [example.words])[0]
    for seed in range(30):
        changed = made(example.words, pieces, slots(example), 64, random.Random(seed))  # noqa: S311
        assert len(changed.first) == 3
        renamed = made._rename(example.words, slots(example), random.Random(seed))  # noqa: S311
        assert renamed[0] == renamed[2] != "Kerr"
        assert renamed[1] == "met"
