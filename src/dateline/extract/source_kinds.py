"""What kind of source a name or description stands for: its words in, the kind out, by the lists of `sources.json`.

The noun that the words turn on says most ("the president's lawyer" is a side's); one that stands for others, such as a
spokesman or an office, is of the kind of whom it speaks for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from dateline.extract.words import lexicon
from dateline.records import SourceKind
from dateline.resources import outlets

BEHIND = re.compile(r"\s+(?:of|for|in|at|from|on|with|who|which|that|and|to|near|close|familiar)\s+|,|\(")
WORD = re.compile(r"[\w-]+")
# What a noun's own list says, in this order; a list's "_words" are looked for in the whole phrase before.
BY_WORD = (
    (SourceKind.UNNAMED, "unnamed"),
    (SourceKind.VICTIM, "victim"),
    (SourceKind.EXPERT, "expert"),
    (SourceKind.WITNESS, "witness"),
    (SourceKind.DOCUMENT, "document"),
    (SourceKind.SOCIAL_MEDIA, "social"),
    (SourceKind.PARTY, "party"),
    (SourceKind.OFFICIAL, "official"),
)
BY_PHRASE = (
    (SourceKind.AGENCY, "agency_words"),
    (SourceKind.EXPERT, "expert_words"),
    (SourceKind.OFFICIAL, "official_words"),
    (SourceKind.WITNESS, "witness_words"),
    (SourceKind.SOCIAL_MEDIA, "social_words"),
)
AROUND = (SourceKind.PARTY, SourceKind.OFFICIAL, SourceKind.EXPERT)  # whom a spokesman or an owner may speak for


@lru_cache(maxsize=1 << 14)
def kind(words: str, *, person: bool = False) -> SourceKind:
    """Say what kind of source the words stand for; a person named like an outlet is none.

    >>> kind("the president's lawyer"), kind("a spokesman for the army"), kind("Halden Courier")
    (<SourceKind.PARTY: 'party'>, <SourceKind.OFFICIAL: 'official'>, <SourceKind.OUTLET: 'outlet'>)
    """
    low = words.lower()
    publisher = None if person or words == low else outlets.identify(words)  # "a diplomat" is not The Diplomat
    if publisher is not None:
        return SourceKind.AGENCY if publisher.agency else SourceKind.OUTLET
    if _any(low, "unnamed_phrases") or _stems(low) & lexicon("unnamed_words", "sources"):
        return SourceKind.UNNAMED
    if low in lexicon("agency", "sources"):
        return SourceKind.AGENCY
    whole = _phrase(low)
    if whole is not None:
        return whole
    head, around = _parts(words)
    if (not person or words == low) and _outlet(words, head, around):
        return SourceKind.OUTLET
    own = next((found for found, name in BY_WORD if head & lexicon(name, "sources")), None)
    if own is not None:
        return own
    if head & lexicon("generic", "sources"):
        return _around(around) or SourceKind.OFFICIAL
    return _around(around) or SourceKind.OTHER


def _phrase(low: str) -> SourceKind | None:
    return next((found for found, name in BY_PHRASE if _any(low, name)), None)


def _any(low: str, name: str) -> bool:
    return _phrases(name).search(low) is not None


@cache
def _phrases(name: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(lexicon(name, "sources"), key=len, reverse=True))))


def _outlet(words: str, head: frozenset[str], around: frozenset[str]) -> bool:
    """Say whether the words name or describe an outlet: by their noun, or by a name such as "Gulf Ledger"."""
    names = [word for word in WORD.findall(words) if word[:1].isupper()]
    named = len(names) > 1 and names[-1].lower() in lexicon("outlet_name", "sources")
    described = bool(head & lexicon("outlet", "sources")) and not head & lexicon("social", "sources")
    return named or described or bool(around & {"radio", "tv", "newspaper", "daily", "magazine", "broadcaster"})


def _around(stems: frozenset[str]) -> SourceKind | None:
    for found, name in BY_WORD:
        if found in AROUND and stems & lexicon(name, "sources"):
            return found
    generic = stems & lexicon("generic", "sources")
    return SourceKind.OFFICIAL if generic else None


def _parts(words: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the stems of the noun that the words turn on, and those of the other words."""
    first = BEHIND.split(words, maxsplit=1)[0]
    found = WORD.findall(first.lower())
    if not found:
        return frozenset(), _stems(words.lower())
    return _stems(found[-1]), _stems(" ".join([*found[:-1], words[len(first) :].lower()]))


def _stems(low: str) -> frozenset[str]:
    """Return the words and what they may be the plural of."""
    found = set(WORD.findall(low))
    for word in tuple(found):
        if word.endswith("men"):
            found.add(f"{word[:-3]}man")
        elif word.endswith("ies"):
            found.add(f"{word[:-3]}y")
        elif word.endswith("es"):
            found |= {word[:-1], word[:-2]}
        elif word.endswith("s"):
            found.add(word[:-1])
        elif word == "children":
            found.add("child")
    return frozenset(found)
