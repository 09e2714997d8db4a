"""The scores that a model's card claims in; what is wrong with them out.

The corpora are not in the repository. So the card, `model.json`, holds the scores beside the checksums of the model's
files and of the sentences they were measured on, and the gate checks that: the files are the card's, the sentences are
the floors', no score is under its floor. Where the corpora are at hand, `measured` scores the model anew.
"""

from __future__ import annotations

import hashlib
import importlib
import json
from pathlib import Path
from typing import Any, NamedTuple

from training import corpora
from training.fingerprints import fingerprints
from training.measure import measure

from dateline.errors import ModelError
from dateline.parse.card import load_card
from dateline.parse.graphs import OnnxGraphs
from dateline.parse.inputs import load_tokenizer
from eval.parse import RESOURCES

HERE = Path(__file__).parent
REPIN = "read the new scores, then pin them with --update --allow-regression"
SEEDS = 0.3  # points by which scores of two trainings differ that only chance parts (training/README.md)
LOW_IS_GOOD = frozenset(
    {"fallback", "split", "lumped", "extra", "changed", "moved", "turned", "agent", "patient", "kind", "reality"}
)


class Measure(NamedTuple):
    """A task of `python -m eval` that needs the corpora: its folder, what it reads there, which figures are pinned."""

    data: str
    files: tuple[str, ...]
    pinned: tuple[str, ...]


DEVELOPMENT = (
    "english/ewt/*dev.conllu", "english/propbank/data/google/ewt/*/00/*.gold_skel", "english/uner/*.iob2",
    "english/gum/dep/*.conllu", "english/gum/coref/*.conll", "english/gum/splits.md", "names/re3d*/*.json",
    "timeline/meantime/intra-doc_annotation/*/*.xml", "ecbplus/ECB+/*/*.xml", "ecbplus/*.csv",
)  # fmt: skip
MEASURES = {
    "parse": Measure(".", DEVELOPMENT, ("genres.gum.news", "news_names")),
    "robustness": Measure(".", DEVELOPMENT, ("mean_loss",)),
    "bias": Measure("", ("*.tsv",), ("changed", "moved", "turned", "agent", "patient", "kind", "reality")),
    "factuality": Measure(
        ".",
        (
            "timeline/meantime/intra-doc_annotation/*/*.xml",
            "english/ewt/*dev.conllu",
            "english/factuality/uds/*/*/*.tsv",
        ),
        ("certainty", "polarity", "time", "uds_r", "uds.modality_r"),
    ),
    "chains": Measure(
        "english",
        ("english/gum/dep/*.conllu", "english/gum/coref/*.conll", "english/gum/splits.md"),
        ("conll_f1", "lea_f1", "mentions_f1", "gold_mentions.conll_f1"),
    ),
    "timex": Measure("tempeval3", ("tempeval3/**/*.tml",), ("strict_f1", "relaxed_f1", "type_f1", "value_f1")),
    "eventdate": Measure(
        "timeline/meantime",
        ("timeline/meantime/intra_cross-doc_annotation/*/*.xml", "timeline/meantime/*.csv"),
        ("overlap", "exact", "fallback"),
    ),
    "timeline": Measure("timeline/semeval2015", ("timeline/semeval2015/*/*.*", "timeline/semeval2015/*.txt"), ("f1",)),
    "places": Measure(
        "places",
        ("places/*.xml",),
        ("toponym_f1", "acc161", "joint_acc161", *(f"files.{name}.acc161" for name in ("lgl", "TR-News"))),
    ),
    "coding": Measure(
        "coding",
        ("coding/gold_standard_records/*",),
        ("type_acc", "mode_acc", "actor_f1", "recipient_f1", "extra"),
    ),
    "actors": Measure(
        "timeline/meantime",
        ("timeline/meantime/intra_cross-doc_annotation/*/*.xml", "timeline/meantime/*.csv"),
        ("b3_f1", "gold.within_f1", "own.f1"),
    ),
    "numbers": Measure("", ("*.jsonl",), ("development.f1", "heldout.f1")),
    "hops": Measure(
        "",
        ("*.jsonl",),
        tuple(f"{part}.{name}" for part in ("development", "heldout") for name in ("hop_f1", "kind_acc", "hedge_f1")),
    ),
    "attribution": Measure(
        "polnear/data/dev",
        ("polnear/data/dev/*/*",),
        tuple(f"{element}.{name}" for element in ("source", "cue", "content") for name in ("overlap_f1", "exact_f1")),
    ),
    "kinds": Measure("", ("*.tsv",), ("acc", "plover_acc", "ours_acc", "mode_acc")),
    "codebook": Measure("", ("*.toml", "*.tsv"), ("development", "heldout")),
    "sentences": Measure(
        "english",
        ("english/ewt/*dev.conllu", "english/gum/dep/*.conllu", "english/gum/splits.md"),
        ("gum_news_dev", "en_ewt-ud-dev"),
    ),
}


def slack(floor: float) -> float:
    """Return by how much a score may miss its floor: tenths of a point, for shares their hundredth."""
    return SEEDS if floor > 1 else SEEDS / 100


def lower_is_better(name: str) -> bool:
    """Say whether a figure counts faults."""
    return name.rpartition(".")[2] in LOW_IS_GOOD or ".mean_loss." in name


def flat(scores: dict[str, Any], prefix: str = "") -> dict[str, float]:
    """Return nested figures by dotted names, what is no figure left out.

    >>> flat({"las": 90.5, "genres": {"news": {"las": 92.0, "best": "x"}}, "uds_r": None})
    {'las': 90.5, 'genres.news.las': 92.0}
    """
    found: dict[str, float] = {}
    for name, value in scores.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{name}.")
        elif isinstance(value, int | float):
            found[prefix + name] = float(value)
    return found


def under(floors: dict[str, float], scores: dict[str, float]) -> list[str]:
    """Say which scores are missing, or on the wrong side of their floors."""
    faults = []
    for name, floor in sorted(floors.items()):
        score = scores.get(name)
        sign = -1 if lower_is_better(name) else 1
        if score is None:
            faults.append(f"{name} has a floor and no score")
        elif sign * score < sign * floor - slack(floor):
            faults.append(f"{name}: {score:.4f} is worse than its floor {floor:.4f}")
    return faults


def raised(floors: dict[str, float], scores: dict[str, float]) -> dict[str, float]:
    """Return floors that no score within the slack has lowered."""
    return {
        name: (min if lower_is_better(name) else max)(score, floors.get(name, score)) for name, score in scores.items()
    }


def read(folder: Path = RESOURCES) -> dict[str, Any]:
    """Read a model's card."""
    card: dict[str, Any] = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    return card


def check(pins: dict[str, Any], folder: Path = RESOURCES) -> list[str]:
    """Say what is wrong with a model's card; empty means pass. Where no floors are pinned yet, no score is wrong."""
    try:
        load_card(folder)
    except ModelError as error:
        return [f"the card's scores are not of the files that ship: {error}"]
    if not pins:
        return []
    card = read(folder)
    if "data" not in card:
        return ["the card does not say on what its scores were measured: export the model anew"]
    return moved(pins["corpora"], card["data"]) or under(pins["floors"], flat(card["scores"]))


def measured(data: Path, folder: Path = RESOURCES) -> dict[str, Any]:
    """Measure the model anew: its scores, and the checksums of the sentences."""
    held = corpora.development(data)
    labels = read(folder)["labels"]
    scores = measure(OnnxGraphs(folder, threads=2), held, labels, load_tokenizer(folder / "tokenizer.json"))
    return {"scores": scores, "data": fingerprints(held)}


def apart(card: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Say where a card and the measurement differ."""
    if card.get("data") != found["data"]:
        return ["the card's scores are of other sentences than those in the folder: export the model anew"]
    claimed, scores = flat(card["scores"]), flat(found["scores"])
    return [
        f"{name}: the card says {claimed.get(name)}, measured {score}"
        for name, score in sorted(scores.items())
        if name not in claimed or abs(claimed[name] - score) > slack(score)
    ]


def tasks(data: Path) -> dict[str, float]:
    """Run the measures of the model that are no part of its card, and return what is pinned of them."""
    found: dict[str, float] = {}
    for task, measure_ in MEASURES.items():
        run = importlib.import_module(f"eval.{task}").run
        scores = flat(run(data / measure_.data) if measure_.data else run())
        found |= {
            f"{task}.{name}": score
            for name, score in scores.items()
            if any(name == one or name.startswith(f"{one}.") for one in measure_.pinned)
            and not name.endswith(".sentences")
        }
    return found


def checksums(data: Path) -> dict[str, str]:
    """Return one SHA-256 over the files that each of these measures reads."""
    return {
        task: _digest(data if measure_.data else HERE / task, measure_.files) for task, measure_ in MEASURES.items()
    }


def _digest(folder: Path, patterns: tuple[str, ...]) -> str:
    total = hashlib.sha256()
    for path in sorted({path for pattern in patterns for path in folder.glob(pattern)}):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def moved(pinned: dict[str, str], found: dict[str, str]) -> list[str]:
    """Say whose corpora are not those that the floors were pinned on."""
    changed = sorted(name for name in pinned.keys() | found if pinned.get(name) != found.get(name))
    return [f"other sentences than the floors' ({', '.join(changed)}): {REPIN}"] if changed and pinned else []
