"""What is shown first of a clustering's errors."""

from __future__ import annotations

from eval.worst import account, worst

from dateline.records import Format, Mention, Report, Span

GOLD = [["a1", "a2", "a3"], ["b1", "b2"], ["c1"]]
TOLD = {id_: id_.upper() for group in GOLD for id_ in group}


def test_a_group_is_the_worse_the_more_pairs_of_two_events_it_joins() -> None:
    system = [["a1", "c1"], ["a2", "a3", "b1", "b2"]]
    assert worst(GOLD, system, TOLD, 5) == {
        "worst_merges": ["4 pairs: 2 × A2 | 2 × B1", "1 pairs: 1 × A1 | 1 × C1"],
        "worst_splits": ["2 pairs: 2 × A2 | 1 × A1"],
    }


def test_no_more_are_shown_than_asked_for() -> None:
    alone = [[id_] for group in GOLD for id_ in group]
    found = worst(GOLD, alone, TOLD, 1)
    assert found == {"worst_merges": [], "worst_splits": ["3 pairs: 1 × A1 | 1 × A2 | 1 × A3"]}


def test_a_clustering_without_errors_has_no_worst_groups() -> None:
    assert worst(GOLD, GOLD, TOLD, 5) == {"worst_merges": [], "worst_splits": []}


def test_an_account_is_told_by_the_words_around_its_trigger() -> None:
    text = "Rebels shelled\n\nthe port."
    report = Report(id="r0", sha256="0", path="1.txt", format=Format.TEXT, encoding="utf-8", language="en", text=text)
    mention = Mention(
        id="m0-7", report="r0", sentence=0, trigger=Span(7, 14), clause=Span(0, 14), act="shell", kind="ASSAULT"
    )
    assert account(mention, report) == "1.txt: …Rebels [shelled] the port.…"
