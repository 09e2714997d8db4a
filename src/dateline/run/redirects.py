"""Events as they were kept and where their mentions are now in, where the events went out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dateline.records import Redirect, Turn


def redirects(
    before: Mapping[str, Sequence[str]], home: Mapping[str, str], after: Mapping[str, str | None]
) -> tuple[Redirect, ...]:
    """Return where each event went that is not one event under its own id any more.

    `before` gives the mentions that events had, `home` the event that each mention is of now, and `after` the mention
    that stands in the place of one that is read no more, None where none does.
    """
    found = []
    for id_, mentions in before.items():
        now = (mention if mention in home else after.get(mention) or "" for mention in mentions)
        new = tuple(dict.fromkeys(home[mention] for mention in now if mention in home))
        if new != (id_,):
            turn = Turn.SPLIT if len(new) > 1 else Turn.MERGED if new else Turn.GONE
            found.append(Redirect(old=id_, new=new, turn=turn))
    return tuple(found)
