"""A report in; its grammar out: prose, sentences, tokens, trees, predicates with roles, entities with chains, times."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Self

from dateline.parse import times
from dateline.parse.card import load_card
from dateline.parse.engines import Engine, Words, overlay
from dateline.parse.engines import load as load_engines
from dateline.parse.entities import find_entities
from dateline.parse.graphs import OnnxGraphs
from dateline.parse.inputs import WINDOW, load_tokenizer, to_pieces
from dateline.parse.lemmas import lemma
from dateline.parse.model import Model, Reading
from dateline.parse.segments import segment
from dateline.parse.slips import mend
from dateline.parse.view import Block
from dateline.records import Argument, Parsed, Predicate, Problem, Report, Result, Sentence, Span, Tokens

STRIDE = 2000  # sentences read at a time, so that a long report takes no more memory than its records
Range = tuple[int, int]


class Parser:
    """The model and the rules around it; load it once in a process."""

    def __init__(self, model: Model, name: str, engines: Sequence[Engine] = ()) -> None:
        self._model = model
        self._engines = engines
        self.name = "; ".join([name, *(f"{','.join(sorted(e.layers))}={e.name}" for e in engines)])

    @classmethod
    def load(
        cls,
        folder: Path | None = None,
        *,
        threads: int = 1,
        engines: Sequence[str | Engine] = (),
        device: str = "auto",
    ) -> Self:
        """Load the model that ships, or the one in a folder; other engines are laid over it (docs/engines.md)."""
        folder = folder or Path(str(resources.files("dateline.resources") / "model"))
        card = load_card(folder)
        tokenizer = load_tokenizer(folder / "tokenizer.json")
        return cls(
            Model(OnnxGraphs(folder, threads=threads), tokenizer, card.labels),
            card.name,
            load_engines(engines, device=device),
        )

    def parse(self, report: Report) -> Result[Parsed]:
        """Read a report's prose; a report without prose gives an empty `Parsed` and a problem."""
        columns = _Columns()
        problems: list[Problem] = []
        stream = self._sentences(report, problems)
        while batch := list(islice(stream, STRIDE)):
            readings = self._read(batch)
            for (block, cut), reading in zip(batch, readings, strict=True):
                columns.add(block, cut, reading)
        if not columns.text:
            message = "no prose to parse: the report has no text outside its furniture"
            problems.append(
                Problem(code="parse/no-prose", stage="parse", message=message, report=report.id, path=report.path)
            )
        tokens, found = columns.tokens(), tuple(columns.sentences)
        parsed = Parsed(
            report=report.id,
            model=self.name,
            tokens=tokens,
            sentences=found,
            entities=find_entities(tokens, found, tuple(columns.names)),
            predicates=tuple(columns.predicates),
            times=times.find(tokens, found, report),
        )
        return Result((parsed,), tuple(problems))

    def _read(self, batch: Sequence[tuple[Block, list[Range]]]) -> list[Reading]:
        texts = [[block.text[a:b] for a, b in cut] for block, cut in batch]
        readings = self._model.read(texts)
        if not self._engines:
            return readings
        words = [Words(tuple(text), _spaces(block, cut)) for text, (block, cut) in zip(texts, batch, strict=True)]
        for engine in self._engines:
            found = engine.read(words)
            readings = [overlay(*one) for one in zip(words, readings, found, strict=True)]
        return readings

    def _sentences(self, report: Report, problems: list[Problem]) -> Iterator[tuple[Block, list[Range]]]:
        """Yield each sentence's block and tokens; one too long for the model is cut where it pauses."""
        for block, cut in segment(report):
            parts = list(self._fit(block, cut))
            if len(parts) > 1:
                message = f"a sentence of {len(cut)} words was read in {len(parts)} parts: no full stop was found in it"
                problems.append(
                    Problem(
                        code="parse/long-sentence",
                        stage="parse",
                        message=message,
                        report=report.id,
                        path=report.path,
                        span=block.span(cut[0][0], cut[-1][1]),
                    )
                )
            for part in parts:
                yield block, part

    def _fit(self, block: Block, cut: list[Range]) -> Iterator[list[Range]]:
        if sum(b - a for a, b in cut) <= WINDOW:  # no word has more pieces than letters
            yield cut
            return
        rest = cut
        while rest:
            pieces = to_pieces(self._model.tokenizer, [[block.text[a:b] for a, b in rest[: WINDOW + 1]]])[0]
            if len(rest) <= WINDOW and len(pieces.ids) <= WINDOW:
                yield rest
                return
            fits = next((k for k, first in enumerate(pieces.first) if first > WINDOW - 16), len(pieces.first) - 1)
            at = _pause([block.text[a:b] for a, b in rest[:fits]])
            yield rest[:at]
            rest = rest[at:]


def _spaces(block: Block, cut: Sequence[Range]) -> tuple[bool, ...]:
    """Say of each word whether white space follows it."""
    return tuple(block.text[end : end + 1].isspace() for _, end in cut)


def _pause(texts: Sequence[str]) -> int:
    """Return where to cut a long sentence: after its last strong pause in the second half, or at the limit."""
    for marks in ((";", "•", "|"), (":", "—", "–", "--"), (",",)):
        for k in range(len(texts) - 1, len(texts) // 2, -1):
            if texts[k] in marks:
                return k + 1
    return len(texts)


class _Columns:
    """The records of a report as they grow, sentence by sentence."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.span: list[Span] = []
        self.lemma: list[str] = []
        self.upos: list[str] = []
        self.xpos: list[str] = []
        self.feats: list[str] = []
        self.head: list[int] = []
        self.deprel: list[str] = []
        self.sentence: list[int] = []
        self.sentences: list[Sentence] = []
        self.predicates: list[Predicate] = []
        self.names: list[tuple[int, int, str]] = []

    def add(self, block: Block, cut: list[Range], reading: Reading) -> None:
        """Append one sentence as the model read it."""
        base = len(self.text)
        texts = [block.text[a:b] for a, b in cut]
        reading = mend(texts, reading)
        self.text += texts
        self.span += [block.span(a, b) for a, b in cut]
        self.lemma += [lemma(w, s, x) for w, s, x in zip(texts, reading.script, reading.xpos, strict=True)]
        self.upos += reading.upos
        self.xpos += reading.xpos
        self.feats += reading.feats
        self.head += [base + h for h in reading.head]
        self.deprel += reading.deprel
        self.sentence += [len(self.sentences)] * len(texts)
        self.sentences.append(
            Sentence(first=base, last=base + len(texts), span=block.span(cut[0][0], cut[-1][1]), title=block.title)
        )
        self.names += [(base + first, base + last, kind) for first, last, kind in reading.names]
        self.predicates += [
            Predicate(
                token=base + act.word,
                score=round(act.score, 4),
                trigger=round(act.trigger, 4),
                happened=round(act.happened, 2),
                arguments=tuple(Argument(role=r, first=base + a, last=base + b) for a, b, r in act.roles),
                vector=act.vector,
            )
            for act in reading.acts
        ]

    def tokens(self) -> Tokens:
        """Return the columns as a record."""
        return Tokens(
            text=tuple(self.text),
            span=tuple(self.span),
            lemma=tuple(self.lemma),
            upos=tuple(self.upos),
            xpos=tuple(self.xpos),
            feats=tuple(self.feats),
            head=tuple(self.head),
            deprel=tuple(self.deprel),
            sentence=tuple(self.sentence),
        )
