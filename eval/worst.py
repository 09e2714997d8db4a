"""The worst groups of a clustering, for people to read: two clusterings and what each mention tells in, lines out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from dateline.records import Mention, Report

AROUND = 60  # characters that are shown on each side of a trigger


def worst(
    gold: Iterable[Collection[str]], system: Iterable[Collection[str]], told: Mapping[str, str], count: int
) -> dict[str, list[str]]:
    """Return the `count` groups that join most pairs of two events, and the events of which most pairs were parted.

    A line has the number of pairs, then for each event of a group, or each group of an event, how many mentions it has
    there and what one of them tells.
    """
    key, answer = [sorted(group) for group in gold], [sorted(group) for group in system]
    return {"worst_merges": _torn(answer, key, told)[:count], "worst_splits": _torn(key, answer, told)[:count]}


def _torn(groups: list[list[str]], others: list[list[str]], told: Mapping[str, str]) -> list[str]:
    """Tell the groups whose mentions are of several other groups, those with most such pairs first."""
    home = {id_: place for place, group in enumerate(others) for id_ in group}
    found = []
    for group in groups:
        parts: dict[int, list[str]] = {}
        for id_ in group:
            parts.setdefault(home[id_], []).append(id_)
        pairs = (len(group) ** 2 - sum(len(part) ** 2 for part in parts.values())) // 2
        if pairs:
            shown = sorted(parts.values(), key=lambda part: (-len(part), part))
            found.append((-pairs, group[0], " | ".join(f"{len(part)} × {told[part[0]]}" for part in shown)))
    return [f"{-pairs} pairs: {line}" for pairs, _, line in sorted(found)]


def account(mention: Mention, report: Report) -> str:
    """Return a report's name and the words around a trigger, the trigger in brackets."""
    text, at = report.text, mention.trigger
    before, after = text[max(0, at.start - AROUND) : at.start], text[at.end : at.end + AROUND]
    return f"{report.path}: " + " ".join(f"…{before}[{at.of(text)}]{after}…".split())
