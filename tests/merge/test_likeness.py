from __future__ import annotations

import pytest
from tests.merge.build import day, mention, party, report

from dateline.merge import merge
from dateline.merge.acts import classes
from dateline.merge.cluster import cluster
from dateline.merge.facts import Prose, facts
from dateline.merge.features import result
from dateline.merge.synonyms import near
from dateline.records import ActorKind, Role


@pytest.mark.parametrize(
    ("left", "right"), [("file", "lodge"), ("free", "release"), ("call off", "cancel"), ("quit", "step down")]
)
def test_words_of_one_meaning_are_near_whichever_comes_first(left, right):
    assert near(left, right) == near(right, left) == 1.0


def test_words_that_undo_one_another_are_not_near():
    assert near("halt", "resume") == near("open", "close") == near("nosuchword", "kill") == 0.0


def test_phrasal_verbs_share_the_class_of_the_plain_verb():
    assert classes("hand over") & classes("release")
    assert classes("cave in") & classes("collapse")
    assert classes("nosuchword") == {"nosuchword"}


def test_a_vague_account_joins_by_its_best_pair_but_one_bridge_glues_no_two_groups():
    vague = {(0, 1): 0.9, (0, 2): 0.9, (1, 2): 0.9, (2, 3): 0.8, (0, 3): 0.1, (1, 3): 0.1}
    found = cluster(4, vague, must={}, cannot=frozenset(), threshold=0.48, unscored=0.05)
    assert found.groups == ((0, 1, 2, 3),)
    bridge = {(0, 1): 0.9, (2, 3): 0.9, (1, 2): 0.7}
    found = cluster(4, bridge, must={}, cannot=frozenset(), threshold=0.48, unscored=0.05)
    assert found.groups == ((0, 1), (2, 3))


def test_another_act_of_its_kind_in_one_report_is_another_event():
    of = report("The army shelled Strelsau on Monday. An earlier shelling of Strelsau by the army killed two.")
    told = [
        mention(
            of,
            trigger,
            "shell",
            party(of, "army", Role.BY, ActorKind.ORGAN, id_="organ:RUR:MIL", country="RUR"),
            party(of, "Strelsau", Role.TO, ActorKind.OTHER, id_="place:strelsau"),
            tense=tense,
        )
        for trigger, tense in (("shelled", "past"), ("shelling", ""))
    ]
    chronology = merge((of,), told)
    assert len(chronology.events) == 2
    assert "another one of its kind" in chronology.judgements[0].reason


def test_two_dates_a_day_apart_for_the_one_such_act_of_two_reports_are_one_event():
    one = report("A gallery of the Zenda mine collapsed on 3 May.", published="2021-05-04", outlet="Zenda Post")
    two = report(
        "The collapse of a gallery of the Zenda mine on 4 May is under inquiry.",
        published="2021-05-20",
        outlet="Klow Herald",
    )
    told = [
        mention(one, "collapsed", "collapse", when=day("2021-05-03")),
        mention(two, "collapse", "collapse", when=day("2021-05-04"), tense=""),
    ]
    reasons = [judgement.reason for judgement in merge((one, two), told).judgements]
    assert not any("told for other days" in reason for reason in reasons)


def test_a_blow_and_the_deaths_it_is_told_for_elsewhere_go_together_and_wounds_do_not():
    one = report("A rocket hit the Zenda ferry.", published="2021-05-04", outlet="Zenda Post")
    two = report("Nine sailors died. Two sailors were wounded on the ferry.", published="2021-05-05", outlet="Herald")
    prose = {of.id: Prose(of) for of in (one, two)}
    hit, died, hurt = facts(
        (mention(one, "hit", "hit"), mention(two, "died", "die"), mention(two, "wounded", "wound")), prose
    )
    assert (result(hit, died), result(hit, hurt)) == (0.5, 0.0)
