"""Train the scorer of references inside a report: `python -m training.chains --data DIR`, model/chains.json out.

In: GUM's train texts without our held-out news, parsed by the model that ships, so that the scorer knows its errors.
Mentions are our own, named by the gold ones they stand for. Only numbers go into the file.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from eval import chains as measure
from eval.chains import Document, Own
from numpy.typing import NDArray

from dateline.parse import Parser
from dateline.parse.coreference import linker
from dateline.parse.coreference.decide import ALWAYS, decide
from dateline.parse.coreference.pairs import FEATURES
from dateline.parse.coreference.scorer import Scorer, of
from dateline.parse.entities import detect
from dateline.parse.groups import Told
from dateline.records import EntityForm, EntityType, Parsed, Span
from training import boosting

TARGET = Path(__file__).parent.parent / "src/dateline/resources/model/chains.json"
NEWS = 2.0  # what a news text counts, against 1 of the other genres
LEAST = (-0.5, -1.0, -1.0)  # log-odds from which a name, a noun, a pronoun refers back; set on held-out train texts
TREES = {"rounds": 100, "depth": 4, "rate": 0.15, "ridge": 5.0, "share": 4}
NOTHING = {"features": [], "least": list(LEAST), "bias": 0.0, "feature": [], "cut": [], "leaf": []}
ALONE = -2  # mentions that no gold mention stands for count down from here


@dataclass(frozen=True, slots=True)
class Judged:
    """The pairs of one text: what is known of each, which mention it is of, and whether it is right."""

    weight: float
    rows: NDArray[np.float32]
    mention: NDArray[np.int64]
    right: NDArray[np.bool_]


def tell(parsed: Parsed) -> list[Told]:
    """Return every mention of a parsed text, those too that the record leaves out."""
    named = [m for m in parsed.entities if m.form is EntityForm.NAME and m.type is not EntityType.OTHER]
    return detect(parsed.tokens, [(m.first, m.last, m.type.value) for m in named])


def judged(one: Document, parsed: Parsed) -> Judged:
    """Lay a text's gold chains over its pairs."""
    tokens = parsed.tokens
    laid = linker.table(tokens, parsed.sentences, tell(parsed))
    own = [
        Own(Span(tokens.span[t.first].start, tokens.span[t.last - 1].end), tokens.span[t.head], t.form, None)
        for t in laid.told
    ]
    named = measure.stands_for(one.gold, own, exact=False)
    chain = np.array([one.gold[named[k]].chain if k in named else ALONE - k for k in range(len(own))], dtype=np.int64)
    right, left = laid.pairs.right, laid.pairs.left
    good = chain[right] == chain[left]
    found = np.bincount(right, weights=good, minlength=len(own)) > 0
    # A pronoun that always refers to somebody, and finds nobody here, tells of a mention missed and not of "none".
    known = found[right] | ~np.isin(laid.columns.pronoun[right], list(ALWAYS))
    weight = NEWS if one.genre == "news" else 1.0
    return Judged(weight, laid.pairs.rows[known], right[known], good[known])


def gum(data: Path, part: str, parser: Parser) -> Iterator[tuple[Document, Parsed]]:
    """Read and parse GUM's texts of a part."""
    for one in measure.documents(data / "english", part):
        yield one, parser.parse(one.report).items[0]


def train(texts: Iterable[Judged]) -> dict[str, object]:
    """Fit the trees; return them in their stored form."""
    rows, group, right, weight = [], [], [], []
    count = 0
    for text in texts:
        if not len(text.rows):
            continue
        place = np.unique(text.mention, return_inverse=True)[1]
        rows.append(text.rows)
        group.append(place + count)
        right.append(text.right)
        weight.append(np.full(len(text.rows), text.weight))
        count += int(place.max()) + 1
    found = boosting.fit(*map(np.concatenate, (rows, group, right, weight)), **TREES)
    return {"features": list(FEATURES), "least": list(LEAST), **found}


def score(texts: Sequence[tuple[Document, Parsed]], model: Scorer, least: Sequence[float]) -> dict[str, object]:
    """Score a model on texts."""
    pairs = []
    for one, parsed in texts:
        laid = linker.table(parsed.tokens, parsed.sentences, tell(parsed))
        choices = decide(laid.sieve, laid.columns, laid.pairs, model(laid.pairs.rows), least)
        pairs.append((one, measure.own_of(parsed.tokens, linker.mentions(parsed.tokens, laid, choices))))
    return measure.score(pairs)


def main() -> None:
    """Train on what may train, write the file and tell how held-out news does."""
    options = argparse.ArgumentParser(prog="python -m training.chains", description=__doc__)
    options.add_argument("--data", type=Path, required=True, help="folder with the unpacked corpora")
    data = options.parse_args().data
    # The parser links as it reads: with rules alone, so that no scorer of before has a say in this one.
    TARGET.write_text(json.dumps(NOTHING), encoding="utf-8")
    parser = Parser.load()
    model = train(judged(one, parsed) for one, parsed in gum(data, "train", parser))
    TARGET.write_text(json.dumps(model) + "\n", encoding="utf-8")
    held = [pair for pair in gum(data, "dev", parser) if pair[0].genre == "news"]
    sys.stdout.write(f"held-out news: {json.dumps(score(held, of(model), LEAST))}\n")


if __name__ == "__main__":
    main()
