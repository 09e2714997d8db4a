"""A database in, its mentions out, with what a person says laid over what was found: who is who, and own codebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.records import Codebook, Mention
from dateline.store import Contents, Store


def mentions(store: Store, ids: Iterable[str] | None = None) -> tuple[Mention, ...]:
    """Return the mentions kept, as `store.mentions` does, corrected and coded."""
    codebooks = store.codebooks()
    wanted = None if ids is None else set(ids)
    if store.register() or store.actor_judgements():
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


def corrected(contents: Contents) -> Contents:
    """Lay a user's register and judgements over the actors of all mentions."""
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
