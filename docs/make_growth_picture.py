"""The growth kept in bench/results.jsonl in, docs/growth.svg out: run after `python -m bench growth --keep`.

Seconds and memory by the number of reports, both on logarithmic scales, of the newest line; a line of the same slope as
the grid's diagonal grows with the size, a level one costs the same at any size.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
RESULTS = HERE.parent / "bench" / "results.jsonl"
PICTURE = HERE / "growth.svg"
WIDTH, HEIGHT = 960, 420
LEFT, TOP, BREADTH, DEPTH, GAP = 70, 56, 370, 290, 110
STYLE = """<style>
text { font: 13px sans-serif; fill: #333 } .grid { stroke: #ccc } .a { stroke: #0b62a4; fill: #0b62a4 }
.b { stroke: #b3541e; fill: #b3541e } path { fill: none; stroke-width: 2 }
@media (prefers-color-scheme: dark) { text { fill: #ddd } .grid { stroke: #444 } .a { stroke: #6db3e8; fill: #6db3e8 }
.b { stroke: #f0a36b; fill: #f0a36b } }
path.a, path.b { fill: none }
</style>"""


class Line(NamedTuple):
    """One figure by the number of reports."""

    name: str
    figure: str
    style: str


class Panel(NamedTuple):
    """One pair of axes."""

    title: str
    lines: tuple[Line, ...]


PANELS = (
    Panel(
        "seconds of processor",
        (Line("one more report", "add_cpu_seconds", "a"), Line("all events anew", "rebuild_cpu_seconds", "b")),
    ),
    Panel(
        "peak memory, MB",
        (Line("one more report", "add_peak_mb", "a"), Line("all events anew", "rebuild_peak_mb", "b")),
    ),
)
Row = dict[str, float]


def newest(lines: Sequence[str]) -> dict[str, object]:
    """Return the newest line of results that holds growth by sizes."""
    rows = [json.loads(line) for line in lines]
    return next(row for row in reversed(rows) if "add_cpu_seconds" in row.get("growth", {}))


def picture(rows: Sequence[Row], told: str) -> str:
    """Return the picture as SVG."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>What one more report and a full rebuild cost, by the number of reports</title>",
        STYLE,
        *(line for place, panel in enumerate(PANELS) for line in _panel(panel, rows, LEFT + place * (BREADTH + GAP))),
        f'<text x="{LEFT}" y="{HEIGHT - 12}">{told}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _panel(panel: Panel, rows: Sequence[Row], left: int) -> Iterator[str]:
    across = _decades([row["reports"] for row in rows])
    up = _decades([row[line.figure] for line in panel.lines for row in rows if row[line.figure] > 0])

    def at(reports: float, value: float) -> tuple[float, float]:
        x = left + BREADTH * (math.log10(reports) - across[0]) / (across[1] - across[0])
        return x, TOP + DEPTH * (1 - (math.log10(value) - up[0]) / (up[1] - up[0]))

    yield f'<text x="{left}" y="24" font-weight="bold">{panel.title}</text>'
    for power in range(across[0], across[1] + 1):
        x, y = at(10**power, 10 ** up[0])
        yield f'<line class="grid" x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{TOP + DEPTH}"/>'
        yield f'<text x="{x:.1f}" y="{y + 20:.1f}" text-anchor="middle">{10**power:,}</text>'
    for power in range(up[0], up[1] + 1):
        x, y = at(10 ** across[0], 10**power)
        yield f'<line class="grid" x1="{left}" y1="{y:.1f}" x2="{left + BREADTH}" y2="{y:.1f}"/>'
        yield f'<text x="{x - 6:.1f}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:,g}</text>'
    for place, line in enumerate(panel.lines):
        points = [at(row["reports"], row[line.figure]) for row in rows if row[line.figure] > 0]
        yield f'<path class="{line.style}" d="M{" L".join(f"{x:.1f},{y:.1f}" for x, y in points)}"/>'
        yield from (f'<circle class="{line.style}" cx="{x:.1f}" cy="{y:.1f}" r="3.5"/>' for x, y in points)
        x = left + 170 * place
        yield f'<line class="{line.style}" x1="{x}" y1="40" x2="{x + 22}" y2="40" stroke-width="2"/>'
        yield f'<text x="{x + 28}" y="44">{line.name}</text>'


def _decades(values: Sequence[float]) -> tuple[int, int]:
    """Return the powers of ten around values."""
    first, last = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return first, max(last, first + 1)


if __name__ == "__main__":
    kept = newest(RESULTS.read_text(encoding="utf-8").splitlines())
    sizes, told = kept["sizes"], f"reports; {kept['data']}; {kept['machine']}; {kept['date']}"
    PICTURE.write_text(picture(sizes, told), encoding="utf-8")
