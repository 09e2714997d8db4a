"""A database that grows holds what a rebuild makes, after every step, and follows events to where they went."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.merge.build import day, mention, party
from tests.run.news import RUN, news

from dateline import run
from dateline.errors import OptionsError
from dateline.read.sketch import prints
from dateline.records import (
    ActorJudgement,
    ActorKind,
    Correctable,
    Modality,
    OwnActor,
    Role,
    Span,
    Turn,
    Verdict,
)
from dateline.run import growing
from dateline.run.refresh import MERGED_BY
from dateline.store import Reading, Store, who

MONDAY, TUESDAY, FRIDAY = "2021-05-03", "2021-05-04", "2021-05-07"
OWN = {
    "Post": "A clerk at the harbour office keeps the list of all such things since the war, page after page.",
    "Herald": "Nobody in the capital would say more, and the queue before the ticket hall grew by the hour.",
    "Star": "It rained on the parade that day, as old people in the valley had said it would in spring.",
    "Echo": "Two bakers closed early because their neighbours looked for candles, bread and dry wood.",
    "Wire": "Markets fell at noon while the governor was seen at lunch with his brother and a dog.",
}
OTHERS = (("Zenda", "state:ZEN"),)
DEEDS = (("shelled", "shell"), ("resumed", "resume"), ("halted", "halt"), ("banned", "ban"))


def told(outlet, *acts, path=None, own=None):
    """Return a reading of what Ruritania did to Strelsau: a word, its act and a day, or nothing, for each."""
    text = " ".join([*(f"Ruritania {word} Strelsau." for word, _, _ in acts), own or OWN[outlet]])
    raw, report = news(text, published="2021-05-10", outlet=outlet, path=path or f"{outlet}.txt", title=outlet)
    report = replace(report, prints=prints(text))
    sides = (
        party(report, "Ruritania", Role.BY, ActorKind.STATE, id_="state:RUR", country="RUR"),
        party(report, "Strelsau", Role.TO, ActorKind.OTHER, id_="other:strelsau"),
    )
    mentions = {}
    for word, act, on in acts:
        nth = 1 + sum(one.act == act for one in mentions.values())
        one = mention(report, word, act, *sides, nth=nth, **({"when": day(on)} if on else {}))
        mentions[one.id] = one
    return Reading(raw=raw, report=report, mentions=tuple(mentions.values()))


def shelled(outlet, on=MONDAY, **others):
    return told(outlet, ("shelled", "shell", on), **others)


def write(store, *readings, again=False):
    """Keep readings, and bring the events up to date."""
    store.write_all(readings, run=RUN, again=again)
    check(store)


def check(store):
    """Bring the events up to date; they must be those of a rebuild."""
    run.refresh(store)
    assert store.fresh(by=MERGED_BY)
    assert list(run.verify(store)) == []


def kept(store):
    """Return all that is made, in no order but that of its own."""
    chronology = run.kept(store)
    return replace(chronology, judgements=tuple(sorted(chronology.judgements, key=repr)))


def anew(store):
    """Make all events once more: nothing may change, and no event may have gone anywhere."""
    before, redirects = kept(store), store.redirects()
    for size in (growing.CHUNK, 2):  # at one go, and in several steps
        with patch.object(growing, "BATCH", min(size, growing.BATCH)), patch.object(growing, "CHUNK", size):
            run.refresh(store, anew=True)
        assert kept(store) == before
        assert store.redirects() == redirects


def events(store):
    return {frozenset(event.mentions) for event in run.kept(store).events}


def ids(*readings):
    return frozenset(one.id for reading in readings for one in reading.mentions)


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "a.db", create=True) as opened:
        yield opened


def test_reports_one_by_one_in_batches_and_at_one_go_make_one_chronology(tmp_path, monkeypatch):
    pile = [shelled("Post"), shelled("Herald", TUESDAY), told("Star", ("resumed", "resume", FRIDAY)), shelled("Echo")]
    made = []
    for name, batch, parts in (
        ("one by one", 400, [[one] for one in pile]),
        ("from the last", 400, [[one] for one in reversed(pile)]),
        ("in batches", 2, [pile[2:], pile[:2]]),
        ("two at a time", 2, [pile]),
        ("at one go", 400, [pile]),
    ):
        monkeypatch.setattr(growing, "BATCH", batch)
        with Store.open(tmp_path / f"{name}.db", create=True) as store:
            for part in parts:
                write(store, *part)
            anew(store)
            made.append(kept(store))
    assert all(one.events == made[0].events for one in made)
    assert all(one.disagreements == made[0].disagreements for one in made)
    assert all(one.judgements == made[0].judgements for one in made)
    assert all(one.storylines == made[0].storylines for one in made)


def test_what_is_up_to_date_is_left_alone(store, monkeypatch):
    write(store, shelled("Post"))
    monkeypatch.setattr(growing.Growing, "advance", None)
    run.refresh(store)


def test_events_that_another_version_made_are_made_anew(store, monkeypatch):
    write(store, shelled("Post"), shelled("Herald"))
    before = kept(store)
    calls = []
    rebuild = growing.Growing.rebuild
    monkeypatch.setattr(growing.Growing, "rebuild", lambda self, by: calls.append(by) or rebuild(self, by))
    monkeypatch.setattr(import_module("dateline.run.refresh"), "MERGED_BY", "another version")
    run.refresh(store)
    assert calls == ["another version"]
    assert kept(store) == before


def test_a_report_read_again_counts_as_it_is_read_now(store):
    one, other = shelled("Post"), shelled("Herald")
    write(store, one, other)
    assert events(store) == {ids(one, other)}
    (first,) = one.mentions
    write(store, replace(one, mentions=(replace(first, when=day("2021-04-01")),)), again=True)
    assert events(store) == {ids(one), ids(other)}
    anew(store)
    write(store, one, again=True)
    assert events(store) == {ids(one, other)}
    anew(store)


def test_a_report_that_tells_nothing_any_more_leaves_a_redirect_to_nowhere(store):
    one = shelled("Post")
    write(store, one)
    write(store, replace(one, mentions=()), again=True)
    assert events(store) == set()
    assert [(went.old, went.new, went.turn) for went in store.redirects()] == [
        ("e" + one.mentions[0].id[1:], (), Turn.GONE)
    ]
    anew(store)


def test_an_older_version_is_set_aside_and_its_event_goes_on_in_the_newer(store):
    old = shelled("Post", path="page.txt")
    new = shelled("Post", path="page.txt", own=OWN["Post"].replace("clerk", "scribe"))
    other = shelled("Herald")
    write(store, old, other)
    write(store, new)
    assert events(store) == {ids(new, other)}
    assert ("e" + old.mentions[0].id[1:]) not in {event.id for event in store.events()}
    found, _ = run.View(store).find("e" + min(old.mentions[0].id, other.mentions[0].id)[1:])
    assert set(found.mentions) == ids(new, other)
    anew(store)


def test_an_older_version_that_comes_last_is_set_aside_at_once(store):
    new, old = (
        replace(one, report=replace(one.report, published=replace(one.report.published, value=value)))
        for one, value in (
            (shelled("Post", path="p.txt", own="It was so."), "2021-05-12"),
            (shelled("Post", path="p.txt", own="It was not so."), "2021-05-11"),
        )
    )
    write(store, new)
    write(store, old)
    assert events(store) == {ids(new)}
    anew(store)


def test_copies_are_found_as_they_come_and_one_text_counts_once(store):
    words = " ".join(OWN.values())
    pile = [shelled(outlet, own=f"{words} So writes {outlet}.") for outlet in ("Post", "Herald", "Wire")]
    for one in reversed(pile):
        write(store, one)
    chronology = run.kept(store)
    (event,) = chronology.events
    assert (event.texts, event.outlets) == (1, 3)
    assert len(chronology.copies) == 2
    anew(store)


def test_a_correction_and_its_undoing_are_followed(store):
    one, other = shelled("Post"), shelled("Herald")
    write(store, one, other)
    before = kept(store)
    number, _ = run.ledger.correct(store, one.mentions[0].id, Correctable.WHEN, FRIDAY)
    check(store)
    assert [event.when.edtf for event in store.events()] == [FRIDAY]
    anew(store)
    run.ledger.undo(store, number)
    check(store)
    assert kept(store) == before
    anew(store)


def test_what_is_no_event_goes_and_comes_back(store):
    one, other = shelled("Post"), shelled("Herald", "2021-04-01")
    write(store, one, other)
    before = kept(store)
    number, _ = run.ledger.correct(store, "e" + one.mentions[0].id[1:], Correctable.NOT_AN_EVENT)
    check(store)
    assert events(store) == {ids(other)}
    assert store.redirects()[-1].turn is Turn.GONE
    anew(store)
    run.ledger.undo(store, number)
    check(store)
    assert kept(store) == before
    anew(store)


def test_a_judgement_merges_events_its_undoing_splits_them_and_both_are_followed(store):
    one, other = shelled("Post"), shelled("Herald", "2021-04-01")
    write(store, one, other)
    before = kept(store)
    number, _ = run.ledger.judge(store, one.mentions[0].id, other.mentions[0].id, same=True)
    check(store)
    (whole,) = store.events()
    lost = ({"e" + id_[1:] for id_ in ids(one, other)} - {whole.id}).pop()
    assert [(went.old, went.new, went.turn) for went in store.redirects()] == [(lost, (whole.id,), Turn.MERGED)]
    anew(store)
    store.undo(number)
    check(store)
    assert kept(store) == before
    assert (store.redirects()[-1].old, store.redirects()[-1].turn) == (whole.id, Turn.SPLIT)
    anew(store)


def test_a_judgement_made_before_its_report_is_read_again_still_holds(store):
    one, other = shelled("Post"), shelled("Herald", "2021-04-01")
    write(store, one, other)
    run.ledger.judge(store, one.mentions[0].id, other.mentions[0].id, same=True)
    check(store)
    (first,) = one.mentions
    wider = Span(first.trigger.start - len("Ruritania "), first.trigger.end)
    moved = replace(first, id=f"m{one.report.id[1:]}-{wider.start}", trigger=wider)
    write(store, replace(one, mentions=(moved,)), again=True)
    assert events(store) == {ids(other) | {moved.id}}
    anew(store)


def test_judgements_that_cannot_all_hold_are_told_while_more_reports_come(store):
    pile = [shelled(outlet) for outlet in OWN]
    write(store, *pile[:3])
    one, other, third = (reading.mentions[0].id for reading in pile[:3])
    for left, right, same in ((one, other, True), (other, third, True), (one, third, False)):
        run.ledger.judge(store, left, right, same=same)
    check(store)
    problems = run.kept(store).problems
    assert [problem.code for problem in problems] == ["merge/contradiction"]
    write(store, pile[3])
    assert run.kept(store).problems == problems
    anew(store)


def test_a_register_of_ones_own_makes_all_events_anew(store):
    write(store, shelled("Post"), shelled("Herald"))
    store.register([OwnActor(id="group:strelsau", name="Strelsau", kind=ActorKind.ARMED_GROUP)])
    check(store)
    anew(store)


def by(reading, name, id_):
    """Return a reading of which all acts are done by somebody else of one name."""

    def told_by(one):
        first, *others = one.roles
        target = replace(first.link.target, id=id_, name=name)
        link = replace(first.link, target=target, country=id_[-3:])
        return replace(one, roles=(replace(first, link=link), *others))

    return replace(reading, mentions=tuple(map(told_by, reading.mentions)))


def same(one, other):
    return ActorJudgement(left=one, right=other, verdict=Verdict.SAME)


def other(one, report):
    return ActorJudgement(left=one, right=report, verdict=Verdict.DIFFERENT)


def taken_in(monkeypatch):
    """Return a list that is filled with the reports that are merged from now on."""
    came = []

    def watched(self, shelf, come, _arrivals=growing.Growing._arrivals):
        came.extend(come)
        return _arrivals(self, shelf, come)

    monkeypatch.setattr(growing.Growing, "_arrivals", watched)
    monkeypatch.setattr(growing.Growing, "rebuild", None)
    return came


def test_who_is_who_as_people_say_touches_only_the_reports_that_tell_of_them(store, monkeypatch):
    post, herald, star = shelled("Post"), by(shelled("Herald"), *OTHERS[0]), told("Star", (*DEEDS[3], FRIDAY))
    star = by(star, "Borduria", "state:BOR")
    write(store, post, herald, star)
    before = run.kept(store)
    assert "state:ZEN" in repr(before.events)
    came = taken_in(monkeypatch)
    number = who.judge(store, same("state:ZEN", "state:RUR"))
    check(store)
    assert came == [herald.report.id]
    assert "state:ZEN" not in repr(run.kept(store).events)
    who.undo(store, number)
    check(store)
    assert came == [herald.report.id] * 2
    assert run.kept(store).events == before.events


def test_who_is_someone_else_in_one_report_touches_that_report_alone(store, monkeypatch):
    post, herald = shelled("Post"), shelled("Herald")
    write(store, post, herald, shelled("Star"))
    came = taken_in(monkeypatch)
    who.judge(store, other("state:RUR", herald.report.id))
    check(store)
    assert came == [herald.report.id]
    who.judge(store, same(f"state:RUR@{herald.report.id}", "other:strelsau"))
    check(store)
    assert came == [herald.report.id] * 2


def test_an_actor_joined_with_others_is_called_as_the_first_report_calls_it_though_that_comes_last(store, monkeypatch):
    first, last = sorted((shelled("Herald"), shelled("Star")), key=lambda one: one.report.id)
    post = shelled("Post")
    write(store, post, by(last, "Zenda", "state:ZEN"))
    who.judge(store, same("state:RUR", "state:ZEN"))
    check(store)
    assert "Zendaland" not in repr(run.kept(store).events)
    came = taken_in(monkeypatch)
    write(store, by(first, "Zendaland", "state:ZEN"))
    assert set(came) == {first.report.id, post.report.id}
    assert "Zendaland" in repr(run.kept(store).events)


def test_a_judgement_on_many_reports_is_followed_some_at_a_time(store, monkeypatch):
    write(store, *(by(shelled(outlet), *OTHERS[0]) for outlet in list(OWN)[:3]), *map(shelled, list(OWN)[3:]))
    came = taken_in(monkeypatch)
    monkeypatch.setattr(growing, "BATCH", 2)
    monkeypatch.setattr(growing, "AGAIN", 1)
    who.judge(store, same("state:ZEN", "state:RUR"))
    check(store)
    assert len(came) == 3


def test_a_judgement_on_whom_most_reports_tell_of_makes_all_anew(store, monkeypatch):
    write(store, *map(shelled, OWN))
    monkeypatch.setattr(growing, "BATCH", 2)
    monkeypatch.setattr(growing.Growing, "advance", None)
    who.judge(store, same("state:RUR", "state:ZEN"))
    check(store)


@st.composite
def readings(draw):
    """Return readings of the same few acts; some have each other's words, some are versions of one report."""
    found = []
    for outlet in list(OWN)[: draw(st.integers(2, 5))]:
        acts = draw(
            st.lists(
                st.tuples(st.sampled_from(DEEDS), st.sampled_from((None, MONDAY, MONDAY, TUESDAY, "2021-05-20"))),
                min_size=1,
                max_size=2,
                unique_by=lambda one: one[0],
            )
        )
        copied = f"{' '.join(OWN.values())} So writes {outlet}."
        words = draw(st.sampled_from((OWN[outlet], OWN[outlet], copied)))
        path = draw(st.sampled_from((None, None, "page.txt")))
        one = told(outlet, *((*deed, on) for deed, on in acts), path=path, own=words)
        if draw(st.sampled_from((False, False, True))):
            one = by(one, *OTHERS[0])
        modality = draw(st.sampled_from((Modality.ASSERTED, Modality.ASSERTED, Modality.PLANNED)))
        found.append(replace(one, mentions=tuple(replace(each, modality=modality) for each in one.mentions)))
    return found


def step(store, data, here, outside, numbers):
    """Do one thing to a database, as drawn."""
    said = sorted(id_ for event in run.kept(store).events for id_ in event.mentions)  # older versions are of none
    what = data.draw(st.sampled_from(("come", "come", "again", "judge", "correct", "who", "undo")))
    if what == "judge" and len(said) > 1:
        left, right = data.draw(st.lists(st.sampled_from(said), min_size=2, max_size=2, unique=True))
        numbers.append(str(run.ledger.judge(store, left, right, same=data.draw(st.booleans()))[0]))
    elif what == "correct" and said:
        field, value = data.draw(st.sampled_from((("when", MONDAY), ("not-an-event", ""), ("kind", "PROTEST"))))
        numbers.append(run.ledger.correct(store, data.draw(st.sampled_from(said)), Correctable(field), value)[0])
    elif what == "who" and here:
        report = data.draw(st.sampled_from(here)).report.id
        actors = data.draw(st.permutations(("state:RUR", OTHERS[0][1], f"state:RUR@{report}", "state:nobody")))
        said = other(actors[0], report) if data.draw(st.booleans()) else same(*actors[:2])
        numbers.append(who.judge(store, said))
    elif what == "undo" and numbers:
        number = numbers.pop(data.draw(st.integers(0, len(numbers) - 1)))
        (who if isinstance(number, int) else run.ledger).undo(store, number)
    elif what == "again" and here:
        one = data.draw(st.sampled_from(here))
        store.write(replace(one, mentions=one.mentions[data.draw(st.integers(0, 1)) :]), run=RUN, again=True)
    else:
        batch = [outside.pop() for _ in range(data.draw(st.integers(1, 3))) if outside]
        here += batch
        store.write_all(batch, run=RUN)


@given(readings(), st.data())
@settings(deadline=None, max_examples=10)
def test_whatever_happens_to_a_database_it_holds_what_a_rebuild_makes(tmp_path_factory, pile, data):
    here, outside, numbers = [], list(pile), []
    ever = set()
    with Store.open(tmp_path_factory.mktemp("grown") / "a.db", create=True) as store:
        for _ in range(data.draw(st.integers(2, 8))):
            step(store, data, here, outside, numbers)
            check(store)
            now = {event.id for event in store.events()}
            went = {one.old for one in store.redirects()}
            ever |= now
            assert ever - now <= went, "an event that is no more went somewhere"
        for one in store.redirects():
            for id_ in one.new:
                assert id_ in ever
        anew(store)


@given(readings(), st.data())
@settings(deadline=None, max_examples=6)
def test_events_go_where_a_rebuild_says_that_they_went(tmp_path_factory, pile, data):
    folder = tmp_path_factory.mktemp("both")
    with Store.open(folder / "a.db", create=True) as grown, Store.open(folder / "b.db", create=True) as rebuilt:
        for at in range(0, len(pile), 2):
            for store in (grown, rebuilt):
                store.write_all(pile[at : at + 2], run=RUN)
            run.refresh(grown)
            run.refresh(rebuilt, anew=True)
        left, right = ({(one.old, one.new, one.turn) for one in store.redirects()} for store in (grown, rebuilt))
        assert left == right


def test_an_event_that_went_nowhere_is_not_found(store):
    one = shelled("Post")
    write(store, one)
    write(store, replace(one, mentions=()), again=True)
    with pytest.raises(OptionsError, match="no event"):
        run.View(store).find("e" + one.mentions[0].id[1:])
