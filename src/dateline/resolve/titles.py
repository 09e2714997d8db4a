"""How a report describes its persons: their names in, the titles and appositions that stand beside them out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from dateline.records import EntityForm, EntityMention, EntityType
from dateline.resolve import phrase
from dateline.resolve.context import Context, person_name
from dateline.resources import actors

BEFORE = 9  # words before a name that may be its title
BETWEEN = frozenset("of the and for to".split())
LEFT = re.compile(r"\b(?:former|ex|then|late|retired|ousted|deposed)\b", re.I)  # no longer in office
STOPS = phrase.PREPOSITIONS - BETWEEN
BEHIND = re.compile(r"\s*(?:,|\()\s*([^,.;:()—–\"“”]{3,90})(?=[,.;:()—–]|$)")
LEADING = frozenset(
    """leader chief head commander chairman chairwoman founder co-founder cofounder boss spokesman spokeswoman ceo cfo
    executive officer manager editor coach analyst""".split()
)
RANKS = frozenset(
    """general gen lieutenant lt colonel col major maj brigadier brig captain capt admiral adm marshal sergeant
    corporal""".split()
)


SHORT = {
    "adm": "admiral", "brig": "brigadier", "capt": "captain", "col": "colonel", "gen": "general", "gov": "governor",
    "lt": "lieutenant", "maj": "major", "pm": "premier", "rep": "representative", "sen": "senator", "sgt": "sergeant",
}  # fmt: skip
PRAISE = frozenset("top senior leading powerful longtime veteran embattled".split())  # who stands high, not as what


@cache
def title_words() -> frozenset[str]:
    """Return every word that can stand in a title."""
    offices = {word for term in actors.offices() for word in term.split()}
    return frozenset(offices | actors.titles() | LEADING | RANKS)


class Titles:
    """The descriptions of each person in one report, those told first in front."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self._found: dict[str, list[str]] = defaultdict(list)
        self._names: dict[str, str] = {}
        persons = [m for m, _ in context.names if m.type is EntityType.PERSON]
        chains: dict[str, set[int]] = defaultdict(set)
        for mention in persons:
            key = self._key(mention)
            self._found[key] += [told for told in self._beside(mention, persons) if told]
            if mention.chain is not None:
                chains[key].add(mention.chain)
        for key, numbers in chains.items():
            for number in sorted(numbers):
                told = (words for m, words in context.chains.get(number, ()) if m.form is EntityForm.NOMINAL)
                self._found[key] += told

    def of(self, name: str) -> tuple[str, ...]:
        """Return how the report describes who bears a name."""
        return tuple(dict.fromkeys(self._found.get(actors.person_key(name), ())))

    def named(self, name: str) -> bool:
        """Say whether the report names a person, in any spelling."""
        return actors.person_key(name) in self._names

    def bearers(self, read: phrase.Phrase) -> dict[str, str]:
        """Return the names of those whom the report describes with a title's words, each with that description."""
        asked = _content(read)
        found = {}
        for key, name in self._names.items():
            for told in self._found[key]:
                other = phrase.read(told)
                same = read.country in {None, other.country} and asked <= _content(other)
                if same and bool(LEFT.search(told)) <= bool(LEFT.search(read.text)):
                    found[name] = told
                    break
        return found

    def _key(self, mention: EntityMention) -> str:
        name = person_name(self.context.words(mention.span))
        full = (self.context.full_names(name) or [name])[0]
        key = actors.person_key(full)
        self._names.setdefault(key, full)
        return key

    def _beside(self, mention: EntityMention, persons: list[EntityMention]) -> Iterator[str]:
        text = self.context.report.text
        sentence = next((s.span for s in self.context.parsed.sentences if s.span.covers(mention.span)), mention.span)
        words = self.context.words(mention.span)
        inside = phrase.bare(words).removesuffix(person_name(words)).strip()
        before = f"{' '.join(text[sentence.start : mention.span.start].split())} {inside}".strip()
        yield _before(before)
        behind = BEHIND.match(text[mention.span.end : sentence.end])
        if behind is None:
            return
        start, end = (mention.span.end + place for place in behind.span(1))
        if not any(start <= other.span.start < end for other in persons):
            told = " ".join(behind[1].split())
            read = phrase.read(told)
            if any(w.lower().strip(".") in title_words() for w in read.words[-4:]):
                yield told


def _content(read: phrase.Phrase) -> frozenset[str]:
    """Return the words that tell a title: "commander", "quds" and "force" of "the commander of the Quds Force"."""
    words = (*read.words, *read.tail.split())
    plain = (phrase.bare(w).lower().strip(".,") for w in words)
    return frozenset(SHORT.get(w, w) for w in plain if w not in BETWEEN | PRAISE)


def _before(text: str) -> str:
    """Return the title that ends a text.

    >>> _before("On Sunday the Iranian foreign minister, Dr."), _before("In Mali, President")
    ('the Iranian foreign minister , Dr.', 'President')
    """
    found = phrase.WORD.findall(text)
    kept: list[str] = []
    told_so = title_words() | BETWEEN
    for index in range(len(found) - 1, max(len(found) - 1 - BEFORE, -1), -1):
        word = found[index]
        plain = phrase.bare(word).lower().strip(".")
        if word == ",":
            told = phrase.bare(found[index - 1]).lower() if index else ""
            if "," in kept or told not in title_words():
                break
        elif not (plain in told_so or word[:1].isupper()) or plain in STOPS:
            break
        kept.insert(0, word)
    starts = (i for i, w in enumerate(kept) if i and w == "the" and kept[i - 1] not in BETWEEN)
    kept = kept[next(starts, 0) :]
    while kept and kept[0].lower() in BETWEEN - {"the"}:
        kept = kept[1:]
    words = {phrase.bare(w).lower().strip(".") for w in kept}
    return " ".join(kept) if words & title_words() else ""
