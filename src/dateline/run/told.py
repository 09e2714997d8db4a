"""A database in, its mentions out, with what a person says laid over what was read: fields, actors, own codebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.records import Codebook, Mention
from dateline.run.anchors import Anchors, corrections
from dateline.run.versions import versions
from dateline.store import Contents, Store, who
from dateline.store.corrections import corrections as corrections_of


def mentions(store: Store, ids: Iterable[str] | None = None) -> tuple[Mention, ...]:
    """Return the mentions kept, as `store.mentions` does, corrected and coded."""
    codebooks = store.codebooks()
    wanted = None if ids is None else set(ids)
    if overlaid(store):
        told = corrected(store.contents()).mentions
    elif wanted is not None and codebooks:  # a codebook's scope is looked for in whole reports
        reports = {_report(id_) for id_ in wanted}
        told = store.mentions(id_ for id_ in store.mention_ids() if _report(id_) in reports)
    else:
        told = store.mentions(wanted)
    return tuple(one for one in coded(told, codebooks) if wanted is None or one.id in wanted)


def _report(mention: str) -> str:
    """Return the part of a mention's id that is its report's."""
    return mention[1:].partition("-")[0]


def overlaid(store: Store) -> bool:
    """Say whether anything a person says of fields or actors is laid over mentions."""
    return bool(store.register() or who.judgements(store) or corrections_of(store))


def anchors(contents: Contents) -> Anchors:
    """Return what finds the mentions that stand in the place of those that people named."""
    newer = versions(contents.reports, contents.arrived)
    return Anchors(contents.mentions, contents.former, reports=contents.reports, newer=newer)


def corrected(contents: Contents) -> Contents:
    """Lay what people set right, then a user's register and judgements on actors, over all mentions.

    What people call no event is left out.
    """
    return _linked(_set_right(contents))


def _set_right(contents: Contents) -> Contents:
    if not contents.corrections:
        return contents
    from dateline.resolve.set_right import set_right as laid

    said, _ = corrections(contents.corrections, anchors(contents))
    return replace(contents, mentions=laid(contents.mentions, said))


def _linked(contents: Contents) -> Contents:
    if not contents.register and not contents.actor_judgements:
        return contents
    from dateline.resolve.corrected import Corrections
    from dateline.resolve.corrected import corrected as laid

    corrections = Corrections(register=contents.register, judgements=contents.actor_judgements)
    days = {report.id: report.day for report in contents.reports}
    return replace(contents, mentions=laid(contents.mentions, corrections, days=days))


def coded(mentions: tuple[Mention, ...], codebooks: Sequence[Codebook]) -> tuple[Mention, ...]:
    """Lay the types of a user's codebooks over mentions."""
    if not codebooks:
        return mentions
    from dateline.resolve.coded import coded as laid

    return laid(mentions, codebooks)
