"""Score attributions on a PolNeAR split: a folder with `text/*.txt` and `attributions/*.ann` (brat).

For source, cue and content apart: `exact_f1` counts spans that are found to the character (a span in several pieces is
exact with all of them), `overlap_f1` counts tokens (runs of letters and digits) of any attribution. A text with
several annotators counts once: each annotator's share is its part of them. `by_manner` has the same by the manner of
the content: direct where it stands wholly between quotation marks, mixed where a part does, else indirect. Of the gold
of a manner any answer may be right, and any gold of our answers of it. `found` is the share of gold attributions whose
cue and content we both meet. Beside it stand how far two annotators of one text agree, and a plain baseline, "the word
said".
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dateline.parse import Parser
    from dateline.records import Parsed, Report

ELEMENTS = ("source", "cue", "content")
MANNERS = ("direct", "indirect", "mixed")
SIDES = ("wanted", "found")
QUOTES = '"“”'

Pieces = tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Attribution:
    """The character ranges of one attribution; an element that is missing is empty."""

    source: Pieces = ()
    cue: Pieces = ()
    content: Pieces = ()


def gold(path: Path) -> list[Attribution]:
    """Read one annotator's brat file."""
    pieces: dict[str, Pieces] = {}
    events: list[dict[str, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            _, _, ranges = rest.split("\t")[0].partition(" ")
            parts = (part.split() for part in ranges.split(";"))
            pieces[key] = tuple(sorted((int(start), int(end)) for start, end in parts))
        elif key.startswith("E"):
            events.append(dict(part.split(":", 1) for part in rest.split()))
    return [Attribution(**{name: _element(event, pieces, name) for name in ELEMENTS}) for event in events]


def _element(event: dict[str, str], pieces: dict[str, Pieces], name: str) -> Pieces:
    """Join the parts of an element that the annotators numbered: Content, Content2."""
    keys = [key for role, key in event.items() if role.rstrip("0123456789").lower() == name]
    return tuple(sorted(piece for key in keys for piece in pieces.get(key, ())))


def annotations(data: Path) -> Iterator[tuple[Path, list[Path]]]:
    """Pair each text with its annotators' files, whose names add a code to the text's."""
    texts = {text.stem: text for text in sorted((data / "text").glob("*.txt"))}
    found: dict[str, list[Path]] = defaultdict(list)
    for path in sorted((data / "attributions").glob("*.ann")):
        found[path.stem if path.stem in texts else path.stem.rpartition("_")[0]].append(path)
    for stem, text in texts.items():
        if found[stem]:
            yield text, found[stem]


def predict(path: Path, parser: Parser) -> tuple[str, list[Attribution]]:
    """Return the text as read, and our attributions in it."""
    from dateline.read import read

    report = read(path.read_bytes(), path=str(path)).items[0]
    return report.text, attributions(report, parser.parse(report).items[0])


def attributions(report: Report, parsed: Parsed) -> list[Attribution]:
    """Return our attributions in a report, those told inside another left out."""
    from dateline.extract.attribution import attribute

    spans = parsed.tokens.span

    def pieces(tokens: Iterable[int]) -> Pieces:
        joined: list[list[int]] = []
        last = None
        for token in sorted(tokens):
            if last is not None and token == last + 1:
                joined[-1][1] = spans[token].end
            else:
                joined.append([spans[token].start, spans[token].end])
            last = token
        return tuple((start, end) for start, end in joined)

    found = attribute(report, parsed)
    outermost = [  # PolNeAR gives each word to one attribution, so what is told inside what is told is not marked
        one for one in found if not any(one.trigger in other.content for other in found)
    ]
    return [
        Attribution(source=pieces(one.source), cue=pieces(one.cue), content=pieces(one.content)) for one in outermost
    ]


def baseline(text: str) -> list[Attribution]:
    """Take every "said": the words before it in its sentence told, the one or two words beside it the source."""
    found = []
    for match in re.finditer(r"\bsaid\b", text):
        first = max(text.rfind(mark, 0, match.start()) for mark in ".\n") + 1
        end = min((at for at in (text.find(mark, match.end()) for mark in ".\n") if at >= 0), default=len(text))
        before = re.search(r"(\w+ )?\w+\s*$", text[first : match.start()])
        source = ((first + before.start(), match.start() - 1),) if before else ()
        content = ((match.end() + 1, end),) if end > match.end() + 1 else ()
        found.append(Attribution(source=source, cue=(match.span(),), content=content))
    return found


class Tally:
    """Counts of spans and tokens, right, found and wanted, in all and by the manner of the content."""

    def __init__(self) -> None:
        self.counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        self.manners: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, text: str, want: list[Attribution], have: list[Attribution], share: float) -> None:
        """Count one annotator's file, weighed by its share of the text."""
        words = [match.span() for match in re.finditer(r"\w+", text)]
        for manner in ("", *MANNERS):
            wanted = [one for one in want if manner in {"", _manner(text, one.content)}]
            found = [one for one in have if manner in {"", _manner(text, one.content)}]
            for name in ELEMENTS:
                counts = self.counts[manner, name]
                _add(counts, "wanted", words, _pieces(wanted, name), _pieces(have, name), share)
                _add(counts, "found", words, _pieces(found, name), _pieces(want, name), share)
        for one in want:
            met = any(_meet(one.cue, other.cue) and _meet(one.content, other.content) for other in have)
            manner = self.manners[_manner(text, one.content)]
            manner["met"] += share * met
            manner["all"] += share

    def scores(self, manner: str = "") -> dict[str, Any]:
        """Return F1 in percent by element: of all, or of one manner of content."""
        return {
            name: {"overlap_f1": _f1(counts, "tokens"), "exact_f1": _f1(counts, "spans")}
            for name in ELEMENTS
            if (counts := self.counts[manner, name])
        }

    def met(self) -> dict[str, float]:
        """Return the share of gold attributions whose cue and content we meet, in percent."""
        return {name: round(100 * c["met"] / c["all"], 1) for name, c in sorted(self.manners.items())}


def _pieces(found: Iterable[Attribution], name: str) -> list[Pieces]:
    return [pieces for one in found if (pieces := getattr(one, name))]


def _add(
    counts: Counter[str], side: str, words: list[tuple[int, int]], own: list[Pieces], other: list[Pieces], share: float
) -> None:
    """Count one side's spans and tokens, and those that the other side has too."""
    left, right = _covered(words, own), _covered(words, other)
    counts[f"{side} tokens"] += share * len(left)
    counts[f"{side} tokens right"] += share * len(left & right)
    counts[f"{side} spans"] += share * len(own)
    counts[f"{side} spans right"] += share * (Counter(own) & Counter(other)).total()


def _covered(words: list[tuple[int, int]], spans: list[Pieces]) -> set[int]:
    inside = {at for pieces in spans for start, end in pieces for at in range(start, end)}
    return {i for i, (start, end) in enumerate(words) if any(at in inside for at in range(start, end))}


def _f1(counts: Counter[str], unit: str) -> float:
    """Return F1 of what is found, which may be right in any manner, and of what is wanted, which any may find."""
    rates = [counts[f"{side} {unit} right"] / counts[f"{side} {unit}"] for side in SIDES if counts[f"{side} {unit}"]]
    return round(100 * 2 * rates[0] * rates[1] / sum(rates), 2) if len(rates) == 2 and sum(rates) else 0.0


def _meet(left: Pieces, right: Pieces) -> bool:
    return any(a < d and c < b for a, b in left for c, d in right)


def _manner(text: str, content: Pieces) -> str:
    words = "".join(text[start:end] for start, end in content).strip()
    if words[:1] in QUOTES and words[-1:] in QUOTES and words:
        return "direct"
    return "mixed" if any(mark in words for mark in QUOTES) else "indirect"


def run(data: Path, out: Path | None = None) -> dict[str, Any]:
    """Score a split; with `out`, keep our attributions as one tab-separated file a text."""
    from dateline.parse import Parser

    parser = Parser.load()
    ours, plain, people = Tally(), Tally(), Tally()
    for text_path, files in annotations(data):
        text, have = predict(text_path, parser)
        told = [gold(path) for path in files]
        for one, other in combinations(told, 2):
            people.add(text, one, other, 1)
        for want in told:
            ours.add(text, want, have, 1 / len(files))
            plain.add(text, want, baseline(text), 1 / len(files))
        if out is not None:
            rows = ("\t".join(_words(text, getattr(a, name)) for name in ELEMENTS) for a in have)
            (out / f"{text_path.stem}.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    manners = {manner: ours.scores(manner) for manner in MANNERS}
    rest = {"found": ours.met(), "annotators": people.scores(), "baseline": plain.scores()}
    return {**ours.scores(), "by_manner": manners, **rest}


def _words(text: str, pieces: Pieces) -> str:
    return " // ".join(re.sub(r"\s+", " ", text[start:end]) for start, end in pieces)
