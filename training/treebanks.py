"""English Web Treebank, GUM and PropBank over EWT in; sentences with tags, features, lemmas, trees and roles out."""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from training import happened
from training.examples import Example

HELD_NEWS = frozenset({"GUM_news_afghan", "GUM_news_korea"})  # two more reports kept out of training
VERBAL = ("Mood", "Tense", "VerbForm", "Voice")
ROLE = re.compile(r"\(([^()*]+)")


def read_trees(path: Path, corpus: str) -> list[tuple[str, Example]]:
    """Read a CoNLL-U file into (document, sentence) pairs; multiword ranges and empty nodes are passed over."""
    found: list[tuple[str, Example]] = []
    document = path.stem
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newdoc id"):
            document = line.split("=", 1)[1].strip()
        elif line and not line.startswith("#"):
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
        elif not line and rows:
            found.append((document, _tree(rows, corpus)))
            rows = []
    return found


def _tree(rows: list[list[str]], corpus: str) -> Example:
    return Example(
        corpus=corpus,
        words=[row[1] for row in rows],
        lemma=[row[2] for row in rows],
        upos=[row[3] for row in rows],
        xpos=[row[4] for row in rows],
        feats=[_verbal(row[3], row[5]) for row in rows],
        head=[int(row[6]) - 1 for row in rows],
        deprel=[row[7] for row in rows],
    )


def _verbal(upos: str, feats: str) -> str:
    """Keep the features that tense, aspect, mood and voice are told by; "_" for what is no verb."""
    if upos not in {"VERB", "AUX"}:
        return "_"
    return "|".join(one for one in feats.split("|") if one.partition("=")[0] in VERBAL) or "_"


def read_ewt(folder: Path, part: str) -> list[Example]:
    """Read EWT `train` or `dev` with PropBank's predicates and roles and UDS's judgements laid over it."""
    name = {"train": "en_ewt-ud-train.rebuilt.conllu", "dev": "en_ewt-ud-dev.conllu"}[part]
    found = read_with_roles(folder / "ewt" / name, folder / "propbank")
    happened.lay(folder, found, part)
    return found


def read_with_roles(path: Path, propbank: Path) -> list[Example]:
    """Read an EWT file, with the roles of the documents that PropBank's folder has."""
    documents: dict[str, list[Example]] = defaultdict(list)
    for document, example in read_trees(path, "ewt"):
        documents[document].append(example)
    skeletons = {path.name.removesuffix(".xml.gold_skel"): path for path in propbank.glob("**/*.gold_skel")}
    for document, examples in documents.items():
        skeleton = skeletons.get(document.partition("-")[2])
        if skeleton is not None:
            _lay_roles(examples, _read_skeleton(skeleton))
    return [example for examples in documents.values() for example in examples]


def _read_skeleton(path: Path) -> list[list[list[str]]]:
    sentences: list[list[list[str]]] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.strip():
            rows.append(line.split())
        elif rows:
            sentences.append(rows)
            rows = []
    return sentences


def _lay_roles(examples: list[Example], skeleton: list[list[list[str]]]) -> None:
    """Give each sentence its roles; PropBank's words are masked, so sentences meet by their tag sequences."""
    ours = [tuple(_plain(tag) for tag in example.xpos or ()) for example in examples]
    theirs = [tuple(_plain(row[4]) for row in rows) for rows in skeleton]
    if len(ours) == len(theirs):
        pairs = [(i, i) for i in range(len(ours))]
    else:
        blocks = SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks()
        pairs = [(b.a + k, b.b + k) for b in blocks for k in range(b.size)]
    for left, right in pairs:
        if len(ours[left]) != len(theirs[right]):
            continue
        equal = sum(a == b for a, b in zip(ours[left], theirs[right], strict=True))
        if equal >= 0.7 * len(ours[left]):
            examples[left].predicates = _roles(skeleton[right])


def _plain(tag: str) -> str:
    return {"NNPS": "NNS", "NNP": "NN", "-LRB-": "(", "-RRB-": ")"}.get(tag, tag)


def _roles(rows: list[list[str]]) -> list[tuple[int, list[str]]]:
    found = []
    for column in range(8, len(rows[0])):
        labels, predicate, open_role = [], -1, ""
        for index, row in enumerate(rows):
            cell = row[column]
            opened = ROLE.search(cell)
            if opened:
                open_role = opened.group(1)
                if open_role == "V" and predicate < 0:
                    predicate = index
                labels.append("O" if open_role == "V" else f"B-{open_role}")
            else:
                labels.append("O" if open_role in {"", "V"} else f"I-{open_role}")
            if ")" in cell:
                open_role = ""
        if predicate >= 0:
            found.append((predicate, labels))
    return found


def gum_files(folder: Path, part: str) -> list[Path]:
    """Return GUM's trees of `train`, `dev` or held-out `news`, by its published splits; its test texts are left out."""
    splits: dict[str, set[str]] = defaultdict(set)
    section = ""
    for line in (folder / "gum" / "splits.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            section = line[3:].strip()
        elif line.strip().startswith("* "):
            splits[section].add(line.strip()[2:].strip())
    splits["news"] = {name for name in splits["dev"] if "_news_" in name} | HELD_NEWS
    held = splits["dev"] | splits["test"] | splits["test2"] | HELD_NEWS
    paths = sorted((folder / "gum" / "dep").glob("*.conllu"))
    return [path for path in paths if (path.stem not in held if part == "train" else path.stem in splits[part])]


def read_gum(folder: Path, part: str) -> list[tuple[str, Example]]:
    """Read GUM's sentences of a part, each with the name of its text."""
    return [example for path in gum_files(folder, part) for example in read_trees(path, "gum")]
