"""The gold of every development story reads back from its reports."""

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from eval.story import score

from dateline.records import Modality

EVAL = Path(__file__).parents[2] / "eval"
GOLDS = sorted([*EVAL.glob("stories/*/gold.json"), *EVAL.glob("heldout/*/gold.json")])


@pytest.fixture(params=GOLDS, ids=[path.parent.name for path in GOLDS])
def story(request: pytest.FixtureRequest) -> tuple[dict, dict[str, str]]:
    path: Path = request.param
    gold = json.loads(path.read_text(encoding="utf-8"))
    texts = {key: (path.parent / name).read_text(encoding="utf-8") for key, name in gold["documents"].items()}
    return gold, texts


def spans(gold: dict) -> Iterator[tuple[str, int, int]]:
    for item in gold["mentions"] + gold["furniture"]:
        yield item["doc"], item["start"], item["end"]


def test_every_trigger_reads_back_from_its_report(story):
    gold, texts = story
    for mention in gold["mentions"]:
        assert mention["trigger"] == texts[mention["doc"]][mention["start"] : mention["end"]]


def test_every_span_is_trimmed_and_inside_its_report(story):
    gold, texts = story
    for doc, start, end in spans(gold):
        assert 0 <= start < end <= len(texts[doc])
        assert texts[doc][start:end] == texts[doc][start:end].strip()


def test_no_mention_stands_in_furniture(story):
    gold, _ = story
    for mention in gold["mentions"]:
        for furniture in gold["furniture"]:
            apart = mention["end"] <= furniture["start"] or furniture["end"] <= mention["start"]
            assert mention["doc"] != furniture["doc"] or apart


def test_mentions_of_one_report_do_not_overlap(story):
    gold, _ = story
    ordered = sorted((m["doc"], m["start"], m["end"]) for m in gold["mentions"])
    for (doc, _, end), (next_doc, start, _) in pairwise(ordered):
        assert doc != next_doc or end <= start


def test_events_and_mentions_name_each_other(story):
    gold, _ = story
    ids = [event["id"] for event in gold["events"]]
    assert len(ids) == len(set(ids))
    assert set(ids) == {mention["event"] for mention in gold["mentions"]}
    for disagreement in gold["disagreements"]:
        assert set(disagreement["events"]) <= set(ids)


def test_modalities_and_report_fields_are_known_words(story):
    gold, texts = story
    fields = {"published", "title", "outlet", "agency", "dateline_place"}
    assert {mention["modality"] for mention in gold["mentions"]} <= set(Modality)
    assert set(gold["reports"]) == set(texts)
    assert all(set(values) <= fields for values in gold["reports"].values())


def as_export(gold: dict) -> dict:
    """Answer with the gold itself, in the shape of the export."""

    def days(when: str | None) -> dict:
        first, _, last = (when or "").partition("/")
        return {"earliest": first, "latest": last or first} if first else {}

    def told(event: dict) -> list[dict]:
        return [m | {"report": m["doc"]} for m in gold["mentions"] if m["event"] == event["id"]]

    return {
        "reports": [
            {"id": key, "path": name, "furniture": [f for f in gold["furniture"] if f["doc"] == key]}
            | gold["reports"][key]
            for key, name in gold["documents"].items()
        ],
        "events": [
            {"id": event["id"], "when": days(event.get("when")), "mentions": told(event), **event.get("actors", {})}
            for event in gold["events"]
        ],
        "disagreements": [{"events": d["events"], "field": d["fields"][0]} for d in gold["disagreements"]],
    }


def test_the_gold_is_a_perfect_answer_to_itself(story):
    gold, _ = story
    scores = score(gold, as_export(gold))
    assert scores.pop("extra") == 0
    assert {name: value for name, value in scores.items() if value != 1} == {}
