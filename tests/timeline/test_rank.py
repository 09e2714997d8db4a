"""Which events count most, and why."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from tests.merge.build import day
from tests.merge.test_laws import judged
from tests.timeline.test_select import event

from dateline.merge import merge
from dateline.records import ActorKind, Candidate, Chronology, Link, Modality, Participant, Role, Span
from dateline.timeline import ranked

PLAIN = replace(event("e0001-1"), when=day("2024-05-08"))


def places(*events):
    chronology = Chronology(events=events, disagreements=(), judgements=(), copies=())
    return [id_ for id_, _ in sorted(ranked(chronology).items(), key=lambda pair: pair[1].place)]


def first(other):
    other = replace(other, id="e0002-1", mentions=("m0002-1",))
    return places(PLAIN, other)[0] == other.id and places(other, PLAIN)[0] == other.id


def test_more_origins_outlets_and_texts_count_more():
    assert first(replace(PLAIN, origins=3))
    assert first(replace(PLAIN, outlets=3))
    assert first(replace(PLAIN, texts=3))


def test_what_reports_come_back_to_counts_more():
    assert first(replace(PLAIN, last_told=date(2024, 6, 9)))


def test_news_counts_more_than_background_and_a_deed_more_than_a_plan():
    assert not first(replace(PLAIN, when=day("2023-05-08")))
    assert not first(replace(PLAIN, modality=Modality.POSSIBLE))


def test_an_event_of_who_takes_part_in_much_counts_more():
    def by(name):
        link = Link(target=Candidate(id=f"person:{name}", name=name, score=1, reason=""), kind=ActorKind.PERSON)
        return (Participant(role=Role.BY, span=Span(0, 1), name=name, rule="test", link=link),)

    often, once = (replace(PLAIN, id=f"e000{n}-1", participants=by(name)) for n, name in ((3, "Ana"), (1, "Bo")))
    more = [replace(PLAIN, id=f"e000{n}-1", participants=by("Ana"), origins=0) for n in (4, 5)]
    order = places(often, once, *more)
    assert order.index(often.id) < order.index(once.id)


@given(judged())
@settings(deadline=None, max_examples=25)
def test_every_event_has_a_place_of_its_own_and_the_parts_make_its_score(pile):
    reports, mentions, ledger = pile
    chronology = merge(reports, mentions, ledger)
    ranks = ranked(chronology)
    assert sorted(one.place for one in ranks.values()) == list(range(1, len(chronology.events) + 1))
    for one in ranks.values():
        assert abs(sum(part.value * part.weight for part in one.parts) - one.score) < 1e-3
        assert all(0 <= part.value <= 1 for part in one.parts)
    assert ranked(replace(chronology, events=chronology.events[::-1])) == ranks
