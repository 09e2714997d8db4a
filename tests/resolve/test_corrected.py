"""What a person says of who is who is laid over what was found; nothing said changes nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dateline.records import (
    ActorJudgement,
    ActorKind,
    Attribution,
    Candidate,
    Correctable,
    Correction,
    Hop,
    Link,
    Mention,
    OwnActor,
    Participant,
    Role,
    SourceKind,
    Span,
    Verdict,
    When,
)
from dateline.resolve.corrected import Corrections, corrected
from dateline.resolve.set_right import set_right

DAYS = {"r1": date(2020, 5, 1), "r2": date(2022, 5, 1)}


def link(id_, name, parents=()):
    target = Candidate(id=id_, name=name, score=1, reason="by hand")
    return Link(target=target, kind=ActorKind.OTHER, parents=parents)


def mention(report, *people):
    roles = tuple(
        Participant(role=Role.BY, span=Span(0, 1), name=name, rule="by hand", link=link(id_, name))
        for id_, name in people
    )
    return Mention(
        id=f"m-{report}",
        report=report,
        sentence=0,
        trigger=Span(0, 1),
        clause=Span(0, 1),
        act="meet",
        kind="CONSULT",
        roles=roles,
        when=When(),
    )


def told_by(id_, name):
    hop = Hop(name=name, kind=SourceKind.OTHER, span=Span(0, 1), cue=Span(0, 1), link=link(id_, name))
    return replace(mention("r1"), attribution=Attribution(hops=(hop,)))


def ids(mentions):
    return [[one.link.target.id for one in m.roles] for m in mentions]


def same(left, right):
    return ActorJudgement(left=left, right=right, verdict=Verdict.SAME)


def different(left, report):
    return ActorJudgement(left=left, right=report, verdict=Verdict.DIFFERENT)


TOLD = (
    mention("r1", ("person:a", "Ana"), ("org:b", "Board")),
    mention("r2", ("person:a", "Ana"), ("org:c", "Council")),
)


def laid(*judgements, register=()):
    return corrected(TOLD, Corrections(register=tuple(register), judgements=judgements), days=DAYS)


def test_nothing_said_changes_nothing():
    assert laid() == TOLD


def test_a_merged_actor_is_known_as_the_other_everywhere_and_keeps_what_it_was():
    found = laid(same("org:c", "org:b"))
    assert ids(found) == [["person:a", "org:b"], ["person:a", "org:b"]]
    joined = found[1].roles[1].link
    assert joined.target.name == "Board"
    assert joined.runners_up[0].id == "org:c"
    assert "a person said that Council is the same" in joined.target.reason


def test_merges_run_on_and_a_circle_of_them_ends():
    assert ids(laid(same("person:a", "org:b"), same("org:b", "org:c"))) == [["org:c", "org:c"], ["org:c", "org:c"]]
    assert ids(laid(same("org:b", "org:c"), same("org:c", "org:b"))) == [["person:a", "org:c"], ["person:a", "org:c"]]


def test_an_actor_told_apart_in_a_report_is_another_there_alone():
    found = laid(different("person:a", "r2"))
    assert ids(found) == [["person:a", "org:b"], ["person:a@r2", "org:c"]]
    assert found[1].roles[0].link.runners_up[0].id == "person:a"


def test_who_was_told_apart_can_be_merged_with_another():
    assert ids(laid(different("person:a", "r2"), same("person:a@r2", "org:b")))[1] == ["org:b", "org:c"]


def test_a_register_of_ones_own_goes_first_and_brings_its_parents():
    own = OwnActor(id="own:ana", name="Ana Silva", aliases=("Ana",), kind=ActorKind.PERSON, parent="own:crew")
    crew = OwnActor(id="own:crew", name="Crew", kind=ActorKind.ORGAN, parent="organ:KEN:MIL")
    found = laid(register=[own, crew])[0].roles[0].link
    assert (found.target.id, found.target.name, found.kind) == ("own:ana", "Ana Silva", ActorKind.PERSON)
    assert found.parents == ("own:crew", "organ:KEN:MIL", "state:KEN")
    assert found.runners_up[0].id == "person:a"


def test_a_register_is_valid_between_its_days():
    own = OwnActor(id="own:ana", name="Ana", kind=ActorKind.PERSON, first=date(2021, 1, 1), last=date(2023, 1, 1))
    assert ids(laid(register=[own])) == [["person:a", "org:b"], ["own:ana", "org:c"]]


def test_parents_that_run_in_a_circle_end():
    left = OwnActor(id="own:a", name="Ana", kind=ActorKind.ORGAN, parent="own:b")
    right = OwnActor(id="own:b", name="Board", kind=ActorKind.ORGAN, parent="own:a")
    assert laid(register=[left, right])[0].roles[0].link.parents == ("own:b",)


NAMES = st.sampled_from(["person:a", "org:b", "org:c"])
PAIRS = st.lists(st.tuples(NAMES, NAMES).filter(lambda pair: pair[0] != pair[1]), max_size=6)


@given(PAIRS)
def test_any_merges_make_as_many_actors_as_there_are_groups(pairs):
    group = {name: {name} for name in ("person:a", "org:b", "org:c")}
    for left, right in pairs:
        whole = group[left] | group[right]
        group |= dict.fromkeys(whole, whole)
    found = ids(laid(*(same(left, right) for left, right in pairs)))
    homes = {name: found[place][role] for name, (place, role) in zip(group, ((0, 0), (0, 1), (1, 1)), strict=True)}
    assert all((homes[a] == homes[b]) is (group[a] == group[b]) for a in homes for b in homes)


def test_a_source_is_who_a_person_says_it_is():
    own = OwnActor(id="own:aunt", name="Aunt Bo", kind=ActorKind.PERSON, aliases=("Bo",))
    (found,) = corrected([told_by("person:bo", "Bo")], Corrections(register=(own,)), days=DAYS)
    (hop,) = found.attribution.hops
    assert hop.link.target.id == "own:aunt"
    joined = Corrections(judgements=(same("person:bo", "person:roe"),))
    (found,) = corrected([told_by("person:bo", "Bo")], joined, days=DAYS)
    assert found.attribution.hops[0].link.target.id == "person:roe"


def test_whom_a_person_named_in_an_account_is_not_told_apart_as_who_was_read_there_is():
    read = mention("r1", ("x:1", "Roe"))
    roe = Correction(mention=read.id, field=Correctable.TO, value="Roe", who=(link("x:1", "Roe"),))
    (set_,) = set_right([read], [roe])
    apart = ActorJudgement(left="x:1", right="r1", verdict=Verdict.DIFFERENT)
    (laid,) = corrected([set_], Corrections(judgements=(apart,)), days=DAYS)
    assert [(one.role, one.link.target.id) for one in laid.roles] == [(Role.BY, "x:1@r1"), (Role.TO, "x:1")]


def test_whom_a_person_named_in_an_account_is_known_as_whom_they_are_joined_to():
    read = mention("r1", ("x:1", "Roe"))
    doe = Correction(mention=read.id, field=Correctable.BY, value="Doe", who=(link("x:3", "Doe"),))
    same = ActorJudgement(left="x:3", right="x:4", verdict=Verdict.SAME)
    (laid,) = corrected(set_right([read], [doe]), Corrections(judgements=(same,)), days=DAYS)
    assert ids([laid]) == ids([replace(read, roles=(replace(read.roles[0], link=link("x:4", "Doe")),))])
