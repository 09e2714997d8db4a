"""The measure of chains against hand-worked hops."""

import json

import pytest
from eval.hops import HERE, Told, aligned, gold_of, place, scores, tally

from dateline.records import SourceKind, Span

TEXT = "The Ledger, citing an aide, said that Hale allegedly fled."
LEDGER, AIDE, SAID, CITING, ALLEGEDLY = Span(4, 10), Span(22, 26), Span(28, 32), Span(12, 18), Span(43, 52)
OUTLET = Told(Span(0, 10), SAID, "outlet")
UNNAMED = Told(Span(19, 26), CITING, "unnamed", "allegedly")
GOLD = gold_of(
    {
        "text": TEXT,
        "hops": [
            {"source": "Ledger", "cue": "said", "kind": "outlet"},
            {"source": "aide", "cue": "citing", "kind": "unnamed", "hedge": "allegedly"},
        ],
    }
)


def test_a_source_is_given_by_its_head():
    assert [one.source for one in GOLD] == [LEDGER, AIDE]


def test_hops_that_hold_the_heads_in_order_are_all_right():
    assert scores(tally(GOLD, [OUTLET, UNNAMED])) == {
        "hop_f1": 1.0,
        "precision": 1.0,
        "recall": 1.0,
        "whole_chain": 1.0,
        "kind_acc": 1.0,
        "cue": 1.0,
        "hedge_f1": 1.0,
    }


def test_hops_that_change_places_count_once():
    assert len(aligned(GOLD, [UNNAMED, OUTLET])) == 1


def test_a_missing_hop_costs_recall_and_one_too_many_precision():
    missing, more = scores(tally(GOLD, [UNNAMED])), scores(tally(GOLD[1:], [OUTLET, UNNAMED]))
    assert (missing["precision"], missing["recall"], missing["whole_chain"]) == (1.0, 0.5, 0.0)
    assert (more["precision"], more["recall"], more["whole_chain"]) == (0.5, 1.0, 0.0)


def test_a_bare_hedge_answers_a_bare_hedge_alone():
    bare = Told(None, ALLEGEDLY, "unnamed", "allegedly")
    assert aligned([bare], [bare]) == [(bare, bare)]
    assert aligned([bare], [UNNAMED]) == []


def test_an_event_that_the_narrator_tells_is_right_without_hops():
    assert scores(tally([], []))["whole_chain"] == 1.0
    assert scores(tally([], [OUTLET]))["whole_chain"] == 0.0


@pytest.mark.parametrize("path", sorted(HERE.glob("*.jsonl")), ids=lambda path: path.stem)
def test_every_text_of_ours_holds_what_it_names(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        place(row["text"], row["word"])
        kinds = {one.kind for one in gold_of(row)}
        assert kinds <= {kind.value for kind in SourceKind}
