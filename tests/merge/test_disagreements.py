from __future__ import annotations

from tests.merge.build import day, mention, party, report

from dateline.merge import merge
from dateline.records import (
    ActorKind,
    Field,
    Judgement,
    Maker,
    Modality,
    PlacePrecision,
    Polarity,
    Role,
    Span,
    Stance,
    Verdict,
    Where,
)

POST = report("Gunmen took the ferry off Zenda on 3 May.", published="2021-05-04", outlet="Zenda Post")
HERALD = report("The ferry was seized off Strelsau on 3 May.", published="2021-05-05", outlet="Klow Herald")


def judged_one(left, right):
    left, right = sorted((left.id, right.id))
    return Judgement(left=left, right=right, verdict=Verdict.SAME, by=Maker.PERSON, score=1, made="2021-06-01")


def where(of, name, latitude):
    at = of.text.index(name)
    return Where(
        span=Span(at, at + len(name)),
        name=name,
        id=name.lower(),
        country="RUR",
        latitude=latitude,
        longitude=20.0,
        precision=PlacePrecision.PLACE,
    )


def differ_on_place(north):
    one = mention(POST, "took", "seize", where=where(POST, "Zenda", 50.0), when=day("2021-05-03"))
    two = mention(HERALD, "seized", "seize", where=where(HERALD, "Strelsau", north), when=day("2021-05-03"))
    return merge((POST, HERALD), (one, two), (judged_one(one, two),)).disagreements


def test_two_places_well_apart_are_a_disagreement_and_neighbours_are_none():
    (differ,) = differ_on_place(50.6)
    assert (differ.field, [account.value for account in differ.values]) == (Field.WHERE, ["Strelsau", "Zenda"])
    assert not differ_on_place(50.1)


def test_every_account_of_who_did_it_is_kept_not_the_first_pair_alone():
    reports, told = [], []
    for outlet, who, text in (
        ("Zenda Post", "Rupert", "Rupert killed Michael on 3 May, the court was told."),
        ("Klow Herald", "Fritz", "After a quarrel in the old tower Fritz killed Michael, a servant says."),
        ("Szohod Star", "Sapt", "Guards of the castle are sure that Sapt killed Michael that Monday."),
    ):
        of = report(text, published="2021-05-04", outlet=outlet)
        roles = (
            party(of, who, Role.BY, ActorKind.PERSON),
            party(of, "Michael", Role.TO, ActorKind.PERSON, id_="person:michael"),
        )
        reports.append(of)
        told.append(mention(of, "killed", "kill", *roles, when=day("2021-05-03")))
    (event,) = merge(reports, told).events
    (differ,) = merge(reports, told).disagreements
    assert event.disputed == (Field.BY,)
    assert [account.value for account in differ.values] == ["Fritz", "Rupert", "Sapt"]


def test_who_is_told_on_both_sides_is_no_other_doer():
    one = report("Rupert killed Michael on 3 May.", published="2021-05-04", outlet="Zenda Post")
    two = report("Michael's killing on 3 May shook the court.", published="2021-05-05", outlet="Klow Herald")
    michael = {"kind": ActorKind.PERSON, "id_": "person:michael"}
    told = [
        mention(
            one,
            "killed",
            "kill",
            party(one, "Rupert", Role.BY, ActorKind.PERSON),
            party(one, "Michael", Role.TO, **michael),
            when=day("2021-05-03"),
        ),
        mention(two, "killing", "kill", party(two, "Michael", Role.BY, **michael), when=day("2021-05-03"), tense=""),
    ]
    chronology = merge((one, two), told, (judged_one(*told),))
    assert len(chronology.events) == 1
    assert not [one for one in chronology.disagreements if one.field is Field.BY]


def test_seller_and_buyer_are_no_two_doers_of_one_deal():
    one = report("Ruritania sold 40 ferries on 3 May.", published="2021-05-04", outlet="Zenda Post")
    two = report("Borduria bought 40 ferries on 3 May.", published="2021-05-05", outlet="Klow Herald")
    told = [
        mention(of, act, verb, party(of, who, Role.BY, ActorKind.STATE, country=who[:3]), when=day("2021-05-03"))
        for of, act, verb, who in ((one, "sold", "sell", "Ruritania"), (two, "bought", "buy", "Borduria"))
    ]
    (event,) = merge((one, two), told, (judged_one(*told),)).events
    assert not event.disputed


def test_a_denial_in_other_words_is_tied_to_the_account_it_answers():
    one = report("A patrol boat fired at the trawler off Zenda.", published="2021-05-04", outlet="Zenda Post")
    two = report(
        "The ministry said that no patrol boat had shelled any trawler off Zenda.",
        published="2021-05-05",
        outlet="Klow Herald",
    )
    fired = mention(one, "fired", "fire", said_by="the skipper")
    no = Span(two.text.index("no patrol"), two.text.index("no patrol") + 2)
    denied = mention(
        two,
        "shelled",
        "shell",
        modality=Modality.DENIED,
        negated=True,
        said_by="the ministry",
        by_source=Stance(polarity=Polarity.NEGATIVE, cues=(no,)),
    )
    parted = Judgement(
        left=min(fired.id, denied.id),
        right=max(fired.id, denied.id),
        verdict=Verdict.DIFFERENT,
        by=Maker.PERSON,
        score=0,
        made="2021-06-01",
    )
    chronology = merge((one, two), (fired, denied), (parted,))
    (differ,) = chronology.disagreements
    assert (differ.field, len(differ.events)) == (Field.MODALITY, 2)
    assert [account.value for account in differ.values] == ["asserted", "denied"]


def accounts(*pairs, **more):
    """Return what two accounts that a person joined are told to differ on; each is a text, a trigger and an act."""
    reports = [report(text, published="2021-05-04", outlet=f"Post {at}") for at, (text, _, _) in enumerate(pairs)]
    made = [
        mention(of, word, act, when=day("2021-05-03"), clause=Span(0, len(of.text)), said_by="the police", **more)
        for of, (_, word, act) in zip(reports, pairs, strict=True)
    ]
    told = merge(reports, made, (judged_one(*made),)).disagreements
    return {one.field: [account.value for account in one.values] for one in told}


def test_a_shot_and_a_bomb_are_other_means_and_a_shot_and_a_bullet_are_none():
    shot = ("Rassendyll was killed in Zenda by a shot.", "killed", "kill")
    bomb = ("A bomb killed him in Zenda on Monday, Rassendyll's friends believe.", "killed", "kill")
    bullet = ("A bullet killed him in Zenda on Monday, Rassendyll's friends believe.", "killed", "kill")
    assert accounts(shot, bomb)[Field.WHAT] == ["bomb", "shot"]
    assert Field.WHAT not in accounts(shot, bullet)


def test_approving_and_rejecting_in_one_event_are_other_acts():
    passed = ("The diet of Zenda approved the water law on Monday.", "approved", "approve")
    failed = ("The water law was rejected on Monday by the diet of Zenda, papers say.", "rejected", "reject")
    assert accounts(passed, failed)[Field.WHAT] == ["approve", "reject"]
