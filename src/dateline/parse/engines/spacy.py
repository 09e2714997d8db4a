"""A spaCy pipeline as an engine: its tags, its tree and its names, on Dateline's own tokens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dateline.errors import ModelError
from dateline.parse.engines.clearnlp import is_clearnlp, to_universal
from dateline.parse.engines.labels import NameLabels
from dateline.parse.engines.layers import Layer, Layers, Seen, Words
from dateline.parse.engines.needs import Choice, checksum, chosen, library, readable
from dateline.parse.engines.relations import is_universal, lawful, universal
from dateline.parse.engines.tags import UPOS, penn
from dateline.records import EntityType

BATCH = 64  # sentences
PROBE = ("The", "mayor", "of", "Lima", "opened", "talks", "with", "strikers", ".")
NEEDED = {
    "tagger": Layer.TAGS, "morphologizer": Layer.TAGS, "attribute_ruler": Layer.TAGS, "parser": Layer.TREE,
    "ner": Layer.NAMES, "entity_ruler": Layer.NAMES,
}  # fmt: skip
NEVER = frozenset({"lemmatizer", "trainable_lemmatizer", "senter", "sentencizer", "textcat", "textcat_multilabel"})


class SpacyEngine:
    """A pipeline, and which of its layers are read; use `load`."""

    def __init__(self, nlp: Any, choice: Choice) -> None:  # noqa: ANN401  spaCy may not be there
        self._nlp = nlp
        self._folder = Path(nlp.path) if nlp.path else None
        self._doc = library("spacy.tokens", extra="spacy").Doc
        labels = {name: [str(one) for one in found] for name, found in nlp.pipe_labels.items() if found}
        relations, kinds = (self._labels(labels, of) for of in ("token.dep", "doc.ents"))
        self._clearnlp = not is_universal(relations)
        has = self._offered()
        on_request: frozenset[Layer] = frozenset()
        if Layer.TREE in has and (self._clearnlp or not relations):
            has -= {Layer.TREE}  # converted, which costs something: only where it is asked for
            on_request = frozenset({Layer.TREE} if relations and is_clearnlp(relations) else ())
        listed = "; ".join(f"{name}: {' '.join(found)}" for name, found in labels.items())
        self.layers = chosen(choice, has=has, extra=on_request, labels=listed or "none")
        self._covers: frozenset[str] = frozenset(EntityType)
        if Layer.NAMES in self.layers:
            self._names = NameLabels(kinds, where=str(choice), folder=self._folder)
            self._covers = self._names.covers if kinds else self._covers  # what lists no labels may mean any
        needed = self.layers | ({Layer.TAGS} if self._clearnlp and Layer.TREE in self.layers else set())
        self._unused = [n for n in nlp.pipe_names if n in NEVER or (n in NEEDED and NEEDED[n] not in needed)]
        files = (path for path in self._folder.rglob("*") if path.is_file()) if self._folder else ()
        self.name = f"spacy:{nlp.meta['lang']}_{nlp.meta['name']} {nlp.meta['version']} {checksum(files)}"

    def _labels(self, labels: dict[str, list[str]], assigned: str) -> list[str]:
        """Return the labels of the components that fill an attribute."""
        filling = (name for name in self._nlp.pipe_names if assigned in self._nlp.get_pipe_meta(name).assigns)
        return [label for name in filling for label in labels.get(name, ())]

    def read(self, sentences: Sequence[Words]) -> list[Layers]:
        """Read sentences in batches."""
        docs = (self._build(words) for words in sentences)
        return [self._layers(doc) for doc in self._nlp.pipe(docs, batch_size=BATCH, disable=self._unused)]

    def _build(self, words: Words) -> Any:  # noqa: ANN401
        text = [readable(word) for word in words.text]
        starts = [True] + [False] * (len(text) - 1)  # the parser is not to cut the sentence
        return self._doc(self._nlp.vocab, words=text, spaces=list(words.spaces), sent_starts=starts)

    def _offered(self) -> frozenset[Layer]:
        """Return the layers that the pipeline fills in a sentence, whatever its components are called."""
        (doc,) = self._nlp.pipe([self._build(Words(PROBE, (True,) * len(PROBE)))])
        found = set()
        if doc.has_annotation("DEP"):
            found.add(Layer.TREE)
        if any(_upos(token) or penn(token.tag_) for token in doc):
            found.add(Layer.TAGS)
        if doc.has_annotation("ENT_IOB"):
            found.add(Layer.NAMES)
        return frozenset(found)

    def _layers(self, doc: Any) -> Layers:  # noqa: ANN401
        tags, tree, names = (layer in self.layers for layer in (Layer.TAGS, Layer.TREE, Layer.NAMES))
        return Layers(
            upos=[_upos(token) for token in doc] if tags else None,
            xpos=[penn(token.tag_) for token in doc] if tags else None,
            tree=self._tree(doc) if tree else None,
            names=self._spans(doc.ents) if names else None,
            covers=self._covers,
        )

    def _tree(self, doc: Any) -> tuple[list[int], list[str]]:  # noqa: ANN401
        heads, labels = [token.head.i for token in doc], [token.dep_ for token in doc]
        if self._clearnlp:
            return to_universal([t.text for t in doc], [t.tag_ for t in doc], heads, labels)
        return lawful(heads, [universal(label) for label in labels])

    def _spans(self, found: Iterable[Any]) -> list[Seen]:
        return [(one.start, one.end, types) for one in found if (types := self._names.types(one.label_))]


def load(choice: Choice, *, device: str) -> SpacyEngine:
    """Load an installed pipeline by its name, or one from a folder; nothing is fetched."""
    spacy = library("spacy", extra="spacy")
    try:
        if device == "auto":
            spacy.prefer_gpu()
        elif device == "cpu":
            spacy.require_cpu()
        else:
            spacy.require_gpu(int(device.partition(":")[2] or 0))
    except ValueError as error:
        raise ModelError(f"{choice}: spaCy cannot use the device {device} ({error}). Use --device cpu.") from error
    try:
        nlp = spacy.load(choice.where)
    except (OSError, ValueError, ImportError) as error:
        raise ModelError(
            f"{choice}: spaCy cannot load this pipeline ({error}). Install it first (python -m spacy download NAME), "
            "or give the folder that nlp.to_disk wrote. Dateline fetches nothing."
        ) from error
    return SpacyEngine(nlp, choice)


def _upos(token: Any) -> str | None:  # noqa: ANN401
    return token.pos_ if token.pos_ in UPOS else None
