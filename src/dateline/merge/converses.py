"""Which acts tell one dealing from either side ("sell to", "buy from"): a mention in, the ends it is told from out.

The list is `linker/converses.tsv`. Converses are opposed by who is told as acting, not by what happens (Lyons 1977):
sides that are swapped between two of them are the same sides.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.records import Mention, Participant, Role


class End(NamedTuple):
    """One end of a dealing; the far one is told by acts of the list's last column."""

    dealing: str
    far: bool


class _Way(NamedTuple):
    """How an act tells an end."""

    end: End
    preposition: str  # that stands before the other side; "" where the other side is what is acted on
    needed: bool  # without the preposition the act is of another sense: "lose hope"


@cache
def _ways() -> Mapping[str, tuple[_Way, ...]]:
    found: dict[str, list[_Way]] = defaultdict(list)
    for line in (files("dateline.resources") / "linker" / "converses.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        dealing, near, *rest = line.split("\t")
        for far, words in ((False, near), (True, rest[0] if rest else near)):
            for word in words.split():
                act, _, preposition = word.replace("_", " ").partition("/")
                needed = bool(preposition) and not preposition.endswith("?")
                found[act].append(_Way(End(dealing, far), preposition.rstrip("?"), needed))
    return {act: tuple(ways) for act, ways in found.items()}


@cache
def _behind(preposition: str) -> re.Pattern[str]:
    """Return what stands before a participant that a preposition introduces."""
    return re.compile(rf"\b{preposition}\s+(?:[\w'’-]+\s+){{0,2}}$", re.I)


def ends(mention: Mention, text: str) -> dict[End, tuple[Role, ...]]:
    """Return the ends that a mention tells, each with its participants' roles as told from the other end."""
    clause = text[mention.trigger.end : mention.clause.end]
    return {
        way.end: tuple(_turned(one, mention, way.preposition, text) for one in mention.roles)
        for way in _ways().get(mention.act.lower(), ())
        if not way.needed or re.search(rf"\b{way.preposition}\b", clause)
    }


def _turned(one: Participant, mention: Mention, preposition: str, text: str) -> Role:
    """Return a participant's role at the other end, where the other side acts."""
    start, end = mention.trigger.end, one.span.start
    if one.role is Role.TO:
        other = not preposition or (start < end and _behind(preposition).search(text, start, end))
        return Role.BY if other else Role.TO
    return {Role.BY: Role.TO, Role.WITH: Role.BY}.get(one.role, one.role)
