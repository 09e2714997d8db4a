"""A database in, all that is wrong with it out: the file, the spans (law 1) and the events (law 2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from dateline.records import Chronology, Maker, Problem
from dateline.run.merged import merged, whole
from dateline.run.refresh import MERGED_BY
from dateline.store import Store, audit


def verify(store: Store) -> Iterator[Problem]:
    """Audit the database; the events are merged once more and must come out the same."""
    found = list(audit(store))
    yield from found
    if any(problem.code.startswith("store/broken") for problem in found):
        return
    if not store.fresh(by=MERGED_BY):
        return  # nothing to compare: the next command that needs the events makes them
    kept = whole(store)
    made = merged(store.contents()).chronology
    if _derived(kept) != _derived(made):
        differ = {e.id for e in kept.events} ^ {e.id for e in made.events}
        differ |= {k.id for k, m in zip(kept.events, made.events, strict=False) if k.id == m.id and k != m}
        yield Problem(
            code="store/events-differ",
            stage="store",
            message=f"{store.path}: the events kept are not those that a rebuild makes ({len(differ)} differ). "
            "Make them again with: dateline verify --rebuild",
        )


def _derived(chronology: Chronology) -> Chronology:
    """Leave out the judgements of people, which are given, and the order in which the ledger got the others."""
    judgements = sorted(
        (j for j in chronology.judgements if j.by is not Maker.PERSON), key=lambda j: (j.left, j.right, j.by)
    )
    return replace(chronology, judgements=tuple(judgements))
