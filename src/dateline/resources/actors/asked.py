"""Words in which a reader asks for an actor in, the identities that they name out."""

from __future__ import annotations

import re
from functools import lru_cache

from dateline.resources import actors, countries

_ARTICLE = re.compile(r"^(?:the|a|an) ", re.I)
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


def listed(words: str) -> actors.Known | None:
    """Return the actor that the register has under a name, be an article before it or not."""
    text = " ".join(words.split())
    return actors.known(text) or actors.known(_ARTICLE.sub("", text))


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
    if (known := listed(words)) is not None:
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


@lru_cache(maxsize=1024)
def shown(id_: str) -> str:
    """Return the words for a state, its organ or its office that no report names, the identity itself for any other.

    >>> shown("organ:KEN:GOV:president"), shown("organ:IRN:MIL:irgc:quds-force:chief"), shown("group:x")
    ('Kenyan president', 'chief of Quds Force', 'group:x')
    """
    if id_ in actors.by_id():
        return actors.by_id()[id_].name
    sort, _, rest = id_.partition(":")
    alpha3, _, path = rest.partition(":")
    country = countries.countries().get(alpha3)
    if sort == "state" and country is not None:
        return country.name
    words = {organ.path: organ.shown for organ in (*actors.offices().values(), *actors.organs().values())}
    if sort != "organ" or country is None:
        return id_
    above = actors.parent(id_) if ":" in path else None
    if path in words or above is None:
        return f"{country.adjective} {words.get(path, path)}"
    return f"{path.rpartition(':')[2].replace('-', ' ')} of {shown(above)}"


@lru_cache(maxsize=256)
def beginning(words: str) -> tuple[str, ...]:
    """Return the names of countries and of the register that hold words which begin so, in order, shorter names first.

    >>> "Iran" in beginning("ira"), beginning("")
    (True, ())
    """
    asked = [re.escape(word) for word in re.findall(r"\w+", words.casefold())]
    pattern = re.compile(r"\b" + r"\w*\W+".join(asked))
    names = [country.name for country in countries.countries().values()] if asked else []
    names += actors.names() if asked else ()
    return tuple(sorted({name for name in names if pattern.search(name.casefold())}, key=lambda one: (len(one), one)))
