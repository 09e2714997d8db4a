"""Measure who is who on MEANTIME: entity mentions in, B-cubed of their grouping within and across reports out.

MEANTIME gives each entity mention of a report an instance, shared by all reports of the corpus. Read are the CAT files
of `intra_cross-doc_annotation`, with the classes of `list_instances.csv`.

`gold`: the gold mentions are given, and each goes to the identity that `resolve` gives its words. `own`: our own entity
mentions, each taking the name of the gold mention it overlaps most, one to one; a gold mention that none of ours
overlaps counts as missed, ours that overlap none are left out, since the corpus marks only what takes part in an event.
`exact`: the baseline, gold mentions with the same words are one. All mentions that have an instance count, singletons
too. Under each: `f1`, `precision` and `recall` over all entities and all reports in one pile, `within_f1` where each
report stands alone, and `acting_f1` for persons, organisations and places alone, which are what takes part in events;
the rest are products, logos and sums of money.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.parse import Parser
from dateline.read import read
from dateline.records import Participant, Role, Span
from dateline.resolve.context import Context
from dateline.resolve.linked import linked
from dateline.resolve.scene import Scene
from dateline.resolve.titles import Titles
from eval.clusters import b_cubed
from eval.timeline import lay_out, token_places

ACTING = frozenset({"PER", "ORG", "LOC"})
Name = tuple[str, str]  # a report and a mention in it


@dataclass(frozen=True, slots=True)
class Gold:
    """One gold mention: its characters, the instance it refers to and that one's class."""

    id: str
    span: Span
    instance: str
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report's text, laid out like a scraped page, and its gold mentions."""

    name: str
    text: str
    gold: tuple[Gold, ...]


def documents(data: Path) -> list[Document]:
    """Read every report of the folder that has entity mentions with instances."""
    table = next(iter(sorted(data.rglob("list_instances.csv"))), None)
    classes = _classes(table) if table else {}
    files = sorted(data.rglob("*.xml"))
    across = [path for path in files if "intra_cross-doc_annotation" in path.parts]
    found = [_document(path, classes) for path in across or files]
    return [one for one in found if one.gold]


def _classes(table: Path) -> dict[str, str]:
    rows = (line.split("\t") for line in table.read_text(encoding="utf-8").splitlines())
    return {row[0]: row[2] for row in rows if len(row) > 2 and row[1] == "ENTITY"}


def _document(path: Path, classes: Mapping[str, str]) -> Document:
    root = ET.parse(path).getroot()  # noqa: S314 the corpora are local and known
    places = token_places(path)
    instances = {one.get("m_id", ""): one for one in root.iter("ENTITY")}
    refers: dict[str, ET.Element] = {}
    for link in root.iter("REFERS_TO"):
        target = link.find("target")
        instance = instances.get(target.get("m_id", "") if target is not None else "")
        if instance is not None:
            refers |= {source.get("m_id", ""): instance for source in link.findall("source")}
    gold = []
    for mention in root.iter("ENTITY_MENTION"):
        id_ = mention.get("m_id", "")
        anchors = [places[one.get("t_id", "")] for one in mention.iter("token_anchor")]
        if anchors and id_ in refers:
            name = refers[id_].get("instance_id") or f"{path.stem} {refers[id_].get('m_id')}"
            kind = classes.get(name) or refers[id_].get("ent_type", "")
            gold.append(Gold(id_, Span(anchors[0][0], anchors[-1][1]), name, kind))
    return Document(path.stem, lay_out(path).text, tuple(sorted(gold, key=lambda one: (one.span.start, one.span.end))))


def run(data: Path, out: Path | None = None) -> dict[str, Any]:
    """Score identities of gold mentions and of our own; with `out`, keep each mention with its identity and reason."""
    parser = Parser.load()
    key: dict[Name, str] = {}
    kinds: dict[Name, str] = {}
    answers: dict[str, dict[Name, str]] = {"gold": {}, "own": {}, "exact": {}}
    rows = []
    for document in documents(data):
        report = read(document.text.encode(), path=f"{document.name}.txt").items[0]
        parsed = parser.parse(report).items[0]
        context = Context(report, parsed)
        titles, scene = Titles(context), Scene(context)
        for gold in document.gold:
            name = (document.name, gold.id)
            words = " ".join(gold.span.of(document.text).split())
            key[name], kinds[name] = gold.instance, gold.kind
            answers["exact"][name] = words.casefold()
            answers["gold"][name], reason = identity(gold.span, context, titles, scene)
            rows.append("\t".join((gold.instance, answers["gold"][name], words, document.name, gold.kind, reason)))
        answers["own"] |= own(document, context, titles, scene)
    if out is not None:
        (out / "actors.tsv").write_text("\n".join(sorted(rows)) + "\n", encoding="utf-8")
    found = {task: figures(key, answer, kinds) for task, answer in answers.items()}
    return {"b3_f1": found["gold"]["f1"], **found, "mentions": len(key)}


def figures(key: Mapping[Name, str], answer: Mapping[Name, str], kinds: Mapping[Name, str]) -> dict[str, Any]:
    """Return B-cubed over all reports, inside each report, and of those who act."""
    acting = {name for name, kind in kinds.items() if kind in ACTING}
    others = kinds.keys() - acting
    everyone = b_cubed(_clusters(key), _clusters(answer))
    within = b_cubed(_clusters(key, _within), _clusters(answer, _within))
    only = {name: value for name, value in answer.items() if name not in others}
    acts = b_cubed(_clusters({name: key[name] for name in acting}), _clusters(only))
    return {
        "f1": round(everyone.f1, 2),
        "precision": round(everyone.precision, 2),
        "recall": round(everyone.recall, 2),
        "within_f1": round(within.f1, 2),
        "acting_f1": round(acts.f1, 2),
    }


def _within(name: Name, value: str) -> str:
    return f"{name[0]} {value}"


def _anywhere(_: Name, value: str) -> str:
    return value


def _clusters(answer: Mapping[Name, str], place: Callable[[Name, str], str] = _anywhere) -> list[frozenset[Name]]:
    groups: dict[str, set[Name]] = {}
    for name, value in answer.items():
        groups.setdefault(place(name, value), set()).add(name)
    return [frozenset(group) for group in groups.values()]


def identity(span: Span, context: Context, titles: Titles, scene: Scene) -> tuple[str, str]:
    """Return the identity of the words at a span and its reason; words that get none stand alone.

    A noun that names nobody is no identity: merging takes it for none, so here it is one inside its report only.
    """
    mention = context.entity(span)
    words = " ".join(context.words(span).split())
    told = Participant(role=Role.ABOUT, span=span, name=words, rule="given", chain=mention.chain if mention else None)
    found = linked(told, context, titles=titles, scene=scene)
    if found is None:
        return f"alone:{context.report.id}:{span.start}", "a pronoun that nothing stands behind"
    id_ = found.target.id
    return f"{context.report.id} {id_}" if id_.startswith("noun:") else id_, found.target.reason


def own(document: Document, context: Context, titles: Titles, scene: Scene) -> dict[Name, str]:
    """Return the identities of our own entity mentions, named by the gold mention that each overlaps most."""
    ours = list(context.parsed.entities)
    pairs = sorted(
        (-_overlap(mine.span, gold.span), abs(_length(mine.span) - _length(gold.span)), number, gold.id)
        for number, mine in enumerate(ours)
        for gold in document.gold
        if mine.span.overlaps(gold.span)
    )
    named: dict[int, str] = {}
    taken: set[str] = set()
    for *_, number, id_ in pairs:
        if number not in named and id_ not in taken:
            named[number] = id_
            taken.add(id_)
    found = {}
    for number, id_ in named.items():
        found[document.name, id_] = identity(ours[number].span, context, titles, scene)[0]
    return found


def _overlap(left: Span, right: Span) -> int:
    return min(left.end, right.end) - max(left.start, right.start)


def _length(span: Span) -> int:
    return span.end - span.start
