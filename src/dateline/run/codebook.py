"""A codebook's TOML in, the codebook with its words read as a report's are out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from dateline.errors import OptionsError
from dateline.records import Codebook, CodebookType, Cue, Exemplar, Format, Parsed, Report, Span
from dateline.resources import kinds
from dateline.run.pipeline import parser

if TYPE_CHECKING:
    from dateline.parse import Parser

NAME = re.compile(r"\w[\w.-]*")
EMPTY = frozenset({"DET", "PUNCT", "PRON", "AUX", "CCONJ", "SYM"})  # words of a cue that tell nothing
CONTENT = frozenset({"NOUN", "VERB", "ADJ", "ADV"})


class _Type(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """One `[[types]]` of the file."""

    name: str
    definition: str = ""
    examples: list[str] = []
    cues: list[str] = []
    unless: list[str] = []
    beside: list[str] = msgspec.field(name="with", default_factory=list)  # a word of Python's
    kinds: list[str] = []


class _File(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """The file as it is written."""

    name: str
    version: str = ""
    description: str = ""
    scope: list[str] = []
    types: list[_Type]


class _Read(NamedTuple):
    """A sentence of a codebook, read as a report is."""

    report: Report
    parsed: Parsed


def load_codebook(path: str) -> Codebook:
    """Read a codebook; raise OptionsError, which names the type and what to do, where it cannot be used as a whole."""
    file = _file(path)
    try:
        _named(file)
        reader = parser()
        scope = tuple(_cue(reader, cue, "scope") for cue in file.scope)
        types = tuple(_type(one, reader) for one in file.types)
    except OptionsError as error:
        raise OptionsError(f"{path}: {error}. Nothing of it was taken.") from None
    return Codebook(name=file.name, version=file.version, description=file.description, scope=scope, types=types)


def _named(file: _File) -> None:
    """Raise where names cannot be typed in, or not be told apart."""
    if not NAME.fullmatch(file.name):
        raise OptionsError(f"{file.name!r} is no name of a codebook; write one word, as labour or my-codes")
    if not file.types:
        raise OptionsError("it has no types; write each under a line [[types]]")
    names = [one.name for one in file.types]
    for name in names:
        if not NAME.fullmatch(name):
            raise OptionsError(f"{name!r} is no name of a type; write one word, as STRIKE or LOCK_OUT")
        if names.count(name) > 1:
            raise OptionsError(f"two types are called {name}; give each a name of its own")


def _file(path: str) -> _File:
    try:
        raw = Path(path).read_bytes()
    except OSError as error:
        raise OptionsError(
            f"{path}: cannot be read ({error.strerror}). Check that it is there and may be read."
        ) from error
    try:
        return msgspec.toml.decode(raw, type=_File)
    except msgspec.ValidationError as error:
        raise OptionsError(
            f"{path}: {_told(str(error))}. docs/codebooks.md shows how a codebook is written."
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise OptionsError(f"{path}: is no TOML ({error}). docs/codebooks.md shows how it is written.") from error


def _told(message: str) -> str:
    """Name the key meant where an unknown one stands, and count types from 1 as people do."""
    message = re.sub(r"\$\.types\[(\d+)\]", lambda match: f"type {int(match.group(1)) + 1}", message)
    unknown = re.search(r"unknown field `([^`]*)`", message)
    fields = [field.encode_name for struct in (_Type, _File) for field in msgspec.structs.fields(struct)]
    near = get_close_matches(unknown.group(1), fields, n=1) if unknown else []
    return message + (f"; did you mean `{near[0]}`?" if near else "")


def _type(one: _Type, reader: Parser) -> CodebookType:
    if not (one.definition.strip() or one.examples or one.cues or one.kinds):
        raise OptionsError(f"type {one.name} has no definition, examples, cues or kinds, so that nothing can be one")
    for kind in one.kinds:
        if kind not in kinds.names():
            near = get_close_matches(kind, sorted(kinds.names()), n=1)
            hint = f"did you mean {near[0]}?" if near else "docs/kinds.md lists them"
            raise OptionsError(f"type {one.name} names the kind {kind!r}, which there is not; {hint}")
    return CodebookType(
        name=one.name,
        definition=one.definition.strip(),
        gist=gist(one.definition),
        cues=tuple(_cue(reader, cue, one.name) for cue in one.cues),
        unless=tuple(_cue(reader, cue, one.name) for cue in one.unless),
        beside=tuple(_cue(reader, cue, one.name) for cue in one.beside),
        kinds=tuple(one.kinds),
        exemplars=tuple(_exemplar(reader, example, one.name) for example in one.examples),
    )


def gist(definition: str) -> tuple[str, ...]:
    """Return the lemmas of the content words of a definition, each once."""
    return tuple(dict.fromkeys(_lemmas(parser(), definition, only=CONTENT)))


def _cue(reader: Parser, text: str, name: str) -> Cue:
    lemmas = tuple(dict.fromkeys(_lemmas(reader, text)))
    if not lemmas:
        raise OptionsError(f"type {name} has a cue without a word that tells anything: {text!r}")
    return Cue(text=text.strip(), lemmas=lemmas)


def _lemmas(reader: Parser, text: str, *, only: frozenset[str] | None = None) -> Iterator[str]:
    for one in _read(reader, text):
        tokens = one.parsed.tokens
        for lemma, upos in zip(tokens.lemma, tokens.upos, strict=True):
            if upos in only if only is not None else upos not in EMPTY:
                yield lemma.lower()


def _exemplar(reader: Parser, text: str, name: str) -> Exemplar:
    """Return what an example's event is told by: the words in brackets, or the first word that tells one."""
    from dateline.extract import extract

    start, end = text.find("["), text.find("]") - 1
    marked = 0 <= start <= end
    if marked and start == end:
        raise OptionsError(f"type {name} has an example with nothing between its brackets: {text!r}")
    plain = text[:start] + text[start + 1 : end + 1] + text[end + 2 :] if marked else text
    given = [Span(start, end)] if marked else []
    told = [
        mention
        for one in _read(reader, plain)
        for mention in extract(one.report, one.parsed, given=given).items
        if not marked or mention.trigger.overlaps(given[0])
    ]
    if not told:
        hint = "no word of it tells one" if not marked else "the words in brackets tell none"
        raise OptionsError(
            f"type {name} has an example without an event ({hint}): {text!r}; put the word that tells it in brackets, "
            'as in "Dockers [walked out] over pay."'
        )
    return Exemplar(text=plain, mention=told[0])


def _read(reader: Parser, text: str) -> Iterator[_Read]:
    raw = text.encode()
    sha256 = hashlib.sha256(raw).hexdigest()
    report = Report(
        id="r" + sha256[:16], sha256=sha256, path="", format=Format.TEXT, encoding="utf-8", language="en", text=text
    )
    for parsed in reader.parse(report).items:
        yield _Read(report, parsed)


class Example(NamedTuple):
    """An example of a codebook, how it was read, and the type that the rest of the codebook gives it, "" for none."""

    type: str
    text: str
    trigger: str
    given: str


def examples(codebook: Codebook) -> list[Example]:
    """Return every example, each coded by its codebook without it: what is wrong here will be wrong on reports."""
    from dateline.resolve.coded import coded

    found = []
    for one in codebook.types:
        for shown in one.exemplars:
            rest = replace(one, exemplars=tuple(other for other in one.exemplars if other is not shown))
            without = replace(codebook, types=tuple(rest if other is one else other for other in codebook.types))
            (mention,) = coded([shown.mention], [without])
            given = mention.codes[0].type if mention.codes else ""
            found.append(
                Example(type=one.name, text=shown.text, trigger=shown.mention.trigger.of(shown.text), given=given)
            )
    return found


def check_codes(codebooks: Iterable[Codebook], asked: Iterable[str]) -> None:
    """Raise OptionsError where a type asked for, as TYPE or CODEBOOK/TYPE, is in no codebook."""
    known = {name for book in codebooks for one in book.types for name in (one.name, f"{book.name}/{one.name}")}
    for name in asked:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            hint = f"Did you mean {near[0]}?" if near else "Add a codebook with: dateline codebook add FILE"
            raise OptionsError(f"no codebook here has a type {name!r}. {hint}")
