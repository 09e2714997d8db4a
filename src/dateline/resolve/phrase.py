"""A noun phrase as written, taken apart: words in, its head, countries, leaders and "of" phrase out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from dateline.resources import countries

PREPOSITIONS = frozenset(
    """of in from for at on with to against by near inside outside over under during after before between among
    including across around about along throughout within without into via as""".split()
)
DETERMINERS = frozenset(
    """the a an this that these those its their his her our my your some several many more than least at most about
    around nearly almost all both each every any no such other another few two three four five six seven eight nine ten
    eleven twelve dozens scores hundreds thousands dozen unnamed unidentified so-called""".split()
)
ARTICLES = frozenset("the a an its their his her".split())
PRONOUNS = frozenset(
    """i you he she it we they him her them us me himself herself itself themselves who whom which that this these those
    someone anyone nobody everyone what one ones whose there its their his her hers our ours my mine your yours theirs
    own""".split()
)
# Words that stand between a title and what it is of, and end with a country: "US-led", not "US-backed", says whose.
LED = re.compile(r"^(.+?)[-‑–](?:led|headed)$")
PAIR = re.compile(r"^([A-Z][\w.]*)[-‑–]([A-Z]\w+)$")
OTHER_SIDE = re.compile(
    r"^(?:anti|pro|non|ex|former|un)[-‑–]|[-‑–](?:backed|held|based|born|run|made|funded|trained)$", re.I
)
WORD = re.compile(r"[^\s\"“”«»()\[\],;:]+|[(),;:]")
POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")
POSSESSIVES = frozenset(("'", "’", "'s", "’s"))
LONGEST = 4  # words of a country's name that are tried at once


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase before its clauses and brackets: what it is, whose it is, and who leads it."""

    text: str  # without article, count and quotation marks
    words: tuple[str, ...]  # the same, up to the head; no country among them
    countries: tuple[str, ...]  # alpha-3, of the adjectives, possessors and "of X"
    shared: tuple[tuple[str, ...], ...]  # names that several countries bear
    led: tuple[str, ...]  # "US-led"
    tail: str  # after the head: "of defence", "in Iraq"
    definite: bool
    counted: bool
    owner: int = 0  # how many of the words stand up to the last possessive: "Acme's" of "Acme's music store"

    @property
    def head(self) -> str:
        """Return the head noun, "" where nothing but countries stands there."""
        return self.words[-1] if self.words else ""

    @property
    def country(self) -> str | None:
        """Return the one country told, None where there is none or several."""
        return self.countries[0] if len(self.countries) == 1 else None


def is_pronoun(words: str) -> bool:
    """Say whether the words are a pronoun; "US" is none."""
    return words.lower() in PRONOUNS and words not in {"US", "IT", "WHO"}


def bare(word: str) -> str:
    """Return a word without its possessive ending."""
    return POSSESSIVE.sub("", word)


@lru_cache(maxsize=8192)
def read(text: str) -> Phrase:
    """Take a phrase apart.

    >>> p = read("the US-led international coalition"); p.head, p.led, p.countries
    ('coalition', ('USA',), ())
    >>> p = read("Kenya's top court"); p.words, p.countries
    (('top', 'court'), ('KEN',))
    >>> p = read("the armed forces of Ukraine"); p.words, p.countries, p.tail
    (('armed', 'forces'), ('UKR',), 'of Ukraine')
    """
    found = WORD.findall(" ".join(text.split()))
    cut = next((i for i, w in enumerate(found) if (i and w in "(),;:") or w.lower() in {"who", "which", "whose"}), None)
    found = [w for w in found[:cut] if w not in "(),;:"]
    joined = next((i for i, w in enumerate(found[:-1]) if i and w == "and" and found[i + 1] in ARTICLES), None)
    found = found[:joined]
    definite = bool(found) and found[0].lower() in {"the", "this", "that", "these", "those"}
    counted = False
    while len(found) > 1 and (found[0].lower() in DETERMINERS or found[0][0].isdigit()):
        counted = counted or found[0].lower() not in {"the", "a", "an", "this", "that"}
        found = found[1:]
    end = next((i for i, w in enumerate(found) if i and w.lower() in PREPOSITIONS and w.islower()), len(found))
    words, told, shared, led = _countries(found[:end])
    owners = [i for i, w in enumerate(found[: end - 1]) if w != bare(w) or w in POSSESSIVES]
    owned = _countries(found[: owners[-1] + 1])[0] if owners else []
    tail = found[end:]
    if tail and tail[0].lower() in {"of", "from"}:
        _, more, others, _ = _countries([w for w in tail[1:] if w.lower() != "the"])
        told += [c for c in more if c not in told]
        shared += others
    return Phrase(
        text=POSSESSIVE.sub("", " ".join(found)),
        words=tuple(words),
        countries=tuple(dict.fromkeys(told)),
        shared=tuple(shared),
        led=tuple(led),
        tail=" ".join(tail),
        definite=definite,
        counted=counted,
        owner=len(owned) if len(owned) < len(words) else 0,
    )


def _countries(found: list[str]) -> tuple[list[str], list[str], list[tuple[str, ...]], list[str]]:
    """Part the words from the countries among them: names, adjectives, peoples, seats that possess."""
    words: list[str] = []
    told: list[str] = []
    shared: list[tuple[str, ...]] = []
    led: list[str] = []
    at = 0
    while at < len(found):
        size, here = _longest(found, at)
        word = found[at]
        if here:
            if len(here) == 1:
                told.append(here[0])
            else:
                shared.append(here)
        elif leader := LED.match(word):
            led += _one(leader[1]) or list(countries.by_seat(leader[1]))
            size = 1
        elif (pair := PAIR.match(word)) and (one := _one(pair[1])) and (other := _one(pair[2])):
            told += [*one[:1], *other[:1]]
            size = 1
        else:
            size = 1
            if not OTHER_SIDE.search(word) and word not in POSSESSIVES:
                words.append(bare(word))
        at += size
    return words, told, shared, led


def _one(word: str) -> list[str]:
    return list(countries.by_adjective(word) or countries.by_name(word))


def _longest(found: list[str], at: int) -> tuple[int, tuple[str, ...]]:
    """Return the longest run of words from here that names a country, and the countries of that name."""
    for size in range(min(LONGEST, len(found) - at), 0, -1):
        name = bare(" ".join(found[at : at + size]))
        if not name[:1].isupper() and not name[:1].isdigit():
            return 1, ()
        here = countries.by_adjective(name) or countries.by_name(name)
        if not here and found[at + size - 1] != bare(found[at + size - 1]):
            here = countries.by_seat(name)
        if here:
            return size, here
    return 1, ()
