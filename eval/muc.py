"""Fill MUC-4's templates from the events of each report: who did it, to whom, to what, when and where.

The layout is that of the MUC-3 and MUC-4 corpus: files `key-*` of templates and files of reports, anywhere under the
folder, or the development part of a `muc34.tar.gz` that lies there (its test parts are left alone). Every `STEP`th
report by id is read, each as a story of its own.

A template holds an attack and all it did, so several events may answer one. Every violent event goes to the template
that most of its fillers match, by their heads and any of the key's alternatives ("FMLN" or the full name); those of
an event that matches none are wrong. A slot's precision is the share of fillers that match, its recall the share of the
key's fillers matched (Sundheim 1992; head match as in Patwardhan & Riloff 2009). What a key marks as optional may be
found and need not be. Date and place are scored on each template; `found` is the share of templates with an event.
"""

from __future__ import annotations

import re
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dateline.extract.entities import actor_nouns
from eval.chronicle import chronicle
from eval.story import date_fits

STEP = 13
PART = "/CORPORA/dev/"
SLOTS = {"PERP: INDIVIDUAL ID": "individual", "PERP: ORGANIZATION ID": "organisation", "PHYS TGT: ID": "target"}
NAME, DESCRIPTION = "HUM TGT: NAME", "HUM TGT: DESCRIPTION"
SIDES = {"by": ("individual", "organisation"), "to": ("victim", "target")}
FILLED = ("individual", "organisation", "victim", "target")
MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
CAPTURE = frozenset("kidnap abduct capture hijack seize hold take".split())
BURN = frozenset("burn torch ignite".split())
ROB = frozenset("rob steal loot".split())
GROUPS = frozenset({"armed group", "state", "organ", "international body", "outlet", "agency"})
STOP = frozenset("of in from at on near to for who with belonging".split())


@dataclass(frozen=True)
class Filler:
    """One filler of a key: the words that will do, and whether it must be found."""

    words: tuple[str, ...]
    optional: bool = False


@dataclass
class Template:
    """One incident of a report as the key has it."""

    optional: bool = False
    type: str = ""
    date: str = ""
    places: tuple[str, ...] = ()
    slots: dict[str, list[Filler]] = field(default_factory=lambda: defaultdict(list))


@dataclass
class Count:
    """Fillers that are right, that the system gives, and that the key asks for with those of them found."""

    right: int = 0
    given: int = 0
    found: int = 0
    asked: int = 0

    def scores(self) -> dict[str, float]:
        """Return precision, recall and F1.

        >>> Count(right=1, given=2, found=1, asked=4).scores()
        {'precision': 0.5, 'recall': 0.25, 'f1': 0.3333}
        """
        precision = self.right / self.given if self.given else 0.0
        recall = self.found / self.asked if self.asked else 0.0
        both = precision + recall
        f1 = round(2 * precision * recall / both, 4) if both else 0.0
        return {"precision": round(precision, 4), "recall": round(recall, 4), "f1": f1}


# --- the key


def templates(text: str) -> dict[str, list[Template]]:
    """Read a key file: the templates of each report, none for one that tells no incident."""
    found: dict[str, list[Template]] = defaultdict(list)
    for block in re.split(r"\n\s*\n", text):
        slots = _lines(block)
        name = " ".join(slots.get("MESSAGE: ID", [])).split(" ")[0]
        if not name:
            continue
        found[name] += [] if slots["MESSAGE: TEMPLATE"] == ["*"] else [_template(slots)]
    return dict(found)


def _lines(block: str) -> dict[str, list[str]]:
    """Return the lines of each slot."""
    slots: dict[str, list[str]] = defaultdict(list)
    name = ""
    for line in block.splitlines():
        if match := re.match(r"\d+\.\s+([A-Z ]+: [A-Z ]+?)(?:\s{2,}(.*))?$", line):
            name = match[1].strip()
            slots[name] += [match[2].strip()] if match[2] else []
        elif name and not line.startswith(";"):
            slots[name].append(line.strip())
    return slots


def _template(slots: dict[str, list[str]]) -> Template:
    made = Template(
        optional="OPTIONAL" in " ".join(slots["MESSAGE: TEMPLATE"]),
        type=" ".join(slots["INCIDENT: TYPE"]).partition("/")[0].strip(" ?"),
        date=_date(" ".join(slots["INCIDENT: DATE"])),
        places=tuple(
            part.strip()
            for part in re.split(r"[:/]|\([^)]*\)| - ", " ".join(slots["INCIDENT: LOCATION"]))
            if part.strip()
        ),
    )
    for name, slot in SLOTS.items():
        made.slots[slot] = [Filler(words, optional) for words, _, optional in _fillers(slots[name])]
    victims = [(words, optional) for words, _, optional in _fillers(slots[NAME])]
    for described, named, optional in _fillers(slots[DESCRIPTION]):
        at = next((i for i, (words, _) in enumerate(victims) if set(words) & set(named)), None)
        if at is None:
            victims.append((described, optional))
        else:
            victims[at] = ((*victims[at][0], *described), victims[at][1])
    made.slots["victim"] = [Filler(words, optional) for words, optional in victims]
    return made


def _fillers(lines: Iterable[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...], bool]]:
    """Yield a slot's fillers: the alternatives, what they are said of (behind a colon), whether they are optional."""
    joined = re.sub(r"\n\s*/|/\s*\n", " / ", "\n".join(lines))
    joined = re.sub(r":\s*\n", ": ", joined)
    for line in joined.split("\n"):
        described, named = [], []
        for words, behind in re.findall(r'"((?:[^"\\]|\\.)*)"(?:\s*:\s*((?:"[^"]*"(?:\s*/\s*)?)+))?', line):
            described.append(words)
            named += re.findall(r'"([^"]*)"', behind)
        if described:
            yield tuple(described), tuple(named), line.lstrip().startswith("?")


def _date(text: str) -> str:
    """Return the day or the days of a key's date in the form of a story's gold, "" where it names none."""
    days = [
        f"19{year}-{MONTHS.index(month) + 1:02}-{int(day):02}"
        for day, month, year in re.findall(r"(\d{1,2}) ([A-Z]{3}) (\d\d)", text)
        if month in MONTHS
    ]
    if not days or (text.lstrip().startswith("-") and len(days) == 1):
        return ""  # "- 3 JAN 90": at some time before
    return f"{days[0]}/{days[-1]}" if len(days) > 1 and days[0] < days[-1] else days[0]


# --- heads


def head(words: str) -> str:
    """Return the word that governs a noun phrase, without its plural ending.

    >>> head("MEMBERS OF THE FMLN"), head("Ignacio Ellacuria"), head('"SANTO TOMAS" PRESIDENTIAL FARM')
    ('member', 'ellacuria', 'farm')
    """
    found = re.findall(r"[^\W_]+(?:-[^\W_]+)*", words.casefold())
    cut = next((i for i, word in enumerate(found) if i and word in STOP), len(found))
    return _stem(found[cut - 1]) if found else ""


def _stem(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def matches(name: str, filler: Filler) -> bool:
    """Say whether a participant's name is what the key means."""
    return head(name) in {head(words) for words in filler.words}


# --- the system's events


def violent(event: dict[str, Any]) -> bool:
    """Say whether an event may be an incident: violence, capture, death, arson or robbery."""
    acts = {mention["act"].partition(" ")[0] for mention in event["mentions"]}
    told = bool(acts & (CAPTURE | BURN | ROB | {"explode", "die", "wound", "injure"}))
    return event["kind"] == "ASSAULT" or (told and event["kind"] in {"", "COERCE", "ASSAULT"})


def type_of(event: dict[str, Any]) -> str:
    """Return the incident type that an event's acts name."""
    acts = {mention["act"].partition(" ")[0] for mention in event["mentions"]}
    named = {"KIDNAPPING": CAPTURE, "ARSON": BURN, "ROBBERY": ROB, "BOMBING": {"bomb", "explode", "blast", "detonate"}}
    return next((name for name, words in named.items() if acts & words), "ATTACK")


def _guess(side: str, name: str, kind: str | None) -> str:
    """Return the slot that a participant who matches nothing is counted in."""
    sort = actor_nouns().get(head(name))
    if side == "by":
        return "organisation" if kind in GROUPS and sort != "person" else "individual"
    return "target" if sort == "facility" else "victim"


def fillers(event: dict[str, Any]) -> list[tuple[str, str, str | None]]:
    """Return an event's participants: side, name and kind of actor."""
    return [
        ("by" if actor["role"] == "by" else "to", actor["name"], actor["kind"])
        for actor in event["actors"]
        if actor["role"] in {"by", "to", "with"}
    ]


# --- the score


def score(key: Sequence[Template], events: Sequence[dict[str, Any]], counts: dict[str, Count]) -> None:
    """Add one report's fillers to the counts."""
    answered: dict[int, list[dict[str, Any]]] = defaultdict(list)
    given: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for event in filter(violent, events):
        at = _best(key, event)
        answered[at].append(event)
        given[at] |= {(side, head(name)) for side, name, _ in fillers(event)}
        for side, name, kind in fillers(event):
            hit = next((slot for slot in SIDES[side] if _hits(key, at, slot, name)), None)
            wanted = counts[hit or _guess(side, name, kind)]
            wanted.given += 1
            wanted.right += hit is not None
    for at, template in enumerate(key):
        for slot in FILLED:
            side = "by" if slot in SIDES["by"] else "to"
            heads = {name for where, name in given[at] if where == side}
            for filler in template.slots[slot]:
                found = bool(heads & {head(words) for words in filler.words})
                if found or not (filler.optional or template.optional):
                    counts[slot].asked += 1
                    counts[slot].found += found
        _whole(template, answered[at], counts)


def _best(key: Sequence[Template], event: dict[str, Any]) -> int:
    """Return the place of the template that an event's fillers match most, -1 where they match none.

    An event without fillers goes by its type and day alone.
    """
    told = fillers(event)

    def hits(at: int) -> tuple[int, bool, int]:
        matched = sum(any(_hits(key, at, slot, name) for slot in SIDES[side]) for side, name, _ in told)
        bare = not told and bool(key[at].date) and date_fits(key[at].date, event["when"])
        return matched or bare, key[at].type == type_of(event), -at

    best = max(range(len(key)), key=hits, default=-1)
    matched, alike, _ = hits(best) if best >= 0 else (0, False, 0)
    return best if matched and (told or alike) else -1


def _hits(key: Sequence[Template], at: int, slot: str, name: str) -> bool:
    return at >= 0 and any(matches(name, filler) for filler in key[at].slots[slot])


def _whole(template: Template, events: Sequence[dict[str, Any]], counts: dict[str, Count]) -> None:
    """Count a template as found or not, and its type, date and place."""
    if template.optional and not events:
        return
    counts["template"].asked += 1
    counts["template"].found += bool(events)
    if not events:
        for name, told in (("date", template.date), ("place", template.places)):
            counts[name].asked += bool(told)
        return
    counts["type"].given += 1
    counts["type"].right += template.type in {type_of(event) for event in events}
    dated = [event["when"] for event in events if event["when"]["earliest"] and event["when"]["latest"]]
    placed = [event["where"] for event in events if event["where"]]
    right = bool(template.date) and any(date_fits(template.date, when) for when in dated)
    there = any(_same_place(name, place) for name in placed for place in template.places)
    for name, told, answer, hit in (
        ("date", bool(template.date), bool(dated), right),
        ("place", bool(template.places), bool(placed), there),
    ):
        if told:
            counts[name].asked += 1
            counts[name].given += answer
            counts[name].right += hit
            counts[name].found += hit


def _same_place(name: str, place: str) -> bool:
    left, right = (" ".join(re.findall(r"\w+", text.casefold())) for text in (name, place))
    return bool(left and right) and (left == right or f" {left} " in f" {right} " or f" {right} " in f" {left} ")


# --- the corpus


def corpus(data: Path) -> tuple[dict[str, str], dict[str, list[Template]]]:
    """Return the reports by id, and the templates of each."""
    texts: dict[str, str] = {}
    key: dict[str, list[Template]] = {}
    for name, text in _files(data):
        if name.startswith("key-"):
            key |= templates(text)
        elif parts := re.split(r"(?m)^((?:DEV|TST)\d?-MUC\d-\d{4})(?: \([A-Z]+\))?\s*$", text)[1:]:
            texts |= dict(zip(parts[::2], parts[1::2], strict=True))
    return texts, key


def _files(data: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(data.rglob("*")):
        if path.name == "muc34.tar.gz":
            with tarfile.open(path) as archive:
                for member in archive.getmembers():
                    stream = archive.extractfile(member) if member.isfile() and PART in member.name else None
                    if stream is not None:
                        yield member.name.rpartition("/")[2], stream.read().decode("latin-1")
        elif path.is_file() and re.match(r"key-|(dev|tst)\S*-?muc\d", path.name):
            yield path.name, path.read_text(encoding="latin-1")


def run(data: Path, out: Path | None) -> dict[str, Any]:
    """Measure every `STEP`th report that has a key; with `out`, keep each report's events beside its templates."""
    texts, key = corpus(data)
    names = sorted(texts.keys() & key.keys())[::STEP]
    counts: dict[str, Count] = defaultdict(Count)
    kept = []
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            path = Path(folder) / f"{name}.txt"
            path.write_text(texts[name].strip() + "\n", encoding="utf-8")
            events = chronicle([path])["events"]
            score(key[name], events, counts)
            kept.append(_beside(name, key[name], events))
    if out is not None:
        (out / "muc.txt").write_text("\n\n".join(kept) + "\n", encoding="utf-8")
    found = counts["template"]
    return {
        **{slot: counts[slot].scores() for slot in (*FILLED, "date", "place")},
        "found": round(found.found / found.asked, 4) if found.asked else 0.0,
        "type_acc": counts["type"].scores()["precision"],
        "reports": len(names),
        "templates": found.asked,
    }


def _beside(name: str, key: Sequence[Template], events: Sequence[dict[str, Any]]) -> str:
    lines = [name]
    for one in key:
        slots = {slot: [" / ".join(f.words) for f in told] for slot, told in one.slots.items() if told}
        lines.append(f"  key    {one.type}, {one.date}, {': '.join(one.places)}, {slots}")
    for event in filter(violent, events):
        at, when = _best(key, event), event["when"]
        told = [f"{side} {name}" for side, name, _ in fillers(event)]
        lines.append(
            f"  {at:>2}     {event['summary']} | {told} | {when['earliest']}–{when['latest']} | {event['where']}"
        )
    return "\n".join(lines)
