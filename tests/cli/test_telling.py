"""How `why` draws an event's life, its origins and its framing."""

from __future__ import annotations

from datetime import date

from tests.merge.build import day, mention, party, report

from dateline.cli.account import account
from dateline.merge import merge
from dateline.records import (
    ActorKind,
    Attribution,
    Hop,
    Mention,
    Modality,
    Polarity,
    Report,
    Role,
    SourceKind,
    Span,
    Stance,
)

POST = report("Gunmen will kill the mayor on 9 May.", published="2021-05-04", outlet="Zenda Post")
HERALD = report("Gunmen killed the mayor, two officers said.", published="2021-05-10", outlet="Klow Herald")
COPY = report("Gunmen assassinated the mayor, the Herald reported.", published="2021-05-11", outlet="Gulf Ledger")
NO = report("The mayor was not shot, his wife said.", published="2021-05-12", outlet="Zenda Post")


def span(of: Report, words: str) -> Span:
    at = of.text.index(words)
    return Span(at, at + len(words))


def hops(of: Report, *told: tuple[str, SourceKind, str]) -> Attribution:
    return Attribution(
        hops=tuple(Hop(name=name, kind=kind, span=Span(0, 1), cue=span(of, cue)) for name, kind, cue in told)
    )


def attack(of: Report, verb: str, act: str, **fields) -> Mention:
    mayor = party(of, "mayor", Role.TO, ActorKind.PERSON, id_="person:mayor")
    return mention(of, verb, act, mayor, when=day("2021-05-09"), **fields)


PLAN = attack(POST, "kill", "kill", modality=Modality.PLANNED, by_narrator=Stance(cues=(span(POST, "will"),)))
OFFICERS = ("two officers", SourceKind.OFFICIAL, "said")
CLAIM = attack(HERALD, "killed", "kill", attribution=hops(HERALD, OFFICERS))
PASSED_ON = attack(
    COPY,
    "assassinated",
    "assassinate",
    attribution=hops(
        COPY,
        ("Klow Herald", SourceKind.OUTLET, "reported"),
        ("two officers", SourceKind.OFFICIAL, "reported"),
    ),
)
DENIAL = attack(
    NO,
    "shot",
    "shoot",
    modality=Modality.DENIED,
    negated=True,
    attribution=hops(NO, ("his wife", SourceKind.OTHER, "said")),
    by_source=Stance(polarity=Polarity.NEGATIVE, cues=(span(NO, "not"),)),
)


def page(capsys, monkeypatch, *mentions: Mention, of: Mention, today: date | None = None) -> list[str]:
    """Return the lines of the page of the event that holds a mention."""
    monkeypatch.setenv("COLUMNS", "200")
    reports = [POST, HERALD, COPY, NO]
    chronology = merge(reports, mentions)
    (event,) = (one for one in chronology.events if of.id in one.mentions)
    mine = [one for one in mentions if one.id in event.mentions]
    account(event, mine, {one.id: one for one in reports}, chronology=chronology, today=today)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def block(lines: list[str], head: str) -> list[str]:
    start = lines.index(head)
    return lines[start + 1 : lines.index("", start)]


def test_a_life_is_told_in_order_with_by_whom_and_by_which_words(capsys, monkeypatch):
    lines = page(capsys, monkeypatch, PLAN, CLAIM, of=CLAIM)
    assert block(lines, "Lifecycle") == [
        "    2021-05-04  planned     Zenda Post, by “will” (mention 1)",
        "    2021-05-10  claimed     Klow Herald ← two officers, by “said” (mention 2)",
    ]


def test_a_plan_whose_day_has_passed_is_not_heard_of_since(capsys, monkeypatch):
    lines = page(capsys, monkeypatch, PLAN, of=PLAN, today=date(2021, 6, 1))
    assert block(lines, "Lifecycle")[-1] == (
        "    2021-06-01  not heard of since 2021-05-04, though it was to be by 2021-05-09"
    )


def test_the_tree_of_origins_has_the_source_at_its_root_and_who_prints_it_at_its_leaves(capsys, monkeypatch):
    lines = page(capsys, monkeypatch, CLAIM, PASSED_ON, of=CLAIM)
    assert block(lines, "Origins") == [
        "    two officers (official)",
        "    ├─ Klow Herald",
        "    │  └─ Gulf Ledger, 2021-05-11: mention 2",
        "    └─ Klow Herald, 2021-05-10: mention 1",
    ]


def test_words_that_take_a_stand_are_listed_with_who_used_them(capsys, monkeypatch):
    lines = page(capsys, monkeypatch, CLAIM, PASSED_ON, of=CLAIM)
    assert block(lines, "Framing")[0] == "    act: killing"
    assert block(lines, "Framing")[2].startswith("        condemning  “assassinated”: two officers in Gulf Ledger")


def test_a_denial_says_what_it_denies(capsys, monkeypatch):
    lines = page(capsys, monkeypatch, CLAIM, DENIAL, of=DENIAL)
    told = [line for line in lines if "denied" in line]
    assert any("denied      Zenda Post ← his wife, by “not”" in line or "is denied: “" in line for line in told)
