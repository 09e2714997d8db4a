"""Drafts in, the same carried through the stages out and in order: here, or in processes beside this one."""

from __future__ import annotations

import itertools
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace

from dateline.records import Problem
from dateline.run.pipeline import PER_REPORT, Draft, Stage, carry

HERE = 50_000  # bytes: about twenty reports take as long as two processes take to start and load the model
AHEAD = 4  # drafts in flight per process: enough to keep it busy, few enough to bound memory


def carry_all(
    drafts: Iterable[Draft], *, processes: int, stages: tuple[Stage, ...] = PER_REPORT, here: int = HERE
) -> Iterator[Draft]:
    """Carry each draft through the stages; in this process where there is little to do."""
    drafts = iter(drafts)
    first: list[Draft] = []
    size = 0
    while processes > 1 and size < here and (draft := next(drafts, None)):
        first.append(draft)
        size += min(len(draft.raw), here // 4)  # one long report gains nothing from a second process
    if processes == 1 or size < here:
        yield from (carry(draft, stages) for draft in itertools.chain(first, drafts))
    else:
        yield from _beside(itertools.chain(first, drafts), processes, stages)


def _beside(drafts: Iterator[Draft], processes: int, stages: tuple[Stage, ...]) -> Iterator[Draft]:
    waiting: deque[tuple[Draft, Future[Draft]]] = deque()
    pool = _pool(processes)
    try:
        while True:
            for draft in itertools.islice(drafts, AHEAD * processes - len(waiting)):
                waiting.append((draft, pool.submit(carry, draft, stages)))
            if not waiting:
                return
            try:
                carried = waiting[0][1].result()
            except BrokenProcessPool:
                # One of those in flight killed its process, and all are lost: each is tried alone.
                pool.shutdown(cancel_futures=True)
                lost = [draft for draft, _ in waiting]
                waiting.clear()
                for draft in lost:
                    yield _alone(draft, stages)
                pool = _pool(processes)
            else:
                waiting.popleft()
                yield carried
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _alone(draft: Draft, stages: tuple[Stage, ...]) -> Draft:
    with _pool(1) as pool:
        try:
            return pool.submit(carry, draft, stages).result()
        except BrokenProcessPool:
            problem = Problem(
                code="run/worker-died",
                stage="run",
                message=f"{draft.path}: the process that read it died, perhaps for want of memory; it is not kept. "
                "Try it alone with: dateline add --processes 1",
                path=draft.path,
            )
            return replace(draft, problems=(*draft.problems, problem), done=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    # Spawned, since a fork would copy the locks of threads that progress bars and the model's runtime hold.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_begin)


def _begin() -> None:
    """Leave an interrupt to the process that asked for the work, and have libraries that start threads start none."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for library in ("OMP", "OPENBLAS", "MKL"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
