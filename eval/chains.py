"""Measure who refers to whom inside a report on GUM: gum/coref/*.conll and gum/dep/*.conllu in, CoNLL F1 and LEA out.

Reports are read from raw text, rebuilt with their paragraphs, and our own mentions are scored. One of ours stands for
a gold one where both have one head; `exact` also asks for the same span. As CoNLL does, chains of one mention are
dropped on both sides; `singletons` keeps them, and `mentions_f1` counts mentions alone, chained or not. `gold_mentions`
links the gold mentions, the rest as our own parse sees it. `links` judges each link by the form of the mention that
refers back. Words that GUM never marks, relative pronouns and adjectives, are left out. Texts that train or test the
model by GUM's splits.md are left out; a folder without that file is scored whole.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from training.names import gum_entities

from dateline.parse import Parser
from dateline.parse.coreference.linker import link
from dateline.parse.groups import Told
from dateline.read import read
from dateline.records import EntityForm, EntityMention, EntityType, Parsed, Report, Span, Tokens
from eval import clusters

HELD = frozenset({"GUM_news_afghan", "GUM_news_korea"})  # of the train part, kept out of training by us
UNMARKED = frozenset({"WP", "WP$", "WDT", "JJ"})
OUTSIDE = frozenset({"appos", "cc", "conj", "punct", "parataxis", "case", "cop", "nsubj", "mark", "advcl", "aux"})
FORMS = {"PRON": EntityForm.PRONOUN, "PROPN": EntityForm.NAME}


@dataclass(frozen=True, slots=True)
class Gold:
    """A mention as annotated: its characters, its head's, its type and chain."""

    span: Span
    head: Span
    type: str
    chain: int


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its gold mentions, in the order of the text."""

    name: str
    report: Report
    gold: tuple[Gold, ...]

    @property
    def genre(self) -> str:
        """Return the kind of text that the name tells."""
        return self.name.split("_")[1]


@dataclass(frozen=True, slots=True)
class Own:
    """A mention of ours: the characters of its whole phrase and of its head, its form and chain."""

    span: Span
    head: Span
    form: EntityForm
    chain: int | None


def run(data: Path, out: Path | None = None) -> dict[str, object]:
    """Score the news of a folder, and what else it has by genre."""
    parser = Parser.load()
    found = [(one, parser.parse(one.report).items[0]) for one in documents(data)]
    news = [pair for pair in found if pair[0].genre == "news"] or found
    scores = score([(one, own_mentions(parsed)) for one, parsed in news])
    given = score([(one, given_mentions(one, parsed)) for one, parsed in news])
    genres = {
        genre: score([(one, own_mentions(parsed)) for one, parsed in found if one.genre == genre])["conll_f1"]
        for genre in sorted({one.genre for one, _ in found} - {"news"})
    }
    if out is not None:
        (out / "chains.json").write_text(json.dumps(scores) + "\n", encoding="utf-8")
    return {"texts": len(news), **scores, "gold_mentions": given, "genres": genres}


def documents(data: Path, part: str = "dev") -> list[Document]:
    """Read the texts of a part of GUM (`dev`, `test`, `train`); ours, held out of train, count as `dev`."""
    root = data if (data / "dep").is_dir() else data / "gum"
    split = splits(root / "splits.md")
    chosen = {name for name, of in split.items() if of == part and name not in HELD} | (
        HELD if part == "dev" else set()
    )
    other = (path for path in sorted((root / "dep").glob("*.conllu")) if (path.stem not in split) == (part == "train"))
    names = {path.stem for path in other} - HELD if split and part == "train" else set()
    found = sorted((root / "dep").glob("*.conllu"))
    return [document(path) for path in found if not split or path.stem in chosen | names]


def splits(path: Path) -> dict[str, str]:
    """Read which part each text belongs to; those of the train part are not listed."""
    found: dict[str, str] = {}
    part = ""
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        if line.startswith("## "):
            part = line[3:].strip()
        elif line.strip().startswith("* "):
            found[line.strip()[2:].strip()] = part
    return found


def document(path: Path) -> Document:
    """Rebuild a text from its CoNLL-U file, paragraphs parted by a blank line, and lay its mentions over it."""
    text, spans, heads = _text(path)
    gold = []
    for first, last, kind, chain in gum_entities(path.parent.parent / "coref" / f"{path.stem}.conll"):
        head = next(i for i in range(first, last) if not first <= heads[i] < last)
        gold.append(Gold(Span(spans[first].start, spans[last - 1].end), spans[head], kind, chain))
    report = read(text.encode(), path=f"{path.stem}.txt").items[0]
    if report.text != text:
        raise ValueError(f"{path}: the text was not decoded as it was written")
    return Document(path.stem, report, tuple(sorted(gold, key=lambda g: (g.span.start, -g.span.end))))


def _text(path: Path) -> tuple[str, list[Span], list[int]]:
    """Return the text, each word's characters and each word's head, -1 for a root."""
    text = ""
    spans: list[Span] = []
    heads: list[int] = []
    base = 0
    within, whole = 0, Span(0, 1)  # the last word that a multiword token covers, and its characters
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# newpar"):
            text = text.rstrip() + "\n\n" if text else ""
        elif line.startswith("# sent_id"):
            base, within = len(spans), 0
        if not line or line.startswith("#"):
            continue
        number, form, *_, misc = line.split("\t")
        if "." in number:
            continue
        if "-" in number:
            within, whole = int(number.split("-")[1]), Span(len(text), len(text) + len(form))
            text += form if "SpaceAfter=No" in misc else form + " "
            at = whole.start
            continue
        if int(number) <= within:
            end = at + len(form)
            fits = text[at:end] == form and end <= whole.end
            spans.append(Span(at, end) if fits else whole)
            at = end
        else:
            spans.append(Span(len(text), len(text) + len(form)))
            text += form if "SpaceAfter=No" in misc else form + " "
        head = int(line.split("\t")[6])
        heads.append(base + head - 1 if head else -1)
    return text, spans, heads


def own_mentions(parsed: Parsed) -> list[Own]:
    """Return what the parse found, each mention once."""
    return own_of(parsed.tokens, parsed.entities)


def own_of(tokens: Tokens, entities: Iterable[EntityMention]) -> list[Own]:
    """Return mentions with their whole phrases, without those that GUM never marks."""
    kids: dict[int, list[int]] = defaultdict(list)
    for i, head in enumerate(tokens.head):
        kids[head].append(i)
    return [
        Own(_whole(tokens, kids, m), tokens.span[m.head], m.form, m.chain)
        for m in entities
        if tokens.xpos[m.head] not in UNMARKED
    ]


def given_mentions(one: Document, parsed: Parsed) -> list[Own]:
    """Return the gold mentions linked by us."""
    tokens = parsed.tokens
    at = dict(enumerate(tokens.span))
    ours = {m.head: m for m in parsed.entities}
    told: dict[Told, Gold] = {}
    for gold in one.gold:
        inside = [i for i, span in at.items() if gold.span.covers(span)]
        head = next((i for i in inside if gold.head.overlaps(at[i])), None)
        if head is None:
            continue
        mine = ours.get(head)
        if mine is not None:
            mention = Told(mine.first, mine.last, head, mine.type, mine.form)
        else:
            form = FORMS.get(tokens.upos[head], EntityForm.NOMINAL)
            first = head if form is EntityForm.PRONOUN else min(i for i in inside if i <= head)
            mention = Told(first, head + 1, head, EntityType.OTHER, form)
        told.setdefault(mention, gold)
    order = sorted(told, key=lambda t: (t.first, -t.last))
    linked = link(tokens, parsed.sentences, order)
    return [
        Own(told[m].span, told[m].head, m.form, chain)
        for m, chain in zip(order, (e.chain for e in linked), strict=True)
    ]


def _whole(tokens: Tokens, kids: dict[int, list[int]], mention: EntityMention) -> Span:
    """Return the whole phrase that a mention heads, as GUM marks it: with what hangs from it, without appositions."""
    inside = set(range(mention.first, mention.last))
    todo = [k for i in inside for k in kids[i] if k not in inside and (tokens.deprel[k] not in OUTSIDE)]
    while todo:
        i = todo.pop()
        inside.add(i)
        todo += [k for k in kids[i] if k not in inside]
    first, last = min(inside), max(inside) + 1
    while last > mention.last and tokens.upos[last - 1] == "PUNCT":
        last -= 1
    return Span(tokens.span[first].start, tokens.span[last - 1].end)


Named = tuple[str, int]


def score(pairs: Sequence[tuple[Document, Sequence[Own]]]) -> dict[str, object]:
    """Return every score of texts with the mentions found in them."""
    heads, exact = _Sides(), _Sides()
    for one, own in pairs:
        heads.add(one, own, exact=False)
        exact.add(one, own, exact=True)
    found = heads.scores()
    strict = exact.scores()
    return {
        **found,
        "exact": {name: strict[name] for name in ("conll_f1", "lea_f1", "mentions_f1")},
        "links": heads.links(),
    }


class _Sides:
    """Both clusterings of all texts, the mentions of ours named by the gold ones they stand for."""

    def __init__(self) -> None:
        self.gold: dict[Named, list[Named]] = defaultdict(list)
        self.own: dict[Named, list[Named]] = defaultdict(list)
        self.form: dict[Named, EntityForm] = {}

    def add(self, one: Document, own: Sequence[Own], *, exact: bool) -> None:
        """Lay a text's mentions of ours over the gold ones."""
        for k, gold in enumerate(one.gold):
            self.gold[one.name, gold.chain].append((one.name, k))
        name = stands_for(one.gold, own, exact=exact)
        for k, mine in enumerate(own):
            mention = (one.name, name.get(k, -1 - k))
            chain = mine.chain if mine.chain is not None else -1 - k
            self.own[one.name, chain].append(mention)
            self.form[mention] = mine.form

    def scores(self) -> dict[str, object]:
        """Return the figures, chains of one mention dropped and kept."""
        gold, own = list(self.gold.values()), list(self.own.values())
        found: dict[str, object] = dict(clusters.score([c for c in gold if len(c) > 1], [c for c in own if len(c) > 1]))
        kept = clusters.score(gold, own)
        del found["false_bridges"], kept["false_bridges"]
        key, answer = {m for c in gold for m in c}, {m for c in own for m in c}
        right = len(key & answer)
        found["mentions_f1"] = round(200 * right / (len(key) + len(answer)), 2) if key and answer else 0.0
        found["mentions_recall"] = round(100 * right / len(key), 2) if key else 0.0
        found["singletons"] = {name: kept[name] for name in ("conll_f1", "lea_f1")}
        return found

    def links(self) -> dict[str, dict[str, float]]:
        """Judge each mention that refers back by the nearest mention before it in its chain."""
        home = {m: chain for chain, members in self.gold.items() for m in members}
        tried: dict[str, list[bool]] = defaultdict(list)
        for members in self.own.values():
            for before, mention in pairwise(members):
                same = mention in home and before in home and home[mention] == home[before]
                tried[self.form[mention]].append(same)
        due: dict[str, int] = defaultdict(int)
        for members in self.gold.values():
            for mention in members[1:]:
                due[self.form.get(mention, "missed")] += 1
        return {
            form: {
                "precision": round(100 * sum(tried[form]) / len(tried[form]), 1) if tried[form] else 0.0,
                "recall": round(100 * sum(tried[form]) / due[form], 1) if due[form] else 0.0,
                "links": len(tried[form]),
                "due": due[form],
            }
            for form in [*EntityForm, "missed"]
        }


def stands_for(gold: Sequence[Gold], own: Sequence[Own], *, exact: bool) -> dict[int, int]:
    """Pair our mentions with gold ones of the same head, or the same span; one to one, the likest spans first."""
    by_head: dict[int, list[int]] = defaultdict(list)
    for k, one in enumerate(gold):
        for place in range(one.head.start, one.head.end):
            by_head[place].append(k)
    options = []
    for i, mine in enumerate(own):
        for k in {k for place in range(mine.head.start, mine.head.end) for k in by_head[place]}:
            shared = min(mine.span.end, gold[k].span.end) - max(mine.span.start, gold[k].span.start)
            size = mine.span.end - mine.span.start + gold[k].span.end - gold[k].span.start
            if not exact or mine.span == gold[k].span:
                options.append((-2 * shared / size, i, k))
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, k in sorted(options):
        if i not in found and k not in taken:
            found[i] = k
            taken.add(k)
    return found
