"""Run one measure: `python -m eval TASK --data DIR [--out DIR] [--json]`.

TASK is a module of this folder with `run(data: Path, out: Path | None) -> dict`; `bias`, `copies`, `kinds` and `rank`
bring their own data. Figures go to standard output, a line each; with `--json` the last line is one JSON object.
`--folder` and `--worst` are for the measures whose `run` takes them.
"""

from __future__ import annotations

import importlib
import inspect
import json
from pathlib import Path
from typing import Any

import click

TASKS = {
    "story": "a folder of reports and gold.json, as in eval/stories/",
    "rank": "stories with gold.json; eval/stories/ where no folder is given",
    "timeline": "SemEval-2015 Task 4, Track A: reports/, targets.txt, gold/",
    "coref": "ECB+: topic folders with XML and the CSV of validated sentences; or MEANTIME with list_instances.csv",
    "pairs": "*.jsonl of two short reports each; eval/pairs/ where no folder is given",
    "differences": "*.jsonl of a few short reports each; eval/differences/ where no folder is given",
    "actors": "MEANTIME: CAT files with entity instances, and list_instances.csv",
    "sentences": "CoNLL-U: raw text cut into sentences and tokens",
    "codebook": "NAME.toml and sentences.tsv; eval/codebook/ where no folder is given",
    "coding": "PLOVER gold records (JSON), as in gold_standard_records/PLOVER_GSR_CAMEO.txt",
    "kinds": "examples.tsv; eval/kinds/ where no folder is given",
    "chains": "GUM: gum/coref/*.conll and gum/dep/*.conllu, or coref/ and dep/",
    "timex": "a folder of TimeML",
    "eventdate": "MEANTIME with list_instances.csv, SemEval-2015 Task 4 (reports/ and gold/), or TimeML",
    "attribution": "a PolNeAR split: text and brat annotations",
    "factuality": "MEANTIME: CAT files with event certainty, polarity and time; UDS over EWT",
    "places": "XML files of articles with toponyms, as LGL and TR-News",
    "parse": "CoNLL-U, PropBank over it, names, ECB+ triggers",
    "robustness": "as parse",
    "muc": "MUC-4: key-* and report files, or the development part of muc34.tar.gz",
    "numbers": "*.jsonl of sentences with numbers; eval/numbers/ where no folder is given",
    "hops": "*.jsonl of texts with chains of who says so; eval/hops/ where no folder is given",
    "incidents": "*.jsonl of dated reports with an incident, the news_cluster of Giveme5W1H, or ECB+",
    "copies": "pairs.jsonl of labelled pairs of reports; eval/copies/ where no folder is given",
    "bias": "templates.tsv and fillers.tsv; eval/bias/ where no folder is given",
}


def lines(scores: dict[str, Any], prefix: str = "") -> list[str]:
    """Lay out scores one to a line, nested ones by dotted name, lists with their places."""
    found = []
    for key, value in scores.items():
        if isinstance(value, dict):
            found += lines(value, f"{prefix}{key}.")
        elif isinstance(value, list):
            found += lines({str(place): one for place, one in enumerate(value, 1)}, f"{prefix}{key}.")
        else:
            found.append(f"{prefix + key:24} {value}")
    return found


@click.command(epilog="Tasks: " + "; ".join(f"{name}: {layout}" for name, layout in TASKS.items()))
@click.argument("task", type=click.Choice(sorted(TASKS)))
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Keep what was predicted in this folder.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on the last line.")
@click.option("--folder", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Measure this model.")
@click.option("--worst", type=int, help="Show so many of the worst sentences.")
def main(task: str, data: Path | None, out: Path | None, as_json: bool, folder: Path | None, worst: int | None) -> None:
    """Measure TASK on the folder given by --data."""
    if out is not None:
        out.mkdir(parents=True, exist_ok=True)
    run = importlib.import_module(f"eval.{task}").run
    takes = inspect.signature(run).parameters
    more = {name: value for name, value in (("folder", folder), ("worst", worst)) if value is not None}
    if unknown := sorted(more.keys() - takes.keys()):
        raise click.UsageError(f"{task} takes no --{unknown[0]}")
    if data is None and takes["data"].default is inspect.Parameter.empty:
        raise click.UsageError(f"{task} needs --data: {TASKS[task]}")
    scores = run(**({} if data is None else {"data": data}), out=out, **more)
    click.echo("\n".join(lines(scores)))
    if as_json:
        click.echo(json.dumps(scores))


if __name__ == "__main__":
    main()
