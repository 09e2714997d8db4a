"""The register of actors: names of known bodies and groups, words for organs, offices and people, keys for persons."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

from dateline.records import ActorKind
from dateline.resources.places import key

LOOSE = frozenset({"noun", "people", "person", "place", "state"})  # identities without steps above them
UNIONS = ("org:coalition", "org:alliance", "org:bloc")  # named by who leads them, no part of it
ACRONYM = 5  # letters: a name of capitals up to this length is only known in capitals, as "IS", "WHO" and "AU"


class Known(NamedTuple):
    """An actor of the register."""

    id: str
    kind: ActorKind
    country: str | None
    sector: str | None
    name: str


class Organ(NamedTuple):
    """What a noun says of a state's organ or office: its path under the state, its sector, the words to show."""

    path: str
    sector: str
    shown: str


class People(NamedTuple):
    """What a noun says of people without a name."""

    kind: ActorKind
    sector: str


def _rows(name: str) -> list[list[str]]:
    text = (files("dateline.resources.actors") / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]


@cache
def _registry() -> dict[str, tuple[str, Known]]:
    table: dict[str, tuple[str, Known]] = {}
    for id_, kind, country, sector, name, *others in (*_rows("registry.tsv"), *_rows("petrarch-bodies.tsv")):
        known = Known(id_, ActorKind(kind), country or None, sector or None, name)
        for word in (name, *(others[0].split("|") if others and others[0] else ())):
            table.setdefault(key(word), (word, known))
    return table


def names() -> list[str]:
    """Return the names that the register knows its actors by."""
    return [word for word, _ in _registry().values()]


@cache
def by_id() -> dict[str, Known]:
    """Return the actors of the register by their identities."""
    return {known.id: known for _, known in _registry().values()}


def known(name: str) -> Known | None:
    """Return the actor of that name; short acronyms are known in capitals only.

    >>> known("Taleban").id, known("is"), known("IS").id
    ('group:taliban', None, 'group:islamic-state')
    """
    found = _registry().get(key(name))
    if found is None or not (name[:1].isupper() or found[0][:1].islower()):
        return None
    listed = found[0].replace(".", "")
    if listed.isupper() and len(listed) <= ACRONYM and name.replace(".", "") != listed:
        return None
    return found[1]


@cache
def organs() -> dict[str, Organ]:
    """Return the words for organs of a state, in lower case."""
    return {
        w: Organ(path, sector, shown) for words, path, sector, shown in _rows("organs.tsv") for w in words.split("|")
    }


@cache
def offices() -> dict[str, Organ]:
    """Return the words for offices of a state."""
    return {
        word: Organ(path, sector, words.split("|")[0])
        for words, path, sector in _rows("offices.tsv")
        for word in words.split("|")
    }


@cache
def people() -> dict[str, People]:
    """Return the nouns for people without a name."""
    return {w: People(ActorKind(kind), sector) for words, kind, sector in _rows("people.tsv") for w in words.split()}


@cache
def titles() -> frozenset[str]:
    """Return the words that stand before a person's name."""
    text = (files("dateline.resources.actors") / "titles.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


_FORM = re.compile(
    r",?\s+(?:inc|corp|corporation|co|ltd|llc|plc|ag|sa|s\.a|nv|gmbh|spa|limited|incorporated)\.?,?$", re.I
)


def without_form(name: str) -> str:
    """Return a company's name without its legal form.

    >>> without_form("Acme Inc."), without_form("Acme Motor Co. Ltd")
    ('Acme', 'Acme Motor')
    """
    bare = _FORM.sub("", name)
    return bare if bare == name or not bare else without_form(bare)


def parent(id_: str) -> str | None:
    """Return the identity that this one is part of.

    >>> parent("organ:IRQ:MIL:army"), parent("organ:IRQ:MIL"), parent("state:IRQ"), parent("noun:IRQ:army")
    ('organ:IRQ:MIL', 'state:IRQ', None, None)
    """
    parts = id_.split(":")
    if parts[0] in LOOSE or id_.startswith(UNIONS):
        return None
    if parts[0] == "organ" and len(parts) <= 3:
        return f"state:{parts[1]}"
    return ":".join(parts[:-1]) if len(parts) > 2 else None


def lineage(id_: str) -> tuple[str, ...]:
    """Return the identity and all that it is part of, so that a question about a state finds its organs."""
    chain = [id_]
    while (above := parent(chain[-1])) is not None:
        chain.append(above)
    return tuple(chain)


# Letters that transliterations trade for one another, in order. Qassem, Qasim, Ghasem; Zelensky, Zelenskyy; Gaddafi,
# Qadhafi, Khadafy. Vowels fall into two classes, so that Maria and Mario stay apart.
_TRADES = (
    (r"[gkc]h|q|kk|ck|c(?![eiyh])|g", "k"),
    (r"ph", "f"),
    (r"dh", "d"),
    (r"th", "t"),
    (r"x", "ks"),
    (r"tsch|tch|tz|ts", "c"),
    (r"sch|sh", "s"),
    (r"zh|dzh|dj", "j"),
    (r"z", "s"),
    (r"w(?=[aeiou])", "v"),
    (r"[ou]+w?|w", "o"),
    (r"[aeiy]+h?", "a"),
    (r"h$", ""),
)
_PARTICLES = frozenset(
    "al el bin ibn ben abd ad ar as ash at az de la van von der den da di du jr sr ii iii iv".split()
)
SKELETON = tuple((re.compile(pattern), letter) for pattern, letter in _TRADES)


@lru_cache(maxsize=8192)
def part_key(part: str) -> str:
    """Return one part of a name as it sounds across transliterations.

    >>> part_key("Qassem") == part_key("Ghasem"), part_key("Zelenskyy") == part_key("Selensky")
    (True, True)
    """
    sound = key(part).replace(" ", "")
    for pattern, letter in SKELETON:
        sound = pattern.sub(letter, sound)
    return re.sub(r"(.)\1+", r"\1", sound)


def person_key(name: str) -> str:
    """Return a key that the spellings of a person's name share: its first and last parts as they sound."""
    parts = [p for p in key(name).split() if len(p) > 1 and p not in _PARTICLES] or key(name).split()
    ends = parts if len(parts) < 2 else (parts[0], parts[-1])
    return "-".join(part_key(p) for p in ends)
