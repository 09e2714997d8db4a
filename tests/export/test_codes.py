"""Mentions to PLOVER codes: what is told of an act's reality, and who stands on the sides."""

from dataclasses import replace
from pathlib import Path

import pytest
from tests.cases import load
from tests.merge.build import mention, party, report

from dateline.export.codes import codes
from dateline.records import ActorKind, Modality, Role, Span, Stance

CASES = Path(__file__).parent / "cases"


@pytest.mark.parametrize("case", load(CASES / "codes.jsonl"))
def test_a_mention_has_its_code(case):
    of = report(case["text"])
    parties = [
        party(of, words, role, ActorKind.STATE)
        for role in (Role.BY, Role.TO, Role.WITH)
        for words in case.get(role.value, ())
    ]
    cue = case.get("cue")
    told = mention(
        of,
        case["trigger"],
        case["act"],
        *parties,
        kind=case["kind"],
        mode=case.get("mode", ""),
        modality=Modality(case.get("modality", "asserted")),
        negated=case.get("negated", False),
        tense=case.get("tense", "past"),
        said_by=case.get("said_by", ""),
        by_narrator=Stance(cues=(Span(of.text.index(cue), of.text.index(cue) + len(cue)),) if cue else ()),
    )
    found = [
        [one.type, one.mode, [p.name for p in one.actors], [p.name for p in one.recipients]]
        for one in codes([told], of.text)
    ]
    assert found == ([case["code"]] if case["code"] else [])


def test_what_a_demand_asks_for_is_no_code_of_its_own_and_tells_whom_it_is_aimed_at():
    of = report("Chad demanded that Mali free the crew.")
    chad, mali = (party(of, words, Role.BY, ActorKind.STATE) for words in ("Chad", "Mali"))
    demand = mention(of, "demanded", "demand", chad, kind="REQUEST", mode="yield")
    free = mention(
        of,
        "free",
        "free",
        mali,
        kind="RETREAT",
        mode="release",
        modality=Modality.DEMANDED,
        by_narrator=Stance(cues=(demand.trigger,)),
    )
    (code,) = codes([demand, free], of.text)
    assert (code.type, code.mode) == ("REQUEST", "yield")
    assert [one.name for one in code.recipients] == ["Mali"]


def test_an_act_told_twice_in_a_sentence_is_coded_once():
    of = report("Chad attacked Mali, and the attack by Chad went on.")
    by, to = party(of, "Chad", Role.BY, ActorKind.STATE), party(of, "Mali", Role.TO, ActorKind.STATE)
    told = [mention(of, "attacked", "attack", by, to), mention(of, "attack", "attack", by, nth=2)]
    assert len(codes(told, of.text)) == 1


def test_two_acts_of_one_type_on_different_sides_are_two():
    of = report("Chad attacked Mali and Niger attacked Togo.")
    chad, niger = (party(of, words, Role.BY, ActorKind.STATE) for words in ("Chad", "Niger"))
    told = [mention(of, "attacked", "attack", chad), mention(of, "attacked", "attack", niger, nth=2)]
    assert len(codes(told, of.text)) == 2


def test_who_orders_an_act_of_power_does_it():
    of = report("Chad ordered Radio Lac to suspend its news.")
    chad, radio = party(of, "Chad", Role.BY, ActorKind.STATE), party(of, "Radio Lac", Role.BY, ActorKind.OUTLET)
    order = mention(of, "ordered", "order", chad, kind="REQUEST", mode="")
    suspend = mention(
        of, "suspend", "suspend", radio, kind="COERCE", mode="censor",
        modality=Modality.DEMANDED, by_narrator=Stance(cues=(order.trigger,)),
    )  # fmt: skip
    (code,) = codes([order, suspend], of.text)
    assert (code.type, code.mode) == ("COERCE", "censor")


def test_who_brings_others_together_acts_on_them_and_who_only_meet_act_together():
    of = report("Chad will host talks between Mali and Niger.")
    chad, *others = (party(of, words, Role.BY, ActorKind.STATE) for words in ("Chad", "Mali", "Niger"))
    between = [replace(one, rule="between … talks") for one in others]

    def sides(*parties):
        (code,) = codes([mention(of, "talks", "talk", *parties, kind="CONSULT")], of.text)
        return [one.name for one in code.actors], [one.name for one in code.recipients]

    assert sides(chad, *between) == (["Chad"], ["Mali", "Niger"])
    assert sides(*between) == (["Mali", "Niger"], [])
