"""The UDS judgements whether "it happened", laid over English Web Treebank sentences (Rudinger et al. 2018).

A predicate's value is the mean over its annotators of plus or minus 3, weighed by how sure each was: -3 surely did not
happen, 3 surely did.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from statistics import fmean

from training.examples import Example

FILE = "factuality/uds/factuality_eng_udewt/it-happened/it-happened_eng_ud1.2_07092017.tsv"
DRIFT = 60  # sentences by which the numbering of UD 1.2, which the judgements use, may be off


def lay(folder: Path, examples: list[Example], part: str) -> None:
    """Give the sentences of EWT `train` or `dev`, in the treebank's order, the values of their judged predicates."""
    judged: dict[int, dict[tuple[int, str], list[float]]] = defaultdict(lambda: defaultdict(list))
    with (folder / FILE).open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            if row["Split"] == part and row["Is.Predicate"] == "True" and row["Keep"] == "True":
                if row["Happened"] == "na" or row["Confidence"] == "na":
                    continue
                sure = 3 * int(row["Confidence"]) / 4
                where = int(row["Pred.Token"]) - 1, row["Pred.Lemma"].lower()
                judged[int(row["Sentence.ID"].split()[-1])][where].append(sure if row["Happened"] == "true" else -sure)
    drift = 0
    for number, values in sorted(judged.items()):
        near = sorted(range(drift - DRIFT, drift + DRIFT + 1), key=lambda d: abs(d - drift))
        met = next((d for d in near if _meets(examples, number - 1 + d, values)), None)
        if met is None:
            continue
        drift = met if abs(met - drift) <= 1 else drift
        examples[number - 1 + met].happened = {word: fmean(all_of) for (word, _), all_of in values.items()}


def _meets(examples: list[Example], at: int, values: dict[tuple[int, str], list[float]]) -> bool:
    """Say whether the sentence at a place has each judged lemma where the judgement says."""
    if not 0 <= at < len(examples):
        return False
    lemmas = examples[at].lemma or []
    return all(word < len(lemmas) and lemmas[word].lower() == lemma for word, lemma in values)
