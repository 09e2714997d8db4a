"""Time expressions on TimeML: spans, types and values, as TempEval-3 scores them (UzZaman et al. 2013).

Strict and relaxed F1 of spans over the text's TIMEX3 (the creation time, given to us, is not scored); F1 of type and of
value count a pair of overlapping spans as right where the attribute agrees.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.parse import times
from dateline.records import Format, Parsed, Report, Sentence, Span, Tokens, Told
from dateline.resolve.when import values

_SOURCES = {"AP": "AP", "APW": "AP", "NYT": "The New York Times", "WSJ": "The Wall Street Journal", "VOA": "VOA"}
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Timex:
    """One annotation: characters [start, end), type and value."""

    start: int
    end: int
    type: str
    value: str
    words: str


def attribute(tag: str, name: str) -> str:
    """Return an attribute of a tag, empty where it has none."""
    match = re.search(rf'\b{name}="([^"]*)"', tag)
    return match[1] if match else ""


def load(path: Path) -> tuple[str, str, list[Timex]]:
    """Return a document's text, its creation time and its annotations."""
    raw = path.read_text(encoding="utf-8")
    created = re.search(r'<TIMEX3[^>]*functionInDocument="CREATION_TIME"[^>]*>', raw)
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    parts: list[str] = []
    found: list[Timex] = []
    opened: list[tuple[str, int]] = []
    length = at = 0
    source = body[1] if body else ""
    for tag in _TAG.finditer(source):
        piece = html.unescape(source[at : tag.start()])
        parts.append(piece)
        length += len(piece)
        at = tag.end()
        if tag[0].startswith("<TIMEX3"):
            opened.append((tag[0], length))
        elif tag[0] == "</TIMEX3>" and opened:
            start_tag, start = opened.pop()
            if attribute(start_tag, "functionInDocument") != "CREATION_TIME" and length > start:
                words = "".join(parts)[start:length]
                found.append(Timex(start, length, attribute(start_tag, "type"), attribute(start_tag, "value"), words))
    parts.append(html.unescape(source[at:]))
    return "".join(parts), attribute(created[0], "value")[:10] if created else "", found


def as_report(text: str, created: str, name: str) -> Report:
    """Return the text as a report without furniture; its outlet is that of the code its name begins with (LDC)."""
    told = Told(value=created, rule="given") if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", created) else None
    source = _SOURCES.get(re.split(r"[\W\d_]", name)[0].upper())
    return Report(
        id="r0000000000000000", sha256="0" * 64, path=name, format=Format.TEXT, encoding="utf-8", language="en",
        text=text, published=told, outlet=Told(value=source, rule="the document's name") if source else None,
    )  # fmt: skip


def plain(report: Report) -> Parsed:
    """Cut a report into tokens without a model: every clause looks back. Used where the model is not wanted."""
    spans: list[Span] = []
    sentences: list[Sentence] = []
    number: list[int] = []
    for block in re.finditer(r"(?:[^\n]|\n(?!\s*\n))+", report.text):
        for piece in re.finditer(r".+?(?:[.!?][\"'’”)]*(?=\s+[A-Z\"'`“(])|$)", block[0], re.DOTALL):
            first = len(spans)
            for word in re.finditer(
                r"(?:[A-Z][a-z]{2,4}|[AaPp]\.[Mm]|(?:[A-Z]\.)+[A-Z])\.(?! *$)|['’]s\b|[\w$]+(?:[.,:/]\w+)*|\S", piece[0]
            ):
                start = block.start() + piece.start() + word.start()
                spans.append(Span(start, start + len(word[0])))
                number.append(len(sentences))
            if len(spans) > first:
                whole = Span(spans[first].start, spans[-1].end)
                sentences.append(Sentence(first=first, last=len(spans), span=whole))
    text = tuple(span.of(report.text) for span in spans)
    upos, xpos = ("X",) * len(text), ("VBD",) * len(text)
    tokens = Tokens(
        text=text, span=tuple(spans), lemma=text, upos=upos, xpos=xpos, feats=("_",) * len(text),
        head=tuple(range(len(text))), deprel=("root",) * len(text), sentence=tuple(number),
    )  # fmt: skip
    return Parsed(
        report=report.id, model="none", tokens=tokens, sentences=tuple(sentences), entities=(), predicates=(),
        times=times.find(tokens, sentences, report),
    )  # fmt: skip


def predict(report: Report, parsed: Parsed) -> list[Timex]:
    """Return our annotations of a report."""
    read, _ = values(report, parsed)
    return [
        Timex(one.span.start, one.span.end, one.type.value, value.timex, one.span.of(report.text))
        for one, value in zip(parsed.times, read, strict=True)
    ]


def pairs(gold: list[Timex], ours: list[Timex]) -> list[tuple[Timex, Timex]]:
    """Pair overlapping spans, each at most once, those with equal spans first."""
    free = list(ours)
    out: list[tuple[Timex, Timex]] = []
    for exact in (True, False):
        for one in gold:
            if any(one is pair[0] for pair in out):
                continue
            for other in free:
                same = (one.start, one.end) == (other.start, other.end)
                if same if exact else one.start < other.end and other.start < one.end:
                    out.append((one, other))
                    free.remove(other)
                    break
    return out


def f1(right: int, gold: int, ours: int) -> float:
    """Return F1 in percent."""
    return round(200 * right / (gold + ours), 2) if gold + ours else 0.0


def run(data: Path, out: Path | None = None) -> dict[str, Any]:
    """Score every TimeML file under a folder."""
    counts: Counter[str] = Counter()
    errors: list[str] = []
    parser = _parser()
    for path in sorted(data.rglob("*.tml")):
        text, created, gold = load(path)
        report = as_report(text, created, path.name)
        parsed = parser(report)
        ours = predict(report, parsed)
        matched = pairs(gold, ours)
        counts.update(gold=len(gold), ours=len(ours), relaxed=len(matched))
        for one, other in matched:
            counts["strict"] += (one.start, one.end) == (other.start, other.end)
            counts["type"] += one.type == other.type
            counts["value"] += one.value == other.value
            if (one.start, one.end, one.type, one.value) != (other.start, other.end, other.type, other.value):
                kind = "span" if one.words != other.words else "value" if one.value != other.value else "type"
                wanted, got = (f"{side.words!r} {side.type} {side.value}" for side in (one, other))
                errors.append(f"{kind}\t{wanted}\t{got}\t{path.name}")
        lost = [one for one in gold if not any(one is pair[0] for pair in matched)]
        extra = [one for one in ours if not any(one is pair[1] for pair in matched)]
        for kind, ones in (("missed", lost), ("extra", extra)):
            for one in ones:
                context = text[max(0, one.start - 30) : one.end + 25].replace("\n", " ")
                errors.append(f"{kind}\t{one.words!r} {one.type} {one.value}\t{context!r}\t{path.name}")
    if out is not None:
        (out / "timex-errors.tsv").write_text("\n".join(sorted(errors)), encoding="utf-8")
    gold_count, our_count = counts["gold"], counts["ours"]
    return {
        "strict_f1": f1(counts["strict"], gold_count, our_count),
        "relaxed_f1": f1(counts["relaxed"], gold_count, our_count),
        "type_f1": f1(counts["type"], gold_count, our_count),
        "value_f1": f1(counts["value"], gold_count, our_count),
        "relaxed_precision": round(100 * counts["relaxed"] / our_count, 2) if our_count else 0.0,
        "relaxed_recall": round(100 * counts["relaxed"] / gold_count, 2) if gold_count else 0.0,
        "gold": gold_count,
    }


def _parser() -> Callable[[Report], Parsed]:
    from dateline.parse import Parser

    loaded = Parser.load()

    def parse(report: Report) -> Parsed:
        items = loaded.parse(report).items
        return items[0] if items else plain(report)

    return parse
