"""A name that a person types means who bears it in the registers, else an actor of its own."""

import pytest

from dateline.records import ActorKind
from dateline.resolve.named import registered, unregistered
from dateline.resources.actors.asked import beginning


@pytest.mark.parametrize(
    ("name", "ids", "kind"),
    [
        ("Iran", ["state:IRN"], ActorKind.STATE),
        ("the United States", ["state:USA"], ActorKind.STATE),
        ("Taleban", ["group:taliban"], ActorKind.ARMED_GROUP),
        ("US military", ["organ:USA:MIL"], ActorKind.ORGAN),
        ("Iraq's parliament", ["organ:IRQ:LEG"], ActorKind.ORGAN),
        ("a tall man", [], None),
    ],
)
def test_a_name_of_a_register_means_its_bearer(name, ids, kind):
    found = registered(name)
    assert [one.target.id for one in found] == ids
    assert {one.kind for one in found} <= {kind}


def test_a_name_of_two_countries_may_be_either():
    assert {one.target.id for one in registered("Congo")} == {"state:COD", "state:COG"}


def test_an_organ_is_part_of_its_state():
    (found,) = registered("US military")
    assert (found.country, found.sector, found.parents) == ("USA", "MIL", ("state:USA",))


def test_a_name_that_nobody_bears_is_one_actor_however_it_is_spaced():
    assert (
        unregistered("Harbour  Wardens").target.id == unregistered("harbour wardens").target.id == "org:harbour-wardens"
    )


@pytest.mark.parametrize("words", ["the", "an", "new", "united", "al", "people"])
def test_every_name_that_words_begin_means_somebody(words):
    found = beginning(words)
    assert found
    assert [name for name in found if not registered(name)] == []
