"""One act told as two events: for two days, or as granted and refused."""

from tests.merge.build import day, mention, party, report

from dateline.merge import merge
from dateline.records import ActorKind, Field, Role

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
