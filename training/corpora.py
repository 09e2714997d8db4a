"""The folder of corpora in; every sentence that trains the model, or that measures it, out."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from training.events import read_ecb, read_meantime
from training.examples import Example
from training.manifest import licensed
from training.names import lay_gum_names, read_columns, read_re3d, read_uner
from training.treebanks import read_ewt, read_gum


def train(data: Path) -> list[Example]:
    """Read every sentence that may train a model that ships; a file that may not stops it (`training.manifest`)."""
    with licensed(data):
        return _train(data)


def _train(data: Path) -> list[Example]:
    names = data / "names"
    columns = {
        "wikigold": [names / "wikigold/CONLL-format/data/wikigold.conll.txt"],
        "wnut": [names / "WNUT17/CONLL-format/data/train/wnut17train.conll"],
        "btc": [names / f"BTC/CONLL-format/data/{part}.conll" for part in "ge"],
        "crossner": [
            *(names / f"crossner/ner_data/politics/{part}.txt" for part in ("train", "dev", "test")),
            *(names / f"crossner/ner_data/{field}/{part}.txt"
              for field in ("literature", "music", "science") for part in ("train", "dev")),
        ],
    }  # fmt: skip
    found = read_ewt(data / "english", "train") + gum(data, "train")
    found += [e for corpus, paths in columns.items() for path in paths for e in read_columns(path, corpus)]
    found += [e for folder in sorted(names.glob("re3d*")) for e in read_re3d(folder, "train")]
    found += read_ecb(data / "ecbplus", "train") + read_meantime(data / "timeline", "train")
    return found


def development(data: Path) -> dict[str, list[Example]]:
    """Read the development parts, none of which trains.

    `news` are reports of GUM, `re3d` a fifth of its documents, `meantime` half of its reports: together names in news.
    """
    return {
        "ewt": read_ewt(data / "english", "dev"),
        "uner": read_uner(data / "english" / "uner" / "en_ewt-ud-dev.iob2"),
        "gum": gum(data, "dev"),
        "news": gum(data, "news"),
        "re3d": [e for folder in sorted((data / "names").glob("re3d*")) for e in read_re3d(folder, "dev")],
        "meantime": read_meantime(data / "timeline", "dev"),
        "ecb": read_ecb(data / "ecbplus", "dev"),
    }


def gum(data: Path, part: str) -> list[Example]:
    """Read GUM's trees with the names derived from its entities."""
    documents: dict[str, list[Example]] = defaultdict(list)
    for document, example in read_gum(data / "english", part):
        documents[document].append(example)
    for document, examples in documents.items():
        lay_gum_names(data / "english", document, examples)
    return [example for examples in documents.values() for example in examples]
