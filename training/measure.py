"""A model and development sentences in; its scores out, on gold tokens with punctuation counted."""

from __future__ import annotations

from collections.abc import Iterable

from tokenizers import Tokenizer

from dateline.parse.graphs import Graphs
from dateline.parse.inputs import WINDOW, to_pieces
from dateline.parse.lemmas import lemma
from dateline.parse.model import Model
from training.examples import Example

COARSE = {"geopolitical": "place", "location": "place", "facility": "place"}
SCORED = {"person", "organisation", "place"}


def f1(gold: Iterable[object], found: Iterable[object]) -> float:
    """Return F1 in percent of two sets."""
    one, other = set(gold), set(found)
    return round(200 * len(one & other) / (len(one) + len(other)), 2) if one or other else 100.0


def measure(
    graphs: Graphs, held: dict[str, list[Example]], labels: dict[str, list[str]], tokenizer: Tokenizer
) -> dict[str, float]:
    """Score every layer on the development part that has it."""
    model = Model(graphs, tokenizer, labels)
    scores: dict[str, float] = {}
    scores |= score_trees(model, fitting(held["ewt"], tokenizer))
    scores |= {
        f"gum_{k}": v for k, v in score_trees(model, fitting(held["gum"], tokenizer)).items() if k in {"las", "upos"}
    }
    scores["names_f1"] = score_names(model, fitting(held["uner"], tokenizer))
    scores["gum_names_f1"] = score_names(model, fitting(held["gum"], tokenizer))
    scores["triggers_f1"] = score_triggers(model, fitting(held["ecb"], tokenizer))
    return scores


def fitting(examples: list[Example], tokenizer: Tokenizer) -> list[Example]:
    """Return the sentences that fit the model's window."""
    pieces = to_pieces(tokenizer, [e.words for e in examples])
    return [e for e, p in zip(examples, pieces, strict=True) if len(p.ids) <= WINDOW]


def score_trees(model: Model, examples: list[Example]) -> dict[str, float]:
    """Score tags, lemmas, trees, roles of gold predicates, and predicates."""
    known = [[p for p, _ in e.predicates or ()] for e in examples]
    readings = model.read([e.words for e in examples], predicates=known)
    right = dict.fromkeys(("upos", "xpos", "lemma", "uas", "las"), 0)
    total = 0
    gold_roles, found_roles = [], []
    for number, (example, reading) in enumerate(zip(examples, readings, strict=True)):
        for i, word in enumerate(example.words):
            total += 1
            head = example.head[i] if example.head else 0
            attached = reading.head[i] == (i if head < 0 else head)
            right["upos"] += reading.upos[i] == (example.upos or [])[i]
            right["xpos"] += reading.xpos[i] == (example.xpos or [])[i]
            right["lemma"] += lemma(word, reading.script[i], reading.xpos[i]) == (example.lemma or [])[i]
            right["uas"] += attached
            right["las"] += attached and reading.deprel[i] == (example.deprel or [])[i]
        gold_roles += [(number, p, *span) for p, tags in example.predicates or () for span in spans(tags)]
        found_roles += [(number, act.word, *span) for act in reading.acts for span in act.roles]
    scores = {layer: round(100 * count / total, 2) for layer, count in right.items()}
    free = model.read([e.words for e in examples])
    scores["roles_f1"] = f1(gold_roles, found_roles)
    scores["predicates_f1"] = f1(
        [(n, p) for n, e in enumerate(examples) for p, _ in e.predicates or ()],
        [(n, a.word) for n, (r, e) in enumerate(zip(free, examples, strict=True)) if e.predicates is not None
         for a in r.acts if a.score > 0.5],
    )  # fmt: skip
    return scores


def spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """Return the labelled spans of a BIO sequence."""
    found: list[tuple[int, int, str]] = []
    for i, tag in enumerate(tags):
        if tag[0] == "I" and found and found[-1][1] == i:
            found[-1] = (found[-1][0], i + 1, found[-1][2])
        elif tag != "O":
            found.append((i, i + 1, tag[2:]))
    return found


def score_names(model: Model, examples: list[Example]) -> float:
    """Compare persons, organisations and places; finer classes of place are one."""
    gold, found = [], []
    for number, (example, reading) in enumerate(zip(examples, model.read([e.words for e in examples]), strict=True)):
        tags = []
        for allowed in example.names or ():
            kinds = {COARSE.get(label[2:], label[2:]) for label in allowed}
            tags.append(f"{min(allowed)[0]}-{kinds.pop()}" if len(kinds) == 1 and "O" not in allowed else "O")
        gold += [(number, *span) for span in spans(tags) if span[2] in SCORED]
        coarse = [(first, last, COARSE.get(kind, kind)) for first, last, kind in reading.names]
        found += [(number, *span) for span in coarse if span[2] in SCORED]
    return f1(gold, found)


def score_triggers(model: Model, examples: list[Example]) -> float:
    """Compare the words that trigger an event."""
    readings = model.read([e.words for e in examples])
    gold = [(n, i) for n, e in enumerate(examples) for i, is_trigger in enumerate(e.triggers or ()) if is_trigger]
    found = [(n, a.word) for n, r in enumerate(readings) for a in r.acts if a.trigger > 0.5]
    return f1(gold, found)
