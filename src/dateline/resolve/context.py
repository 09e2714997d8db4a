"""What the rest of a report says of its actors and places: names of one person, acronyms, countries told of."""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import cached_property, lru_cache

from dateline.records import EntityForm, EntityMention, EntityType, Parsed, Participant, Report, Span
from dateline.resolve import phrase
from dateline.resources import actors, countries, places

ACRONYM = re.compile(
    r"((?:[A-Z][\w’'-]+|of|the|and|for|in|al)(?: (?:[A-Z][\w’'-]+|of|the|and|for|in|al))+) \(([A-Z]{2,6})[);,]"
)
APPOSED = re.compile(r",\s+((?:an?|the)\s+)?$", re.I)
_NAME = r"[A-Z][\w’'-]*(?: (?:(?:of|the|and|for|in|al) )?[A-Z][\w’'-]*)*"
RENAMED = re.compile(
    rf"({_NAME}),? \(?(?:formerly(?: known as)?|also known as|also called|previously) (?:the )?({_NAME})"
)
IN = re.compile(rf" in (?:the )?({_NAME})")
PARTICLES = frozenset("al el bin ibn ben abu abd van von der den de da del della dos di du la le ter y e".split())
PLACES = frozenset((EntityType.GEOPOLITICAL, EntityType.LOCATION, EntityType.FACILITY))
DATELINE_WEIGHT = 1.0
ENOUGH = 3  # mentions of one country before it is taken for "the government" with nobody's name
DOUBTFUL = 0.3  # weight of a name that a country or capital shares with a place elsewhere
LARGE = 100_000
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

    def owner(self, chain: int | None) -> str | None:
        """Return whose the possessions of a chain are: "Kenya's" by its name, "Kenyan" by a noun's country."""
        told = self.chains.get(chain, ()) if chain is not None else ()
        if any(m.type is EntityType.PERSON for m, _ in told):
            return None
        if names := self.named(chain):
            return f"{phrase.bare(names[0])}'s"
        found = (one for _, words in told if (one := phrase.read(words).country) is not None)
        country = next(found, None)
        return countries.countries()[country].adjective if country else None

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

    def ending(self, span: Span, kind: EntityType) -> str:
        """Return the name of a type that the span ends with, or that its first part ends with, before a comma."""
        words = phrase.read(self.words(span)).text
        for token in self.tokens(span):
            for mention in self._by_token.get(token, ()):
                if mention.type is kind and mention.form is EntityForm.NAME and span.covers(mention.span):
                    name = self.words(mention.span)
                    if words.endswith(phrase.bare(name)):
                        return name
        return ""

    @cached_property
    def acronyms(self) -> dict[str, str]:
        """Names that the report explains: "Rapid Relief Force (RRF)", "Quay Guard, formerly known as Pier Guard"."""
        found: dict[str, str] = {}
        text = " ".join(self.report.text.split())
        for match in ACRONYM.finditer(text):
            words = [w for w in match[1].split() if w[0].isupper()]
            for size in range(len(words), 1, -1):
                if "".join(w[0] for w in words[-size:]).upper() == match[2]:
                    start = match[1].find(words[-size])
                    found.setdefault(match[2], match[1][start:])
                    break
        for match in RENAMED.finditer(text):
            found.setdefault(match[2], match[1])
        return found

    @cached_property
    def _persons(self) -> list[tuple[str, list[str]]]:
        """Names of persons of two words and more, the longest first, with the sounds of their parts."""
        found = {person_name(w) for m, w in self.names if m.type is EntityType.PERSON}
        full = sorted((n for n in found if len(n.split()) > 1), key=lambda n: (-len(n), n))
        return [(n, [actors.person_key(part) for part in n.split()]) for n in full]

    def full_names(self, name: str) -> list[str]:
        """Return the fuller names in the report that end or begin with this one, as it sounds."""
        parts = [actors.person_key(part) for part in name.split()]
        size = len(parts)
        longer = [(n, p) for n, p in self._persons if len(p) > size]
        ends = [n for n, p in longer if p[-size:] == parts]
        return ends or [n for n, p in longer if p[:size] == parts]

    @cached_property
    def _bodies(self) -> list[str]:
        """Names of organisations and products of two words and more, without their legal form and possessors."""
        found = {
            actors.without_form(" ".join(self.without_owner(phrase.read(w))))
            for m, w in self.names
            if m.type in {EntityType.ORGANISATION, EntityType.PRODUCT}
        }
        return sorted(name for name in found if " " in name)

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """Names of the report without their legal form and possessors, by their letters in lower case."""
        found: dict[str, str] = {}
        for _, words in self.names:
            name = actors.without_form(" ".join(self.without_owner(phrase.read(words))))
            found.setdefault(name.casefold(), name)
        return found

    def spelled(self, name: str) -> str | None:
        """Return the report's name of the same letters, or the one that this is the plural of."""
        plain = name.casefold()
        return self._spelled.get(plain) or self._spelled.get(plain.removesuffix("s"))

    def apposed(self, span: Span) -> str | None:
        """Return the name that a phrase between a comma and the next stop describes: "Acme, a maker of nails,"."""
        if self.report.text[span.end : span.end + 1] not in {",", ".", ";", ")"}:
            return None
        before = APPOSED.search(self.report.text[max(0, span.start - 40) : span.start])
        text = self.report.text[span.start : span.end]
        if before is None or not (before[1] or text.lower().startswith(("a ", "an ", "the "))):
            return None
        end = span.start - len(before[0])
        return next((w for m, w in self.names if m.span.end == end), None)

    @cached_property
    def main_body(self) -> tuple[EntityMention, str] | None:
        """The organisation that the report names most, where it is half of all such names and more, or None."""
        told = [(m, phrase.read(w).text) for m, w in self.names if m.type is EntityType.ORGANISATION]
        often = Counter(actors.without_form(name) for _, name in told)
        best = max(often, key=lambda name: often[name], default="")
        if often[best] < 2 or 2 * often[best] < len(told):
            return None
        return next((m, name) for m, name in told if actors.without_form(name) == best)

    def fuller_body(self, name: str) -> str | None:
        """Return the one longer name in the report that begins with this one, or that ends with this one word."""
        longer = [n for n in self._bodies if n.startswith(f"{name} ")]
        if not longer and " " not in name:
            longer = [n for n in self._bodies if n.endswith(f" {name}")]
        return longer[0] if len(longer) == 1 else None

    def without_owner(self, read: phrase.Phrase) -> tuple[str, ...]:
        """Return a phrase's words behind a possessor that the report names: "Music Store" of "Acme's Music Store"."""
        owner = " ".join(read.words[: read.owner])
        named = owner and any(owner.endswith(phrase.bare(name)) for _, name in self.names)
        return read.words[read.owner :] if named else read.words

    def whole(self, participant: Participant) -> str:
        """Return a participant's name with the word that a hyphen ties to it: "US-" before "led coalition"."""
        start = participant.span.start
        if start > 1 and self.report.text[start - 1] in "-‑" and self.words(participant.span) == participant.name:
            before = re.search(r"[\w.]+[-‑]$", self.report.text[max(0, start - 30) : start])
            return f"{before[0]}{participant.name}" if before else participant.name
        return participant.name

    @cached_property
    def _told(self) -> list[tuple[EntityMention, str, float]]:
        """Mentions by name that tell of a country, with its code and how surely: a name shared with a place, less."""
        return [
            (mention, one, DOUBTFUL if is_shared(words, one) else 1.0)
            for mention, words in self.names
            if mention.type is not EntityType.PERSON or (countries.by_seat(words) and not self.full_names(words))
            for one in phrase.read(words).countries or countries.by_seat(words)[:1]
        ]

    def likeliest(self, shared: tuple[str, ...]) -> str | None:
        """Return the one of several countries that the report tells of most, by name or by its towns, or None."""
        told = {one: (self.weights.get(one, 0.0), self._towns[one]) for one in shared}
        first, second = sorted(told.values(), reverse=True)[:2]
        return max(told, key=lambda one: told[one]) if first > second else None

    @cached_property
    def _towns(self) -> Counter[str]:
        """How many names of places in the report are, before all else, towns of each country."""
        words = {words for mention, words in self.names if mention.type is not EntityType.PERSON}
        first = (found[0] for one in words if not countries.by_name(one) and (found := places.find(one)))
        return Counter(alpha3 for place in first if (alpha3 := countries.alpha3(place.country)))

    @cached_property
    def weights(self) -> dict[str, float]:
        """How often each country is told of, by name, people, capital or organ; the dateline counts a little."""
        found: dict[str, float] = defaultdict(float)
        for _, one, surely in self._told:
            found[one] += surely
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
    def _organs(self) -> list[tuple[int, str, str]]:
        """Organs with their country: (where it starts, first step of the path, alpha-3), in order of the text."""
        found = []
        texts, spans = self.parsed.tokens.text, self.parsed.tokens.span
        for index, word in enumerate(texts):
            organ = actors.organs().get(word.lower())
            if organ is None:
                continue
            for before in range(index - 1, max(index - 4, -1), -1):
                told = countries.by_adjective(texts[before]) or countries.by_name(texts[before])
                if told:
                    found.append((spans[index].start, organ.path.split(":")[0], told[0]))
                    break
        return found

    def country_of_organ(self, root: str, start: int) -> tuple[str | None, str, float]:
        """Return whose "the army" or "the court" is: that of the last such organ, or of its sentence's only country."""
        before = [c for at, r, c in self._organs if r == root and at < start]
        if before:
            return before[-1], "the last such organ told of in the report", 0.6
        sentence = next((s for s in self.parsed.sentences if s.span.start <= start < s.span.end), None)
        if sentence is not None:
            here = {c for m, c, _ in self._told if sentence.span.covers(m.span)}
            if len(here) == 1:
                return here.pop(), "the one country told of in its sentence", 0.5
        if (only := self.only_country) is not None:
            return only, "the one country that the report tells of", 0.5
        return None, "", 0.0

    def country_of_seat(self, words: str) -> str | None:
        """Return the country in which the report says that a body is: "the Ministry of Defence in Warsaw"."""
        name, _, _ = words.partition(" in ")
        start = self.report.text.find(f"{name} in ")
        told = IN.match(self.report.text, start + len(name)) if start >= 0 else None
        found = countries.by_name(told[1]) or countries.by_seat(told[1]) if told else ()
        return found[0] if len(found) == 1 else None

    @cached_property
    def leaders(self) -> list[str]:
        """The countries that lead a coalition in this report."""
        text = self.report.text
        led = re.findall(r"[\w.]+[-‑–](?:led|headed)\b", text)
        return list(dict.fromkeys(c for word in led for c in phrase.read(f"{word} coalition").led))


@lru_cache(maxsize=1024)
def is_shared(name: str, alpha3: str) -> bool:
    """Say whether the name of a country or a capital is also a province's or a large town's of another country."""
    if not (countries.by_name(name) or countries.by_seat(name)):
        return False
    found = (p for p in places.find(name) if p.kind == "admin1" or p.population >= LARGE)
    return any(countries.alpha3(p.country) != alpha3 for p in found)


@lru_cache(maxsize=8192)
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
