"""A merge that joins mentions of one act by one participant, each a story: the whole way without a model."""

import sys
from types import ModuleType

import pytest

import dateline.merge
from dateline.records import Chronology, Event, Storyline, When


def merge(reports, mentions, judgements=()):
    groups = {}
    for mention in sorted(mentions, key=lambda m: m.id):
        groups.setdefault((mention.roles[0].name, mention.act), []).append(mention)
    texts = {report.id: report for report in reports}
    events = tuple(
        Event(
            id="e" + found[0].id[1:],
            mentions=tuple(m.id for m in found),
            kind=found[0].kind,
            mode="",
            when=When(),
            where=None,
            participants=found[0].roles,
            modality=found[0].modality,
            disputed=(),
            outlets=1,
            texts=len({m.report for m in found}),
            origins=1,
            first_told=None,
            last_told=None,
            summary=texts[found[0].report].words(found[0].clause),
            summary_of=found[0].id,
        )
        for found in groups.values()
    )
    home = {mention.id: mention.report for mention in mentions}
    stories = tuple(
        Storyline(id="s" + event.id[1:17], reports=(home[event.mentions[0]],), events=(event.id,), main=event.id)
        for event in events
    )
    return Chronology(events=events, disagreements=(), judgements=(), copies=(), storylines=stories)


@pytest.fixture
def fake_merge(monkeypatch):
    stage = ModuleType("dateline.merge")
    stage.merge = merge
    stage.__path__ = dateline.merge.__path__  # its other modules are the real ones
    monkeypatch.setitem(sys.modules, "dateline.merge", stage)


@pytest.fixture
def folder(tmp_path):
    """Five files: two tell one act, one is in German, one makes a stage fail, one is empty."""
    for name, text in {
        "a.txt": "Dockers struck at dawn.\nPilots will strike next.",
        "b.txt": "Dockers struck , said a union.",
        "c.txt": "Der Streik begann.",
        "d.txt": "Miners crash the party.",
        "e.txt": "",
    }.items():
        (tmp_path / "reports").mkdir(exist_ok=True)
        (tmp_path / "reports" / name).write_text(text)
    return tmp_path / "reports"
