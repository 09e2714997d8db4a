"""Words in which a reader asks for an actor in, the identities that they name out."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.resources import actors, countries

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.I)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


@lru_cache(maxsize=1024)
def named(words: str) -> frozenset[str]:
    """Return the identities that words name: a country, an actor of the register, a country's organ or office.

    >>> sorted(named("the United States")), sorted(named("US military")), sorted(named("Iraq's parliament"))
    (['state:USA'], ['organ:USA:MIL'], ['organ:IRQ:LEG'])
    >>> sorted(named("ISIS")), sorted(named("a tall man"))
    (['group:islamic-state'], [])
    """
    text = _ARTICLE.sub("", " ".join(words.split()))
    found = {f"state:{one}" for one in countries.by_name(text)}
    if (known := actors.known(text)) is not None:
        found.add(known.id)
    parts = text.split()
    for size in range(1, len(parts)):
        whose = _POSSESSIVE.sub("", " ".join(parts[:size]))
        rest = " ".join(parts[size:]).lower()
        organ = actors.organs().get(rest) or actors.offices().get(rest)
        if organ is not None:
            told = countries.by_adjective(whose) or countries.by_name(whose)
            found |= {f"organ:{one}:{organ.path}" for one in told}
    return frozenset(found)
