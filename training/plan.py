"""The options of a whole making in; the runs of training that it takes out.

Two networks of different seeds are trained, and the first then learns their mean answers for a few epochs: worth .35
points of LAS and half a point of role F1 (docs/log.md).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

LAST_EPOCHS, LAST_RATE = 5, 1.2e-4


def runs(given: argparse.Namespace) -> Iterator[argparse.Namespace]:
    """Yield the options of each run, in order; the last one's checkpoints are in the folder that was asked for."""
    checkpoints = []
    for name, seed in (("first", given.seed), ("second", given.seed + 1)):
        work = Path(given.work) / name
        checkpoints.append(str(work / f"epoch-{given.epochs}.pt"))
        yield argparse.Namespace(**vars(given) | {"work": str(work), "seed": seed})
    last = {"begin": checkpoints[0], "teacher": checkpoints, "epochs": LAST_EPOCHS, "rate": LAST_RATE}
    yield argparse.Namespace(**vars(given) | last | {"every": LAST_EPOCHS, "seed": given.seed + 2})
