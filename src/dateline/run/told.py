"""A database in, its mentions out, with what a person says laid over what was found: who is who, and own codebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from dateline.records import Codebook, Mention
from dateline.store import Contents, Store


def mentions(store: Store, ids: Iterable[str] | None = None) -> tuple[Mention, ...]:
    """Return the mentions kept, as `store.mentions` does, corrected and coded."""
    if not store.register() and not store.actor_judgements():
        return coded(store.mentions(ids), store.codebooks())
    wanted = None if ids is None else set(ids)
    told = (m for m in corrected(store.contents()).mentions if wanted is None or m.id in wanted)
    return coded(tuple(told), store.codebooks())


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
