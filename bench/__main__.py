"""Measure speed and memory: `python -m bench [--data DIR] [--reports N] [--keep]`.

Reports per second by stage and in all, on one and two processes, beside the bare encoder in the same run, since shared
machines are noisy: read the ratios. `time` and `attribution` are no stages: they are what parse, extract and resolve do
about times, and extract about who tells what, with the parsed reports given, by processor time. Then peak memory and
the start of `dateline show`. Each figure is the median of `--rounds` rounds; `--keep` appends one line to
bench/results.jsonl.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bench import growth
from bench.machine import commit, family, machine, resident

if TYPE_CHECKING:
    from dateline.parse.graphs import OnnxGraphs

HERE = Path(__file__).parent
ROOT = HERE.parent
DEFAULT = ("eval/stories", "examples")
SUFFIXES = frozenset({".txt", ".html"})


def gather(folders: list[Path], count: int) -> list[Path]:
    """Return report files, sorted by name, at most `count` of them."""
    found = [path for folder in folders for path in folder.rglob("*") if path.suffix in SUFFIXES]
    return sorted(found)[:count]


def seconds(act: Callable[[], Any]) -> float:
    """Return how long an act took."""
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def stages(paths: list[Path]) -> dict[str, float]:
    """Return seconds spent in each stage, in one process, with the model loaded."""
    from dateline.merge import merge
    from dateline.run.pipeline import PER_REPORT, Draft, parser

    parser()
    drafts = [Draft(path=str(path), raw=path.read_bytes()) for path in paths]
    spent = {}
    for stage in PER_REPORT:
        start = time.perf_counter()
        drafts = [draft if draft.done else stage(draft) for draft in drafts]
        spent[stage.__name__] = time.perf_counter() - start
    reports = [draft.report for draft in drafts if draft.report]
    mentions = [mention for draft in drafts for mention in draft.mentions]
    spent["merge"] = seconds(lambda: merge(reports, mentions))
    return spent


def parts_alone(paths: list[Path]) -> dict[str, float]:
    """Return seconds of processor time for what is done about times, and about who tells what, after parsing."""
    from bench import alone
    from dateline.run.pipeline import Draft

    drafts = [Draft(path=str(path), raw=path.read_bytes()) for path in paths]
    spent = {}
    for name, steps in (("time", alone.TIME), ("attribution", alone.ATTRIBUTION)):
        calls = alone.of_drafts(drafts, steps)
        start = time.process_time()
        alone.again(calls)
        spent[name] = time.process_time() - start
    return spent


class Recorder:
    """Stands before the model's graphs and keeps the batches they are given."""

    def __init__(self, graphs: OnnxGraphs) -> None:
        self.graphs = graphs
        self.batches: list[dict[str, Any]] = []

    def encoder(self, arrays: dict[str, Any]) -> list[Any]:
        """Keep the batch and pass it on."""
        self.batches.append(arrays)
        return self.graphs.encoder(arrays)

    def relations(self, *arrays: Any) -> Any:  # noqa: ANN401 (arrays, passed on)
        """Pass the arrays on."""
        return self.graphs.relations(*arrays)

    def roles(self, *arrays: Any) -> Any:  # noqa: ANN401 (arrays, passed on)
        """Pass the arrays on."""
        return self.graphs.roles(*arrays)


def bare_encoder(paths: list[Path]) -> float:
    """Return seconds that the encoder alone needs for the same batches, no head run: the floor under `parse`."""
    import onnxruntime

    from dateline.parse import Parser
    from dateline.run.pipeline import Draft, read

    parser = Parser.load()
    model = parser._model  # noqa: SLF001 (the bench looks inside)
    recorder = Recorder(model._graphs)  # noqa: SLF001
    model._graphs = recorder  # noqa: SLF001
    for path in paths:
        draft = read(Draft(path=str(path), raw=path.read_bytes()))
        if draft.report and not draft.done:
            parser.parse(draft.report)
    session = recorder.graphs._encoder  # noqa: SLF001
    options = onnxruntime.RunOptions()
    options.only_execute_path_to_fetches = True
    return seconds(lambda: [session.run(["states"], batch, options) for batch in recorder.batches])


def whole(paths: list[Path], processes: int) -> tuple[float, float]:
    """Return the seconds and the peak megabytes, all processes together, of the command a person runs.

    It writes a database of its own; its start and the merge are counted in.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "dateline", "add", "--db", f"{folder}/bench.db"]
        command += ["--processes", str(processes), *map(str, paths)]
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:  # noqa: S603
            peak = 0
            while running.poll() is None:
                peak = max(peak, sum(map(resident, family(running.pid))))
                time.sleep(0.1)
        return time.perf_counter() - start, peak / 1024


def show_start(paths: list[Path], rounds: int) -> float:
    """Return the median seconds of `dateline show` over a small database."""
    with tempfile.TemporaryDirectory() as folder:
        base = [sys.executable, "-m", "dateline"]
        database = ["--db", f"{folder}/bench.db"]
        subprocess.run([*base, "add", *database, *map(str, paths[:8])], check=False, capture_output=True)  # noqa: S603
        command = [*base, "show", *database]
        return statistics.median(
            seconds(lambda: subprocess.run(command, check=True, capture_output=True))  # noqa: S603
            for _ in range(rounds)
        )


def measure(paths: list[Path], rounds: int) -> dict[str, float]:
    """Return every figure."""
    words = sum(len(path.read_text(encoding="utf-8", errors="replace").split()) for path in paths)
    count = len(paths)
    runs = [
        (stages(paths), bare_encoder(paths), whole(paths, 1), whole(paths, 2), parts_alone(paths))
        for _ in range(rounds)
    ]
    by_stage = {name: statistics.median(run[0][name] for run in runs) for name in runs[0][0]}
    bare = statistics.median(run[1] for run in runs)
    parts = {name: statistics.median(run[4][name] for run in runs) for name in runs[0][4]}
    one, two = (statistics.median(run[i][0] for run in runs) for i in (2, 3))
    figures = {"reports": count, "words_per_report": words / count}
    figures |= {f"{name}_per_second": count / spent for name, spent in by_stage.items()}
    for name, spent in parts.items():
        figures |= {f"{name}_per_second": count / spent, f"{name}_400_words_per_second": words / 400 / spent}
    figures |= {
        "bare_encoder_per_second": count / bare,
        "all_stages_per_second": count / sum(by_stage.values()),
        "all_stages_to_bare_encoder": sum(by_stage.values()) / bare,
        "command_1_process_per_second": count / one,
        "command_2_processes_per_second": count / two,
        "command_2_processes_400_words_per_second": words / 400 / two,
        "show_start_seconds": show_start(paths, rounds=5),
        "peak_memory_mb_1_process": max(run[2][1] for run in runs),
        "peak_memory_mb_2_processes": max(run[3][1] for run in runs),
    }
    return {name: round(value, 3) for name, value in figures.items()}


@click.group(invoke_without_command=True)
@click.option("--data", type=click.Path(exists=True, file_okay=False, path_type=Path), help="A folder of reports.")
@click.option("--reports", default=120, show_default=True, help="At most so many reports.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--keep", is_flag=True, help="Append a line to bench/results.jsonl.")
@click.pass_context
def main(context: click.Context, data: Path | None, reports: int, rounds: int, keep: bool) -> None:
    """Measure speed and memory; `growth` measures what more reports cost."""
    if context.invoked_subcommand:
        return
    paths = gather([data] if data else [ROOT / folder for folder in DEFAULT], reports)
    if not paths:
        raise click.UsageError(f"{data}: no .txt or .html reports in this folder")
    figures = measure(paths, rounds)
    for name, value in figures.items():
        click.echo(f"{name:42} {value}")
    if keep:
        digest = sha256(b"\0".join(path.read_bytes() for path in paths)).hexdigest()[:16]
        row = {"date": datetime.now(UTC).date().isoformat(), "commit": commit()}
        row |= {"machine": machine(), "data": data.name if data else "stories and examples", "data_sha256": digest}
        with (HERE / "results.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(row | figures) + "\n")


main.add_command(growth.command)

if __name__ == "__main__":
    main()
