"""How much worse the model reads the same sentences in capitals, as headlines, scraped, or with names it never saw.

The scores are those of `eval parse` on the same development sentences; for each variant the loss of each score is given
in points, and the mean of them. `renamed` has persons, organisations and places replaced; where a corpus marks no
names, the model's own.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from statistics import fmean
from typing import Any

from training.examples import Example

from eval.corpora import Told, held
from eval.parse import RESOURCES, Remembering, fit, found_names, gold_names, measure
from eval.robustness.names import Span, renamed
from eval.robustness.variants import VARIANTS, Variant

SCORES = ("upos", "uas", "las", "roles_f1", "roles_end_to_end_f1", "names_f1", "news_names_f1", "triggers_f1",
          "meantime_triggers_f1", "news_upos", "news_las")  # fmt: skip
SENTENCES = 700  # of each corpus, evenly spread: enough for tenths of a point between variants of the same sentences


def run(data: Path, out: Path | None = None, *, folder: Path = RESOURCES) -> dict[str, Any]:
    """Score every variant of what the folder has."""
    model = Remembering(folder)
    told = {name: thinned(found) for name, found in held(data).items() if name != "gum"}
    variants: dict[str, Variant] = {**VARIANTS, "renamed": renamed(names_of(model, told))}
    plain = scores(model, told)
    by_variant = {name: scores(model, varied(told, variant)) for name, variant in variants.items()}
    loss = {name: {k: round(plain[k] - v, 2) for k, v in found.items()} for name, found in by_variant.items()}
    mean = {name: round(fmean(points.values()), 2) for name, points in loss.items() if points}
    found = {"as_is": plain, "mean_loss": mean, "loss": loss, "variants": by_variant}
    if out is not None:
        (out / "robustness.json").write_text(json.dumps(found) + "\n", encoding="utf-8")
    return found


def thinned(told: Told) -> Told:
    """Take every second, third, … sentence of a long corpus."""
    return told[:: -(-len(told) // SENTENCES)]


def varied(told: dict[str, Told], variant: Variant) -> dict[str, Told]:
    """Apply a variant to every sentence."""
    return {name: [(genre, variant(example)) for genre, example in found] for name, found in told.items()}


def scores(model: Remembering, told: dict[str, Told]) -> dict[str, float]:
    """Score the layers that there are; GUM's news stand for the trees of news."""
    fitted = {name: fit(model, found) for name, found in told.items()}
    found = measure(model, fitted)
    news = found["genres"].get("gum.news", {})
    found |= {f"news_{layer}": news.get(layer) for layer in ("upos", "las")}
    return {name: found[name] for name in SCORES if found.get(name) is not None}


def names_of(model: Remembering, told: dict[str, Told]) -> Callable[[Example], set[Span]]:
    """Return a function that gives a sentence's names: those annotated, of this corpus or another, else the model's."""
    known = {
        tuple(example.words): gold_names(example)
        for found in told.values()
        for _, example in found
        if example.names is not None
    }

    def find(example: Example) -> set[Span]:
        marked = known.get(tuple(example.words))
        return found_names(example, model.read([example.words])[0]) if marked is None else marked

    return find
