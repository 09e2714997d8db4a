"""ECB+ and MEANTIME in; sentences with the words that trigger an event out."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from pathlib import Path

from training.examples import Example

LAST_OPEN = 35  # topics beyond are the official test's
DEVELOPMENT = frozenset({2, 5, 12, 18, 21, 23, 34, 35})


def read_ecb(folder: Path, part: str) -> list[Example]:
    """Read the validated sentences of ECB+'s `train` or `dev` topics, or of all that do not train: `held`."""
    validated: dict[str, set[int]] = defaultdict(set)
    for table in sorted(folder.glob("**/*coreference_sentences.csv")):
        with table.open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                validated[f"{row['Topic']}_{row['File']}.xml"].add(int(row["Sentence Number"]))
    found = []
    for path in sorted(folder.glob("**/*ecb*.xml"), key=lambda p: (p.parent.name.zfill(3), p.name)):
        topic = int(path.parent.name)
        own = "dev" if topic in DEVELOPMENT else "train" if topic <= LAST_OPEN else "test"
        if own == part or (part == "held" and own != "train"):
            found += _sentences(path, "ecb", "ACTION", validated[path.name])
    return found


def read_meantime(folder: Path) -> list[Example]:
    """Read MEANTIME's annotated sentences: the title, the date line and the first four of the text."""
    found = []
    for path in sorted(folder.glob("meantime/intra-doc_annotation/*/*.xml")):
        found += _sentences(path, "meantime", "EVENT_MENTION", set(range(6)))
    return found


def _sentences(path: Path, corpus: str, tag: str, wanted: set[int]) -> list[Example]:
    root = ElementTree.parse(path).getroot()  # noqa: S314
    triggers: set[str] = set()
    for node in root.iter():
        if node.tag.startswith((tag, f"NEG_{tag}")):
            triggers |= {anchor.get("t_id", "") for anchor in node.findall("token_anchor")}
    words: dict[int, list[str]] = defaultdict(list)
    marks: dict[int, list[bool]] = defaultdict(list)
    for token in root.iter("token"):
        sentence = int(token.get("sentence", "0"))
        if sentence in wanted and (token.text or "").strip():
            words[sentence].append((token.text or "").strip())
            marks[sentence].append(token.get("t_id") in triggers)
    return [Example(corpus=corpus, words=words[s], triggers=marks[s]) for s in sorted(words)]
