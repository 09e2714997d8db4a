"""A text and a seed in, the text out as another desk would print it: the edits that the labelled pairs are made by.

Each edit takes a draft and a generator of chance and gives a draft; it is deterministic for a seed. A paragraph keeps
the number of the paragraph of its source, None where it is the editor's own, so that what was taken stays known.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

SENTENCE = re.compile(r"(?<=[a-z0-9)”\"’][.?!])\s+(?=[“\"A-Z])")
QUOTED = re.compile(r"[“\"][^”\"\n]+[”\"]")

# One desk's words for another's; each stands for the other in either direction.
CHANGES = """
    announced/made known; approximately/about; additional/further; assist/help; attack/assault; began/started;
    committed/dedicated; condemns/denounces; conducted/carried out; continue/go on; continues/goes on; defeat/beat;
    destroyed/wrecked; during/in the course of; ensure/make sure; fight/battle; forces/troops; however/but;
    important/significant; including/among them; killed/slain; large/big; launched/opened; leaders/chiefs;
    located/situated; many/numerous; military/armed; near/close to; nearly/almost; officials/authorities;
    on Saturday/Saturday; on Sunday/Sunday; on Monday/Monday; on Tuesday/Tuesday; on Wednesday/Wednesday;
    on Thursday/Thursday; on Friday/Friday; operations/missions; people/persons; President/Pres.; provide/give;
    provides/gives; region/area; said/stated; seized/captured; several/a number of; statement/declaration;
    strikes/raids; support/backing; supports/backs; told/informed; town/township; vehicles/trucks; was not/wasn't;
    were killed/died; while/as; wounded/injured
"""
WORDS = dict(pair.strip().split("/") for pair in CHANGES.split(";"))
NUMBERS = dict(
    zip(
        "2 3 4 5 6 7 8 9 10 11 12".split(),
        "two three four five six seven eight nine ten eleven twelve".split(),
        strict=True,
    )
)
SPELLINGS = (
    ("q", "k"),
    ("ou", "u"),
    ("ei", "ai"),
    ("ah", "a"),
    ("kh", "h"),
    ("sh", "ch"),
    ("ss", "s"),
    ("y", "i"),
    ("aa", "a"),
)
MENU = "Home | World | Business | Sport | Video | Log in"
FOOT = (
    "Read more: Ten things to know this morning",
    "We use cookies to improve your experience. By continuing you accept our terms.",
    "Share on Facebook Share on Twitter",
    "Leave a comment. Your email address will not be published.",
    "Sign up for our newsletter",
)
BACKGROUND = (
    """The valley has been divided since the war of the dams, when both banks claimed the springs at Orle. A mission of
    twelve observers has watched the bridge for nine years, and its mandate is renewed each autumn against the votes of
    two states.""",
    """The two parties fell out in 2011 over the sale of the harbour. Three rounds of talks have ended without a text,
    and the court in the capital has twice put off its ruling on who may collect the dues that ships pay at the outer
    lock.""",
)
OWN = (
    "Shops in the old town stayed shut on the day, and the bus company cut its evening service for want of drivers.",
    "A spokeswoman for the city council said on the telephone that she could add nothing before the weekend.",
    "Our correspondent counted eleven lorries at the northern gate, most of them without number plates.",
    "Prices at the fish market have doubled since spring, traders told this newspaper.",
    "The university has moved its examinations to the second week of the month, the rector wrote to students.",
    "Two former ministers, who asked not to be named, called the announcement late and thin.",
)
HEADLINES = (
    "What we know so far",
    "Officials give details",
    "New twist in long affair",
    "Questions remain after announcement",
)
AGENCIES = ("AP", "Reuters", "AFP", "Sputnik", "Xinhua", "Anadolu")


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, and the number of that of the source that it was taken from."""

    text: str
    of: int | None


@dataclass(frozen=True)
class Draft:
    """A text under the editor's hands."""

    title: str
    paragraphs: tuple[Paragraph, ...]
    above: str = ""
    below: tuple[str, ...] = ()
    credit: str = ""
    blob: bool = False

    @property
    def text(self) -> str:
        """Return it as a page is saved."""
        body = (" " if self.blob else "\n\n").join(paragraph.text for paragraph in self.paragraphs)
        parts = [self.above, self.title, self.credit and f"({self.credit}) – ", body, *self.below]
        return "\n\n".join(filter(None, [*parts[:2], parts[2] + parts[3], *parts[4:]]))


Edit = Callable[[Draft, random.Random], Draft]


def _each(draft: Draft, change: Callable[[str], str]) -> Draft:
    """Change the words of each paragraph that are no quotation."""

    def outside(text: str) -> str:
        parts, at = [], 0
        for match in QUOTED.finditer(text):
            parts += [change(text[at : match.start()]), match[0]]
            at = match.end()
        return "".join([*parts, change(text[at:])])

    return replace(draft, paragraphs=tuple(replace(one, text=outside(one.text)) for one in draft.paragraphs))


def headline(draft: Draft, chance: random.Random) -> Draft:
    """Give it another headline."""
    return replace(draft, title=chance.choice(HEADLINES))


def cut(draft: Draft, chance: random.Random) -> Draft:
    """Cut it from the end, as for want of room: two to four fifths are left."""
    left = max(1, round(len(draft.paragraphs) * chance.uniform(0.4, 0.8)))
    return replace(draft, paragraphs=draft.paragraphs[:left])


def drop(draft: Draft, chance: random.Random) -> Draft:
    """Leave out one paragraph in four, not the first."""
    kept = [one for place, one in enumerate(draft.paragraphs) if place == 0 or chance.random() > 0.25]
    return replace(draft, paragraphs=tuple(kept))


def sentences(draft: Draft, chance: random.Random) -> Draft:
    """Leave out one sentence in six."""
    kept = []
    for one in draft.paragraphs:
        told = SENTENCE.split(one.text)
        left = [told[0], *(sentence for sentence in told[1:] if chance.random() > 1 / 6)]
        kept.append(replace(one, text=" ".join(left)))
    return replace(draft, paragraphs=tuple(kept))


def reorder(draft: Draft, chance: random.Random) -> Draft:
    """Change the order of the paragraphs after the first."""
    rest = list(draft.paragraphs[1:])
    chance.shuffle(rest)
    return replace(draft, paragraphs=(*draft.paragraphs[:1], *rest))


def respell(draft: Draft, chance: random.Random) -> Draft:
    """Spell foreign names in another way, each alike throughout."""
    known: dict[str, str] = {}

    def name(match: re.Match[str]) -> str:
        word = match[0]
        if word not in known:
            fits = [(old, new) for old, new in SPELLINGS if old in word[1:]]
            old, new = chance.choice(fits) if fits and chance.random() < 0.7 else ("", "")
            known[word] = word[0] + word[1:].replace(old, new, 1) if old else word
        return known[word]

    return _each(draft, lambda text: re.sub(r"(?<=[a-z,] )[A-Z][a-z]{3,}", name, text))


def reword(draft: Draft, chance: random.Random) -> Draft:
    """Put other words for two in three of those that a desk changes lightly."""
    both = WORDS | {new: old for old, new in WORDS.items()}
    pattern = re.compile(r"\b(" + "|".join(sorted(map(re.escape, both), key=len, reverse=True)) + r")\b")
    return _each(draft, lambda text: pattern.sub(lambda m: both[m[0]] if chance.random() < 2 / 3 else m[0], text))


def tighten(draft: Draft, chance: random.Random) -> Draft:
    """Leave out one in fifteen of the words, as a sub-editor trims."""
    return _each(draft, lambda text: " ".join(word for word in text.split(" ") if not word or chance.random() > 1 / 15))


def numbers(draft: Draft, chance: random.Random) -> Draft:  # noqa: ARG001 - one shape for all edits
    """Spell small numbers out."""
    return _each(
        draft, lambda text: re.sub(r"\b(?:[2-9]|1[0-2])\b(?![.,]\d|\s?(?:a|p)\.m)", lambda m: NUMBERS[m[0]], text)
    )


def typos(draft: Draft, chance: random.Random) -> Draft:
    """Misspell one word in twenty-five, as a scan or a hasty hand does."""

    def slip(match: re.Match[str]) -> str:
        word = match[0]
        if chance.random() > 1 / 25:
            return word
        at = chance.randrange(1, len(word) - 1)
        return chance.choice((word[:at] + word[at + 1 :], word[:at] + word[at + 1] + word[at] + word[at + 2 :]))

    return _each(draft, lambda text: re.sub(r"\b[a-z]{4,}\b", slip, text))


def quotes(draft: Draft, chance: random.Random) -> Draft:  # noqa: ARG001
    """Print other quotation marks, apostrophes and dashes."""
    table = str.maketrans({"“": '"', "”": '"', "’": "'", "‘": "'", "–": "-", "—": "-"})
    return replace(draft, paragraphs=tuple(replace(one, text=one.text.translate(table)) for one in draft.paragraphs))


def furniture(draft: Draft, chance: random.Random) -> Draft:
    """Put around it what stands on a page."""
    return replace(draft, above=MENU, below=(*draft.below, *chance.sample(FOOT, 3)))


def blob(draft: Draft, chance: random.Random) -> Draft:  # noqa: ARG001
    """Lose the ends of its paragraphs, as a scraper does."""
    return replace(draft, blob=True)


def credit(draft: Draft, chance: random.Random) -> Draft:
    """Sign it with an agency."""
    return replace(draft, credit=chance.choice(AGENCIES))


def contributed(draft: Draft, chance: random.Random) -> Draft:
    """Say below who contributed."""
    return replace(draft, below=(f"{chance.choice(AGENCIES)} contributed to this report.", *draft.below))


def own(draft: Draft, chance: random.Random) -> Draft:
    """Add a paragraph of its own."""
    added = Paragraph(chance.choice(OWN), None)
    at = chance.randint(1, len(draft.paragraphs))
    return replace(draft, paragraphs=(*draft.paragraphs[:at], added, *draft.paragraphs[at:]))


def background(draft: Draft, chance: random.Random) -> Draft:
    """Close it with a paragraph that many reports carry."""
    text = " ".join(chance.choice(BACKGROUND).split())
    return replace(draft, paragraphs=(*draft.paragraphs, Paragraph(text, None)))


EDITS: dict[str, Edit] = {
    edit.__name__: edit
    for edit in (
        headline, cut, drop, sentences, reorder, respell, reword, tighten, numbers, typos, quotes, furniture, blob,
        credit, contributed, own, background,
    )
}  # fmt: skip


def take(draft: Draft, host: Draft, count: int, chance: random.Random) -> Draft:
    """Set `count` of the draft's paragraphs, one after the other, into another text, which becomes the editor's own."""
    first = chance.randrange(max(1, len(draft.paragraphs) - count + 1))
    taken = draft.paragraphs[first : first + count]
    rest = [Paragraph(one.text, None) for one in host.paragraphs]
    at = chance.randint(0, len(rest))
    return replace(host, paragraphs=(*rest[:at], *taken, *rest[at:]))


def quoting(draft: Draft, host: Draft, chance: random.Random) -> Draft:
    """Set what the draft quotes, with an attribution of its own, into another text."""
    said = [match[0] for one in draft.paragraphs for match in QUOTED.finditer(one.text) if len(match[0].split()) > 8]
    rest = [Paragraph(one.text, None) for one in host.paragraphs]
    opening = chance.choice(("A statement read out later put it so:", "In the words of those present,"))
    lines = [Paragraph(f"{opening} {one}", None) for one in said]
    return replace(host, paragraphs=(*rest[:1], *lines, *rest[1:]))
