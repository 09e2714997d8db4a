"""The quality gate: score the project's own stories, read the model's card, and fail where a figure is under its floor.

Development stories and held-out ones are told apart. `python -m eval.gate` checks; `--update` pins what is reached, and
lowers no floor without `--allow-regression`. Floors stand in eval/floors.json, those of the stories with the stories'
hash, those of the model with the hash of each corpus. The corpora are not in the repository: `--data DIR` measures the
model anew where they are, and its robustness, bias, factuality, chains and cutting of text.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import click

from eval import card, story

HERE = Path(__file__).parent
FOLDERS = {"development": HERE / "stories", "heldout": HERE / "heldout"}
FLOORS = HERE / "floors.json"
NOISE = 0.0005  # the pipeline is deterministic; this absorbs rounding alone


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
    if card.lower_is_better(name):
        return score > floor + NOISE
    return score < floor - NOISE


def check(pins: dict[str, object], scores: dict[str, float], corpus: str) -> list[str]:
    """Say what got worse since the floors were pinned; empty means pass."""
    floors = pins.get("floors")
    if pins.get("corpus_sha256") != corpus or not isinstance(floors, dict):
        return [f"the stories changed: {card.REPIN}"]
    if floors.keys() - scores.keys():
        return [f"{name} has a floor and no score" for name in sorted(floors.keys() - scores.keys())]
    return [
        f"{name}: {scores[name]:.4f} is worse than its floor {floor:.4f}"
        for name, floor in sorted(floors.items())
        if worse(name, scores[name], floor)
    ]


class Part(NamedTuple):
    """One part of the gate: its scores, what they were measured on, its floors and what is wrong."""

    scores: dict[str, float]
    identity: dict[str, object]
    floors: dict[str, float]
    faults: list[str]


def stories(pins: dict[str, Any]) -> Part:
    """Score the project's own stories."""
    scores = {f"{kind}.{name}": value for kind, path in FOLDERS.items() for name, value in measure(path).items()}
    corpus = fingerprint(FOLDERS.values())
    return Part(scores, {"corpus_sha256": corpus}, pins.get("floors", {}), check(pins, scores, corpus))


def model(pins: dict[str, Any], data: Path | None) -> Part:
    """Take the model's scores from its card, and compare them with what is measured where there are corpora."""
    told = card.read()
    faults = card.apart(told, card.measured(data)) if data is not None else []
    return Part(
        card.flat(told["scores"]), {"corpora": told.get("data", {})}, pins.get("floors", {}), faults + card.check(pins)
    )


def measures(pins: dict[str, Any], data: Path) -> Part:
    """Run the measures of the model that need the corpora."""
    scores, corpora = card.tasks(data), card.checksums(data)
    floors = pins.get("floors", {})
    faults = card.moved(pins.get("corpora", {}), corpora) or card.under(floors, scores)
    return Part(scores, {"corpora": corpora}, floors, faults)


@click.command()
@click.option("--update", is_flag=True, help="Pin the scores reached.")
@click.option("--allow-regression", is_flag=True, help="Let --update lower a floor, or pin floors for changed data.")
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="The corpora, to measure.")
def main(update: bool, allow_regression: bool, data: Path | None) -> None:
    """Check the scores of the project's own stories and of the model against their floors."""
    pins = json.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    found = {"stories": stories(pins), "model": model(pins.get("model", {}), data)}
    if data is not None:
        found["measures"] = measures(pins.get("measures", {}), data)
    for part in found.values():
        for name, value in part.scores.items():
            click.echo(f"{name:40} {value}")
    if update:
        pinned = [name for name, part in found.items() if allow_regression or not part.faults]
        for name in pinned:
            part = found[name]
            old = {} if allow_regression else part.floors
            new = {**part.identity, "floors": card.raised(old, part.scores)}
            pins |= new if name == "stories" else {name: new}
        FLOORS.write_text(json.dumps(pins, indent=1) + "\n", encoding="utf-8")
        click.echo(f"pinned {', '.join(pinned) or 'nothing'} in {FLOORS.name}", err=True)
        found = {name: part for name, part in found.items() if name not in pinned}
    faults = [fault for part in found.values() for fault in part.faults]
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
