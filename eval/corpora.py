"""A folder of corpora in; the sentences in it that train nothing out, each with its genre.

The folder may be the one that holds all corpora, or one of them (`english`, `names`, `timeline`, `ecbplus`), or one
laid out alike with other files: trees are any CoNLL-U file that is no train part, names any IOB2 file.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from training.events import read_ecb, read_meantime
from training.examples import Example
from training.names import lay_gum_names, read_re3d, read_uner
from training.treebanks import read_gum, read_trees, read_with_roles

Told = list[tuple[str, Example]]  # genre and sentence
NEVER_TREES = frozenset({"gum", "up"})  # GUM is read with its splits, Universal Propositions have no tags of their own


def held(data: Path) -> dict[str, Told]:
    """Read what the folder has of `trees`, `uner`, `gum`, `gum_news`, `re3d`, `meantime` and `ecb`."""
    trees = [pair for path in _files(data, "conllu", NEVER_TREES) for pair in _with_genres(path, data)]
    uner = [("web", example) for path in _files(data, "iob2") for example in read_uner(path)]
    re3d = [
        (folder.name.removeprefix("re3d "), example)
        for parent in (data, data / "names")
        for folder in sorted(parent.glob("re3d*"))
        for example in read_re3d(folder, "dev")
    ]
    meantime = [
        ("Wikinews", example) for parent in (data, data / "timeline") for example in read_meantime(parent, "dev")
    ]
    found = {
        "trees": trees,
        "uner": uner,
        "gum": _gum(data, "dev"),
        "gum_news": _gum(data, "news"),
        "re3d": re3d,
        "meantime": meantime,
        "ecb": [("ECB+", example) for example in read_ecb(data, "held")],
    }
    return {name: told for name, told in found.items() if told}


def sentences(told: Told) -> list[Example]:
    """Return the sentences without their genres."""
    return [example for _, example in told]


def genre(document: str) -> str:
    """Return the genre that a document's id begins with, in EWT's manner or GUM's.

    >>> genre("weblog-blogspot.com_20040114"), genre("GUM_news_iodine"), genre("story")
    ('weblog', 'news', 'story')
    """
    parts = document.split("_")
    return parts[1] if parts[0] == "GUM" and len(parts) > 2 else document.partition("-")[0]


def _files(data: Path, suffix: str, never: frozenset[str] = frozenset()) -> list[Path]:
    return [
        path
        for path in sorted(data.glob(f"**/*.{suffix}"))
        if "train" not in path.name and not never & set(path.relative_to(data).parts)
    ]


def _with_genres(path: Path, data: Path) -> Told:
    """Read a treebank with the roles laid over it; sentences stand in the order of their documents' first ones."""
    documents: dict[str, int] = defaultdict(int)
    for document, _ in read_trees(path, "ewt"):
        documents[document] += 1
    genres = [genre(document) for document, count in documents.items() for _ in range(count)]
    return list(zip(genres, read_with_roles(path, data), strict=True))


def _gum(data: Path, part: str) -> Told:
    folder = next((parent for parent in (data, data / "english") if (parent / "gum" / "splits.md").exists()), None)
    if folder is None:
        return []
    documents: dict[str, list[Example]] = defaultdict(list)
    for document, example in read_gum(folder, part):
        documents[document].append(example)
    for document, examples in documents.items():
        lay_gum_names(folder, document, examples)
    return [(genre(document), example) for document, examples in documents.items() for example in examples]
