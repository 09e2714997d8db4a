"""How well the model reads: tags and trees on CoNLL-U, roles on PropBank over it, names, triggers; by genre and corpus.

Gold tokens, punctuation counted; `roles_f1` with gold predicates, `roles_end_to_end_f1` with the model's; persons,
organisations and places for the names, places of all sorts as one. A layer that the folder does not have is null. What
trains the model is left out. `news_names` are GUM's news, re3d and MEANTIME, in one and by corpus and type.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from training.examples import Example
from training.measure import COARSE, SCORED, f1, fitting, score_names, score_trees, score_triggers, spans
from training.names import ANY

from dateline.parse.graphs import OnnxGraphs
from dateline.parse.inputs import load_tokenizer
from dateline.parse.model import Model, Reading
from eval.corpora import Told, held, sentences

RESOURCES = Path(__file__).parents[1] / "src" / "dateline" / "resources" / "model"
ALWAYS = ("upos", "uas", "las", "roles_f1", "roles_end_to_end_f1", "names_f1", "news_names_f1", "triggers_f1")
NEWS = ("gum_news", "re3d", "meantime")
ROLES = ("roles_f1", "roles_end_to_end_f1", "predicates_f1")
SURE = 0.5  # the threshold that triggers and predicates are scored at


class Remembering(Model):
    """The model of a folder, which reads no sentence twice: genres are parts of what was read already."""

    def __init__(self, folder: Path, *, threads: int = 2) -> None:
        labels = json.loads((folder / "model.json").read_text(encoding="utf-8"))["labels"]
        super().__init__(OnnxGraphs(folder, threads=threads), load_tokenizer(folder / "tokenizer.json"), labels)
        self._read: dict[tuple[tuple[str, ...], tuple[int, ...] | None], Reading] = {}

    def read(
        self, sentences: Sequence[Sequence[str]], *, predicates: Sequence[Iterable[int]] | None = None
    ) -> list[Reading]:
        """Read the sentences that were not read before, and remember them."""
        given = [None] * len(sentences) if predicates is None else [tuple(p) for p in predicates]
        keys = [(tuple(words), chosen) for words, chosen in zip(sentences, given, strict=True)]
        new = list(dict.fromkeys(key for key in keys if key not in self._read))
        chosen = None if predicates is None else [key[1] or () for key in new]
        self._read.update(zip(new, super().read([key[0] for key in new], predicates=chosen), strict=True))
        return [self._read[key] for key in keys]


def run(data: Path, out: Path | None = None, *, folder: Path = RESOURCES, worst: int = 0) -> dict[str, Any]:
    """Score every layer that the folder has, with the model of `folder`; `worst` sentences of MEANTIME are shown."""
    model = Remembering(folder)
    told = {name: fit(model, found) for name, found in held(data).items()}
    scores = measure(model, told)
    if worst and "meantime" in told:
        scores["worst"] = worst_sentences(model, sentences(told["meantime"]), worst)
    if out is not None:
        (out / "parse.json").write_text(json.dumps(scores, ensure_ascii=False) + "\n", encoding="utf-8")
    return scores


def fit(model: Model, told: Told) -> Told:
    """Leave out the sentences that are too long for the model's window."""
    kept = {id(example) for example in fitting(sentences(told), model.tokenizer)}
    return [(genre, example) for genre, example in told if id(example) in kept]


def measure(model: Model, told: dict[str, Told]) -> dict[str, Any]:
    """Score all layers: the figures of each layer first, then the genres and the corpora."""
    scores: dict[str, Any] = dict.fromkeys(ALWAYS)
    scores["genres"] = {}
    if "trees" in told:
        scores |= trees(model, sentences(told["trees"]))
        scores["genres"] |= _by_genre(model, "ewt", told["trees"])
    gum = [pair for pair in told.get("gum", ()) if pair[0] != "news"]  # `gum_news` holds them, and more
    scores["genres"] |= _by_genre(model, "gum", [*gum, *told.get("gum_news", ())])
    if "uner" in told:
        scores["names_f1"] = score_names(model, sentences(told["uner"]))
    corpora = {name: sentences(told[name]) for name in NEWS if name in told}
    if corpora:
        news_examples = [example for examples in corpora.values() for example in examples]
        scores["news_names_f1"] = score_names(model, news_examples)
        by_corpus = {name: score_names(model, examples) for name, examples in corpora.items()}
        scores["news_names"] = {**by_corpus, **by_type(model, news_examples)}
    if "ecb" in told:
        scores["triggers_f1"] = score_triggers(model, sentences(told["ecb"]))
    if "meantime" in told:
        scores["meantime_triggers_f1"] = score_triggers(model, sentences(told["meantime"]))
    return scores


def trees(model: Model, examples: list[Example]) -> dict[str, float | None]:
    """Score tags and trees; the figures of roles are null where no sentence has them."""
    found: dict[str, float | None] = dict(score_trees(model, examples))
    if all(example.predicates is None for example in examples):
        found |= dict.fromkeys(ROLES)
    return found


def _by_genre(model: Model, corpus: str, told: Told) -> dict[str, dict[str, float]]:
    parts: dict[str, list[Example]] = defaultdict(list)
    for genre, example in told:
        parts[genre].append(example)
    found = {}
    for genre, examples in sorted(parts.items()):
        scores = trees(model, examples)
        kept = {name: scores.get(name) for name in ("upos", "uas", "las", "roles_f1", "roles_end_to_end_f1")}
        found[f"{corpus}.{genre}"] = {k: v for k, v in kept.items() if v is not None} | {"sentences": len(examples)}
    return found


def gold_names(example: Example) -> set[tuple[int, int, str]]:
    """Return the names that the annotation is sure of: persons, organisations, places."""
    tags = []
    for allowed in example.names or ():
        kinds = {COARSE.get(label[2:], label[2:]) for label in allowed}
        tags.append(f"{min(allowed)[0]}-{kinds.pop()}" if len(kinds) == 1 and "O" not in allowed else "O")
    return {span for span in spans(tags) if span[2] in SCORED}


def found_names(example: Example, reading: Reading) -> set[tuple[int, int, str]]:
    """Return the names that the model sees; those over words of unknown label are left out."""
    unknown = {i for i, allowed in enumerate(example.names or ()) if allowed == ANY}
    coarse = {(first, last, COARSE.get(kind, kind)) for first, last, kind in reading.names}
    return {span for span in coarse if span[2] in SCORED and not unknown & set(range(span[0], span[1]))}


def by_type(model: Model, examples: list[Example]) -> dict[str, float]:
    """Score the names of each type."""
    readings = model.read([e.words for e in examples])
    pairs = list(zip(examples, readings, strict=True))
    gold = [(n, *span) for n, (e, _) in enumerate(pairs) for span in gold_names(e)]
    found = [(n, *span) for n, (e, r) in enumerate(pairs) for span in found_names(e, r)]
    return {kind: f1([g for g in gold if g[3] == kind], [f for f in found if f[3] == kind]) for kind in sorted(SCORED)}


def worst_sentences(model: Model, examples: list[Example], count: int) -> list[str]:
    """Describe the sentences with most wrong: triggers missed and invented, names missed and invented."""
    described = []
    for example, reading in zip(examples, model.read([e.words for e in examples]), strict=True):
        words = example.words
        gold = {i for i, is_trigger in enumerate(example.triggers or ()) if is_trigger}
        found = {act.word for act in reading.acts if act.trigger > SURE}
        named, seen = gold_names(example), found_names(example, reading)
        faults = {
            "triggers missed": [words[i] for i in sorted(gold - found)],
            "triggers invented": [words[i] for i in sorted(found - gold)],
            "names missed": [_name(words, span) for span in sorted(named - seen)],
            "names invented": [_name(words, span) for span in sorted(seen - named)],
        }
        wrong = sum(map(len, faults.values()))
        told = "; ".join(f"{what}: {', '.join(which)}" for what, which in faults.items() if which)
        described.append((wrong, f"{wrong} wrong. {told}. In: {' '.join(words)}"))
    return [text for wrong, text in sorted(described, key=lambda one: (-one[0], one[1]))[:count] if wrong]


def _name(words: list[str], span: tuple[int, int, str]) -> str:
    first, last, kind = span
    return f"{' '.join(words[first:last])} ({kind})"
