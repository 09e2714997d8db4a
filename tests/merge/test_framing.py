"""Words that take a stand are told side by side with who used them, apart from what happened."""

from __future__ import annotations

import pytest
from tests.merge.build import day, mention, party, report

from dateline.merge import merge
from dateline.merge.framing import _stands
from dateline.records import ActorKind, Field, Framing, Role

ON = day("2021-05-03")


def framed(*texts: tuple[str, str, str], victim: str = "the marshal") -> tuple[Framing, ...]:
    """Return the framings of the one event that texts tell, each a verb with its act and who says so."""
    reports, mentions = [], []
    for number, (verb, act, said_by) in enumerate(texts):
        one = report(f"Ruritania {verb} {victim} in Strelsau.", outlet=f"Outlet {number}", published="2021-05-04")
        sides = (
            party(one, "Ruritania", Role.BY, ActorKind.STATE, id_="state:RUR", country="RUR"),
            party(one, victim, Role.TO, ActorKind.PERSON, id_="person:marshal"),
        )
        reports.append(one)
        mentions.append(mention(one, verb, act, *sides, when=ON, said_by=said_by))
    (event,) = merge(reports, mentions).events
    return event.framings


def test_loaded_and_plain_words_for_one_act_stand_side_by_side_with_who_used_them() -> None:
    (framing,) = framed(("killed", "kill", ""), ("assassinated", "assassinate", "an envoy"))
    assert (framing.of, framing.plain) == ("act", "killing")
    assert [(one.stand, one.words, one.users) for one in framing.wordings] == [
        ("plain", ("killed",), ("Outlet 0",)),
        ("condemning", ("assassinated",), ("an envoy in Outlet 1",)),
    ]


def test_a_word_that_no_list_holds_stands_beside_a_loaded_one() -> None:
    (framing,) = framed(("murdered", "murder", ""), ("gunned down", "gun down", ""))
    assert [(one.stand, one.words) for one in framing.wordings] == [
        ("plain", ("gunned down",)),
        ("condemning", ("murdered",)),
    ]


@pytest.mark.parametrize(
    "texts",
    [
        (("killed", "kill", ""), ("slew", "slay", "")),  # two plain words
        (("murdered", "murder", ""), ("assassinated", "assassinate", "")),  # two of one stand
        (("murdered", "murder", ""),),  # one voice
    ],
)
def test_words_of_one_stand_or_one_voice_frame_nothing(texts) -> None:
    assert framed(*texts) == ()


def test_names_for_one_side_are_told_by_the_side() -> None:
    reports, mentions = [], []
    for number, who in enumerate(("rebels", "terrorists")):
        one = report(f"The army arrested {who} in Strelsau.", outlet=f"Outlet {number}", published="2021-05-04")
        sides = (
            party(one, "army", Role.BY, ActorKind.ORGAN, id_="organ:RUR:MIL", country="RUR"),
            party(one, who, Role.TO, ActorKind.ARMED_GROUP, id_="group:zenda"),
        )
        reports.append(one)
        mentions.append(mention(one, "arrested", "arrest", *sides, when=ON))
    chronology = merge(reports, mentions)
    (event,) = chronology.events
    (framing,) = event.framings
    assert (framing.of, framing.plain) == ("to", "fighters")
    assert [one.words for one in framing.wordings] == [("rebels",), ("terrorists",)]
    assert Field.FRAMING in event.disputed
    assert [one.field for one in chronology.disagreements] == [Field.FRAMING]


@pytest.mark.parametrize("name", ["acts.tsv", "parties.tsv"])
def test_each_line_has_a_plain_stand_and_another(name: str) -> None:
    for stands in _stands(name).values():
        assert len({*stands.values()}) > 1
        assert "plain" in stands.values()
