"""Rows of sentences for the model: nothing lost, nothing overlapping, little wasted."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.parse.inputs import TIERS, Pieces, lay, to_arrays

LENGTHS = st.lists(st.integers(3, TIERS[-1]), max_size=60)


@settings(deadline=None)
@given(LENGTHS)
def test_each_sentence_lies_in_one_row_that_holds_it(lengths: list[int]) -> None:
    rows = lay(lengths)
    assert sorted(i for _, row in rows for i in row) == list(range(len(lengths)))
    assert all(sum(lengths[i] for i in row) <= width for width, row in rows)


@settings(deadline=None)
@given(LENGTHS)
def test_a_row_is_no_wider_than_its_longest_sentence_asks(lengths: list[int]) -> None:
    for width, row in lay(lengths):
        assert width == min(t for t in TIERS if t >= max(lengths[i] for i in row))


def test_short_sentences_share_a_row() -> None:
    assert len(lay([10] * 12)) == 2


SENTENCE = st.lists(st.integers(1, 4), min_size=1, max_size=9)  # pieces of each word


@settings(deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=8))
def test_words_point_at_their_own_first_piece_and_see_their_own_sentence(words: list[list[int]]) -> None:
    sentences, number = [], 100
    for sizes in words:
        first = [sum(sizes[:k]) for k in range(len(sizes))]
        sentences.append(Pieces(list(range(number, number + sum(sizes))), [1] * sum(sizes), first))
        number += sum(sizes)
    rows = [[sentences[i] for i in row] for _, row in lay([len(s.ids) + 2 for s in sentences])]
    arrays = to_arrays(rows, frame=(1, 2), pad=0, width=TIERS[0])
    ids, segments, positions = (arrays[name].ravel() for name in ("ids", "segments", "positions"))
    for k, sentence in enumerate(s for row in rows for s in row):
        at = arrays["first"][k]
        assert ids[at[0]] == 1
        assert positions[at[0]] == 0
        assert ids[at[1 : len(sentence.first) + 1]].tolist() == [sentence.ids[f] for f in sentence.first]
        assert set(at[len(sentence.first) + 1 :].tolist()) <= {at[0]}
        assert (segments == k + 1).sum() == len(sentence.ids) + 2
