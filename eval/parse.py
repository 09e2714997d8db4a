"""How well the model reads: tags and trees on CoNLL-U, roles on PropBank over it, names on IOB2, triggers on ECB+.

Gold tokens, punctuation counted, gold predicates for the roles; persons, organisations and places for the names, places
of all sorts as one. A layer that the folder does not have is null. What trains the model is left out.
"""

from __future__ import annotations

import json
from pathlib import Path

from training.events import read_ecb
from training.measure import fitting, score_names, score_trees, score_triggers
from training.names import read_uner
from training.treebanks import read_with_roles

from dateline.parse.graphs import OnnxGraphs
from dateline.parse.inputs import load_tokenizer
from dateline.parse.model import Model

RESOURCES = Path(__file__).parents[1] / "src" / "dateline" / "resources" / "model"


def run(data: Path, out: Path | None = None, *, folder: Path = RESOURCES) -> dict[str, float | None]:
    """Score every layer that the folder has."""
    labels = json.loads((folder / "model.json").read_text(encoding="utf-8"))["labels"]
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    model = Model(OnnxGraphs(folder, threads=2), tokenizer, labels)
    scores: dict[str, float | None] = dict.fromkeys(("upos", "uas", "las", "roles_f1", "names_f1", "triggers_f1"))
    trees = [path for path in sorted(data.glob("**/*.conllu")) if _held(path, data)]
    if trees:
        examples = [e for path in trees for e in read_with_roles(path, data)]
        found = score_trees(model, fitting(examples, tokenizer))
        if all(e.predicates is None for e in examples):
            found |= {"roles_f1": None, "predicates_f1": None}
        scores |= found
    names = [path for path in sorted(data.glob("**/*.iob2")) if "train" not in path.name]
    if names:
        scores["names_f1"] = score_names(model, fitting([e for path in names for e in read_uner(path)], tokenizer))
    triggers = read_ecb(data, "held")
    if triggers:
        scores["triggers_f1"] = score_triggers(model, fitting(triggers, tokenizer))
    if out is not None:
        (out / "parse.json").write_text(json.dumps(scores) + "\n", encoding="utf-8")
    return scores


def _held(path: Path, data: Path) -> bool:
    """Say whether a file is a treebank that did not train: no train part, not GUM or Universal Propositions."""
    return "train" not in path.name and not {"gum", "up"} & set(path.relative_to(data).parts)
