from __future__ import annotations

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from tests.merge.build import day, mention, party, report

from dateline.merge import merge
from dateline.merge.columns import columns
from dateline.merge.facts import Prose, facts
from dateline.merge.features import NAMES
from dateline.merge.judging import UNSURE
from dateline.merge.pairs import compare
from dateline.merge.parties import meet
from dateline.records import (
    ActorKind,
    Field,
    Judgement,
    Maker,
    Modality,
    Number,
    Precision,
    Role,
    Span,
    Verdict,
    When,
    family_of,
)

MINE = report(
    "The army of Ruritania shelled the port of Strelsau on 3 May. Officials said the shelling killed 4 people.",
    published="2021-05-04",
    outlet="Zenda Post",
)
LATER = report(
    "Ruritania halted talks with Syldavia. The shelling of Strelsau on 3 May by the army of Ruritania drew protests.",
    published="2021-05-09",
    outlet="Klow Herald",
)
AGAIN = report(
    "The army of Ruritania shelled the port of Strelsau on 8 May, a second time in a week.",
    published="2021-05-09",
    outlet="Zenda Post",
)


def army(of, words="The army of Ruritania"):
    return party(of, words, Role.BY, ActorKind.ORGAN, id_="organ:RUR:MIL", country="RUR")


def port(of, words="Strelsau"):
    return party(of, words, Role.TO, ActorKind.OTHER, id_="place:strelsau")


def shellings():
    first = mention(MINE, "shelled", "shell", army(MINE), port(MINE), when=day("2021-05-03"))
    told = mention(
        LATER, "shelling", "shell", army(LATER, "the army of Ruritania"), port(LATER), when=day("2021-05-03"), tense=""
    )
    again = mention(AGAIN, "shelled", "shell", army(AGAIN), port(AGAIN), when=day("2021-05-08"))
    return first, told, again


def test_an_act_told_again_later_belongs_to_the_old_event():
    first, told, _ = shellings()
    (event,) = merge((MINE, LATER), (first, told)).events
    assert event.mentions == (first.id, told.id)
    assert event.id == "e" + first.id[1:]
    assert (event.outlets, event.texts, event.origins) == (2, 2, 2)
    assert (event.first_told, event.last_told) == (date(2021, 5, 4), date(2021, 5, 9))


def test_the_same_act_on_another_day_is_another_event():
    chronology = merge((MINE, LATER, AGAIN), shellings())
    assert [len(event.mentions) for event in chronology.events] == [2, 1]
    assert not chronology.disagreements
    reasons = [one.reason for one in chronology.judgements if one.verdict is Verdict.DIFFERENT]
    assert any("other days: 2021-05-03 and 2021-05-08" in reason for reason in reasons)


def test_two_dates_for_one_persons_death_are_one_event_in_dispute():
    one = report("Queen Flavia died on 3 May.", published="2021-05-04", outlet="Zenda Post")
    two = report("Queen Flavia died on 4 May.", published="2021-05-05", outlet="Klow Herald")
    told = [
        mention(
            of, "died", "die", party(of, "Queen Flavia", Role.TO, ActorKind.PERSON, id_="person:flavia"), when=day(when)
        )
        for of, when in ((one, "2021-05-03"), (two, "2021-05-04"))
    ]
    chronology = merge((one, two), told)
    (event,) = chronology.events
    assert event.disputed == (Field.WHEN,)
    (differ,) = chronology.disagreements
    assert [account.value for account in differ.values] == ["2021-05-03", "2021-05-04"]


def test_one_act_told_as_two_is_a_disagreement_that_joins_both():
    one = report(
        "Lorries queued for hours as Ruritania reopened the Zenda border crossing on 3 May.",
        published="2021-05-04",
        outlet="Zenda Post",
    )
    two = report(
        "After weeks of closure Ruritania reopened the Zenda border crossing on 20 May, its customs office announced.",
        published="2021-05-21",
        outlet="Klow Herald",
    )
    told = [
        mention(
            of,
            "reopened",
            "reopen",
            party(of, "Ruritania", Role.BY, ActorKind.STATE, id_="state:RUR", country="RUR"),
            party(of, "the Zenda border crossing", Role.TO, ActorKind.OTHER, id_="noun:crossing"),
            when=day(when),
        )
        for of, when in ((one, "2021-05-03"), (two, "2021-05-20"))
    ]
    chronology = merge((one, two), told)
    assert len(chronology.events) == 2
    (differ,) = chronology.disagreements
    assert (len(differ.events), differ.field) == (2, Field.WHEN)


def test_different_victims_are_never_one_event():
    one = report("Gunmen killed Rupert Hentzau in Zenda.", published="2021-05-04")
    two = report("Gunmen killed Fritz Tarlenheim in Zenda.", published="2021-05-04")
    told = [
        mention(of, "killed", "kill", party(of, name, Role.TO, ActorKind.PERSON))
        for of, name in ((one, "Rupert Hentzau"), (two, "Fritz Tarlenheim"))
    ]
    chronology = merge((one, two), told)
    assert len(chronology.events) == 2


def test_the_death_of_one_who_is_named_is_not_that_of_many():
    one = report("A strike killed Rupert Hentzau in Zenda.", published="2021-05-04")
    two = report("A strike killed 176 passengers in Zenda.", published="2021-05-04")
    many = Number(span=Span(two.text.index("176"), two.text.index("176") + 3), low=176, high=176, what="killed")
    told = [
        mention(one, "killed", "kill", party(one, "Rupert Hentzau", Role.TO, ActorKind.PERSON)),
        mention(two, "killed", "kill", numbers=(many,)),
    ]
    assert len(merge((one, two), told).events) == 2


@pytest.mark.parametrize(("count", "several"), [(1, 0.0), (80, 1.0)])
def test_one_who_is_killed_is_told_from_several(count, several):
    one = report("A rocket killed a contractor in Zenda.", published="2021-05-04")
    two = report(f"A rocket killed {count} of them in Zenda.", published="2021-05-04")
    told = [
        mention(of, "killed", "kill", numbers=(Number(span=Span(0, 1), low=low, high=low, what="killed"),))
        for of, low in ((one, 1), (two, count))
    ]
    found = columns(facts(told, {of.id: Prose(of) for of in (one, two)}))
    rows = compare(found, np.array((0, 1)), np.array((1, 0)), np.zeros(2, dtype=bool)).rows
    assert rows[:, NAMES.index("tolls")].tolist() == [several, several]


def test_an_act_of_another_year_is_not_the_one_told_now():
    one = report("The chamber voted in Strelsau on Sunday.", published="2021-05-04")
    two = report("The vote of 2015 in Strelsau was close.", published="2021-05-05")
    year = When(earliest=date(2015, 1, 1), latest=date(2016, 1, 1), precision=Precision.YEAR, edtf="2015")
    told = [
        mention(one, "voted", "vote", when=day("2021-05-02")),
        mention(two, "vote", "vote", when=year),
    ]
    assert len(merge((one, two), told).events) == 2


def test_copies_of_one_text_count_as_one():
    text = MINE.text + " Residents fled to the hills above the town while fires burned along the quays until dawn."
    one = report(text, published="2021-05-04", outlet="Zenda Post", agency="Ruritanian Wire")
    two = report(text, published="2021-05-05", outlet="Klow Herald", agency="Ruritanian Wire")
    told = [mention(of, "shelled", "shell", army(of), port(of)) for of in (one, two)]
    chronology = merge((two, one), told)
    (event,) = chronology.events
    assert (event.outlets, event.texts, event.origins) == (2, 1, 1)
    assert family_of(chronology.copies) == {two.id: one.id}


def test_a_named_source_is_one_origin_however_many_texts_cite_it():
    two = report("A strike hit Strelsau, the mayor said on Monday after a night of fire.", outlet="Klow Herald")
    one = report("The port of Strelsau was hit by a strike, according to the mayor.", outlet="Zenda Post")
    told = [mention(of, "hit", "hit", port(of), said_by="the mayor") for of in (one, two)]
    (event,) = merge((one, two), told).events
    assert (event.texts, event.origins) == (2, 1)


def test_a_persons_judgement_outranks_the_rule_and_the_score():
    first, told, again = shellings()
    pair = sorted((first.id, again.id))
    same = Judgement(left=pair[0], right=pair[1], verdict=Verdict.SAME, by=Maker.PERSON, score=1, made="2021-06-01")
    (event,) = merge((MINE, LATER, AGAIN), (first, told, again), (same,)).events
    assert len(event.mentions) == 3
    assert Field.WHEN in event.disputed
    left, right = sorted((first.id, told.id))
    apart = Judgement(left=left, right=right, verdict=Verdict.DIFFERENT, by=Maker.PERSON, score=1, made="2021-06-01")
    assert len(merge((MINE, LATER), (first, told), (apart,)).events) == 2


def test_judgements_that_cannot_all_hold_are_a_problem_and_nothing_is_joined_in_silence():
    a, b, c = sorted(one.id for one in shellings())
    ledger = [
        Judgement(left=left, right=right, verdict=verdict, by=Maker.PERSON, score=1, made="2021-06-01")
        for left, right, verdict in ((a, b, Verdict.SAME), (b, c, Verdict.SAME), (a, c, Verdict.DIFFERENT))
    ]
    chronology = merge((MINE, LATER, AGAIN), shellings(), ledger)
    assert [problem.code for problem in chronology.problems] == ["merge/contradiction"]
    home = {id_: event.id for event in chronology.events for id_ in event.mentions}
    assert home[a] != home[c]


def test_an_undone_judgement_no_longer_counts():
    first, told, _ = shellings()
    left, right = sorted((first.id, told.id))
    undone = Judgement(
        left=left,
        right=right,
        verdict=Verdict.DIFFERENT,
        by=Maker.PERSON,
        score=1,
        made="2021-06-01",
        undone="2021-06-02",
    )
    assert len(merge((MINE, LATER), (first, told), (undone,)).events) == 1


def test_another_number_on_the_same_day_is_a_disagreement_and_a_rising_toll_is_none():
    def toll(of, low):
        at = Span(0, 1)
        return mention(
            of, "shelled", "shell", army(of), port(of), numbers=(Number(span=at, low=low, high=low, what="killed"),)
        )

    other = report(
        "The army of Ruritania shelled Strelsau, and 9 people died.", published="2021-05-04", outlet="Klow Herald"
    )
    (differ,) = merge((MINE, other), (toll(MINE, 4), toll(other, 9))).disagreements
    assert differ.field is Field.NUMBER
    assert not merge((MINE, AGAIN), (toll(MINE, 4), toll(AGAIN, 9))).disagreements


def test_asserted_wins_over_planned_and_a_denial_is_kept_as_a_dispute():
    first, _, _ = shellings()
    denied = mention(
        LATER,
        "shelling",
        "shell",
        army(LATER, "the army of Ruritania"),
        port(LATER),
        when=day("2021-05-03"),
        modality=Modality.DENIED,
    )
    (event,) = merge((MINE, LATER), (first, denied)).events
    assert event.modality is Modality.ASSERTED
    assert event.disputed == (Field.MODALITY,)


def test_nothing_makes_an_empty_chronology():
    chronology = merge((), ())
    assert (chronology.events, chronology.disagreements, chronology.judgements) == ((), (), ())


def test_a_model_says_from_which_score_on_it_joins_and_a_rule_does_not():
    chronology = merge((MINE, LATER, AGAIN), shellings())
    by_model = [one for one in chronology.judgements if one.by is Maker.MODEL]
    by_rule = [one for one in chronology.judgements if one.by is Maker.RULE]
    assert by_model
    assert by_rule
    assert all(one.threshold is not None for one in by_model)
    assert all(one.threshold is None and not one.unsure for one in by_rule)


def test_an_answer_is_turned_by_judging_the_pair_that_it_names():
    chronology = merge((MINE, LATER, AGAIN), shellings())
    for one in chronology.judgements:
        left, right = sorted(one.flip)
        turned = Verdict.DIFFERENT if one.verdict is Verdict.SAME else Verdict.SAME
        judged = Judgement(left=left, right=right, verdict=turned, by=Maker.PERSON, score=1.0, made="2021-06-01")
        events = merge((MINE, LATER, AGAIN), shellings(), (judged,)).events
        assert any({left, right} <= set(event.mentions) for event in events) is (turned is Verdict.SAME)


def test_a_model_is_unsure_between_two_scores_only():
    one = report("Ruritania met Syldavia.", published="2021-05-04", outlet="Zenda Post")
    two = report("Delegates of Ruritania talked in Klow.", published="2021-05-05", outlet="Klow Herald")
    told = [
        mention(of, word, act, party(of, "Ruritania", Role.BY, ActorKind.STATE, id_="state:RUR", country="RUR"))
        for of, word, act in ((one, "met", "meet"), (two, "talked", "talk"))
    ]
    for judged in (*merge((one, two), told).judgements, *merge((MINE, LATER, AGAIN), shellings()).judgements):
        if judged.by is Maker.MODEL:
            low, high = UNSURE
            doubtful = judged.score >= low if judged.verdict is Verdict.DIFFERENT else judged.score < high
            assert judged.unsure is doubtful


def test_the_same_act_by_each_side_on_the_other_is_two_events_where_neither_is_known():
    one = report("Taruna expelled envoys of Beleth.", published="2021-02-17")
    two = report("Beleth expelled envoys of Taruna.", published="2021-02-19")
    told = [
        mention(
            of,
            "expelled",
            "expel",
            party(of, by, Role.BY, ActorKind.OTHER, id_=f"noun:{by}"),
            party(of, to, Role.TO, ActorKind.OTHER, id_=f"noun:{to}"),
            when=day(when),
        )
        for of, by, to, when in (
            (one, "Taruna", "envoys of Beleth", "2021-02-17"),
            (two, "Beleth", "envoys of Taruna", "2021-02-17"),
        )
    ]
    chronology = merge((one, two), told)
    assert len(chronology.events) == 2
    assert "done by the other side" in {judged.reason for judged in chronology.judgements}


def test_times_that_words_tell_to_a_week_part_what_was_done_before_and_after():
    one = report("Ruritania recalled its envoy from Klow last week.", published="2021-05-12")
    two = report("Ruritania recalled its envoy from Klow on Sunday.", published="2021-05-16")
    week = replace(day("2021-05-03", 7), precision=Precision.WEEK)
    told = [
        mention(of, "recalled", "recall", party(of, "Ruritania", Role.BY, ActorKind.STATE, country="RUR"), when=when)
        for of, when in ((one, week), (two, day("2021-05-16")))
    ]
    chronology = merge((one, two), told)
    assert len(chronology.events) == 2
    assert any(judged.reason.startswith("told for other times") for judged in chronology.judgements)


@pytest.mark.parametrize(
    ("text", "points_back"),
    [
        ("The missile attack on Zenda hurt 12. It came a day before the strike.", 1.0),
        ("The missile attack on Zenda hurt 12. It came a day before the missile strike.", 1.0),
        ("The missile attack on Zenda hurt 12. It came a day before the drone strike.", -1.0),
        ("Rebels attacked Zenda on Sunday. Streets emptied after the attack on Zenda.", 1.0),
        ("Rebels attacked Zenda on Sunday. It came a day before the drone attack.", 0.0),
    ],
)
def test_a_noun_points_back_unless_its_own_words_tell_another_act(text, points_back):
    of = report(text)
    early = mention(of, "attack", "attack", tense="" if "missile" in text else "past")
    late = mention(of, "strike" if "strike" in text else "attack", "strike", nth=1 if "strike" in text else 2, tense="")
    told = columns(facts([early, late], {of.id: Prose(of)}))
    rows = compare(told, np.array((0, 1)), np.array((1, 0)), np.zeros(2, dtype=bool)).rows
    assert rows[:, NAMES.index("taken_up")].tolist() == [points_back, points_back]


def test_victims_of_two_countries_are_hardly_one_though_one_has_no_name():
    of = report("Rupert Hentzau of Ruritania and an American contractor fell.")
    known = party(of, "Rupert Hentzau", Role.TO, ActorKind.PERSON, country="RUR")
    nameless = party(of, "American contractor", Role.TO, ActorKind.OTHER, id_="noun:contractor", country="USA")
    fell = mention(of, "fell", "die", known, nameless)
    (told,) = facts([fell], {of.id: Prose(of)})
    assert meet(*told.parties) == meet(*reversed(told.parties)) < 0
