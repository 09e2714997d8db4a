"""Score PLOVER codes against gold sentences: type, mode, actors, recipients, and what is coded beside the gold.

Each sentence is a report of its own, carried through read, parse, extract and resolve. Gold records and our codes of a
sentence are paired one to one. A code may answer a record where its trigger stands in words that the record marks as
the event, or where it shares an actor or a recipient with it; of all pairs the one of the same type comes first, then
the one whose trigger is marked, then the one that shares most sides. A record without an answer is wrong in every
field.

`type_acc` is the share of records whose code has their type; `mode_acc` the same of records that have a mode, type and
mode both right; a name is right where the word that its phrase hangs on lies in the other's phrase, or its own words
are the name that a pronoun stands for; `extra` counts codes that answer no record, per sentence. The gold is of
PLOVER's draft of 2016: its types and modes are read as those of 2023.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from dateline.records import Mention, Parsed, Participant, Span

TYPES = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
MODES = {
    "demo-org": "demo", "demo-spon": "demo", "riot-org": "riot", "riot-spon": "riot", "strike-hun": "hunger",
    "strike-gen": "strike", "host": "visit", "assassinate": "targeted", "confiscate": "seize", "ban": "restrict",
    "political": "restrict", "detain": "arrest", "other": "",
}  # fmt: skip
GIVEN = {"INVESTIGATE": "investigate", "DISAPPROVE": ""}  # modes that the older type itself is
THREATS = {"curfew": "restrict", "martial-law": "restrict"}  # threats have coarser modes than deeds
SHOWN = 40  # confusions
SLIP = 10  # characters that the marked text may be ahead of the sentence
ERRATA = {("COERCE", "destroy"): "ASSAULT"}  # property destroyed is an assault since the manual of 2023
MARK = re.compile(r"\((SRC/TAR|SRC|TAR|EVT|LOC): ?")


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold record: its sentence, type and mode, and the marked words."""

    text: str
    type: str
    mode: str
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    event: tuple[Span, ...]


class Side(NamedTuple):
    """Who takes part: the words, the word that they hang on, and the name that they stand for."""

    span: Span
    head: Span
    name: str


class Answer(NamedTuple):
    """One code of ours, or of a baseline."""

    type: str
    mode: str
    trigger: Span
    actors: tuple[Side, ...]
    recipients: tuple[Side, ...]


def gold(data: Path) -> list[Gold]:
    """Read every file of records in a folder, the one of documentation left out."""
    found = []
    for path in sorted([*data.rglob("*GSR*.txt"), *data.rglob("*.json")]):
        records = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(records, list):
            found += [read_record(one) for one in records if isinstance(one, dict) and one.get("text")]
    return found


def read_record(record: dict[str, Any]) -> Gold:
    """Return a record with its marks as spans of the sentence."""
    text = re.sub(r"\s+", " ", record["text"]).strip()
    type_, mode = record["event"], (record.get("mode") or "").strip()
    info = record.get("textInfo")
    marks = marked(info.get("markup", "") if isinstance(info, dict) else str(info or ""), text)
    both = marks["SRC/TAR"]
    named = {
        key: tuple(marks[mark]) + tuple(both if mark == "SRC" else ()) or tuple(_found(text, _names(record.get(key))))
        for key, mark in (("source", "SRC"), ("target", "TAR"))
    }
    mode = GIVEN.get(type_, MODES.get(mode, mode))
    mode = THREATS.get(mode, mode) if type_ == "THREATEN" else mode
    return Gold(
        text=text,
        type=ERRATA.get((type_, mode), TYPES.get(type_, type_)),
        mode=mode,
        actors=named["source"],
        recipients=named["target"],
        event=tuple(marks["EVT"]),
    )


def marked(markup: str, text: str) -> dict[str, list[Span]]:
    """Find the marked words of each sort in the sentence; a mark may hold another.

    >>> marked("(SRC: Chad (east)) (EVT: left the (TAR: talks))", "Chad (east) left the talks")["TAR"]
    [Span(start=21, end=26)]
    """
    found: dict[str, list[Span]] = defaultdict(list)
    plain, opened, at = "", [], 0
    while at < len(markup):
        mark = MARK.match(markup, at)
        if mark or markup[at] == "(":
            opened.append((mark.group(1) if mark else "", len(plain)))
        plain += "" if mark else markup[at]
        if markup[at] == ")" and opened:
            tag, start = opened.pop()
            plain = plain[:-1] if tag else plain
            words = re.sub(r"\s+", " ", plain[start:]).strip()
            place = max(text.find(words, max(0, len(plain) - len(words) - SLIP)), text.find(words))
            if tag and words and place >= 0:
                found[tag].append(Span(place, place + len(words)))
        at = mark.end() if mark else at + 1
    return found


def _names(actors: object) -> Iterator[str]:
    """Yield the words of a record's actors; a file may write one actor, or none, without a list."""
    for one in actors if isinstance(actors, list) else [actors]:
        name = one.get("actorText") if isinstance(one, dict) else one
        if isinstance(name, str):
            yield name


def _found(text: str, names: Iterable[str]) -> Iterator[Span]:
    for name in names:
        at = text.find(name) if name else -1
        if at >= 0:
            yield Span(at, at + len(name))


def head(span: Span, parsed: Parsed) -> Span:
    """Return the word of a phrase that the others hang on; the phrase itself where it holds no word."""
    tokens = parsed.tokens
    inside = [i for i, at in enumerate(tokens.span) if at.overlaps(span)]
    tops = [i for i in inside if tokens.head[i] == i or tokens.head[i] not in inside]
    nominal = [i for i in tops if tokens.upos[i] in {"NOUN", "PROPN", "PRON", "ADJ", "NUM"}]
    best = (nominal or tops or [None])[0]
    return span if best is None else tokens.span[best]


def right(side: Side, want: Span, sentence: tuple[str, Parsed]) -> bool:
    """Say whether a name answers a marked one: the head of either lies in the other."""
    text, parsed = sentence
    return head(want, parsed).overlaps(side.span) or side.head.overlaps(want) or want.of(text) in side.name


def met(sides: Sequence[Side], wanted: Sequence[Span], sentence: tuple[str, Parsed]) -> tuple[int, int]:
    """Return how many wanted names are answered, and how many of ours answer one."""
    return (
        sum(any(right(side, want, sentence) for side in sides) for want in wanted),
        sum(any(right(side, want, sentence) for want in wanted) for side in sides),
    )


def pair(wanted: Sequence[Gold], found: Sequence[Answer], parsed: Parsed) -> dict[int, int]:
    """Pair gold records with answers, the best pairs first."""
    fits = []
    for i, one in enumerate(wanted):
        for j, answer in enumerate(found):
            marked_ = any(answer.trigger.overlaps(span) for span in one.event)
            shared = [met(getattr(answer, n), getattr(one, n), (one.text, parsed))[0] for n in ("actors", "recipients")]
            if marked_ or any(shared):
                fits.append((answer.type == one.type, marked_, answer.mode == one.mode, sum(shared), -i, -j))
    pairs: dict[int, int] = {}
    for *_, i, j in sorted(fits, reverse=True):
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return pairs


class Tally:
    """Counts over all sentences."""

    def __init__(self) -> None:
        self.counts: dict[str, int] = defaultdict(int)
        self.confused: dict[str, int] = defaultdict(int)

    def add(self, wanted: Sequence[Gold], found: Sequence[Answer], parsed: Parsed) -> None:
        """Count one sentence."""
        counts = self.counts
        pairs = pair(wanted, found, parsed)
        counts["sentences"] += 1
        counts["extra"] += len(found) - len(pairs)
        for i, one in enumerate(wanted):
            answer = found[pairs[i]] if i in pairs else None
            counts["events"] += 1
            counts["answered"] += answer is not None
            counts["type"] += answer is not None and answer.type == one.type
            counts["modes"] += bool(one.mode)
            counts["mode"] += bool(one.mode) and answer is not None and answer[:2] == (one.type, one.mode)
            self.confused[f"{one.type} {answer.type if answer else '-'}"] += 1
            for name in ("actors", "recipients"):
                sides, want = (getattr(answer, name) if answer else ()), getattr(one, name)
                hit, good = met(sides, want, (one.text, parsed))
                for key, value in (("hit", hit), ("wanted", len(want)), ("good", good), ("found", len(sides))):
                    counts[f"{name} {key}"] += value

    def scores(self) -> dict[str, Any]:
        """Return the figures."""
        counts = self.counts
        return {
            "type_acc": _share(counts["type"], counts["events"]),
            "mode_acc": _share(counts["mode"], counts["modes"]),
            "actor_f1": self._f1("actors"),
            "recipient_f1": self._f1("recipients"),
            "extra": _share(counts["extra"], counts["sentences"]),
            "answered": _share(counts["answered"], counts["events"]),
            "events": counts["events"],
        }

    def _f1(self, name: str) -> float:
        recall = _share(self.counts[f"{name} hit"], self.counts[f"{name} wanted"])
        precision = _share(self.counts[f"{name} good"], self.counts[f"{name} found"])
        return round(2 * recall * precision / (recall + precision), 4) if recall + precision else 0.0


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0


def answers(mentions: Sequence[Mention], parsed: Parsed, text: str) -> list[Answer]:
    """Return our codes of a report's mentions."""
    from dateline.export.codes import codes

    triggers = {mention.id: mention.trigger for mention in mentions}
    return [
        Answer(
            code.type,
            code.mode,
            triggers[code.mention],
            tuple(_side(one, parsed) for one in code.actors),
            tuple(_side(one, parsed) for one in code.recipients),
        )
        for code in codes(mentions, text)
    ]


def _side(one: Participant, parsed: Parsed) -> Side:
    return Side(one.span, head(one.span, parsed), one.name)


def baseline(parsed: Parsed) -> list[Answer]:
    """Look the first verb that the lexicon knows up, with the nearest name on either side of it."""
    from dateline.resources import kinds

    tokens = parsed.tokens
    for token, upos in enumerate(tokens.upos):
        found = kinds.lookup(tokens.lemma[token].lower(), [lemma.lower() for lemma in tokens.lemma])
        if upos == "VERB" and found.type:
            sides = [Side(one.span, tokens.span[one.head], "") for one in parsed.entities if one.form.value == "name"]
            before = [side for side in sides if side.span.end <= tokens.span[token].start]
            after = [side for side in sides if side.span.start >= tokens.span[token].end]
            return [Answer(found.type, found.mode, tokens.span[token], tuple(before[-1:]), tuple(after[:1]))]
    return []


def run(data: Path, out: Path | None = None) -> dict[str, Any]:
    """Score a folder of records; with `out`, keep what was coded beside each record in `codes.tsv`."""
    from dateline.run.pipeline import Draft, extract, parse, read, resolve

    sentences: dict[str, list[Gold]] = defaultdict(list)
    for one in gold(data):
        sentences[one.text].append(one)
    ours, plain, lines = Tally(), Tally(), []
    for number, (text, wanted) in enumerate(sentences.items()):
        draft = parse(read(Draft(path=f"sentence-{number}.txt", raw=text.encode())))
        parsed = draft.parsed
        if parsed is None:
            raise ValueError(f"no grammar for the sentence {text!r}")
        found = answers(resolve(extract(draft)).mentions, parsed, text)
        ours.add(wanted, found, parsed)
        plain.add(wanted, baseline(parsed), parsed)
        lines += _lines(text, wanted, found, pair(wanted, found, parsed))
    if out is not None:
        (out / "codes.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    types = Counter(one.type for wanted in sentences.values() for one in wanted)
    return {
        **ours.scores(),
        "baseline": {**plain.scores(), "majority": _share(max(types.values(), default=0), types.total())},
        "confused": dict(Counter(ours.confused).most_common(SHOWN)),
    }


def _lines(text: str, wanted: Sequence[Gold], found: Sequence[Answer], pairs: dict[int, int]) -> Iterator[str]:
    def words(spans: Iterable[Span]) -> str:
        return "; ".join(span.of(text) for span in spans)

    def told(one: Answer) -> str:
        sides = "\t".join(words(side.span for side in sides) for sides in (one.actors, one.recipients))
        return f"{one.type} {one.mode}\t{one.trigger.of(text)}\t{sides}"

    yield f"# {text}"
    for i, one in enumerate(wanted):
        sides = "\t".join(map(words, (one.event, one.actors, one.recipients)))
        yield f"gold\t{one.type} {one.mode}\t{sides}"
        yield f"ours\t{told(found[pairs[i]])}" if i in pairs else "none"
    yield from (f"extra\t{told(one)}" for j, one in enumerate(found) if j not in pairs.values())
