"""Whose an actor is: an actor's identity and how the report describes it in, the ids of what it is part of out.

An office is part of its organ, an organ of its state. A person or people without a name are part of what they are told
to serve: "Kenyan soldiers" of Kenya's military, "the defence minister of Chad, Jane Roe" of that office. Who is told to
have left office is part of none. An outlet is part of a state only where a source that can be cited says so.
"""

from __future__ import annotations

from datetime import date

from dateline.records import ActorKind, Link
from dateline.resolve import phrase, states
from dateline.resolve.titles import LEFT, RANKS, Titles, title_words
from dateline.resources import actors, outlets
from dateline.resources.actors import holders

SERVING = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})  # sectors whose people act for the state
LOOSE = frozenset({"leader", "speaker"})  # offices of a state only where no other word says whose: "militia leader"
LONGEST = 4  # words of an office, and of what stands behind it
TITLES = (
    ("MIL", RANKS | {"generals", "commander", "commanders", "private"}),
    ("LEG", frozenset("senator sen congressman congresswoman lawmaker mp speaker representative rep".split())),
    (
        "GOV",
        frozenset(
            """minister secretary undersecretary ambassador envoy diplomat official officials spokesman spokeswoman
            spokesperson governor""".split()
        ),
    ),
)


def parents(found: Link, titles: Titles, *, words: str, on: date | None = None) -> tuple[str, ...]:
    """Return the ids of what an actor is part of, nearest first; `words` are those that tell it.

    Who is described by no title is what the register knows of those in office on the day.
    """
    own = actors.lineage(found.target.id)[1:]
    if own or found.kind is ActorKind.STATE:
        return own
    if found.kind is ActorKind.PERSON:
        for told in (words.removesuffix(found.target.name), *titles.of(found.target.name)):
            served = serves(told)
            if served is not None:
                return served
        known = holders.served(found.target.name, on) if on else None
        return actors.lineage(known.office) if known else ()
    if found.kind in {ActorKind.OUTLET, ActorKind.AGENCY}:
        publisher = outlets.identify(found.target.name)
        held = publisher is not None and publisher.state_controlled and publisher.country
        return (f"state:{publisher.country}",) if publisher and held else ()
    if found.kind is ActorKind.UNNAMED and found.country and found.sector in SERVING:
        return actors.lineage(f"organ:{found.country}:{found.sector}")
    return ()


def serves(title: str) -> tuple[str, ...] | None:
    """Return what the bearer of a title is part of: () where they left it, None where no title tells.

    >>> serves("Kenyan President")
    ('organ:KEN:GOV:president', 'organ:KEN:GOV', 'state:KEN')
    >>> serves("former Kenyan defence minister"), serves("Kenyan singer")
    ((), None)
    """
    read = phrase.read(title)
    served = _body(read) or _office(read)
    if served is None:
        return None
    return () if LEFT.search(title) else actors.lineage(served)


def _office(read: phrase.Phrase) -> str | None:
    """Return the id of the office of a state that a title tells, or of the organ that those of its rank are in."""
    if read.country is None:
        return None
    words = [w.lower().strip(".") for w in read.words]
    tail = read.tail.lower().split()
    for end in range(min(len(tail), LONGEST), -1, -1):
        for size in range(LONGEST, 0, -1):
            for start in range(len(words) - size + 1):
                term = " ".join((*words[start : start + size], *tail[:end]))
                loose = term in LOOSE and not set(words[:start]) <= states.RANKS
                if (not end or start + size == len(words)) and term in actors.offices() and not loose:
                    return f"organ:{read.country}:{actors.offices()[term].path}"
    sector = next((sector for sector, known in TITLES if known.intersection(words)), None)
    return f"organ:{read.country}:{sector}" if sector else None


def _body(read: phrase.Phrase) -> str | None:
    """Return the id of a body of the register that a title says someone leads, serves or speaks for."""
    words = read.words
    if read.tail.lower().startswith("of "):
        inner = phrase.read(read.tail[3:])
        known = actors.known(inner.text) or actors.known(" ".join(inner.words))
        if known is not None:
            return known.id
    for end in range(len(words), 1, -1):
        if words[end - 1].lower().strip(".") in title_words():
            known = next((k for start in range(end - 1) if (k := actors.known(" ".join(words[start : end - 1])))), None)
            if known is not None:
                return known.id
    return None
