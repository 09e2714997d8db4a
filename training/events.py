"""ECB+ and MEANTIME in; sentences with the words that trigger an event, and MEANTIME's names, out."""

from __future__ import annotations

import csv
import xml.etree.ElementTree as ElementTree
from collections import defaultdict
from pathlib import Path

from training.examples import Example
from training.names import allow, bare

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


def read_meantime(folder: Path, part: str) -> list[Example]:
    """Read MEANTIME's annotated sentences: the title, the date line and the first four of the text.

    Every other report is kept out of training: `train` and `dev` are the two halves.
    """
    found = []
    paths = sorted(folder.glob("meantime/intra-doc_annotation/*/*.xml"))
    for path in paths[part == "dev" :: 2]:
        sentences = _sentences(path, "meantime", "EVENT_MENTION", set(range(6)))
        for example, named in zip(sentences, _named(path, set(range(6))), strict=True):
            cut = [(bare(example.words, first, last, kind), kind) for first, last, kind in named]
            example.names = allow("meantime", example.words, [(*name, kind) for name, kind in cut if name])
        found += sentences
    return found


def _named(path: Path, wanted: set[int]) -> list[list[tuple[int, int, str]]]:
    """Return the names of each sentence: (first word, one past the last, type), the longest where they nest."""
    root = ElementTree.parse(path).getroot()  # noqa: S314
    types = {node.get("m_id", ""): node.get("ent_type", "") for node in root.iter("ENTITY")}
    refers = {
        source.get("m_id", ""): types.get(target.get("m_id", ""), "")
        for link in root.iter("REFERS_TO")
        for target in link.findall("target")
        for source in link.findall("source")
    }
    place: dict[str, tuple[int, int]] = {}
    size: dict[int, int] = defaultdict(int)
    for token in root.iter("token"):
        sentence = int(token.get("sentence", "0"))
        if sentence in wanted and (token.text or "").strip():
            place[token.get("t_id", "")] = sentence, size[sentence]
            size[sentence] += 1
    found: dict[int, list[tuple[int, int, str]]] = {sentence: [] for sentence in sorted(size)}
    for node in root.iter("ENTITY_MENTION"):
        at = sorted(place[a.get("t_id", "")] for a in node.findall("token_anchor") if a.get("t_id", "") in place)
        if at and node.get("syntactic_type") in {"NAM", "PRE.NAM"}:
            found[at[0][0]].append((at[0][1], at[-1][1] + 1, refers.get(node.get("m_id", ""), "")))
    return [_outer(spans) for spans in found.values()]


def _outer(spans: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    kept: list[tuple[int, int, str]] = []
    for span in sorted(set(spans), key=lambda s: s[0] - s[1]):
        if all(span[1] <= other[0] or other[1] <= span[0] for other in kept):
            kept.append(span)
    return sorted(kept)


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
