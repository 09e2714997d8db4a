"""Grouping by incident is scored alike on both layouts."""

import json

import pytest
from eval.incidents import run

MINE = "A gallery collapsed in the San Isidro zinc mine in Pasco and killed twelve miners, rescuers said."
AGAIN = "Rescuers left the San Isidro zinc mine in Pasco, where a gallery collapsed on twelve miners."
OPERA = "The opera of Klow opened its season with a tenor who mimed the whole second act."


def test_reports_with_an_incident_each(tmp_path):
    rows = [
        {"text": text, "title": "", "published": f"2021-05-0{day}T09:00", "incident": incident}
        for day, (text, incident) in enumerate(((MINE, "mine"), (AGAIN, "mine"), (OPERA, "opera")), start=1)
    ]
    (tmp_path / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    scores = run(tmp_path, tmp_path)
    assert (scores["b3_f1"], scores["over_count"], scores["reports"], scores["incidents"]) == (1.0, 1.0, 3, 2)
    # Three days, each a story of its own: precision 1, recall (1/2 + 1/2 + 1) / 3.
    assert scores["same_day"] == {"b3_f1": 0.8, "b3_precision": 1.0, "b3_recall": 0.6667, "over_count": 1.5}
    assert len((tmp_path / "incidents.jsonl").read_text().splitlines()) == 2


def test_clusters_of_giveme5w1h(tmp_path):
    folder = tmp_path / "news_cluster" / "data"
    folder.mkdir(parents=True)
    for number, text in enumerate((MINE, OPERA)):
        row = {
            "text": text,
            "title": text[:20],
            "date_publish": "2021-05-01T00:00:00",
            "newsCluster": {"EventId": number},
        }
        (folder / f"{number}.json").write_text(json.dumps(row), encoding="utf-8")
    assert run(tmp_path)["b3_f1"] == 1.0


def test_a_folder_without_reports_says_what_it_needs(tmp_path):
    with pytest.raises(FileNotFoundError, match="news_cluster"):
        run(tmp_path)
