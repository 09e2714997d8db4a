"""How `why` says what dated an event: the words, the mentions that gave each end, the order of events."""

from __future__ import annotations

from datetime import date

from tests.merge.build import day, mention, party, report

from dateline.cli.account import account
from dateline.cli.dates import told
from dateline.merge import merge
from dateline.records import ActorKind, Basis, Order, Role, Step, TimeLink, When

FIRST = report("Ruritania shelled Goma. Syldavia arrested him after that.", published="2021-05-20", outlet="One")
SECOND = report("Ruritania shelled Goma.", published="2021-05-21", outlet="Two")


def shelled(of, **fields):
    return mention(of, "shelled", "shell", party(of, "Ruritania", Role.BY, ActorKind.STATE, country="RUR"), **fields)


def page(capsys, monkeypatch, act: str, *, arrested: When = When()) -> list[str]:  # noqa: B008
    """Return the lines of the page of an event, told of two shellings and an arrest after them."""
    monkeypatch.setenv("COLUMNS", "200")
    link = TimeLink(order=Order.AFTER, mention=shelled(FIRST).id, rule='"after"', days=(2, 2))
    arrest = mention(FIRST, "arrested", "arrest", times=(link,), when=arrested)
    mentions = [shelled(FIRST), shelled(SECOND, when=day("2021-05-06")), arrest]
    chronology = merge([FIRST, SECOND], mentions)
    (event,) = (one for one in chronology.events if any(m.id in one.mentions for m in mentions if m.act == act))
    mine = [one for one in mentions if one.id in event.mentions]
    beside = [one for one in mentions if one.report in {two.report for two in mine}]
    account(event, mine, {of.id: of for of in (FIRST, SECOND)}, chronology=chronology, beside=beside)
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_the_page_of_an_event_says_which_order_dated_it(capsys, monkeypatch):
    lines = page(capsys, monkeypatch, "arrest")
    assert "when      8 May 2021 [2021-05-08], by order links only" in [line.replace("within ", "") for line in lines]
    (step,) = (line for line in lines if "order of events" in line)
    assert "order of events: 2 days after e" in step
    assert step.endswith('2021-05-06; so 2021-05-08 ("after", in mention 1)')
    (order,) = (line for line in lines if line.startswith("    order"))
    assert order.startswith("    order     2 days after e")
    assert order.endswith('6 May 2021 ("after")')


def test_the_page_of_the_event_it_is_measured_from_tells_the_order_too(capsys, monkeypatch):
    lines = page(capsys, monkeypatch, "shell")
    (order,) = (line for line in lines if line.startswith("    order"))
    assert order.startswith("    order     2 days before e")


def test_a_day_that_an_order_contradicts_is_told_with_who_tells_which(capsys, monkeypatch):
    lines = page(capsys, monkeypatch, "arrest", arrested=day("2021-05-06"))
    at = lines.index("Accounts differ")
    assert lines[at + 1].startswith("    when (with e")
    assert [line.partition("; ")[0] for line in lines[at + 2 : at + 4]] == [
        "        2 days after 2021-05-06: mention 1",
        "        2021-05-06: mention 1",
    ]
    assert lines[at + 2].endswith("1 outlet; 1 origin (One); told 2021-05-20")


def test_what_only_a_reports_day_bounds_is_not_dated():
    over = When(latest=date(2021, 5, 21), bounded=True, basis=Basis.REPORT, edtf="/2021-05-20")
    ahead = When(earliest=date(2021, 5, 20), bounded=True, basis=Basis.REPORT, edtf="2021-05-20/")
    assert told(over, FIRST) == (
        "not dated; told as done by the report's day 2021-05-20, which only bounds it [/2021-05-20]"
    )
    assert told(ahead, FIRST) == (
        "not dated; told as ahead on the report's day 2021-05-20, which only bounds it [2021-05-20/]"
    )
    assert told(over).startswith("not dated; told as done by a report's day 2021-05-20")
    assert told(over, SECOND) == (
        "not dated; by 20 May 2021, as far as the report's day and the order of events bound it [/2021-05-20]"
    )


def test_a_dated_event_says_by_what_and_an_unknown_one_that_it_is_not():
    assert told(day("2021-05-06")) == "6 May 2021 [2021-05-06], by an expression"
    assert told(When(steps=(Step("unknown", "no words of the report date it"),))) == "not dated"
