"""Cells part what is linked into few at a time, the same from wherever one looks."""

from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.merge import cells as module
from dateline.merge.cells import cells


def linked(*links):
    found = {}
    for one, other, likeness in links:
        found.setdefault(one, {})[other] = likeness
        found.setdefault(other, {})[one] = likeness
    return found


def of(links):
    return lambda ids: {id_: links[id_] for id_ in ids}


@st.composite
def graphs(draw):
    ids = [f"r{number}" for number in range(draw(st.integers(1, 12)))]
    pairs = [(one, other) for place, one in enumerate(ids) for other in ids[place + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True)) if pairs else []
    likeness = st.sampled_from((0.2, 0.3, 0.5, 0.9))
    return {id_: {} for id_ in ids} | linked(*((*pair, draw(likeness)) for pair in chosen))


def test_what_is_linked_is_in_one_cell_while_it_is_few():
    links = linked(("a", "b", 0.2), ("b", "c", 0.9)) | {"d": {}}
    assert set(cells(of(links), links)) == {frozenset("abc"), frozenset("d")}


def test_what_is_too_many_is_parted_where_it_is_least_alike():
    links = linked(("a", "b", 0.8), ("b", "c", 0.9), ("c", "d", 0.2), ("d", "e", 0.9), ("e", "f", 0.8))
    with patch.object(module, "MOST", 3):
        assert set(cells(of(links), links)) == {frozenset("abc"), frozenset("def")}


def test_what_is_little_alike_stays_with_its_nearest_where_much_is_told():
    crowd = [(f"c{i}", f"c{j}", 0.8 + (i + j) / 1000) for i in range(12) for j in range(i)]
    links = linked(*crowd, ("x", "c3", 0.2), ("x", "y", 0.3), ("y", "c4", 0.2))
    with patch.object(module, "MOST", 11):
        assert any({"x", "y"} <= cell for cell in cells(of(links), links))


@given(graphs(), st.integers(2, 6))
@settings(deadline=None, max_examples=200)
def test_cells_are_a_partition_into_few_that_any_member_tells(links, most):
    with patch.object(module, "MOST", most):
        found = cells(of(links), links)
        assert sorted(one for cell in found for one in cell) == sorted(links)
        assert max(map(len, found)) <= most
        for cell in found:
            for one in cell:
                assert cells(of(links), [one]) == [cell]


@given(graphs(), st.integers(2, 6), st.data())
@settings(deadline=None, max_examples=200)
def test_a_link_that_goes_changes_no_cells_but_those_of_its_ends_and_their_neighbours(links, most, data):
    ends = data.draw(st.sampled_from(sorted((one, other) for one in links for other in links[one]) or [("r0", "r0")]))
    without = {one: {id_: it for id_, it in near.items() if {one, id_} != set(ends)} for one, near in links.items()}
    near = set(ends).union(*(links[end] for end in ends))
    with patch.object(module, "MOST", most):
        before, after = set(cells(of(links), links)), set(cells(of(without), links))
        due = near.union(*(cell for cell in before if cell & near))
        assert after - before <= set(cells(of(without), due))
        due = near.union(*(cell for cell in after if cell & near))
        assert before - after <= set(cells(of(links), due))
