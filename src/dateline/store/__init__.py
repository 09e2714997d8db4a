"""Readings in, records out: one SQLite file keeps reports with their bytes, mentions, judgements, problems and runs.

Events are a cache in it, made anew from mentions and judgements whenever those changed. All SQL of Dateline lives here.
"""

from __future__ import annotations

from dateline.store.audit import audit
from dateline.store.contents import Contents
from dateline.store.database import SCHEMA, now
from dateline.store.ledger import Judged
from dateline.store.likeness import Likeness
from dateline.store.merging import Merging, Placed
from dateline.store.rows import CONTRADICTED
from dateline.store.spans import refusal
from dateline.store.store import Kept, Reading, Run, Store

__all__ = [
    "CONTRADICTED", "SCHEMA", "Contents", "Judged", "Kept", "Likeness", "Merging", "Placed", "Reading", "Run", "Store",
    "audit", "now", "refusal",
]  # fmt: skip
