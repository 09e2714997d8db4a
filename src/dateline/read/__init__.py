r"""Bytes in any format in, reports out.

>>> raw = b"date 2021-03-04 LIMA (AP) \xe2\x80\x94 Voters queued early on Thursday in the capital."
>>> read(raw, path="one.txt").items[0].agency.value
'AP'
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import PurePath

from dateline.read import page, text
from dateline.read.decode import decode
from dateline.read.draft import Draft
from dateline.read.language import UNDETERMINED, language
from dateline.read.publication import published, written
from dateline.read.repairs import repairs
from dateline.read.sketch import prints, sketch
from dateline.read.sources import LIMIT, Source, find
from dateline.records import Format, Problem, Report, Result, Span

__all__ = ["Source", "find", "read"]

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
HTML_START = re.compile(
    r"\s{0,200}(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body)\b", re.I | re.S
)


def read(raw: bytes, *, path: str, format: Format | None = None, limit: int = LIMIT) -> Result[Report]:  # noqa: A002
    """Read one report from its bytes; what is no text gives no item and a problem that names the file.

    The format is taken from the path's suffix and the text's first tag where it is not given.
    """
    decoded = decode(raw, path=path, limit=limit)
    if isinstance(decoded, Problem):
        return Result((), (decoded,))
    digest = hashlib.sha256(raw).hexdigest()
    draft = Draft(decoded.text, path)
    kind = format or _format(decoded.text, path)
    if kind is Format.HTML:
        page.mark(draft)
        mended = page.repairs(draft)
    else:
        text.mark(draft)
        mended = repairs(decoded.text)
    day = published(draft)
    report = Report(
        id="r" + digest[:16],
        sha256=digest,
        path=path,
        format=kind,
        encoding=decoded.encoding,
        language=UNDETERMINED,
        text=decoded.text,
        title=draft.first("title"),
        outlet=draft.first("outlet"),
        agency=draft.first("agency"),
        byline=draft.first("byline"),
        dateline_place=draft.first("dateline_place"),
        published=day,
        written=written(draft, day),
        address=draft.first("address"),
        furniture=draft.furniture(),
        repairs=mended,
    )
    prose = report.words(Span(0, len(report.text)))
    problems = [*decoded.problems, *draft.problems]
    if not re.search(r"\w", prose):
        problems.append(
            _problem("no-prose", f"{path}: furniture only, no sentence to read; check what was saved", path)
        )
    tongue = language(prose)
    if tongue not in {"en", UNDETERMINED}:
        message = f"{path}: written in {tongue!r}; it is kept, but only English is analysed"
        problems.append(_problem("not-english", message, path))
    report = replace(report, language=tongue, sketch=sketch(prose), prints=prints(prose))
    return Result((report,), tuple(replace(problem, report=report.id) for problem in problems))


def _problem(code: str, message: str, path: str) -> Problem:
    return Problem(code=f"read/{code}", stage="read", message=message, path=path)


def _format(decoded: str, path: str) -> Format:
    suffix = PurePath(path).suffix.lower()
    if suffix in HTML_SUFFIXES or HTML_START.match(decoded[:8_000]):
        return Format.HTML
    return Format.TEXT
