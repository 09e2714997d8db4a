"""A folder of reports that fake stages read: the whole way without a model."""

import pytest


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
