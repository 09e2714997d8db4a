"""Make a database's worth of reports and mentions: the project's own stories in, resampled ones without a model out.

Measuring growth needs a hundred thousand reports that look like news to the merging: stories of a few reports each,
several a day, that share countries and common words, seldom names. Each synthetic story takes one of our own stories
(`eval/stories`, `examples/iraq-2020`), as the stages read it once, and draws anew

- its reports: two of them up to all, each at times printed again by another outlet with small edits (a copy);
- its days: all times are moved by one number of days, so that stories spread evenly over the years asked for;
- its names: every word with a capital becomes another of the same length, the same all through the story, and so do the
  ids of persons, bodies and places, while countries are drawn from a list in which few are common and most are rare;
- its words: every rarer word that tells no event becomes another word of the same length from the linker's list.

Lengths stay, so that every span still lies on its word. The texts say nothing about anything and are no news.
"""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from dateline.merge.words import FUNCTION, stem, weights
from dateline.read.sketch import sketch
from dateline.records import Hop, Link, Mention, Participant, Report, Span, Told, When, Where, edtf, plus
from dateline.run.pipeline import Draft, carry
from dateline.store import Reading, refusal

ROOT = Path(__file__).parent.parent
STORIES = (*sorted((ROOT / "eval" / "stories").iterdir()), ROOT / "examples" / "iraq-2020")
WORD = re.compile(r"[A-Za-zÀ-ÿ]+")
YEARS = 10  # over which stories spread
COPIES = 0.25  # share of reports that another outlet prints again
KEPT = 0.5  # share of a story's rarer words that stay as they are
OUTLETS = 200
FIRST = date(2010, 1, 1)
LETTERS = "abcdefghijklmnoprstuvw"


@dataclass(frozen=True, slots=True)
class Source:
    """One of our own stories, as the stages read it."""

    reports: tuple[Report, ...]
    mentions: tuple[tuple[Mention, ...], ...]  # of each report


@cache
def sources() -> tuple[Source, ...]:
    """Read our own stories once."""
    found = []
    for folder in STORIES:
        paths = sorted(path for path in folder.glob("*") if path.suffix in {".txt", ".html"})
        drafts = [carry(Draft(path=str(path), raw=path.read_bytes())) for path in paths]
        told = [(draft.report, draft.mentions) for draft in drafts if draft.report and draft.report.day]
        if told:
            found.append(Source(tuple(report for report, _ in told), tuple(mentions for _, mentions in told)))
    return tuple(found)


def generate(count: int, *, seed: int = 0) -> Iterator[Reading]:
    """Give so many readings; the same seed gives the same ones, and more of them begin with these."""
    made = 0
    number = 0
    while made < count:
        for reading in _story(number, seed):
            if made == count:
                return
            made += 1
            yield reading
        number += 1


def _story(number: int, seed: int) -> Iterator[Reading]:
    draw = random.Random(f"{seed} {number}")  # noqa: S311  nothing here is secret
    source = draw.choice(sources())
    most = len(source.reports)
    chosen = sorted(draw.sample(range(most), draw.randint(min(2, most), most)))
    day = FIRST + timedelta(days=draw.randrange(YEARS * 365))
    started = min(report.day for report in source.reports if report.day)
    change = _Change(number, draw, (day - started).days, _triggers(source))
    for place in chosen:
        report, mentions = source.reports[place], source.mentions[place]
        yield change.reading(report, mentions, outlet=draw.randrange(OUTLETS))
        if draw.random() < COPIES:
            yield change.reading(report, mentions, outlet=draw.randrange(OUTLETS), edits=draw.randint(1, 4))


@cache
def _triggers(source: Source) -> frozenset[str]:
    """Return the words of a story that tell its events, which stay."""
    return frozenset(
        word.lower()
        for report, mentions in zip(source.reports, source.mentions, strict=True)
        for mention in mentions
        for word in WORD.findall(mention.trigger.of(report.text))
    )


class _Change:
    """What a synthetic story makes of the words, names, ids and days of its source."""

    def __init__(self, number: int, draw: random.Random, days: int, triggers: frozenset[str]) -> None:
        self.number, self.draw, self.days, self.triggers = number, draw, days, triggers
        self.words: dict[str, str] = {}
        self.countries: dict[str, str] = {}
        self.degrees = draw.uniform(-20, 20)

    def reading(self, report: Report, mentions: Sequence[Mention], *, outlet: int, edits: int = 0) -> Reading:
        """Return a report with its mentions, by another outlet; `edits` words of a copy are changed."""
        text = WORD.sub(lambda match: self.word(match[0]), report.text)
        told = bytearray(len(text))  # marks what mentions and their names lie on, which edits leave alone
        for mention in mentions:
            for span in (mention.trigger, *(one.span for one in (*mention.roles, *mention.attribution.hops))):
                told[span.start : span.end] = b"\x01" * (span.end - span.start)
        words = [match.span() for match in WORD.finditer(text) if len(match[0]) > 3]
        free = [(start, end) for start, end in words if not any(told[start:end])]
        for start, end in self.draw.sample(free, min(edits, len(free))):
            text = text[:start] + _letters(self.draw, end - start) + text[end:]
        # Two outlets may print one text to the letter: what follows the prose tells their bytes apart.
        text += f"\n[{self.number} {outlet}]"
        raw = text.encode()
        digest = hashlib.sha256(raw).hexdigest()
        published = report.published.value if report.published else ""
        moved = replace(
            report,
            id="r" + digest[:16],
            sha256=digest,
            path=f"{digest[:12]}.txt",
            encoding="utf-8",
            text=text,
            title=None,
            byline=None,
            dateline_place=None,
            agency=None,
            address=None,
            written=None,
            furniture=tuple(one for one in report.furniture if one.span.end <= len(text)),
            repairs=(),
            outlet=Told(value=f"Outlet {outlet}", rule="generated"),
            published=Told(value=self.day(published), rule="generated") if published else None,
        )
        moved = replace(moved, sketch=sketch(moved.words(Span(0, len(text)))))
        ids = {mention.id: f"m{digest[:16]}-{mention.trigger.start}" for mention in mentions}
        told_anew = (self.record(mention, moved.id, ids) for mention in mentions)
        # A name that the source tells through a repair, such as a character entity, is left out with its mention.
        return Reading(raw=raw, report=moved, mentions=tuple(one for one in told_anew if not refusal(moved, one)))

    def word(self, word: str) -> str:
        """Return what stands for a word all through the story, in the word's own capitals."""
        key = word.lower()
        if key not in self.words:
            self.words[key] = self._drawn(key)
        made = self.words[key]
        if word.isupper():
            return made.upper()
        return made.capitalize() if word[:1].isupper() else made

    def _drawn(self, key: str) -> str:
        weight = weights().get(stem(key))
        if key in self.triggers or len(key) < 4 or (weight is not None and weight <= FUNCTION + 1):
            return key
        if weight is None:  # in no list: a name
            return _letters(self.draw, len(key))
        others = _by_length().get(len(key), [key])
        return key if self.draw.random() < KEPT else self.draw.choice(others)

    def day(self, value: str) -> str:
        """Return a date of publication on its new day."""
        return f"{plus(date.fromisoformat(value[:10]), self.days)}{value[10:]}" if len(value) >= 10 else value

    def record(self, value: Any, report: str, ids: dict[str, str]) -> Any:  # noqa: ANN401  records of any sort
        """Return a record with all that stands for names, days and ids in it changed."""
        if isinstance(value, When):
            return self.when(value)
        if isinstance(value, Mention):
            value = replace(
                value,
                id=ids[value.id],
                report=report,
                same_as=tuple(ids[one] for one in value.same_as if one in ids),
                times=tuple(replace(one, mention=ids.get(one.mention or "")) for one in value.times),
            )
        if isinstance(value, Where):
            value = self.where(value)
        if isinstance(value, Link):
            value = self.link(value)
        if is_dataclass(value) and not isinstance(value, (type, Span)):
            below = [field.name for field in fields(value) if field.name in NESTED]
            changed = {name: self.record(getattr(value, name), report, ids) for name in below}
            if isinstance(value, (Participant, Hop, Where)):
                changed["name"] = WORD.sub(lambda match: self.word(match[0]), value.name)
            return replace(value, **changed)
        if isinstance(value, tuple):
            return tuple(self.record(one, report, ids) for one in value)
        return value

    def when(self, when: When) -> When:
        """Return a time on its new days."""
        first, last = (plus(day, self.days) if day else None for day in (when.earliest, when.latest))
        about = bool(when.edtf and when.edtf.endswith("~"))
        text = edtf(first, last - timedelta(days=1) if last else None, approximate=about) if when.edtf else None
        return replace(when, earliest=first, latest=last, edtf=text, steps=())

    def where(self, where: Where) -> Where:
        """Return a place elsewhere."""
        latitude = None if where.latitude is None else max(-89.0, min(89.0, where.latitude + self.degrees))
        longitude = None if where.longitude is None else max(-179.0, min(179.0, where.longitude + self.degrees))
        return replace(
            where,
            id=self.id(where.id) if where.id else None,
            country=self.country(where.country),
            latitude=latitude,
            longitude=longitude,
            runners_up=(),
        )

    def link(self, link: Link) -> Link:
        """Return whom a name means, in the story's own world; states are drawn from all."""
        target = replace(link.target, id=self.id(link.target.id), reason="")
        parents = tuple(self.id(one) for one in link.parents)
        return replace(link, target=target, country=self.country(link.country), parents=parents, runners_up=())

    def id(self, id_: str) -> str:
        """Return an id of the story's own; a noun's and a state's are those of all stories."""
        kind, _, rest = id_.partition(":")
        if kind == "noun":
            return id_
        if kind == "state":
            return f"state:{self.country(rest)}"
        return f"{id_}.{self.number}"

    def country(self, code: str | None) -> str | None:
        """Return the country that stands for one; a few of all are told of in many stories."""
        if code is None:
            return None
        if code not in self.countries:
            self.countries[code] = f"C{min(int(self.draw.paretovariate(0.7)), 190):03}"
        return self.countries[code]


NESTED = frozenset(("roles", "link", "attribution", "hops", "when", "where"))


def _letters(draw: random.Random, length: int) -> str:
    return "".join(draw.choices(LETTERS, k=length))


@cache
def _by_length() -> dict[int, list[str]]:
    """Return the linker's rarer words by length, each as often as it stands in texts."""
    found: dict[int, list[str]] = {}
    for word, weight in sorted(weights().items()):
        if word.isalpha() and word.isascii() and word.islower() and weight > FUNCTION:
            found.setdefault(len(word), []).extend([word] * max(1, round(20 * 2.0**-weight)))
    return found
