"""Stages that need no model: a line of a report is a sentence, its second word an event."""

from __future__ import annotations

import hashlib
import os
import re
import signal
from dataclasses import replace

from dateline.records import Format, Mention, Modality, Participant, Problem, Report, Role, Span, Told, When
from dateline.run.pipeline import Draft


def read(draft: Draft) -> Draft:
    """Make a report of the bytes; an empty file makes none, a first word "Der" is German."""
    sha256 = hashlib.sha256(draft.raw).hexdigest()
    if not draft.raw:
        problem = Problem(code="read/empty", stage="read", message=f"{draft.path}: the file is empty.", path=draft.path)
        return replace(draft, problems=(problem,), done=True)
    text = draft.raw.decode()
    language = "de" if text.startswith("Der ") else "en"
    report = Report(
        id="r" + sha256[:16],
        sha256=sha256,
        path=draft.path,
        format=Format.TEXT,
        encoding="utf-8",
        language=language,
        text=text,
        outlet=Told(value="Harbour Times", rule="fake"),
    )
    return replace(draft, report=report, done=language != "en")


def extract(draft: Draft) -> Draft:
    """Make a mention of every line's second word; a line with "crash" fails, one with "die" kills its process."""
    report = draft.report
    if "crash" in report.text:
        raise KeyError("crash")
    if "die" in report.text:
        os.kill(os.getpid(), signal.SIGKILL)
    return replace(draft, mentions=tuple(_mention(report, m) for m in re.finditer(r"(\S+) (\S+).*", report.text)))


def _mention(report: Report, line: re.Match[str]) -> Mention:
    start, end = line.span(2)
    by = Participant(role=Role.BY, span=Span(*line.span(1)), name=line[1], rule="first word")
    return Mention(
        id=f"m{report.id[1:]}-{start}",
        report=report.id,
        sentence=0,
        trigger=Span(start, end),
        clause=Span(*line.span()),
        act=line[2],
        kind="PROTEST",
        roles=(by,),
        modality=Modality.PLANNED if "will" in line[0] else Modality.ASSERTED,
        when=When(),
    )


STAGES = (read, extract)
