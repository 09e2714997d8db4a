"""The quality gate: score the project's own stories and fail where a mean is worse than its floor.

Development stories and held-out ones are told apart. `python -m eval.gate` checks; `--update` pins what is reached, and
lowers no floor without `--allow-regression`. Floors stand in eval/floors.json with the hash of the stories.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from eval import story

HERE = Path(__file__).parent
FOLDERS = {"development": HERE / "stories", "heldout": HERE / "heldout"}
FLOORS = HERE / "floors.json"
NOISE = 0.0005  # the pipeline is deterministic; this absorbs rounding alone
LOW_IS_GOOD = frozenset({"split", "lumped", "extra"})


def fingerprint(folders: Iterable[Path]) -> str:
    """Return one hash over all files of the stories, names and contents."""
    digest = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                digest.update(path.relative_to(HERE).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def measure(folder: Path) -> dict[str, float]:
    """Return the mean of each figure over the stories of a folder."""
    scores = [story.run(path.parent, None) for path in sorted(folder.glob("*/gold.json"))]
    means = {}
    for name in scores[0]:
        values = [value for one in scores if (value := one[name]) is not None]
        means[name] = round(sum(values) / len(values), 4)
    return means


def worse(name: str, score: float, floor: float) -> bool:
    """Say whether a score is on the wrong side of its floor."""
    if name.rpartition(".")[2] in LOW_IS_GOOD:
        return score > floor + NOISE
    return score < floor - NOISE


def check(pins: dict[str, object], scores: dict[str, float], corpus: str) -> list[str]:
    """Say what got worse since the floors were pinned; empty means pass."""
    floors = pins.get("floors")
    if pins.get("corpus_sha256") != corpus or not isinstance(floors, dict):
        return ["the stories changed: read the new scores, then pin them with --update --allow-regression"]
    if floors.keys() - scores.keys():
        return [f"{name} has a floor and no score" for name in sorted(floors.keys() - scores.keys())]
    return [
        f"{name}: {scores[name]:.4f} is worse than its floor {floor:.4f}"
        for name, floor in sorted(floors.items())
        if worse(name, scores[name], floor)
    ]


@click.command()
@click.option("--update", is_flag=True, help="Pin the scores reached.")
@click.option("--allow-regression", is_flag=True, help="Let --update lower a floor, or pin floors for changed stories.")
def main(update: bool, allow_regression: bool) -> None:
    """Check the scores of the project's own stories against their floors."""
    scores = {f"{kind}.{name}": value for kind, path in FOLDERS.items() for name, value in measure(path).items()}
    corpus = fingerprint(FOLDERS.values())
    pins = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    faults = check(pins, scores, corpus)
    for name, value in scores.items():
        click.echo(f"{name:28} {value}")
    if update and (allow_regression or not faults):
        FLOORS.write_text(json.dumps({"corpus_sha256": corpus, "floors": scores}, indent=1) + "\n", encoding="utf-8")
        click.echo(f"pinned {len(scores)} floors in {FLOORS.name}", err=True)
        return
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
