"""What reports have taken from one another: which came first, what was changed, and what it costs to find."""

from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load
from tests.merge.build import mention, report

from dateline.merge import families, merge
from dateline.merge.credits import credited
from dateline.merge.families import MOST, CopyPile, candidates, copies, texts, update
from dateline.merge.taking import head
from dateline.records import Relation, Span

CASES = Path(__file__).parent / "cases"
WIRE = (
    "Dockers in Strelsau walked out on Monday after the port authority cut the night shift without notice.",
    "The walkout left nineteen freighters waiting in the outer harbour, the harbour master told reporters there.",
    "Ruritania's transport minister flew home early from a fair in Klow to meet both sides on Tuesday morning.",
    "Union leaders said they would stay out until the authority puts the old rota back in writing.",
    "The port handles nearly two thirds of the kingdom's grain and all of its imported coal.",
    "A strike of the same crews in spring lasted eleven days and emptied shelves across the north.",
)
OWN = (
    "Bakers along the quay told this paper that flour for perhaps a week is left in their cellars.",
    "At the cathedral school, pupils brought candles because the power station has begun to save coal.",
    "Police closed the swing bridge for an hour when a lorry driver quarrelled with pickets about right of way.",
    "The opera has put off its first night, since the scenery lies in a crate aboard one of the ships.",
)


def texted(*parts, **fields):
    return report("\n\n".join(parts), **fields)


@pytest.mark.parametrize("case", load(CASES / "copies.jsonl"))
def test_reports_are_told_apart(case):
    first = report(case["first"], published="2021-05-04", outlet=case.get("first_outlet"))
    later = report(case["later"], published="2021-05-05", outlet="Klow Herald", agency=case.get("agency"))
    (copy,) = copies([later, first]) or (None,)
    assert (copy.relation.value if copy else "independent") == case["relation"]


def test_what_was_left_out_added_and_edited_can_be_read_in_both_texts():
    first = texted(*WIRE, published="2021-05-04")
    edited = WIRE[2].replace("flew home early", "came home early")
    later = texted(*WIRE[:2], edited, OWN[0], *WIRE[3:5], published="2021-05-05")
    (copy,) = copies([first, later])
    assert copy.relation is Relation.COPY
    assert [span.of(later.text) for span in copy.added] == [OWN[0]]
    assert [span.of(first.text) for span in copy.left_out] == [WIRE[5]]
    assert [one.span.of(later.text) for one in copy.passages if one.edited] == [edited]
    assert [one.of.of(first.text) for one in copy.passages if one.edited] == [WIRE[2]]


def test_accounts_of_passages_taken_over_are_the_first_texts_and_others_are_its_own():
    first = texted(*WIRE, published="2021-05-04", outlet="Zenda Post")
    later = texted(OWN[0], OWN[1], *WIRE[:2], OWN[2], OWN[3], published="2021-05-05", outlet="Klow Herald")
    (copy,) = copies([first, later])
    assert copy.relation is Relation.PARTLY
    told = [mention(first, "walked", "walk"), mention(later, "walked", "walk"), mention(later, "closed", "close")]
    assert [texts([copy], told)[one.id] for one in told] == [first.id, first.id, later.id]
    walked = next(event for event in merge([first, later], told).events if told[0].id in event.mentions)
    assert (walked.outlets, walked.texts, walked.origins) == (2, 1, 1)


def test_a_passage_taken_from_a_copy_is_the_first_texts():
    first = texted(*WIRE, published="2021-05-04")
    copied = texted(*WIRE[:3], OWN[0], *WIRE[3:5], published="2021-05-05")
    later = texted(OWN[1], OWN[0], WIRE[1], OWN[2], WIRE[2], OWN[3], published="2021-05-06")
    found = copies([later, copied, first])
    assert {passage.text for one in found for passage in one.passages} <= {first.id, copied.id}
    told = mention(later, "left", "leave")
    assert texts(found, [told]) == {told.id: first.id}


def test_who_is_credited_came_first_on_one_day_whatever_the_hour():
    wire = texted(*WIRE, published="2021-05-04T12:00", outlet="Sputnik")
    printed = texted(*WIRE[:4], published="2021-05-04T09:00", outlet="Pakistan Point News", agency="Sputnik")
    (copy,) = copies([printed, wire])
    assert (copy.first, copy.credit, copy.order) == (wire.id, "sputnik", "the other credits whom it has the text from")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("ISLAMABAD (Pakistan Point News / Sputnik - 3rd January, 2020) Talks began.", {"sputnik"}),
        ("KLOW (AP) – Talks began.", {"the associated press"}),
        ("Talks began on Monday.\n\nReuters contributed to this report.", {"reuters"}),
        ("Talks began on Monday.\n\nWith files from AFP and Reuters", {"agence france-presse", "reuters"}),
        ("Talks began (in part) on Monday, and Klow / Zenda trains ran.", set()),
    ],
)
def test_credits_are_read_from_either_end(text, names):
    assert {name for name in credited(report(text)) if "point" not in name} == names


def test_a_toll_brought_up_to_date_is_no_copied_passage():
    first = texted(*WIRE, "The collapse killed 12 miners and trapped 23, officials said.", published="2021-05-04")
    later = texted(*WIRE, "The collapse killed 17 miners and trapped 18, officials said.", published="2021-05-05")
    (copy,) = copies([first, later])
    assert [span.of(later.text)[:12] for span in copy.added] == ["The collapse"]


def test_a_lone_sentence_half_alike_is_no_passage_but_one_word_for_word_is():
    half = "Nineteen captains rang home while freighters were waiting in the outer harbour, the harbour master told us."
    first = texted(*WIRE, published="2021-05-04")
    assert copies([first, texted(OWN[0], half, *OWN[1:], published="2021-05-05")]) == ()
    (copy,) = copies([first, texted(OWN[0], WIRE[1], *OWN[1:], published="2021-05-05")])
    assert [passage.edited for passage in copy.passages] == [False]


def test_a_passage_that_many_print_is_told_once_of_each_report():
    pile = [
        texted(f"{OWN[place]} It was the {place} day.", WIRE[4], WIRE[3], published=f"2021-05-0{place + 1}")
        for place in range(4)
    ]
    assert [(copy.report, copy.first) for copy in copies(pile)] == [(later.id, pile[0].id) for later in pile[1:]]


def test_a_page_in_one_line_is_a_copy_of_one_in_paragraphs():
    first = texted(*WIRE, published="2021-05-04")
    later = report(" ".join(WIRE), published="2021-05-05")
    (copy,) = copies([first, later])
    assert (copy.relation, copy.share, copy.added, copy.left_out) == (Relation.COPY, 1.0, (), ())


def test_furniture_is_no_part_of_the_comparison(reading):
    menu = "Home | World | Business | Sport | Video | Log in"
    pages = [
        reading(f"date {day}\n\n{menu}\n\n{body}\n\nWe use cookies to improve your experience.")
        for day, body in (("2021-05-04", " ".join(WIRE[:3])), ("2021-05-05", " ".join(OWN[:3])))
    ]
    assert copies(pages) == ()


@pytest.fixture
def reading():
    from dateline.read import read

    return lambda text: read(text.encode(), path="page.txt").items[0]


@pytest.fixture
def compared(monkeypatch):
    """Count the comparisons made, one way each."""
    made = []
    plain = families.compare
    monkeypatch.setattr(families, "compare", lambda *sides: made.append(1) or plain(*sides))
    return made


def repeated(number):
    one = texted(*WIRE[:3], published="2021-05-04")
    return [replace(one, id=f"r{2 * place:016x}") for place in range(number)]


@pytest.mark.parametrize("number", [100, 10_000])
def test_copies_of_one_report_cost_a_few_comparisons_each(number, compared):
    pile = repeated(number)
    found = copies(pile)
    assert {copy.family for copy in found} == {pile[0].id}
    assert len(found) == number - 1
    assert len(compared) <= 2 * number  # both ways, with one other


@pytest.mark.parametrize("place", [50, 1999])
def test_one_more_copy_of_many_costs_a_few_comparisons_wherever_it_stands(place, compared):
    pile = repeated(1000)
    shelf = CopyPile(pile)
    shelf.keep(update(shelf, pile, ()))
    compared.clear()
    more = replace(pile[0], id=f"r{2 * place + 1:016x}")
    shelf.put(more)
    assert update(shelf, [more], ()).keys() == {more.id}
    assert len(compared) == 2


def test_no_report_is_compared_with_more_than_a_few_whatever_they_share(monkeypatch):
    monkeypatch.setattr(families, "FIRST", 50)
    background = " ".join(WIRE[3:])
    pile = [
        report(f"{background} Number {place} tells a tale {place} of its own {place}.", published="2021-05-04")
        for place in range(200)
    ]
    shelf = CopyPile(pile)
    assert max(len(candidates(shelf, one, head(one).place)) for one in pile) == MOST


@st.composite
def piles(draw):
    sentences = st.sampled_from((*WIRE, *OWN))
    days = st.sampled_from(("2021-05-04", "2021-05-04T06:00", "2021-05-05", None))
    bodies = draw(st.lists(st.lists(sentences, min_size=1, max_size=7, unique=True), min_size=1, max_size=6))
    made = [texted(*body, published=draw(days), agency=draw(st.sampled_from((None, "AP")))) for body in bodies]
    return list({one.id: one for one in made}.values())  # an id is that of the bytes


@given(piles(), piles(), st.randoms())
@settings(deadline=None, max_examples=100)
@pytest.mark.parametrize("most", [2, MOST])
def test_a_pile_that_grows_and_shrinks_is_as_one_made_anew(most, pile, others, chance):
    with patch.object(families, "FIRST", most), patch.object(families, "MOST", most):
        shelf, found = CopyPile(), {}
        others = [one for one in others if one.id not in {report.id for report in pile}]
        steps = [(one, True) for one in chance.sample([*pile, *others], len(pile) + len(others))]
        for one in others:
            steps.insert(chance.randint(steps.index((one, True)) + 1, len(steps)), (one, False))
        while steps:
            size = chance.randint(1, 3)
            batch, steps = steps[:size], steps[size:]
            new = [one for one, comes in batch if comes and (one, False) not in batch]
            gone = [one for one, comes in batch if not comes and (one, True) not in batch]
            for one in gone:
                shelf.drop(one)
            for one in new:
                shelf.put(one)
            changed = update(shelf, new, gone)
            shelf.keep(changed)
            found |= changed
        anew = update(CopyPile(pile), pile, ())
    assert {id_: taken for id_, taken in found.items() if taken} == {id_: one for id_, one in anew.items() if one}


@given(piles(), st.sampled_from(("2021-05-03", "2021-05-06")), st.randoms())
@settings(deadline=None, max_examples=60)
def test_a_report_that_is_read_again_takes_its_new_place(pile, day, chance):
    shelf = CopyPile(pile)
    found = update(shelf, pile, ())
    shelf.keep(found)
    old = chance.choice(pile)
    again = report(old.text, published=day)
    new = replace(again, id=old.id)
    shelf.drop(old)
    shelf.put(new)
    found |= update(shelf, [new], [old])
    other = [new if one is old else one for one in pile]
    assert {copy for taken in found.values() for copy in taken} == set(copies(other))


@given(piles(), st.randoms())
@settings(deadline=None, max_examples=60)
def test_order_and_repetition_change_nothing(pile, chance):
    assert copies(chance.sample(pile * 2, len(pile) * 2)) == copies(pile)


@given(piles())
@settings(deadline=None, max_examples=60)
def test_families_have_one_first_and_every_span_re_reads(pile):
    found = copies(pile)
    text = {one.id: one.text for one in pile}
    copied = {one.report for one in found if one.relation is Relation.COPY}
    assert len(copied) == sum(one.relation is Relation.COPY for one in found)
    for one in found:
        assert one.family not in copied
        assert one.report != one.first
        for span, of in [
            *((passage.span, one.report) for passage in one.passages),
            *((passage.of, one.first) for passage in one.passages),
            *((span, one.report) for span in one.added),
            *((span, one.first) for span in one.left_out),
        ]:
            assert isinstance(span, Span)
            assert span.of(text[of]).strip() == span.of(text[of]) != ""
