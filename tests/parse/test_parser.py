"""The parser with the model that ships: the laws of `Parsed` on any text, and what a plain report must give."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.parsed import report

from dateline.errors import ModelError
from dateline.parse import Parser
from dateline.records import EntityForm, Parsed, Span

PROSE = (
    "Rescuers pulled nine miners from the Kolwezi pit on Sunday, the governor said. General Ana Moreno flew to the "
    "site; she promised that the army would help. The killing of two guards was condemned by the African Union."
)


@cache
def parser() -> Parser:
    return Parser.load()


def parse(text: str) -> Parsed:
    return parser().parse(report(text)).items[0]


def check_laws(text: str, parsed: Parsed) -> None:
    tokens = parsed.tokens
    for word, span in zip(tokens.text, tokens.span, strict=True):
        assert span.of(text) == word
    assert all(a.end <= b.start for a, b in pairwise(tokens.span))
    assert [i for s in parsed.sentences for i in range(s.first, s.last)] == list(range(len(tokens)))
    for sentence in parsed.sentences:
        inside = range(sentence.first, sentence.last)
        assert all(tokens.head[i] in inside for i in inside)
        assert [tokens.deprel[i] == "root" for i in inside] == [tokens.head[i] == i for i in inside]
        assert sum(tokens.head[i] == i for i in inside) == 1
    for predicate in parsed.predicates:
        sentence = parsed.sentences[tokens.sentence[predicate.token]]
        assert len(predicate.vector) == 384
        for argument in predicate.arguments:
            assert sentence.first <= argument.first < argument.last <= sentence.last
    for entity in parsed.entities:
        assert entity.first <= entity.head < entity.last
        assert entity.span == Span(tokens.span[entity.first].start, tokens.span[entity.last - 1].end)


@settings(deadline=None, max_examples=30)
@given(st.text(st.characters(blacklist_categories=("Cs",)) | st.sampled_from(" .,'\"-\nABCabc019"), max_size=200))
def test_any_text_gives_lawful_grammar(text: str) -> None:
    check_laws(text, parse(text))


def test_plain_report_is_read() -> None:
    parsed = parse(PROSE)
    check_laws(PROSE, parsed)
    words = parsed.tokens.text
    triggers = {words[p.token] for p in parsed.predicates if p.trigger > 0.5}
    assert {"pulled", "said", "killing", "condemned"} <= triggers
    pulled = next(p for p in parsed.predicates if words[p.token] == "pulled")
    roles = {a.role: " ".join(words[a.first : a.last]) for a in pulled.arguments}
    assert roles["ARG0"] == "Rescuers"
    assert roles["ARG1"] == "nine miners"
    names = {e.span.of(PROSE) for e in parsed.entities if e.form is EntityForm.NAME}
    assert {"Ana Moreno", "Kolwezi", "African Union"} <= names
    chains = {e.span.of(PROSE): e.chain for e in parsed.entities}
    assert chains["she"] == chains["Ana Moreno"]


def test_sentence_beyond_the_window_loses_no_word() -> None:
    text = "The convoy " + ", ".join(f"passed village{k} unharmed" for k in range(200)) + "."
    result = parser().parse(report(text))
    check_laws(text, result.items[0])
    assert [p.code for p in result.problems] == ["parse/long-sentence"]
    assert "".join(result.items[0].tokens.text) == text.replace(" ", "")


def test_one_word_of_any_length_is_read() -> None:
    text = "x" * 5000 + " fell."
    check_laws(text, parse(text))


def test_report_without_prose_is_a_problem_not_a_crash() -> None:
    result = parser().parse(report(" \n "))
    assert [p.code for p in result.problems] == ["parse/no-prose"]
    assert len(result.items[0].tokens) == 0


def test_reading_twice_is_equal() -> None:
    assert parse(PROSE) == parse(PROSE)


def test_missing_model_says_what_to_do(tmp_path) -> None:
    with pytest.raises(ModelError, match="Install dateline again"):
        Parser.load(tmp_path)


def test_import_loads_no_inference_engine() -> None:
    code = "import sys, dateline.parse; sys.exit(any(m in sys.modules for m in ('onnxruntime', 'tokenizers', 'torch')))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
