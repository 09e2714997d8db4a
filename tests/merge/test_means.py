"""With what an act was done, and by which side."""

from tests.merge.build import mention, party, report

from dateline.merge.facts import Prose, facts
from dateline.merge.means import forces, means
from dateline.records import ActorKind, Role, Span


def fact(text, act, word, *who):
    of = report(text, published="2021-05-04")
    parties = [party(of, name, Role.BY, ActorKind.OTHER, id_=f"noun:{noun}") for name, noun in who]
    return facts([mention(of, word, act, *parties, clause=Span(0, len(text)))], {of.id: Prose(of)})[0]


def test_means_are_those_of_deaths_and_blows_alone():
    assert means(fact("He was killed by two bombs and a bullet.", "kill", "killed")) == {
        "blast": "bombs",
        "gun": "bullet",
    }
    assert not means(fact("He sold two bombs and a bullet.", "sell", "sold"))


def test_sides_are_known_where_every_noun_for_who_acts_tells_one():
    assert forces(fact("Soldiers fired.", "fire", "fired", ("Soldiers", "soldier"))) == {"state"}
    assert not forces(fact("Soldiers and men fired.", "fire", "fired", ("Soldiers", "soldier"), ("men", "man")))
    assert not forces(fact("Shots were fired.", "fire", "fired"))
