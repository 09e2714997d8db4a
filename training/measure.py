"""A model and development sentences in; its scores out, on gold tokens with punctuation counted."""

from __future__ import annotations

from collections.abc import Iterable
from statistics import correlation

from tokenizers import Tokenizer

from dateline.parse.graphs import Graphs
from dateline.parse.inputs import WINDOW, to_pieces
from dateline.parse.lemmas import lemma
from dateline.parse.model import Model
from training.examples import Example
from training.names import ANY

COARSE = {"geopolitical": "place", "location": "place", "facility": "place"}
SCORED = {"person", "organisation", "place"}
NAMED = {"gum": "gum", "gum_news": "news", "re3d": "re3d", "meantime": "meantime"}


def f1(gold: Iterable[object], found: Iterable[object]) -> float:
    """Return F1 in percent of two sets."""
    one, other = set(gold), set(found)
    return round(200 * len(one & other) / (len(one) + len(other)), 2) if one or other else 100.0


def measure(
    graphs: Graphs, held: dict[str, list[Example]], labels: dict[str, list[str]], tokenizer: Tokenizer
) -> dict[str, float]:
    """Score every layer on the development part that has it."""
    model = Model(graphs, tokenizer, labels)
    fit = {name: fitting(examples, tokenizer) for name, examples in held.items()}
    scores = score_trees(model, fit["ewt"])
    scores |= {f"gum_{k}": v for k, v in score_trees(model, fit["gum"]).items() if k in {"las", "upos"}}
    scores |= {f"news_{k}": v for k, v in score_trees(model, fit["news"]).items() if k in {"las", "upos"}}
    scores["happened_r"] = score_happened(model, fit["ewt"])
    scores["names_f1"] = score_names(model, fit["uner"])
    scores["news_names_f1"] = score_names(model, fit["news"] + fit["re3d"] + fit["meantime"])
    scores |= {f"{name}_names_f1": score_names(model, fit[key]) for name, key in NAMED.items()}
    scores["triggers_f1"] = score_triggers(model, fit["ecb"])
    scores["meantime_triggers_f1"] = score_triggers(model, fit["meantime"])
    return scores


def fitting(examples: list[Example], tokenizer: Tokenizer) -> list[Example]:
    """Return the sentences that fit the model's window."""
    pieces = to_pieces(tokenizer, [e.words for e in examples])
    return [e for e, p in zip(examples, pieces, strict=True) if len(p.ids) <= WINDOW]


def score_trees(model: Model, examples: list[Example]) -> dict[str, float]:
    """Score tags, features, lemmas and arcs; roles with gold predicates and from end to end; the predicates."""
    words = [e.words for e in examples]
    readings = model.read(words, predicates=[[p for p, _ in e.predicates or ()] for e in examples])
    right = dict.fromkeys(("upos", "xpos", "feats", "lemma", "uas", "las"), 0)
    total = 0
    gold_roles, found_roles = [], []
    for number, (example, reading) in enumerate(zip(examples, readings, strict=True)):
        for i, word in enumerate(example.words):
            total += 1
            head = example.head[i] if example.head else 0
            attached = reading.head[i] == (i if head < 0 else head)
            right["upos"] += reading.upos[i] == (example.upos or [])[i]
            right["xpos"] += reading.xpos[i] == (example.xpos or [])[i]
            right["feats"] += reading.feats[i] == (example.feats or [])[i]
            right["lemma"] += lemma(word, reading.script[i], reading.xpos[i]) == (example.lemma or [])[i]
            right["uas"] += attached
            right["las"] += attached and reading.deprel[i] == (example.deprel or [])[i]
        gold_roles += [(number, p, *span) for p, tags in example.predicates or () for span in spans(tags)]
        found_roles += [(number, act.word, *span) for act in reading.acts for span in act.roles]
    scores = {layer: round(100 * count / total, 2) for layer, count in right.items()}
    scores["roles_f1"] = f1(gold_roles, found_roles)
    free = [(n, a) for n, r in enumerate(model.read(words)) for a in r.acts if a.score > 0.5]
    free = [(n, a) for n, a in free if examples[n].predicates is not None]
    scores["roles_end_to_end_f1"] = f1(gold_roles, [(n, a.word, *span) for n, a in free for span in a.roles])
    scores["predicates_f1"] = f1(
        [(n, p) for n, e in enumerate(examples) for p, _ in e.predicates or ()], [(n, a.word) for n, a in free]
    )
    return scores


def score_happened(model: Model, examples: list[Example]) -> float:
    """Return Pearson's r between the judgements whether predicates happened and the model's."""
    judged = [e for e in examples if e.happened]
    readings = model.read([e.words for e in judged], predicates=[sorted(e.happened or ()) for e in judged])
    pairs = [
        (e.happened[a.word], a.happened) for e, r in zip(judged, readings, strict=True) for a in r.acts if e.happened
    ]
    told, sure = zip(*pairs, strict=True)
    return round(correlation(told, sure), 4) if len(set(sure)) > 1 else 0.0


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
    """Compare persons, organisations and places of any sort; words of unknown label are left out."""
    gold, found = [], []
    for number, (example, reading) in enumerate(zip(examples, model.read([e.words for e in examples]), strict=True)):
        tags = []
        for allowed in example.names or ():
            kinds = {COARSE.get(label[2:], label[2:]) for label in allowed}
            tags.append(f"{min(allowed)[0]}-{kinds.pop()}" if len(kinds) == 1 and "O" not in allowed else "O")
        gold += [(number, *span) for span in spans(tags) if span[2] in SCORED]
        unknown = {i for i, allowed in enumerate(example.names or ()) if allowed == ANY}
        coarse = [(first, last, COARSE.get(kind, kind)) for first, last, kind in reading.names]
        found += [
            (number, *span) for span in coarse if span[2] in SCORED and not unknown & set(range(span[0], span[1]))
        ]
    return f1(gold, found)


def score_triggers(model: Model, examples: list[Example]) -> float:
    """Compare the words that trigger an event."""
    readings = model.read([e.words for e in examples])
    gold = [(n, i) for n, e in enumerate(examples) for i, is_trigger in enumerate(e.triggers or ()) if is_trigger]
    found = [(n, a.word) for n, r in enumerate(readings) for a in r.acts if a.trigger > 0.5]
    return f1(gold, found)
