"""Cells part mentions by likely pairs, at the lowest level at which they are few, the same from wherever one looks."""

from __future__ import annotations

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.merge import mention_cells as module
from dateline.merge.mention_cells import LEVELS, Cells

THRESHOLD = 0.5


def linked(*links):
    found = {}
    for one, other, score in links:
        found.setdefault(one, {})[other] = score
        found.setdefault(other, {})[one] = score
    return found


def cells(links, mentions, *, most=300):
    with patch.object(module, "MOST", most):
        return set(Cells(lambda asked: {one: links.get(one, {}) for one in asked}, THRESHOLD).of(mentions))


def chain(length, score=0.55):
    return linked(*((number, number + 1, score) for number in range(length - 1)))


@st.composite
def graphs(draw):
    pairs = [(one, other) for one in range(10) for other in range(one)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True))
    scores = st.sampled_from((0.3, 0.5, 0.6, 0.7, 0.9, 1.0))
    return {one: {} for one in range(10)} | linked(*((*pair, draw(scores)) for pair in chosen))


def test_what_likely_pairs_connect_is_one_cell_while_it_is_few():
    links = linked((1, 2, 0.5), (2, 3, 0.9), (3, 4, 0.49))
    assert cells(links, [1, 4, 5, 3]) == {frozenset((1, 2, 3)), frozenset((4,)), frozenset((5,))}


def test_a_cell_of_too_many_is_parted_where_it_is_least_likely():
    links = linked((1, 2, 0.75), (2, 3, 0.65), (3, 4, 0.55), (4, 5, 0.65), (5, 6, 0.75))
    whole = frozenset(range(1, 7))
    assert cells(links, whole, most=6) == {whole}
    assert cells(links, whole, most=5) == {frozenset((1, 2, 3)), frozenset((4, 5, 6))}
    pairs = {frozenset((1, 2)), frozenset((3,)), frozenset((4,)), frozenset((5, 6))}
    assert cells(links, whole, most=2) == pairs


def test_only_the_crowded_part_rises_a_level():
    links = linked((1, 2, 0.55), (2, 3, 0.55), (3, 1, 0.55), (8, 9, 0.55))
    assert cells(links, (1, 2, 3, 8, 9), most=2) == {frozenset((one,)) for one in (1, 2, 3)} | {frozenset((8, 9))}


def test_what_rules_and_people_tie_stays_together_however_many_it_is():
    links = chain(7, score=1.0)
    links[6][7], links[7] = 0.97, {6: 0.97}
    assert cells(links, range(8), most=3) == {frozenset(range(7)), frozenset((7,))}


def test_a_threshold_above_a_level_is_the_lowest_level():
    found = Cells(dict, 0.72).levels
    assert found == (0.72, *(level for level in LEVELS if level > 0.72))


def test_a_few_links_are_looked_at_where_all_is_connected():
    seen = []

    def lookup(asked):
        seen.extend(asked)
        return {one: links[one] for one in asked}

    links = chain(2000)
    with patch.object(module, "MOST", 10):
        assert Cells(lookup, THRESHOLD).of([1000]) == [frozenset((1000,))]
    assert 1 < len(seen) <= 2 * 10
    assert len(seen) == len(set(seen)), "none is looked up twice"


def test_cells_that_were_found_are_not_looked_for_again():
    links = chain(5)
    seen = []
    found = Cells(lambda asked: seen.extend(asked) or {one: links[one] for one in asked}, THRESHOLD)
    assert found.of([0]) == found.of([4, 2]) == [frozenset(range(5))]
    assert sorted(seen) == list(range(5))


@given(graphs(), st.integers(1, 6))
@settings(deadline=None, max_examples=200)
def test_cells_are_a_partition_that_any_member_tells(links, most):
    found = cells(links, links, most=most)
    assert sorted(one for cell in found for one in cell) == sorted(links)
    for cell in found:
        for one in cell:
            assert cells(links, [one], most=most) == {cell}
        tied = {frozenset({one, *near}) for one in cell for near in [{k for k, s in links[one].items() if s >= 1.0}]}
        assert all(group <= cell for group in tied), "ties are never cut"
        assert len(cell) <= most or all(any(s >= 1.0 for s in links[one].values()) for one in cell)


@given(graphs(), st.integers(1, 6), st.data())
@settings(deadline=None, max_examples=200)
def test_a_link_that_comes_changes_no_cells_but_those_of_its_ends(links, most, data):
    pair = data.draw(st.sampled_from([(one, other) for one in links for other in links[one]] or [(0, 0)]))
    without = {one: {k: s for k, s in near.items() if {one, k} != set(pair)} for one, near in links.items()}
    before, after = cells(without, links, most=most), cells(links, links, most=most)
    ends = {cell for cell in before if cell & set(pair)}
    assert all(cell & set(pair) for cell in before - after), "a cell of neither end stays"
    inside = frozenset().union(*ends)
    assert all(cell <= inside or cell & set(pair) for cell in after - before)
