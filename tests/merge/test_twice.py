"""One act told as two events: for two days, or as granted and refused."""

from dataclasses import replace

from tests.merge.build import day, mention, party, report

from dateline.merge import merge, twice
from dateline.merge.events import event
from dateline.merge.facts import Prose, facts
from dateline.records import ActorKind, Field, PlacePrecision, Role, Span, Where

OWN = {
    "Post": "A clerk at the harbour office keeps the list of all such things since the war, page after page.",
    "Herald": "Nobody in the capital would say more, and the queue before the ticket hall grew by the hour.",
    "Star": "It rained on the parade that day, as old people in the valley had said it would in spring.",
}


def told(text, act, word, *, outlet, when, of="Ruritania", to="Strelsau", country="RUR"):
    one = report(f"{text} {OWN[outlet]}", published="2021-06-01", outlet=outlet)
    return one, mention(
        one,
        word,
        act,
        party(one, of, Role.BY, ActorKind.STATE, id_=f"state:{country}", country=country),
        party(one, to, Role.TO, ActorKind.OTHER, id_=f"other:{to}"),
        when=when,
    )


def disputes(*pairs):
    return merge([one for one, _ in pairs], [of for _, of in pairs]).disagreements


RESUMED = told("Ruritania resumed flights to Strelsau.", "resume", "resumed", outlet="Post", when=day("2021-05-15"))
LATER = told("Ruritania resumed flights to Strelsau.", "resume", "resumed", outlet="Herald", when=day("2021-05-28"))
HALTED = told("Ruritania halted flights to Strelsau.", "halt", "halted", outlet="Star", when=day("2021-05-20"))
ELSEWHERE = told(
    "Borduria halted ferries to Zenda.", "halt", "halted", outlet="Star", when=day("2021-05-20"),
    of="Borduria", to="Zenda", country="BOR",
)  # fmt: skip
BETWEEN = told(
    "Borduria resumed ferries to Zenda.", "resume", "resumed", outlet="Star", when=day("2021-05-20"),
    of="Borduria", to="Zenda", country="BOR",
)  # fmt: skip


def test_an_act_that_must_be_undone_first_told_for_two_days_is_one_act():
    (differ,) = disputes(RESUMED, LATER)
    assert (differ.field, [one.value for one in differ.values]) == (Field.WHEN, ["2021-05-15", "2021-05-28"])
    assert [one.outlets for one in differ.values] == [("post",), ("the herald",)]


def test_an_act_that_was_undone_in_between_is_a_recurrence():
    assert not disputes(RESUMED, LATER, HALTED)


def test_what_others_do_elsewhere_changes_nothing():
    for other in (ELSEWHERE, BETWEEN):
        assert disputes(RESUMED, LATER, other) == disputes(RESUMED, LATER) != ()


def test_granting_and_refusing_one_thing_contradict_each_other():
    given = told("Ruritania let Strelsau trade.", "permit", "let", outlet="Post", when=day("2021-05-15"))
    refused = told("Ruritania barred Strelsau.", "ban", "barred", outlet="Herald", when=day("2021-05-15"))
    later = told("Ruritania barred Strelsau.", "ban", "barred", outlet="Herald", when=day("2021-05-25"))
    (differ,) = disputes(given, refused)
    assert (differ.field, {one.value for one in differ.values}) == (Field.MODALITY, {"permit", "ban"})
    assert not disputes(given, later), "granted on one day and refused on another is a change of mind"


def test_what_went_by_itself_and_what_was_done_to_it_cannot_both_be():
    def sunk(text, act, word, *, outlet, when, to="ferry Flavia"):
        return told(f"Ruritania said: {text}", act, word, outlet=outlet, when=when, to=to)

    when = day("2021-05-15")
    sank = sunk("The ferry Flavia sank.", "sink", "sank", outlet="Post", when=when)
    hit = sunk("Somebody torpedoed the ferry Flavia.", "torpedo", "torpedoed", outlet="Herald", when=when)
    other = sunk(
        "Somebody torpedoed the trawler Rupert.", "torpedo", "torpedoed", outlet="Herald", when=when, to="Rupert"
    )
    later = sunk(
        "Somebody torpedoed the ferry Flavia.", "torpedo", "torpedoed", outlet="Herald", when=day("2021-05-19")
    )
    differ = twice.contradictions(*made(sank, hit))[Field.WHAT]
    assert [one.value for one in differ.values] == ["sink", "torpedo"]
    assert twice.contradictions(*made(sank, other))[Field.WHAT] is None
    assert twice.contradictions(*made(sank, later))[Field.WHAT] is None


def test_one_act_on_one_body_is_not_done_in_two_places_on_one_day():
    def ambush(outlet, place, latitude):
        one, of = told(f"Rebels ambushed the Strelsau convoy near {place}.", "ambush", "ambushed", outlet=outlet,
                       when=day("2021-05-15"), of="Rebels", to="Strelsau convoy")  # fmt: skip
        at = one.text.index(place)
        where = Where(span=Span(at, at + len(place)), name=place, id=place, country="RUR", latitude=latitude,
                      longitude=20.0, precision=PlacePrecision.PLACE)  # fmt: skip
        return one, replace(of, where=where)

    there, elsewhere, beside = (
        ambush("Post", "Zenda", 50.0),
        ambush("Herald", "Klow", 54.0),
        ambush("Star", "Tarlen", 50.1),
    )
    differ = twice.contradictions(*made(there, elsewhere))[Field.WHERE]
    assert [one.value for one in differ.values] == ["Klow", "Zenda"]
    assert twice.contradictions(*made(there, beside))[Field.WHERE] is None


def made(*pairs):
    """Return the events of two mentions told apart, their facts and families."""
    reports = {one.id: one for one, _ in pairs}
    prose = {id_: Prose(one) for id_, one in reports.items()}
    found = facts([of for _, of in pairs], prose)
    families = {one.id: one.report for one in found}
    events = [event([one], reports=reports, prose=prose, families=families, disputed=()) for one in found]
    return *events, {one.id: [of] for one, of in zip(events, found, strict=True)}, families
