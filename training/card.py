"""A model's `model.json` in; its card for people, and the table of scores in docs/model.md, out.

`python -m training card` writes both anew from what stands in `model.json`, so that neither can tell other figures.
"""

from __future__ import annotations

import json
from pathlib import Path
from string import Template
from typing import Any

ROOT = Path(__file__).parents[1]
TEMPLATE = Path(__file__).with_name("card.md")
PAGE = ROOT / "docs" / "model.md"
BEGIN, END = "<!-- scores: `python -m training card` -->", "<!-- end of scores -->"

NEWS, MIXED, WEB = "news", "mixed", "web"
ROWS = {
    "news_upos": (NEWS, "part of speech", "GUM news"),
    "news_las": (NEWS, "labelled arcs (LAS)", "GUM news"),
    "news_names_f1": (NEWS, "names F1", "GUM news, re3d and MEANTIME together"),
    "gum_news_names_f1": (NEWS, "names F1", "GUM news"),
    "re3d_names_f1": (NEWS, "names F1", "re3d"),
    "meantime_names_f1": (NEWS, "names F1", "MEANTIME"),
    "triggers_f1": (NEWS, "triggers F1", "ECB+ development topics"),
    "meantime_triggers_f1": (NEWS, "triggers F1", "MEANTIME"),
    "gum_upos": (MIXED, "part of speech", "GUM dev"),
    "gum_las": (MIXED, "labelled arcs (LAS)", "GUM dev"),
    "gum_names_f1": (MIXED, "names F1", "GUM dev"),
    "upos": (WEB, "part of speech", "EWT dev"),
    "xpos": (WEB, "Penn tag", "EWT dev"),
    "feats": (WEB, "features of verbs", "EWT dev"),
    "lemma": (WEB, "lemma", "EWT dev"),
    "uas": (WEB, "arcs (UAS)", "EWT dev"),
    "las": (WEB, "labelled arcs (LAS)", "EWT dev"),
    "predicates_f1": (WEB, "predicates F1", "PropBank over EWT dev"),
    "roles_f1": (WEB, "roles F1, gold predicates", "PropBank over EWT dev"),
    "roles_end_to_end_f1": (WEB, "roles F1, own predicates", "PropBank over EWT dev"),
    "names_f1": (WEB, "names F1", "UNER EWT dev"),
    "happened_r": (WEB, "whether it happened, Pearson's r", "UDS over EWT dev"),
}


def scores(told: dict[str, Any]) -> str:
    """Return the table of scores, float beside int8; a score without a row of its own comes last by its name."""
    lines = ["| text | what | data | float | int8 |", "|---|---|---|---|---|"]
    for name in (*(n for n in ROWS if n in told["scores"]), *(n for n in told["scores"] if n not in ROWS)):
        text, what, data = ROWS.get(name, ("", name, ""))
        whole = told.get("float", {}).get(name)
        lines.append(f"| {text} | {what} | {data} | {_figure(name, whole)} | {_figure(name, told['scores'][name])} |")
    return "\n".join(lines)


def _figure(name: str, score: float | None) -> str:
    if score is None:
        return ""
    return f"{score:.3f}" if name.endswith("_r") else f"{score:.1f}"


def genres(told: dict[str, Any]) -> str:
    """Return the table of genres: tags, trees and, where PropBank has them, roles."""
    kinds = {"upos": "UPOS", "uas": "UAS", "las": "LAS", "roles_f1": "roles F1", "roles_end_to_end_f1": "end to end"}
    lines = [f"| corpus, genre | sentences | {' | '.join(kinds.values())} |", "|---" * (len(kinds) + 2) + "|"]
    for name, row in told["genres"].items():
        figures = " | ".join(f"{row[kind]:.1f}" if kind in row else "" for kind in kinds)
        lines.append(f"| {name.replace('.', ', ')} | {row['sentences']} | {figures} |")
    return "\n".join(lines)


def corpora(told: dict[str, Any]) -> str:
    """Return the table of what it was trained on."""
    lines = ["| corpus | trains | licence | use | files (SHA-256) |", "|---|---|---|---|---|"]
    for name, row in told["trained_on"].items():
        cells = (f"[{name}]({row['source']})", row["layers"], row["licence"], row["use"], f"`{row['sha256'][:12]}`")
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def page(told: dict[str, Any]) -> str:
    """Return MODEL_CARD.md."""
    made, speed = told["made"], told["speed"]
    seconds = made["seconds"]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        name=told["name"],
        version=told["version"],
        size=f"{sum(told['bytes'].values()) / 1e6:.1f}",
        files="\n".join(f"| `{name}` | {told['bytes'][name]:,} | `{told['files'][name]}` |" for name in told["files"]),
        corpora=corpora(told),
        scores=scores(told),
        genres=genres(told),
        worst=_worst(told),
        words=f"{speed['words_per_second']:,}",
        speed_machine=speed["machine"],
        **{key: made[key] or "not noted" for key in ("command", "commit", "exported_at", "machine")},
        **{key: made[key] for key in ("seed", "epochs", "epoch")},
        minutes="not noted" if seconds is None else round(seconds / 60),
    )


def _worst(told: dict[str, Any]) -> str:
    name, loss = next(iter(told["int8_loses"].items()))
    return f"{loss:g} ({name})"


def block(told: dict[str, Any]) -> str:
    """Return what stands between the marks in docs/model.md."""
    return f"{BEGIN}\n{scores(told)}\n{END}"


def with_block(text: str, told: dict[str, Any]) -> str:
    """Return a page with the scores between its marks made anew."""
    before, rest = text.split(BEGIN, 1)
    return before + block(told) + rest.split(END, 1)[1]


def read(folder: Path) -> dict[str, Any]:
    """Read a folder's model.json."""
    told: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return told


def write(folder: Path, told: dict[str, Any]) -> None:
    """Write a folder's model.json, and its card for people."""
    text = json.dumps(told, indent=1, ensure_ascii=False)
    (folder / "model.json").write_text(f"{text}\n", encoding="utf-8")
    (folder / "MODEL_CARD.md").write_text(page(told), encoding="utf-8")


def refresh(folder: Path, pages: Path = PAGE) -> None:
    """Write a folder's card and the page's table anew from its model.json."""
    told = read(folder)
    (folder / "MODEL_CARD.md").write_text(page(told), encoding="utf-8")
    pages.write_text(with_block(pages.read_text(encoding="utf-8"), told), encoding="utf-8")
