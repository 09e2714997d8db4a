"""Who stands behind an event is told by the far end of its chains, not by who printed it or how it is spelt."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.merge.build import report

from dateline.merge.origins import origins, outlet
from dateline.records import ActorKind, Attribution, Candidate, Hop, Link, Mention, Origin, Report, SourceKind, Span

KINDS = {
    "Kestrel Post": SourceKind.OUTLET,
    "Reuters": SourceKind.AGENCY,
    "reports": SourceKind.UNNAMED,
    "two officials": SourceKind.OFFICIAL,
    "officials": SourceKind.OFFICIAL,
    "source": SourceKind.UNNAMED,
}
HOPS = st.lists(st.sampled_from([*KINDS, "Ana Silva", "Silva", "the ministry"]), max_size=3)


def hop(name: str) -> Hop:
    return Hop(name=name, kind=KINDS.get(name, SourceKind.OTHER), span=Span(0, 1), cue=Span(0, 1))


def told(of: Report, *chain: str, at: int = 7) -> Mention:
    return Mention(
        id=f"m{of.id[1:]}-{at}",
        report=of.id,
        sentence=0,
        trigger=Span(at, at + 7),
        clause=Span(0, 23),
        act="shell",
        kind="",
        attribution=Attribution(hops=tuple(map(hop, chain))),
    )


def text(number: int, **head: str) -> Report:
    return report(f"Rebels shelled the port, text {number}.", **head)


def found(*mentions: Mention, of: list[Report], families: dict[str, str] | None = None) -> tuple[Origin, ...]:
    first = families or {one.id: one.id for one in of}
    return origins(mentions, {one.id: one for one in of}, {mention.id: first[mention.report] for mention in mentions})


def names(made: tuple[Origin, ...]) -> list[str]:
    return [one.name for one in made]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"outlet": "AFP"}, {"outlet": "Agence France-Presse"}, (1, 1)),
        ({"agency": "Reuters"}, {"agency": "Thomson Reuters"}, (1, 1)),
        ({"outlet": "Harbour Times"}, {"outlet": "Gulf Ledger"}, (2, 2)),
        (
            {"outlet": "Harbour Times", "agency": "AFP"},
            {"outlet": "Gulf Ledger", "agency": "Agence France-Presse"},
            (2, 1),
        ),
    ],
)
def test_names_of_one_press_are_one_outlet_and_one_origin(one, other, expected) -> None:
    of = [text(1, **one), text(2, **other)]
    made = found(*map(told, of), of=of)
    assert (len({outlet(each) for each in of}), len(made)) == expected


def test_outlets_that_cite_one_paper_that_cites_officials_have_one_origin() -> None:
    of = [text(1, outlet="Harbour Times"), text(2, outlet="Gulf Ledger")]
    (origin,) = found(*(told(each, "Kestrel Post", "two officials") for each in of), of=of)
    assert origin.name == "two officials"
    assert [(route.through, route.outlet) for route in origin.routes if route.outlet == "Gulf Ledger"] == [
        (("Kestrel Post",), "Gulf Ledger")
    ]


def test_unnamed_sources_of_two_outlets_are_two_origins_unless_a_chain_joins_them() -> None:
    of = [text(1, outlet="Harbour Times"), text(2, outlet="Gulf Ledger")]
    assert len(found(*(told(each, "two officials") for each in of), of=of)) == 2
    of = [text(1, outlet="Kestrel Post"), text(2, outlet="Gulf Ledger")]
    (origin,) = found(told(of[0], "two officials"), told(of[1], "Kestrel Post", "two officials"), of=of)
    assert len(origin.routes) == 2


def test_who_cites_a_paper_goes_back_to_the_sources_of_its_own_report() -> None:
    of = [text(1, outlet="Kestrel Post"), text(2, outlet="Gulf Ledger")]
    (origin,) = found(told(of[0], "two officials"), told(of[1], "Kestrel Post"), of=of)
    assert origin.name == "two officials"
    assert {route.through for route in origin.routes} == {(), ("Kestrel Post",)}


def test_a_statement_quoted_by_many_outlets_is_one_origin() -> None:
    of = [text(number, outlet=f"Outlet {number}") for number in range(5)]
    (origin,) = found(*(told(each, "the ministry") for each in of), of=of)
    assert len(origin.routes) == 5


def test_a_short_name_is_the_long_one_it_is_part_of() -> None:
    of = [text(1, outlet="Harbour Times"), text(2, outlet="Gulf Ledger")]
    assert names(found(told(of[0], "Ana Silva"), told(of[1], "Silva"), of=of)) == ["Ana Silva"]


def test_a_short_name_that_may_be_two_people_is_neither() -> None:
    of = [text(number, outlet=f"Outlet {number}") for number in range(3)]
    made = found(*map(told, of, ["Ana Silva", "Silva", "Rui Silva"]), of=of)
    assert len(made) == 3


def test_copies_of_one_text_are_one_narrator_with_a_route_each() -> None:
    of = [text(1, outlet="Harbour Times", agency="Reuters"), text(2, outlet="Gulf Ledger", agency="Reuters")]
    (origin,) = found(*map(told, of), of=of, families={each.id: of[0].id for each in of})
    assert (origin.name, [route.outlet for route in origin.routes].count("Gulf Ledger")) == ("Reuters", 1)


def test_a_text_that_names_a_source_is_no_source_itself() -> None:
    of = [text(1, outlet="Harbour Times")]
    (origin,) = found(told(of[0], "the ministry"), told(of[0], at=8), of=of)
    assert [route.mentions for route in origin.routes] == [(told(of[0]).id,)]


def test_a_hedge_without_a_source_goes_back_to_who_prints_it() -> None:
    of = [text(1, outlet="Harbour Times")]
    assert names(found(told(of[0], "reports"), of=of)) == ["Harbour Times"]


@given(st.lists(st.tuples(st.integers(0, 3), HOPS), min_size=1, max_size=8), st.randoms())
def test_origins_hold_each_sourced_mention_and_no_order_changes_them(tellings, chance) -> None:
    of = [text(0, outlet="Kestrel Post"), text(1, outlet="Gulf Ledger"), text(2, agency="Reuters"), text(3)]
    mentions = [told(of[number], *chain, at=7 + place) for place, (number, chain) in enumerate(tellings)]
    made = found(*mentions, of=of)
    assert made
    assert found(*chance.sample(mentions, len(mentions)), of=of) == made
    held = {mention for origin in made for route in origin.routes for mention in route.mentions}
    assert {m.id for m in mentions if any(h.name != "reports" for h in m.attribution.hops)} <= held
    assert len(made) <= len({(m.report, m.attribution) for m in mentions})


def known(mention: Mention, id_: str, kind: ActorKind) -> Mention:
    """Say who the far end of a mention's chain is."""
    *others, far = mention.attribution.hops
    target = Candidate(id=id_, name=far.name, score=1, reason="by hand")
    hops = (*others, replace(far, link=Link(target=target, kind=kind)))
    return replace(mention, attribution=Attribution(hops=hops))


@pytest.mark.parametrize(
    ("kind", "expected"),
    [(ActorKind.ORGAN, ["the Ruritanian army"]), (ActorKind.OTHER, ["Lancers", "the Ruritanian army"])],
)
def test_two_names_of_one_actor_are_one_origin(kind, expected) -> None:
    one, other = text(1, outlet="Harbour Times"), text(2, outlet="Gulf Ledger")
    mentions = [
        known(told(one, "the Ruritanian army"), "organ:RUR:MIL", kind),
        known(told(other, "Lancers"), "organ:RUR:MIL", kind),
    ]
    assert names(found(*mentions, of=[one, other])) == expected
