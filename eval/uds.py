"""Score whether predicates happened, against the UDS judgements over EWT (White et al. 2016, Rudinger et al. 2018).

The judgements run from -3 (surely not) to 3 (surely). Beside the model's own head, the modality that `extract` gives is
put on the same scale: its values are the means of the judgements on 2,500 sentences of the train part, by modality.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import StatisticsError, correlation, fmean
from typing import Any

from training import happened
from training.examples import Example
from training.measure import fitting
from training.treebanks import read_trees

from dateline.extract.attribution import attribute, chain
from dateline.extract.modality import modality
from dateline.extract.tree import Tree
from dateline.parse import Parser
from dateline.parse.model import Model
from dateline.records import Format, Report

AT_ONCE = 50  # sentences in one made-up report: few enough that chains and times cost little
SCALE = {
    "asserted": 1.9, "planned": -0.9, "possible": -0.9, "conditional": -1.2, "demanded": -1.3, "denied": -0.3,
}  # fmt: skip


def folder_of(data: Path) -> Path | None:
    """Return the folder that holds both EWT and the judgements, the given one or `english` in it."""
    return next((one for one in (data, data / "english") if (one / happened.FILE).exists()), None)


def judged(folder: Path) -> list[Example]:
    """Read the judged sentences of EWT's parts that do not train."""
    found = []
    for path in sorted((folder / "ewt").glob("*.conllu")):
        part = next((part for part in ("dev", "test") if f"-{part}." in path.name), None)
        if part is not None:
            examples = [example for _, example in read_trees(path, "ewt")]
            happened.lay(folder, examples, part)
            found += [example for example in examples if example.happened]
    return found


def run(folder: Path, parser: Parser, model: Model) -> dict[str, Any]:
    """Return the correlations of both answers with the judgements, and how many predicates were judged."""
    examples = fitting(judged(folder), model.tokenizer)
    head = list(by_head(model, examples))
    told = list(by_modality(parser, examples))
    return {
        "head_r": pearson(head),
        "modality_r": pearson([(gold, SCALE[answer]) for gold, answer in told]),
        "predicates": len(head),
        "found": len(told),
        "means": means(told),
    }


def means(told: list[tuple[float, str]]) -> dict[str, float]:
    """Return the mean judgement of each modality."""
    by_mode: dict[str, list[float]] = defaultdict(list)
    for gold, mode in told:
        by_mode[mode].append(gold)
    return {mode: round(fmean(golds), 2) for mode, golds in sorted(by_mode.items())}


def pearson(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Pearson's r, or nothing where one side is constant."""
    try:
        return round(correlation(*zip(*pairs, strict=True)), 4)
    except (StatisticsError, TypeError):
        return None


def by_head(model: Model, examples: list[Example]) -> Iterator[tuple[float, float]]:
    """Yield each judgement with what the model's own head says."""
    known = [example.happened or {} for example in examples]
    readings = model.read([example.words for example in examples], predicates=[sorted(gold) for gold in known])
    for gold, reading in zip(known, readings, strict=True):
        for act in reading.acts:
            yield gold[act.word], act.happened


def by_modality(parser: Parser, examples: list[Example]) -> Iterator[tuple[float, str]]:
    """Yield each judgement with the modality that the pipeline gives the word, read from plain text."""
    for first in range(0, len(examples), AT_ONCE):
        text, wanted = _written(examples[first : first + AT_ONCE])
        report = Report(
            id="r0123456789abcdef", sha256="0" * 64, path="uds", format=Format.TEXT, encoding="utf-8", language="en",
            text=text,
        )  # fmt: skip
        parsed = parser.parse(report).items[0]
        tree, attributed = Tree(parsed), attribute(report, parsed)
        starts = {span.start: token for token, span in enumerate(parsed.tokens.span)}
        for start, gold in wanted.items():
            token = starts.get(start)
            if token is not None:
                yield gold, modality(tree, token, chain(attributed, token)).modality.value


def _written(examples: list[Example]) -> tuple[str, dict[int, float]]:
    """Write sentences out, a paragraph each; return where the judged words start, with their judgements."""
    text, wanted = "", {}
    for example in examples:
        for i, word in enumerate(example.words):
            if i and word not in {"n't", "'s", "'re", "'ve", "'ll", "'d", "'m", ".", ",", "!", "?", ";", ":"}:
                text += " "
            if i in (example.happened or {}):
                wanted[len(text)] = (example.happened or {})[i]
            text += word
        text += "\n\n"
    return text, wanted
