"""The measure of copies: its labelled set is as described, its edits are the same each time, its scores are right."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest
from eval.copies import HERE, f1, load, run
from eval.copies.edits import EDITS, Draft, Paragraph
from eval.copies.make import SOURCES, rows

from dateline.records import Span

DRAFT = Draft(
    "Port shut",
    tuple(
        Paragraph(f"On Monday officials said Strelsau {verb} near 7 ships. {quote} Many people left.", place)
        for place, (verb, quote) in enumerate((("held", "“We are sorry,” he said."), ("kept", ""), ("sent", "")))
    ),
)


def test_the_set_is_what_its_recipe_makes():
    written = [json.loads(line) for line in (HERE / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [{name: row[name] for name in row if name != "id"} for row in written] == list(rows())
    assert len(written) >= 120
    assert min(Counter((row["split"], row["label"]) for row in written).values()) >= 25


def test_no_source_is_in_both_parts():
    assert not set(SOURCES["development"]) & set(SOURCES["heldout"])


@pytest.mark.parametrize("name", sorted(EDITS))
def test_an_edit_is_the_same_each_time_and_leaves_quotations_as_they_are(name):
    one, other = (EDITS[name](DRAFT, random.Random(5)) for _ in range(2))  # noqa: S311 - the point is that it is no chance
    assert one == other
    kept = [paragraph for paragraph in one.paragraphs if paragraph.of == 0]
    if name not in {"quotes", "sentences"}:
        assert all("“We are sorry,” he" in paragraph.text for paragraph in kept)


def test_pairs_from_elsewhere_are_read_by_their_texts(tmp_path):
    words = (
        "Dockers in Strelsau walked out on Monday after the authority cut the night shift without a word of notice. "
        * 2
    )
    other = (
        "A tenor who had lost his voice mimed the whole second act at the opera of Klow, to long applause at the end."
    )
    pairs = [
        {"id": 1, "label": "copy", "left": {"text": words, "outlet": "AP"}, "right": {"text": words + "More soon."}},
        {
            "id": 2,
            "label": "independent",
            "left": {"text": other},
            "right": {"text": other[:40], "published": "2021-04-01"},
        },
    ]
    (tmp_path / "pairs.jsonl").write_text("".join(json.dumps(pair) + "\n" for pair in pairs), encoding="utf-8")
    scores = run(tmp_path, tmp_path)
    assert (scores["pairs"], scores["f1"], scores["origin_exact"]) == (2, 1.0, 1.0)
    assert [json.loads(line)["told"] for line in (tmp_path / "copies.jsonl").read_text().splitlines()] == [
        "copy",
        "independent",
    ]


def test_f1_is_the_mean_of_the_classes_worked_by_hand():
    gold = ["copy", "copy", "partly", "independent"]
    told = ["copy", "partly", "partly", "independent"]
    # copy: 1 of 2 found, 1 told: 2/3; partly: 1 of 1, 2 told: 2/3; independent: 1.
    assert f1(gold, told) == {"f1": 0.7778, "by_class": {"copy": 0.6667, "partly": 0.6667, "independent": 1.0}}


def test_accounts_lie_in_the_texts_they_are_of():
    for pair in load(HERE):
        for paragraph, _ in pair.accounts:
            at = pair.right.text.index(paragraph)
            assert Span(at, at + len(paragraph)).of(pair.right.text) == paragraph


def test_texts_named_are_there():
    assert len(list(Path(HERE / "texts").glob("retold_*.txt"))) == 6
