"""One side of a labelled pair in, its report out: a text as it stands, or as other desks would print it."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from dateline.merge.passages import words
from dateline.read import read
from dateline.records import Report, Span, Told
from eval.copies.edits import EDITS, Draft, Paragraph, quoting, take

LINE = re.compile(r"\S[^\n]*")
TITLE = 25  # words of a first line that is a headline
FEW = 3  # lines up to which a text is cut into paragraphs of two sentences
Accounts = tuple[tuple[str, bool], ...]


def report(side: dict[str, Any], data: Path, day: date) -> tuple[Report, Accounts]:
    """Return the report of one side and, of an edited one, its paragraphs with whether they are the source's."""
    edits, accounts = side.get("edits"), ()
    told = side.get("text") or _file(side["path"], data)
    if edits is not None:
        made = _made(side, data)
        told = made.text
        taken = "into" not in side
        accounts = tuple((one.text, taken or one.of is not None) for one in made.paragraphs)
        accounts = () if "background" in edits else accounts
    raw = told.strip() if told.lstrip().startswith("date ") else f"date {side.get('published', day)}\n{told.strip()}"
    (found,) = read(raw.encode(), path=str(side.get("path", "pair"))).items
    heads = {name: Told(value=side[name], rule="the set") for name in ("outlet", "agency") if side.get(name)}
    return replace(found, **heads), accounts


def _made(side: dict[str, Any], data: Path) -> Draft:
    """Edit a text by a side's recipe: its own, or set into another."""
    chance = random.Random(side["seed"])  # noqa: S311 - made alike each time
    draft = _draft(_file(side["path"], data))
    for name in side["edits"]:
        draft = EDITS[name](draft, chance)
    if "into" not in side:
        return draft
    host = _draft(_file(side["into"], data))
    return quoting(draft, host, chance) if side.get("quote") else take(draft, host, side["take"], chance)


def _file(name: str, data: Path) -> str:
    path = data / name if (data / name).exists() else data.parent / name
    return path.read_text(encoding="utf-8")


def _draft(told: str) -> Draft:
    """Cut a text into its title and paragraphs, without furniture; one of few lines at every second sentence."""
    (found,) = read(told.encode(), path="source").items
    lines = [line for match in LINE.finditer(found.text) if (line := found.words(Span(*match.span())))]
    title = lines.pop(0) if len(lines[0].split()) < TITLE and lines[0][-1] not in '.”"' else ""
    if len(lines) <= FEW:
        units = [found.words(unit.span) for unit in words(found).units]
        units = [unit for unit in units if unit != title]
        lines = [" ".join(units[i : i + 2]) for i in range(0, len(units), 2)]
    return Draft(title, tuple(Paragraph(line, place) for place, line in enumerate(lines)))
