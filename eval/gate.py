"""The quality gate: score the project's own stories and fail where a figure is worse than its floor.

`python -m eval.gate` checks; `--update` pins what is reached, and lowers no floor without `--allow-regression`. Floors
stand in eval/floors.json with the hash of the stories they were measured on.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

import click

from eval import story

HERE = Path(__file__).parent
STORIES = HERE / "stories"
FLOORS = HERE / "floors.json"
NOISE = 0.0005  # the pipeline is deterministic; this absorbs rounding alone
LOW_IS_GOOD = frozenset({"split", "lumped", "extra"})


def fingerprint(folder: Path) -> str:
    """Return one hash over all files of the stories, names and contents."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def measure(folder: Path = STORIES) -> dict[str, float]:
    """Return each figure of each story, and their mean over the stories, by dotted name."""
    scores = {}
    for path in sorted(folder.glob("*/gold.json")):
        for name, value in story.run(path.parent, None).items():
            if value is not None:
                scores[f"{path.parent.name}.{name}"] = value
    for name in sorted({key.partition(".")[2] for key in scores}):
        values = [value for key, value in scores.items() if key.partition(".")[2] == name]
        scores[f"mean.{name}"] = round(sum(values) / len(values), 4)
    return scores


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
    scores = measure()
    corpus = fingerprint(STORIES)
    pins = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    faults = check(pins, scores, corpus)
    for name, value in scores.items():
        if name.startswith("mean."):
            click.echo(f"{name:24} {value}")
    if update and (allow_regression or not faults):
        floors = {name: value for name, value in scores.items() if name.startswith("mean.")}
        FLOORS.write_text(json.dumps({"corpus_sha256": corpus, "floors": floors}, indent=1) + "\n", encoding="utf-8")
        click.echo(f"pinned {len(floors)} floors in {FLOORS.name}", err=True)
        return
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
