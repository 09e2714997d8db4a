"""The places of one report seen together: which sense of each name fits the others, the countries told and the outlet.

One sense a name and a report, the one that the company it keeps speaks for (Leidner, Toponym Resolution in Text, 2007):
other names that lie in the same country, in the same division, and near it. Senses are weighed thrice, each time with
what the others came to mean before.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from dateline.records import EntityType, Span
from dateline.resolve import home, located, phrase, toponyms
from dateline.resolve.context import Context, is_shared
from dateline.resolve.senses import Sense, senses
from dateline.resolve.toponyms import Form, Toponym
from dateline.resources import countries, places

TOLD = 3.0  # the country stands in the same phrase: ", Kenya"; and again for its division
COMMON = 1.5  # at most, for the country that the report tells of most
NEIGHBOUR = 0.3
IN_COUNTRY = 0.6  # at most, for other names that lie in one country
IN_DIVISION = 1.8  # at most, for other names that lie in one division
NEAR = 1.2  # at most, for other names that lie within a degree or two
ENOUGH = 1.0  # other names in a country that make half of it
SEVERAL = 0.7  # in a division, and near
ROUNDS = 2
SURE = 2.0  # how sharply scores part the likely from the others
LEAST = 0.05  # what speaks less is nothing
MANY = 60  # senses of one name; a name of more tells nothing of others
OUTLET = 0.7  # how much an outlet's country counts beside the one told of most
HOME = 0.7  # how much a name in the outlet's counts beside one in the text
DOUBTFUL = 0.3  # how much a country's name counts that is also a province's or a large town's


class Ranked(NamedTuple):
    """A sense with its score in a report and the reasons for it."""

    score: float
    sense: Sense
    why: tuple[str, ...]


class Support(NamedTuple):
    """How much the other names of a report speak for countries, divisions and squares of a degree."""

    countries: dict[str, float]
    divisions: dict[tuple[str, str], float]
    squares: dict[tuple[int, int], float]


NOTHING = Support({}, {}, {})


class Scene:
    """A report's places; worked out once, when first asked for."""

    def __init__(self, context: Context, given: Sequence[Span] | None = None) -> None:
        self.context = context
        self._given = given
        self._shares: dict[str, dict[str, float]] = {}  # by the name that is left out

    @cached_property
    def toponyms(self) -> tuple[Toponym, ...]:
        """The names of places in the text, found or given."""
        if self._given is not None:
            return tuple(Toponym(span, Form.NAME) for span in self._given)
        return toponyms.find(self.context)

    @cached_property
    def spans(self) -> tuple[Span, ...]:
        """Where they stand."""
        return tuple(one.span for one in self.toponyms)

    @cached_property
    def located(self) -> tuple[Span, ...]:
        """Those behind a locative word, where something may have happened."""
        return tuple(located.find(self.context, self.toponyms))

    @cached_property
    def names(self) -> dict[str, float]:
        """The names of places in the report and in its outlet's name, each once, with what they count."""
        text = self.context.report.text
        found = dict.fromkeys((plain(" ".join(span.of(text).split())) for span in self.spans), 1.0)
        for name in self.homes:
            found.setdefault(name, HOME)
        return found

    @cached_property
    def homes(self) -> tuple[str, ...]:
        """The places that stand in the outlet's name: "Nairobi" for nairobinews.co.ke."""
        outlet = self.context.report.outlet
        return home.places_in(outlet.value) if outlet else ()

    @cached_property
    def _home_country(self) -> str:
        outlet = self.context.report.outlet
        return home.country(outlet.value) if outlet else ""

    @cached_property
    def qualified(self) -> dict[str, tuple[str, ...]]:
        """What stands behind a name anywhere in the report, as codes: "Paris" to USA and TX for "Paris, Texas"."""
        found: dict[str, tuple[str, ...]] = {}
        text = self.context.report.text
        for span in self.spans:
            told = following(span, text)
            if told:
                found.setdefault(plain(span.of(text)), told)
        return found

    @cached_property
    def _weights(self) -> dict[str, list[tuple[str, float]]]:
        """How much each name tells of a country: name to (alpha-3, weight)."""
        found: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for mention, words in self.context.names:
            if mention.type is EntityType.PERSON and (not countries.by_seat(words) or self.context.full_names(words)):
                continue
            for one in phrase.read(words).countries or countries.by_seat(words)[:1]:
                found[plain(words)].append((one, DOUBTFUL if is_shared(words, one) else 1.0))
        return dict(found)

    @cached_property
    def _told(self) -> dict[str, float]:
        """How much the report tells of each country, its dateline's a little."""
        total: dict[str, float] = defaultdict(float)
        for told in self._weights.values():
            for one, weight in told:
                total[one] += weight
        own = self.context.weights  # the dateline's part is worked out there
        for one in own.keys() - total.keys():
            total[one] += own[one]
        return total

    def share(self, alpha3: str, without: str = "") -> float:
        """Return how much the report tells of a country by other names than this one, 1 for the most; the outlet's."""
        known = self._shares.get(without)
        if known is None:
            known = self._shares[without] = self._without(without)
        told = known.get(alpha3, 0.0)
        return max(told, OUTLET if alpha3 == self._home_country else 0.0)

    def _without(self, name: str) -> dict[str, float]:
        """Return the share of each country that is told of by other names than this one."""
        left = dict(self._told)
        for one, weight in self._weights.get(name, ()):
            left[one] = left.get(one, 0.0) - weight
        heaviest = max(left.values(), default=0.0)
        return {one: math.sqrt(max(0.0, weight) / heaviest) for one, weight in left.items()} if heaviest > 0 else {}

    def rank(self, name: str, told: tuple[str, ...] = (), *, division: bool = False) -> list[Ranked]:
        """Return the senses of a name, the best first."""
        found = [self._base(sense, name, told) for sense in senses(name, division=division)]
        found = [_with(one, self._support, plain(name)) for one in found]
        return sorted(found, key=lambda one: -one.score)

    def _base(self, sense: Sense, name: str, told: tuple[str, ...]) -> Ranked:
        """Weigh a sense by its size, by what stands beside its name and by the countries told of."""
        score, why = sense.weight, [sense.why]
        if sense.precision.value == "region":
            return Ranked(score, sense, tuple(why))
        alpha3 = sense.country or ""
        if alpha3 in told:
            score += TOLD
            why.append("its country stands beside it")
            if sense.division and sense.division[1] in told:
                score += TOLD
                why.append("with its division")
        if (share := self.share(alpha3, plain(name))) > 0:
            score += COMMON * share
            why.append("the report or its outlet tells of its country")
        elif any(self.share(n, plain(name)) > 0 for n in _around(alpha3)):
            score += NEIGHBOUR
            why.append("the report tells of a neighbour")
        return Ranked(score, sense, tuple(why))

    @cached_property
    def _support(self) -> tuple[Support, dict[str, Support]]:
        """What all names speak for after some rounds, and what each of them does."""
        bases: dict[str, list[Ranked]] = {}
        for name in self.names:
            told = self.qualified.get(name, ())
            ranked = [self._base(sense, name, told) for sense in senses(name)]
            if ranked and len(ranked) <= MANY:
                bases[name] = ranked
        support = self._sum(bases)
        for _ in range(ROUNDS):
            support = self._sum({n: [_with(one, support, n) for one in ranked] for n, ranked in bases.items()})
        return support

    def _sum(self, ranked: dict[str, list[Ranked]]) -> tuple[Support, dict[str, Support]]:
        """Add up what the senses of names speak for, each as much as it is likely."""
        whole, parts = _nothing(), {}
        for name, told in ranked.items():
            part = parts[name] = _nothing()
            for share, sense in _likely(told):
                if sense.division is None:
                    continue
                vote = share * self.names[name]
                for sums in (whole, part):
                    sums.countries[sense.division[0]] += vote
                    if sense.division[1]:
                        sums.divisions[sense.division] += vote
                    if sense.point:
                        sums.squares[_square(sense.point)] += vote
        return whole, parts


def _nothing() -> Support:
    return Support(defaultdict(float), defaultdict(float), defaultdict(float))


def _with(one: Ranked, support: tuple[Support, dict[str, Support]], name: str) -> Ranked:
    """Add what other names than this one speak for."""
    if one.sense.division is None:
        return one
    whole, own = support[0], support[1].get(name, NOTHING)
    score, why = one.score, list(one.why)
    country, division = one.sense.division
    if (told := whole.countries.get(country, 0.0) - own.countries.get(country, 0.0)) > LEAST:
        score += IN_COUNTRY * told / (told + ENOUGH)
        why.append("other places of the report lie in its country")
    here = (country, division)
    if division and (told := whole.divisions.get(here, 0.0) - own.divisions.get(here, 0.0)) > LEAST:
        score += IN_DIVISION * told / (told + SEVERAL)
        why.append("and in its province")
    if one.sense.point:
        told = sum(whole.squares.get(s, 0.0) - own.squares.get(s, 0.0) for s in _squares(one.sense.point))
        if told > LEAST:
            score += NEAR * told / (told + SEVERAL)
            why.append("and near it")
    return Ranked(score, one.sense, tuple(why))


@lru_cache(maxsize=16384)
def plain(words: str) -> str:
    """Return a name without its article and its possessive ending, short forms spelled out.

    >>> plain("the Bronx's"), plain("Calif.")
    ('Bronx', 'California')
    """
    name = phrase.bare(re.sub(r"^(?:the|a|an|its|their) ", "", words.strip(), flags=re.I) or words)
    whole = places.spelled_out(name)
    return whole if whole != name else name.rstrip(".,") or name


def following(span: Span, text: str) -> tuple[str, ...]:
    """Return the country that stands right behind a place, as codes: ", Kenya", ", Ky." or "in northern Kenya"."""
    behind = text[span.end : span.end + 60]
    match = re.match(r"(?:\s*,\s*|\s*\(|\s+in |\s+(?:east|west) of )(?:\w+ern )?((?:[A-Z][\w.’'-]*\s?){1,4})", behind)
    if match is None:
        return ()
    words = match[1].split()
    for size in range(len(words), 0, -1):
        name = phrase.bare(" ".join(words[:size]))
        found = countries.by_name(name)
        division = {
            (alpha3, p.admin1)
            for p in places.find(places.spelled_out(name))
            if p.kind == "admin1" and (alpha3 := countries.alpha3(p.country))
        }
        if len(division) == 1:
            alpha3, code = division.pop()
            return (*found, alpha3, code)
        if found:
            return found
    return ()


def _likely(ranked: Sequence[Ranked]) -> list[tuple[float, Sense]]:
    """Turn scores into shares; a name that may mean nothing in the gazetteer keeps a little for that."""
    best = max(one.score for one in ranked)
    shares = [math.exp(SURE * (one.score - best)) for one in ranked]
    total = sum(shares)
    return [(share / total, one.sense) for share, one in zip(shares, ranked, strict=True)]


def _square(point: tuple[float, float]) -> tuple[int, int]:
    return math.floor(point[0]), math.floor(point[1])


def _squares(point: tuple[float, float]) -> Iterator[tuple[int, int]]:
    south, west = _square(point)
    for north in (-1, 0, 1):
        for east in (-1, 0, 1):
            yield south + north, west + east


def _around(alpha3: str) -> Iterator[str]:
    for alpha2 in countries.countries()[alpha3].neighbours if alpha3 else ():
        if (found := countries.alpha3(alpha2)) is not None:
            yield found
