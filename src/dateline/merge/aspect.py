"""How an act takes time: its lemma in, whether it can be done twice to the same people out."""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from importlib.resources import files


class Aspect(StrEnum):
    """What another date told for the same act by and on the same people means."""

    EVER = "ever"  # can befall someone only once, or so rarely that another date is another account: die, resign
    UNDONE = "undone"  # cannot be done again before it is undone: resume, arrest, sign
    LASTING = "lasting"  # goes on for days: negotiate, besiege
    AGAIN = "again"  # can be done on any day: shell, meet, say


@cache
def _aspects() -> dict[str, Aspect]:
    found = {}
    for line in (files("dateline.resources") / "linker" / "aspect.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, acts = line.split("\t")
            found.update(dict.fromkeys(acts.split(), Aspect(name)))
    return found


def aspect(act: str) -> Aspect:
    """Return the aspect of an act; one that is not listed can be done on any day.

    >>> aspect("resign").value, aspect("shell").value
    ('ever', 'again')
    """
    known = _aspects()
    return known.get(act.replace(" ", "_")) or known.get(act.partition(" ")[0], Aspect.AGAIN)
