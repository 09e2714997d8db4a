"""A writer killed at any moment leaves whole readings, and every one that it reported."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dateline.store import Store, refusal
from dateline.store.spans import report_refusal

WRITER = """
import sys
from dateline.records import Mention, Span
from dateline.store import Reading, Run, Store
from tests.strategies import report_of
store = Store.open(sys.argv[1], create=True)
run = Run(started="2026-03-01", version="0.1.0")
for n in range(100_000):
    raw, report = report_of(f"Dockers at berth {n} struck. " * 200)
    mentions = tuple(
        Mention(id=f"m{report.id[1:]}-{at}", report=report.id, sentence=0, trigger=Span(at, at + 7),
                clause=Span(0, 20), act="strike", kind="PROTEST", vector=bytes(384))
        for at in range(0, 1000, 20))
    store.write(Reading(raw=raw, report=report, mentions=mentions), run=run)
    print(report.id, flush=True)
"""


@pytest.mark.parametrize("delay", [0.0, 0.03, 0.11, 0.23])
def test_a_killed_writer_leaves_whole_readings(tmp_path, delay):
    path = tmp_path / "a.db"
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": f"{root / 'src'}{os.pathsep}{root}"}
    command = [sys.executable, "-c", WRITER, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as writer:  # noqa: S603
        first = writer.stdout.readline()
        time.sleep(delay)
        writer.send_signal(signal.SIGKILL)
        told = {first.strip(), *(line.strip() for line in writer.stdout if line.endswith("\n"))}
    with Store.open(path) as store:
        reports = {report.id: report for report in store.reports()}
        mentions = store.mentions()
        assert told <= reports.keys()
        assert len(mentions) == 50 * len(reports)
        assert all(report_refusal(r, store.raw(r.id), r.sha256) is None for r in reports.values())
        assert all(refusal(reports[m.report], m) is None for m in mentions)
