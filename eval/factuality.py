"""Score modality on MEANTIME (or TimeLine with the same layers), and whether predicates happened on UDS over EWT.

MEANTIME is XML in CAT form, its event mentions given: `certainty` (certain or not), `polarity` (positive or negative)
and `time` (future or not), as accuracy; beside each, the accuracy of always giving the commonest answer. Mentions
that the gold leaves without a value are not scored. `uds_r` is Pearson's r of the model's own head, null where the
folder has no UDS; `uds` has that of our modality beside it. The folder may hold one of both corpora, or be the one
that holds all.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from dateline.extract.attribution import attribute, chain
from dateline.extract.modality import modality
from dateline.extract.tree import Tree
from dateline.parse import Parser
from dateline.read import read
from eval import uds
from eval.parse import RESOURCES, Remembering

FUTURE = {"planned", "conditional", "demanded", "possible"}
UNSURE = {"possible", "conditional"}
ANSWERS = {
    "certainty": {"CERTAIN": "CERTAIN", "POSSIBLE": "UNCERTAIN", "PROBABLE": "UNCERTAIN"},
    "polarity": {"POS": "POS", "NEG": "NEG"},
    "time": {"FUTURE": "FUTURE", "NON_FUTURE": "NON_FUTURE"},
}


def document(path: Path) -> tuple[str, dict[str, tuple[int, int]], list[ET.Element]]:
    """Return the text, the place of each token and the event mentions of one file."""
    root = ET.parse(path).getroot()  # noqa: S314
    text, places, last = "", {}, None
    for token in root.iter("token"):
        sentence = token.get("sentence")
        if text:
            text += " " if sentence == last else "\n\n" if last == "0" else "\n"
        last = sentence
        word = token.text or ""
        places[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text += word
    return text, places, list(root.iter("EVENT_MENTION"))


def answer(modality: str, negated: bool) -> dict[str, str]:
    """Say in MEANTIME's words what a modality says."""
    return {
        "certainty": "UNCERTAIN" if modality in UNSURE else "CERTAIN",
        "polarity": "NEG" if negated or modality == "denied" else "POS",
        "time": "FUTURE" if modality in FUTURE else "NON_FUTURE",
    }


def files(data: Path) -> list[Path]:
    """Return the XML files of a folder; of the one that holds all corpora, MEANTIME's."""
    meantime = data / "timeline" / "meantime" / "intra-doc_annotation"
    return sorted((meantime if meantime.is_dir() else data).rglob("*.xml"))


def run(data: Path, out: Path | None = None, *, folder: Path = RESOURCES) -> dict[str, Any]:
    """Score every XML file under the folder, and its UDS; with `out`, keep the wrong answers."""
    parser = Parser.load(folder)
    right: Counter[str] = Counter()
    gold: dict[str, Counter[str]] = {name: Counter() for name in ANSWERS}
    wrong: list[str] = []
    for path in files(data):
        text, places, mentions = document(path)
        report = read(text.encode(), path=str(path)).items[0]
        parsed = parser.parse(report).items[0]
        tree, attributed = Tree(parsed), attribute(report, parsed)
        for mention in mentions:
            anchors = [places[a.get("t_id", "")] for a in mention.iter("token_anchor")]
            start, end = (anchors[0][0], anchors[-1][1]) if anchors else (0, 0)
            tokens = [i for i, span in enumerate(parsed.tokens.span) if span.start < end and start < span.end]
            if not tokens:
                continue
            head = next((i for i in tokens if parsed.tokens.head[i] not in tokens or len(tokens) == 1), tokens[0])
            reality = modality(tree, head, chain(attributed, head))
            have = answer(reality.modality, reality.negated)
            for name, values in ANSWERS.items():
                want = values.get(mention.get(name, ""))
                if want is None:
                    continue
                gold[name][want] += 1
                right[name] += want == have[name]
                if want != have[name]:
                    sentence = re.sub(r"\s+", " ", parsed.sentences[parsed.tokens.sentence[head]].span.of(text))
                    wrong.append(f"{name}\t{want}\t{reality.modality}\t{text[start:end]}\t{sentence}")
    if out is not None:
        (out / "wrong.tsv").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    scores: dict[str, Any] = {n: round(right[n] / c.total(), 4) if c else None for n, c in gold.items()}
    commonest = {n: round(c.most_common(1)[0][1] / c.total(), 4) if c else None for n, c in gold.items()}
    judged = uds.folder_of(data)
    happened = uds.run(judged, parser, Remembering(folder)) if judged is not None else {}
    return {**scores, "uds_r": happened.get("head_r"), "uds": happened, "commonest": commonest}
