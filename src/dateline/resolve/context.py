"""What the rest of a report says of its actors and places: names of one person, acronyms, countries told of."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property

from dateline.records import EntityForm, EntityMention, EntityType, Parsed, Report, Span
from dateline.resolve import phrase
from dateline.resources import actors, countries, places

ACRONYM = re.compile(
    r"((?:[A-Z][\w’'-]+|of|the|and|for|in|al)(?: (?:[A-Z][\w’'-]+|of|the|and|for|in|al))+) \(([A-Z]{2,6})[);,]"
)
PARTICLES = frozenset("al el bin ibn ben abu abd van von der den de da del della dos di du la le ter y e".split())
PLACES = frozenset((EntityType.GEOPOLITICAL, EntityType.LOCATION, EntityType.FACILITY))
DATELINE_WEIGHT = 1.0
ENOUGH = 3  # mentions of one country before it is taken for "the government" with nobody's name
SHARE = 0.7  # of all mentions of countries, likewise


class Context:
    """A report seen as a whole; everything is worked out once, when first asked for."""

    def __init__(self, report: Report, parsed: Parsed) -> None:
        self.report = report
        self.parsed = parsed

    def words(self, span: Span) -> str:
        """Return a span's words as a person reads them."""
        return self.report.words(span)

    @cached_property
    def names(self) -> list[tuple[EntityMention, str]]:
        """The mentions by name, with their words."""
        found = (m for m in self.parsed.entities if m.form is EntityForm.NAME)
        return [(m, self.words(m.span)) for m in found]

    @cached_property
    def chains(self) -> dict[int, list[tuple[EntityMention, str]]]:
        """The mentions of each chain, by name or noun, with their words."""
        found: dict[int, list[tuple[EntityMention, str]]] = {}
        for mention in self.parsed.entities:
            if mention.chain is not None and mention.form is not EntityForm.PRONOUN:
                found.setdefault(mention.chain, []).append((mention, self.words(mention.span)))
        return found

    def named(self, chain: int | None) -> list[str]:
        """Return the names of a chain, the longest first."""
        found = [w for m, w in self.chains.get(chain, ()) if m.form is EntityForm.NAME] if chain is not None else []
        return sorted(dict.fromkeys(found), key=len, reverse=True)

    def mention(self, chain: int | None, name: str) -> EntityMention | None:
        """Return the mention of a chain that has this name."""
        return next((m for m, w in self.chains.get(chain, ()) if w == name), None) if chain is not None else None

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.parsed.tokens.span]

    def tokens(self, span: Span) -> range:
        """Return the tokens that start inside a span."""
        return range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end))

    @cached_property
    def _by_token(self) -> dict[int, list[EntityMention]]:
        found: dict[int, list[EntityMention]] = {}
        for mention in self.parsed.entities:
            found.setdefault(mention.head, []).append(mention)
        return found

    def entity(self, span: Span, *, form: EntityForm | None = None) -> EntityMention | None:
        """Return the entity mention that heads the span, names before nouns."""
        inside = self.tokens(span)
        head = self.parsed.tokens.head
        top = [t for t in inside if head[t] not in inside or head[t] == t]
        found = [m for t in top for m in self._by_token.get(t, ()) if form is None or m.form is form]
        return min(found, key=lambda m: (m.form is not EntityForm.NAME, m.first), default=None)

    def inner(self, span: Span, kind: EntityType) -> list[str]:
        """Return the names of a type inside the span, the last first."""
        found = [
            w
            for t in self.tokens(span)
            for m in self._by_token.get(t, ())
            if m.type is kind and m.form is EntityForm.NAME and span.covers(m.span)
            for w in (self.words(m.span),)
        ]
        return found[::-1]

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Acronyms that the report explains: "Rapid Relief Force (RRF)"."""
        found: dict[str, str] = {}
        for match in ACRONYM.finditer(" ".join(self.report.text.split())):
            words = [w for w in match[1].split() if w[0].isupper()]
            for size in range(len(words), 1, -1):
                if "".join(w[0] for w in words[-size:]).upper() == match[2]:
                    start = match[1].find(words[-size])
                    found.setdefault(match[2], match[1][start:])
                    break
        return found

    @cached_property
    def persons(self) -> dict[str, list[str]]:
        """Full names of persons by the sound of their first and last parts."""
        found: dict[str, list[str]] = {}
        for mention, words in self.names:
            name = person_name(words) if mention.type is EntityType.PERSON else ""
            parts = name.split()
            if len(parts) > 1:
                for end in dict.fromkeys((parts[-1], parts[0])):
                    known = found.setdefault(actors.part_key(end), [])
                    if name not in known:
                        known.append(name)
        return found

    @cached_property
    def weights(self) -> dict[str, float]:
        """How often each country is told of, by name, people, capital or organ; the dateline counts a little."""
        found: dict[str, float] = defaultdict(float)
        for mention, words in self.names:
            if mention.type is EntityType.PERSON:
                continue
            for one in phrase.read(words).countries or countries.by_seat(words)[:1]:
                found[one] += 1
        place = self.report.dateline_place
        if place is not None:
            parts = [part.strip() for part in place.value.split(",")]
            told = [c for p in parts for c in countries.by_name(p.title()) or countries.by_seat(p.title())]
            if not told:
                told = [c for p in places.find(parts[0])[:1] if (c := countries.alpha3(p.country))]
            for one in told[-1:]:
                found[one] += DATELINE_WEIGHT
        return found

    @cached_property
    def _heaviest(self) -> float:
        return max(self.weights.values(), default=0.0)

    def share(self, alpha3: str) -> float:
        """Return how much the report tells of a country, 1 for the one that it tells of most."""
        told = self.weights.get(alpha3, 0.0)
        return math.sqrt(told / self._heaviest) if told else 0.0

    @cached_property
    def places(self) -> list[EntityMention]:
        """The mentions of places by name, in order of the text."""
        return [m for m, _ in self.names if m.type in PLACES]

    @cached_property
    def only_country(self) -> str | None:
        """The one country that the report is about, None where there are several."""
        total = sum(self.weights.values())
        best = max(self.weights, key=lambda c: self.weights[c], default=None)
        if best and self.weights[best] >= max(ENOUGH, SHARE * total):
            return best
        return None

    @cached_property
    def organs(self) -> list[tuple[int, str, str]]:
        """Organs with their country: (where it starts, first step of the path, alpha-3), in order of the text."""
        found = []
        for index, lemma in enumerate(self.parsed.tokens.text):
            organ = actors.organs().get(lemma.lower())
            if organ is None:
                continue
            span = self.parsed.tokens.span[index]
            for before in range(index - 1, max(index - 4, -1), -1):
                word = self.parsed.tokens.text[before]
                told = countries.by_adjective(word) or countries.by_name(word)
                if told:
                    found.append((span.start, organ.path.split(":")[0], told[0]))
                    break
        return found

    @cached_property
    def leaders(self) -> list[str]:
        """The countries that lead a coalition in this report."""
        text = self.report.text
        led = re.findall(r"[\w.]+[-‑–](?:led|headed)\b", text)
        return list(dict.fromkeys(c for word in led for c in phrase.read(f"{word} coalition").led))


def person_name(words: str) -> str:
    """Return the name in a phrase that ends with one, without titles, countries and what else stands before it.

    >>> person_name("Kenyan President William Ruto"), person_name("militia leader Joseph Kony's")
    ('William Ruto', 'Joseph Kony')
    """
    kept: list[str] = []
    taken = phrase.WORD.findall(" ".join(words.split()))
    stop = next((i for i, w in enumerate(taken) if i and w in "(),;:"), None)
    for word in reversed([phrase.bare(w) for w in taken[:stop]]):
        if word[:1].isupper() or word.lower() in PARTICLES or re.match(r"^(?:al|el|ad|as|ash|ar|an|at|az)[-‑]\w", word):
            kept.insert(0, word)
        else:
            break
    while kept and (kept[0].lower().strip(".") in actors.titles() or (kept[0].islower() and "-" not in kept[0])):
        kept = kept[1:]
    while len(kept) > 1 and (
        countries.by_adjective(kept[0]) or countries.by_name(kept[0]) or kept[0].lower().strip(".") in actors.titles()
    ):
        kept = kept[1:]
    return " ".join(kept)
