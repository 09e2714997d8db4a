"""How an event is told over time: each phase by the words, in the order of telling, whatever arrives first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import day, mention, party, report

from dateline.merge import merge
from dateline.records import (
    ActorKind,
    Attribution,
    Candidate,
    Certainty,
    Event,
    Hop,
    Link,
    Modality,
    Number,
    Phase,
    Polarity,
    Role,
    SourceKind,
    Span,
    Stance,
)

OPEN = Stance(certainty=Certainty.UNKNOWN, polarity=Polarity.UNKNOWN)
MAY = day("2021-05-03")


def of(text: str, on: str, outlet: str = "Zenda Post"):
    return report(text, published=on, outlet=outlet)


def said(where, who: str, cue: str) -> dict[str, object]:
    """Return the fields of a mention that `who` tells by the cue, as words of the report."""
    name, word = where.text.index(who), where.text.index(cue)
    hop = Hop(
        name=who,
        kind=SourceKind.OFFICIAL,
        span=Span(name, name + len(who)),
        cue=Span(word, word + len(cue)),
    )
    return {"attribution": Attribution(hops=(hop,)), "by_narrator": OPEN, "by_source": Stance()}


def told(where, trigger: str, act: str, **fields):
    text = where.text
    sides = [
        party(where, name, role, ActorKind.STATE, id_=f"state:{code}", country=code)
        for name, role, code in (("Ruritania", Role.BY, "RUR"), ("Strelsau", Role.TO, "STR"))
        if name in text
    ]
    return mention(where, trigger, act, *sides, when=MAY, **fields)


def life(event: Event) -> list[tuple[str, str | None]]:
    return [(step.phase.value, step.day.isoformat() if step.day else None) for step in event.lifecycle]


def test_a_plan_then_a_claim_then_an_admission_then_a_denial_are_steps_of_one_life() -> None:
    plan = of("Ruritania will shell Strelsau on Monday.", "2021-05-01")
    claim = of("Ruritania shelled Strelsau, an officer said on Monday.", "2021-05-03", "Klow Herald")
    own = of("Ruritania shelled Strelsau on Monday night.", "2021-05-04")
    admission = of("Ruritania admitted it shelled Strelsau.", "2021-05-05", "Klow Herald")
    mentions = [
        told(plan, "shell", "shell", modality=Modality.PLANNED, by_narrator=Stance(cues=(Span(10, 14),))),
        told(claim, "shelled", "shell", **said(claim, "officer", "said")),
        told(own, "shelled", "shell"),
        told(admission, "shelled", "shell", **said(admission, "Ruritania", "admitted")),
    ]
    (event,) = merge((plan, claim, own, admission), mentions).events
    assert life(event) == [
        ("planned", "2021-05-01"),
        ("claimed", "2021-05-03"),
        ("reported", "2021-05-04"),
        ("confirmed", "2021-05-05"),
    ]
    assert event.lifecycle[1].by == ("Klow Herald", "officer")
    assert [cue.of(admission.text) for cue in event.lifecycle[3].cues] == ["admitted"]


def test_a_plan_in_the_words_of_who_is_to_act_is_announced() -> None:
    plan = of("Ruritania said it will shell Strelsau on Monday.", "2021-05-01")
    fields = said(plan, "Ruritania", "said")
    (event,) = merge((plan,), [told(plan, "shell", "shell", modality=Modality.PLANNED, **fields)]).events
    assert [step.phase for step in event.lifecycle] == [Phase.ANNOUNCED]


def test_a_cue_that_is_negated_confirms_nothing() -> None:
    one = of("Ruritania shelled Strelsau, which the army has not confirmed.", "2021-05-03")
    (event,) = merge((one,), [told(one, "shelled", "shell", **said(one, "army", "has not confirmed"))]).events
    assert [step.phase for step in event.lifecycle] == [Phase.CLAIMED]


def test_a_denial_told_as_another_event_is_a_step_of_the_one_it_answers() -> None:
    one = of("Ruritania shelled Strelsau on Monday.", "2021-05-03")
    two = of("Ruritania did not bomb Strelsau, the army said.", "2021-05-04", "Klow Herald")
    fields = said(two, "army", "said") | {"by_source": Stance(polarity=Polarity.NEGATIVE, cues=(Span(14, 17),))}
    mentions = [
        told(one, "shelled", "shell"),
        told(two, "bomb", "bomb", modality=Modality.DENIED, negated=True, **fields),
    ]
    events = merge((one, two), mentions).events
    shelled = next(event for event in events if mentions[0].id in event.mentions)
    assert ("denied", "2021-05-04") in life(shelled)


def test_words_that_set_an_account_right_correct_it() -> None:
    one = of("Ruritania shelled Strelsau on Monday.", "2021-05-03")
    two = of("Correction: Ruritania shelled Strelsau, not Zenda.", "2021-05-04", "Klow Herald")
    (event,) = merge(
        (one, two), [told(one, "shelled", "shell"), told(two, "shelled", "shell", correction=Span(0, 11))]
    ).events
    assert life(event) == [("reported", "2021-05-03"), ("corrected", "2021-05-04")]


@pytest.mark.parametrize(
    ("first", "then", "outlet", "corrected"),
    [
        (12, 9, "Zenda Post", True),
        (9, 12, "Zenda Post", False),  # a toll that rises
        (12, 9, "Klow Herald", False),  # another outlet's
    ],
)
def test_a_lower_toll_later_by_the_same_outlet_corrects(first, then, outlet, corrected) -> None:
    one = of(f"Ruritania shelled Strelsau, killing {first} people.", "2021-05-03")
    two = of(f"Ruritania shelled Strelsau, where {then} people died.", "2021-05-05", outlet)
    mentions = []
    for where, number in ((one, first), (two, then)):
        at = where.text.index(str(number))
        toll = Number(span=Span(at, at + len(str(number))), low=number, high=number, what="killed", group="person")
        mentions.append(told(where, "shelled", "shell", numbers=(toll,)))
    (event,) = merge((one, two), mentions).events
    assert (Phase.CORRECTED in {step.phase for step in event.lifecycle}) is corrected


def planned(**fields) -> Event:
    plan = of("Ruritania will shell Strelsau on Monday.", "2021-05-01")
    (event,) = merge((plan,), [told(plan, "shell", "shell", modality=Modality.PLANNED, **fields)]).events
    return event


def test_a_plan_is_not_heard_of_since_once_its_day_has_passed() -> None:
    event = planned()
    assert event.unheard_since(date(2021, 5, 3)) is None
    assert event.unheard_since(date(2021, 5, 4)) == date(2021, 5, 1)


def test_an_undated_plan_is_never_overdue() -> None:
    plan = of("Ruritania will shell Strelsau.", "2021-05-01")
    (event,) = merge((plan,), [mention(plan, "shell", "shell", modality=Modality.PLANNED)]).events
    assert event.unheard_since(date(2031, 1, 1)) is None


def test_a_plan_that_was_carried_out_is_heard_of() -> None:
    plan = of("Ruritania will shell Strelsau on Monday.", "2021-05-01")
    done = of("Ruritania shelled Strelsau on Monday.", "2021-05-04", "Klow Herald")
    mentions = [told(plan, "shell", "shell", modality=Modality.PLANNED), told(done, "shelled", "shell")]
    for event in merge((plan, done), mentions).events:
        assert event.unheard_since(date(2021, 6, 1)) is None


@given(st.lists(st.tuples(st.sampled_from(Modality), st.integers(1, 5)), min_size=1, max_size=6), st.randoms())
@settings(deadline=None, max_examples=25)
def test_every_mention_has_a_phase_and_no_order_of_arrival_changes_a_life(tellings, chance) -> None:
    reports = [of(f"Ruritania shelled Strelsau, text {n}.", f"2021-05-0{on}") for n, (_, on) in enumerate(tellings)]
    mentions = [
        told(one, "shelled", "shell", modality=modality, by_narrator=Stance(cues=(Span(0, 9),)))
        for one, (modality, _) in zip(reports, tellings, strict=True)
    ]
    made = merge(reports, mentions).events
    again = merge(chance.sample(reports, len(reports)), chance.sample(mentions, len(mentions))).events
    assert [event.lifecycle for event in again] == [event.lifecycle for event in made]
    for event in made:
        own = {id_ for step in event.lifecycle if step.event is None for id_ in step.mentions}
        assert own == set(event.mentions)
        days = [step.day for step in event.lifecycle]
        assert days == sorted(days)


@pytest.mark.parametrize(
    ("parents", "phase"), [(("organ:RUR:GOV", "state:RUR"), "announced"), (("organ:STR:GOV", "state:STR"), "planned")]
)
def test_a_plan_told_by_an_organ_of_who_is_to_act_is_announced(parents, phase) -> None:
    where = of("Ruritania will shell Strelsau, the Lancers Office said.", "2021-05-01")
    fields = said(where, "Lancers Office", "said")
    target = Candidate(id="organ:lancers", name="Lancers Office", score=1, reason="by hand")
    link = Link(target=target, kind=ActorKind.ORGAN, parents=parents)
    (hop,) = fields["attribution"].hops
    fields["attribution"] = Attribution(hops=(replace(hop, link=link),))
    plan = told(where, "shell", "shell", modality=Modality.PLANNED, **fields)
    (event,) = merge((where,), [plan]).events
    assert [step.phase.value for step in event.lifecycle] == [phase]
