"""Reports in, the chronology as it is exported to JSON out: what every measure of the whole system reads."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dateline import run
from dateline.export import FORMATS, build


def chronicle(paths: Sequence[Path], *, processes: int = 1) -> dict[str, Any]:
    """Read the reports and return the export of the story they tell.

    A report that cannot be read is missing from the result, as it would be for a person.
    """
    story = run.build([str(path) for path in paths], run.Options(processes=processes))
    document = build(story.reports, tuple(story.mentions.values()), chronology=story.chronology)
    exported: dict[str, Any] = json.loads(FORMATS["json"](document))
    return exported
