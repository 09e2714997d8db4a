"""Which words tell an event, who takes part and where: from trees made by hand."""

from pathlib import Path

import pytest
from tests.cases import load
from tests.parsed import parsed

from dateline.extract import extract
from dateline.extract.quantities import value
from dateline.parse import Parser
from dateline.read import read
from dateline.records import Role

CASES = Path(__file__).parent / "cases"


def found(case):
    report, tree = parsed(
        case["text"],
        case["rows"],
        entities=case["entities"],
        predicates=case["predicates"],
        times=case.get("times", ()),
    )
    return report, extract(report, tree).items


@pytest.mark.parametrize("case", load(CASES / "events.jsonl"))
def test_mentions_are_those_of_the_case(case):
    report, mentions = found(case)
    assert [act["trigger"] for act in case["acts"]] == [mention.trigger.of(report.text) for mention in mentions]
    for act, mention in zip(case["acts"], mentions, strict=True):
        assert act["act"] == mention.act
        assert act.get("kind", mention.kind) == mention.kind
        assert act.get("tense", mention.tense) == mention.tense
        assert act.get("modality", "asserted") == mention.modality
        assert act.get("said_by", []) == [hop.name for hop in mention.attribution.hops]
        for side in (Role.BY, Role.TO):
            names = [one.name for one in mention.roles if one.role is side]
            assert act.get(side.value, names) == names
        assert act.get("line") in {None, mention.clause.of(report.text)}
        assert act.get("place") == (mention.place.of(report.text) if mention.place else None) or "place" not in act
        numbers = [[number.low, number.high, number.what] for number in mention.numbers]
        assert act.get("numbers", numbers) == numbers


@pytest.mark.parametrize("case", load(CASES / "events.jsonl"))
def test_every_span_of_a_mention_re_reads(case):
    report, mentions = found(case)
    for mention in mentions:
        assert mention.clause.covers(mention.trigger)
        for one in mention.roles:
            assert one.span.of(report.text).strip()
            assert one.name in report.text


@pytest.mark.parametrize(
    ("words", "number"),
    [("1,200", 1200), ("twenty-two", 22), ("three hundred", 300), ("2.5 million", 2_500_000), ("dozens", 12)],
)
def test_numbers_are_read_from_words_and_digits(words, number):
    assert value(words) == number


def test_a_word_that_is_no_number_has_no_value():
    assert value("many") is None


def test_a_refusal_is_aimed_at_whose_request_it_is_and_a_protest_is_about_whom_it_asks():
    report, tree = parsed(
        "Oslo rejected a Peruvian plan. Nurses marched to demand help from Oslo.",
        """
        Oslo Oslo PROPN NNP 2 nsubj
        rejected reject VERB VBD 0 root
        a a DET DT 5 det
        Peruvian Peruvian ADJ JJ 5 amod
        plan plan NOUN NN 2 obj
        . . PUNCT . 2 punct

        Nurses nurse NOUN NNS 2 nsubj
        marched march VERB VBD 0 root
        to to PART TO 4 mark
        demand demand VERB VB 2 advcl
        help help NOUN NN 4 obj
        from from ADP IN 7 case
        Oslo Oslo PROPN NNP 5 nmod
        . . PUNCT . 2 punct
        """,
        entities=[
            ("Oslo", "geopolitical", "name", 1),
            ("Peruvian", "nationality", "name", 2),
            ("Oslo#2", "geopolitical", "name", 1),
        ],
        predicates=[("rejected", {}), ("marched", {})],
    )
    aimed = {
        mention.act: [(one.role, one.name) for one in mention.roles if one.role is not Role.BY]
        for mention in extract(report, tree).items
    }
    assert aimed == {"reject": [(Role.TO, "Peruvian")], "march": [(Role.ABOUT, "Oslo")]}


def sides(text, rows, entities, predicates):
    report, tree = parsed(text, rows, entities=entities, predicates=predicates)
    return {m.act: [(one.role, one.name) for one in m.roles] for m in extract(report, tree).items}


def test_what_one_resigns_as_is_no_side():
    found = sides(
        "Roe resigned as mayor.",
        """
        Roe Roe PROPN NNP 2 nsubj
        resigned resign VERB VBD 0 root
        as as ADP IN 4 case
        mayor mayor NOUN NN 2 obl
        . . PUNCT . 2 punct
        """,
        [("Roe", "person", "name", 1)],
        [("resigned", {"ARG0": "Roe", "ARG1": "as mayor"})],
    )
    assert found == {"resign": [(Role.BY, "Roe")]}


def test_sanctions_on_a_state_are_aimed_at_it_and_not_done_there():
    found = sides(
        "Chad imposed sanctions on Peru.",
        """
        Chad Chad PROPN NNP 2 nsubj
        imposed impose VERB VBD 0 root
        sanctions sanction NOUN NNS 2 obj
        on on ADP IN 5 case
        Peru Peru PROPN NNP 2 obl
        . . PUNCT . 2 punct
        """,
        [("Chad", "geopolitical", "name", 1), ("Peru", "geopolitical", "name", 2)],
        [("imposed", {"ARG0": "Chad", "ARG1": "sanctions"})],
    )
    assert found == {"impose": [(Role.BY, "Chad"), (Role.TO, "Peru")]}


def test_who_a_deal_is_with_is_the_other_side_whatever_the_model_says():
    found = sides(
        "Chad signed a deal with Peru.",
        """
        Chad Chad PROPN NNP 2 nsubj
        signed sign VERB VBD 0 root
        a a DET DT 4 det
        deal deal NOUN NN 2 obj
        with with ADP IN 6 case
        Peru Peru PROPN NNP 4 nmod
        . . PUNCT . 2 punct
        """,
        [("Chad", "geopolitical", "name", 1), ("Peru", "geopolitical", "name", 2)],
        [("signed", {"ARG0": "Chad", "ARG1": "a deal"}), ("deal", {"ARG0": "with Peru"})],
    )
    assert sorted(found.popitem()[1]) == [(Role.BY, "Chad"), (Role.WITH, "Peru")]


def test_who_did_it_is_found_also_where_it_hangs_on_whom_it_was_done_to():
    found = sides(
        "The killing of farmers by soldiers caused outrage.",
        """
        The the DET DT 2 det
        killing killing NOUN NN 7 nsubj
        of of ADP IN 4 case
        farmers farmer NOUN NNS 2 nmod
        by by ADP IN 6 case
        soldiers soldier NOUN NNS 4 nmod
        caused cause VERB VBD 0 root
        outrage outrage NOUN NN 7 obj
        . . PUNCT . 7 punct
        """,
        [("farmers", "person", "nominal", 1), ("soldiers", "person", "nominal", 2)],
        [("killing", {"ARG1": "of farmers"})],
    )
    assert found["kill"] == [(Role.TO, "farmers"), (Role.BY, "soldiers")]


def test_where_those_behind_a_preposition_are_from_belongs_to_them():
    found = sides(
        "Soldiers fired on a patrol from Chad.",
        """
        Soldiers soldier NOUN NNS 2 nsubj
        fired fire VERB VBD 0 root
        on on ADP IN 5 case
        a a DET DT 5 det
        patrol patrol NOUN NN 2 obl
        from from ADP IN 7 case
        Chad Chad PROPN NNP 2 obl
        . . PUNCT . 2 punct
        """,
        [
            ("Soldiers", "person", "nominal", 1),
            ("patrol", "organisation", "nominal", 2),
            ("Chad", "geopolitical", "name", 3),
        ],
        [("fired", {"ARG0": "Soldiers"})],
    )
    assert found == {"fire": [(Role.BY, "Soldiers"), (Role.TO, "patrol from Chad")]}


@pytest.mark.parametrize(
    ("noun", "clause"),
    [
        ("the bombing", "Ruritania bombed Zenda"),
        ("the bombing of Klow", "Rebels bombed Klow"),
        ("the bombing of Strelsau", None),
    ],
)
def test_a_noun_that_names_a_place_goes_back_only_to_an_act_told_with_it(noun, clause):
    text = f"Rebels bombed Klow. Ruritania bombed Zenda. Streets emptied after {noun}."
    report = read(text.encode(), path="made.txt").items[0]
    mentions = extract(report, Parser.load().parse(report).items[0]).items
    told = {one.id: one.clause.of(report.text) for one in mentions}
    (bombing,) = (one for one in mentions if one.trigger.of(report.text) == "bombing")
    assert [told[id_] for id_ in bombing.same_as] == ([clause] if clause else [])
