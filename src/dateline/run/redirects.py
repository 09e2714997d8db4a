"""Events as they were kept and as they are made anew in, where the mentions of the old ones went out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from dateline.records import Event, Redirect, Turn


def redirects(
    before: Iterable[Event], after: Iterable[Event], follow: Callable[[str], str | None]
) -> tuple[Redirect, ...]:
    """Return where each event went that is not one event under its own id any more.

    `follow` gives the mention that stands in the place of one that is read no more, None where none does.
    """
    home = {mention: event.id for event in after for mention in event.mentions}
    found = []
    for event in before:
        homes = []
        for mention in event.mentions:
            now = mention if mention in home else follow(mention)
            if now in home:
                homes.append(home[now])
        new = tuple(dict.fromkeys(homes))
        if new != (event.id,):
            turn = Turn.SPLIT if len(new) > 1 else Turn.MERGED if new else Turn.GONE
            found.append(Redirect(old=event.id, new=new, turn=turn))
    return tuple(found)
