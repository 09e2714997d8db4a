"""A passage of our own stories in, the same passage told of another event out: other acts, names, words and days.

Lengths stay, so that every span still lies on its words; `bench.generate` says what is drawn, and from what.
"""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate
from math import exp
from typing import NamedTuple

from bench.passages import WIDTH, sources
from dateline.merge.words import FUNCTION, stem, weights
from dateline.resources import kinds

WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
CODE = re.compile(r"^([a-z]+:)([A-Z]{3})(?=:|$)")  # a country's, in the id of a state, its organs or its people
LETTERS = "abcdefghijklmnoprstuvw"
ACTS = 0.6  # share of a story's acts that become others
ALIKE = 0.65  # share of these that become acts of which its saga is full
KEPT = 0.24  # share of its rarer words that stay as they are
THEME = 0.4  # share of them that are among the few words that its saga is on
CAST = 0.7  # share of its names that are among those that its saga is about
KNOWN = 0.3  # share of its actors that sagas of all sorts tell of
HOME = 0.9  # chance that the country a story tells most of is its saga's
COUNTRIES = 190


class Episode(NamedTuple):
    """One event of a saga, with what led to it and followed: one of our own stories, told of other days and people."""

    saga: int
    number: int
    source: int
    alike: int  # number of the episode whose acts, names and words it repeats, as the raids of one war do
    day: int  # ordinal


class Act(NamedTuple):
    """What an act becomes."""

    lemma: str
    kind: str
    mode: str


class Change:
    """What an episode makes of the acts, words, names and ids of its source."""

    def __init__(self, episode: Episode, seed: int) -> None:
        self.saga = f"{seed}-{episode.saga}"
        self.days = episode.day - sources()[episode.source].first
        self.draw = random.Random(f"{self.saga} {episode.alike}")  # noqa: S311  nothing here is secret
        self.turn = self.draw.randrange(WIDTH)
        self.more = random.Random(f"{self.saga} day {episode.number}").randrange(9)  # noqa: S311  added to counts
        vocabulary = _vocabulary(episode.source)
        self.acts, self.words = self._acts(vocabulary.acts)
        told = frozenset(self.words)
        bases = {base: self._base(base) for base in vocabulary.bases}
        for word, base in vocabulary.words.items():
            self.words.setdefault(word, bases[base] + word[len(base) :])
        self.rare = tuple(word for word in vocabulary.small if word not in told)
        codes = dict(zip(vocabulary.codes, self._codes(len(vocabulary.codes)), strict=True))
        self.countries: Mapping[str, str] = codes
        self.ids = self._ids(vocabulary.ids)
        self.places = self._places(vocabulary.places)
        at = random.Random(f"{self.saga} at")  # noqa: S311
        self.point = at.uniform(-60, 60), at.uniform(-170, 170)

    def act(self, lemma: str) -> str:
        """Return what an act becomes."""
        made = self.acts.get(lemma.lower())
        return made.lemma if made else lemma

    def _acts(self, told: Mapping[str, tuple[str, ...]]) -> tuple[dict[str, Act], dict[str, str]]:
        """Draw acts for acts, and forms of them for the words that tell these."""
        acts: dict[str, Act] = {}
        words: dict[str, str] = {}
        owner: dict[str, str] = {}  # the act that a word was changed for first
        for act, forms in told.items():
            verbs, chances = _verbs(tuple(sorted({len(form) for form in forms})))
            first = next((owner[form] for form in forms if form in owner), act)
            if first in acts:
                acts[act] = acts[first]
            elif first == act and forms and verbs and self.draw.random() < ACTS:
                acts[act] = _act(self._verb(verbs, chances))
            by_length = _forms(acts[act].lemma) if act in acts else {}
            for form in forms:
                owner.setdefault(form, act)
                words.setdefault(form, by_length.get(len(form), form))
        return acts, words

    def _verb(self, verbs: Sequence[str], chances: Sequence[float]) -> str:
        def draw(chance: random.Random) -> str:
            return chance.choices(verbs, cum_weights=chances)[0]

        if self.draw.random() < ALIKE:
            return self._shared("act", verbs[0], draw)
        return draw(self.draw)

    def _base(self, base: str) -> str:
        weight = _weight(base)
        if len(base) < 4 or weight <= COMMON:
            return base
        if base not in weights():  # a name, or rarer than any list tells
            if self.draw.random() < CAST:
                return self._shared("name", len(base), lambda draw: _letters(draw, len(base)))
            return _letters(self.draw, len(base))
        way = self.draw.random()
        if way < KEPT:
            return base
        if way < KEPT + THEME:
            return self._shared("word", len(base), lambda draw: rarer(draw, len(base)))
        return rarer(self.draw, len(base))

    def _shared(self, what: str, among: str | int, make: Callable[[random.Random], str]) -> str:
        """Return one of the few acts, names or words that the saga uses among those that fit, the first ones most."""
        place = min(int(self.draw.paretovariate(1.0)), 8)
        return make(random.Random(f"{self.saga} {what} {among} {place}"))  # noqa: S311

    def _codes(self, count: int) -> list[str]:
        """Draw countries; the one that is told of most is the saga's own, as a rule."""
        own = country(random.Random(self.saga))  # noqa: S311
        drawn = [country(self.draw) for _ in range(count)]
        return [own, *drawn[1:]] if drawn and self.draw.random() < HOME else drawn

    def _places(self, ids: Sequence[str]) -> dict[str, int]:
        """Give places their numbers among those of the saga; the first ones are told of most."""
        taken: dict[int, str] = {}
        for id_ in ids:
            place = int(self.draw.paretovariate(1.0))
            while place in taken:
                place += 1
            taken[place] = id_
        return {id_: place for place, id_ in taken.items()}

    def _ids(self, ids: Sequence[str]) -> dict[str, str]:
        """Give who takes part, and where, the ids of the saga's own cast; nouns are those of all stories."""
        taken: set[str] = set()
        found = {}
        for id_ in ids:
            kind, _, rest = id_.partition(":")
            new = CODE.sub(lambda match: match[1] + self.countries[match[2]], id_)
            if new == id_ and rest and kind != "noun":
                new = self._cast(kind, taken)
            found[id_] = new
        return found

    def _cast(self, kind: str, taken: set[str]) -> str:
        place = int(self.draw.paretovariate(0.7))
        whose = "all" if self.draw.random() < KNOWN else self.saga
        while (new := f"{kind}:{whose}-{place}") in taken:
            place += 1
        taken.add(new)
        return new


COMMON = FUNCTION + 1  # weight up to which a word is left as it is


class _Vocabulary(NamedTuple):
    """What is drawn anew of a source."""

    acts: dict[str, tuple[str, ...]]  # each act of one word, with the words that tell it
    words: dict[str, str]  # each word with its base, which is drawn anew: "diplomats" with "diplomat"
    bases: tuple[str, ...]
    small: tuple[str, ...]  # rarer words that are written with a small letter: no names
    ids: tuple[str, ...]  # of actors
    places: tuple[str, ...]  # ids of them
    codes: tuple[str, ...]  # of countries, the one told of most first


@cache
def _vocabulary(number: int) -> _Vocabulary:
    acts: dict[str, set[str]] = defaultdict(set)
    words: dict[str, str] = {}
    small: set[str] = set()
    ids: set[str] = set()
    places: set[str] = set()
    codes: Counter[str] = Counter()
    source = sources()[number]
    for text, one in source.told:
        act = one.act.lower()
        if WORD.fullmatch(act):
            acts[act].update(_telling(act, WORD.findall(one.trigger.of(text).lower())))
        links = [party.link for party in (*one.roles, *one.attribution.hops) if party.link]
        ids.update(id_ for link in links for id_ in (link.target.id, *link.parents))
        codes.update(link.country for link in links if link.country)
        codes.update(
            match[2] for link in links for id_ in (link.target.id, *link.parents) if (match := CODE.match(id_))
        )
        if one.where:
            places.update([one.where.id] if one.where.latitude is not None and one.where.id else [])
            codes.update([one.where.country] if one.where.country else [])
    for account in source.accounts:
        for passage in account.passages:
            for word in WORD.findall(passage.text):
                small.update([word] if word.islower() else [])
                base = stem(word.lower())
                words[word.lower()] = base if word.lower().startswith(base) else word.lower()
    return _Vocabulary(
        acts={act: tuple(sorted(acts[act])) for act in sorted(acts)},
        words=dict(sorted(words.items())),
        bases=tuple(sorted(set(words.values()))),
        small=tuple(sorted(word for word in small if len(words[word]) > 3 and _weight(words[word]) > COMMON)),
        ids=tuple(sorted(ids)),
        places=tuple(sorted(places)),
        codes=tuple(sorted(codes, key=lambda code: (-codes[code], code))),
    )


def _telling(act: str, trigger: Sequence[str]) -> list[str]:
    """Return the words of a trigger that name the act: "kills" in "strike kills", not "opened fire" for a shot."""
    return list(trigger) if len(trigger) == 1 else [word for word in trigger if word[:3] == act[:3]]


def _weight(base: str) -> float:
    return weights().get(base, FUNCTION + 10)


def country(draw: random.Random) -> str:
    """Draw a country; a few are told of in many stories."""
    return f"C{min(int(draw.paretovariate(0.7)), COUNTRIES):03}"


def rarer(draw: random.Random, length: int) -> str:
    """Draw one of the rarer words of a length, as often as it stands in texts."""
    words, chances = _by_length().get(length, ([], []))
    return draw.choices(words, cum_weights=chances)[0] if words else _letters(draw, length)


def _letters(draw: random.Random, length: int) -> str:
    return "".join(draw.choices(LETTERS, k=length))


@cache
def _act(lemma: str) -> Act:
    kind = kinds.lookup(lemma)
    kind = kind if kind.type else kinds.ours(lemma)
    return Act(lemma, kind.type, kind.mode)


@cache
def _forms(lemma: str) -> dict[int, str]:
    """Return the regular forms of a verb by length."""
    cut = lemma.removesuffix("e")
    return {len(form): form for form in (f"{cut}ing", f"{cut}ed", f"{lemma}s", lemma)}


@cache
def _verbs(lengths: tuple[int, ...]) -> tuple[list[str], list[float]]:
    """Return verbs that have forms of all these lengths, and how often each stands in texts, added up."""
    lines = (files("dateline.resources") / "words" / "verbs.txt").read_text(encoding="utf-8").split()
    verbs = [verb for verb in lines if verb.isalpha() and weights().get(stem(verb), COMMON) > COMMON]
    fit = [verb for verb in verbs if set(lengths) <= _forms(verb).keys()]
    return fit, list(accumulate(exp(-_weight(stem(verb))) for verb in fit))


@cache
def _by_length() -> dict[int, tuple[list[str], list[float]]]:
    """Return the linker's rarer words by length, and how often each stands in texts, added up."""
    found: dict[int, list[str]] = defaultdict(list)
    for word, weight in sorted(weights().items()):
        if word.isalpha() and word.isascii() and word.islower() and weight > FUNCTION:
            found[len(word)].append(word)
    return {
        length: (words, list(accumulate(exp(-weights()[word]) for word in words))) for length, words in found.items()
    }
