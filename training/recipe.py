"""The options of a run of training in; how a checkpoint was made, kept beside it, out."""

from __future__ import annotations

import argparse
import json
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
TOLD = ("seed", "epochs", "rate", "layers")
CHECKPOINTS = ("begin", "teacher")  # told by their names alone: a folder is of one machine


def write(options: argparse.Namespace) -> None:
    """Note the options, the commit and the machine before training begins."""
    work = Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    (work / "recipe.json").write_text(json.dumps(recipe(options), indent=1) + "\n", encoding="utf-8")


def recipe(options: argparse.Namespace) -> dict[str, Any]:
    """Return what a run is made by, the runs before it included where its first checkpoint tells them."""
    told: dict[str, Any] = {name: getattr(options, name) for name in TOLD}
    words = [f"--{name}={value}" for name, value in told.items()]
    for name in CHECKPOINTS:
        given = getattr(options, name)
        told[name] = [Path(path).name for path in ([given] if isinstance(given, str) else given) if path]
        words += [f"--{name}={path}" for path in told[name]]
    command, seconds = shlex.join(["python", "-m", "training", *words]), 0
    if options.begin and (noted := Path(options.begin).with_name("recipe.json")).is_file():
        earlier = json.loads(noted.read_text(encoding="utf-8"))
        command = f"{earlier['command']} && {command}"
        reached = {f"epoch-{line['epoch']}.pt": line["seconds"] for line in scores(noted.parent)}
        seconds = earlier.get("seconds_before", 0) + reached.get(Path(options.begin).name, 0)
    return {"command": command, "commit": commit(), **told, "machine": machine(), "seconds_before": seconds}


def read(options: argparse.Namespace, epoch: int) -> dict[str, Any]:
    """Return how a checkpoint was made: as noted by its run, else as the options of this command tell it."""
    work = Path(options.work)
    noted = work / "recipe.json"
    made: dict[str, Any] = json.loads(noted.read_text(encoding="utf-8")) if noted.is_file() else recipe(options)
    seconds = {line["epoch"]: line["seconds"] for line in scores(work)}.get(epoch)
    if seconds is not None:
        seconds += made.get("seconds_before", 0)
    return {**made, "epoch": epoch, "seconds": seconds, "exported_at": commit()}


def scores(work: Path) -> list[dict[str, Any]]:
    """Return the lines that training wrote, one for each epoch that it measured."""
    path = work / "scores.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.is_file() else []


def commit() -> str:
    """Return the commit of the code, marked where files differ from it; empty outside a checkout."""
    try:
        found = subprocess.run(
            ["git", "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"],  # noqa: S607
            cwd=ROOT, check=True, capture_output=True, text=True,
        )  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.stdout.strip()


def machine() -> str:
    """Name what trains: the GPU where there is one, else the processor and its cores."""
    import torch

    if torch.cuda.is_available():
        return str(torch.cuda.get_device_name())
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if sys.platform == "linux" else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{names[0] if names else 'unknown processor'}, {len(names) or '?'} cores"
