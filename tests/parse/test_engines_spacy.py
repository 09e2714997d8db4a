"""spaCy pipelines: tiny ones that are made here, their tags, trees and names on our tokens."""

from __future__ import annotations

import json
import sys

import pytest
from tests.parse.plain import PlainModel, words
from tests.parsed import report

from dateline.errors import ModelError
from dateline.parse import Parser
from dateline.parse.engines import Layer, Words, load

spacy = pytest.importorskip("spacy")

TEXT = "Rescuers pulled nine miners from the pit ."
ROWS = {
    "universal": "NNS 1 nsubj|VBD 1 ROOT|CD 3 nummod|NNS 1 obj|IN 6 case|DT 6 det|NN 1 obl|. 1 punct",
    "clearnlp": "NNS 1 nsubj|VBD 1 ROOT|CD 3 nummod|NNS 1 dobj|IN 1 prep|DT 6 det|NN 4 pobj|. 1 punct",
    "martian": "NNS 1 nsubj|VBD 1 ROOT|CD 3 nummod|NNS 1 grips|IN 6 case|DT 6 det|NN 1 obl|. 1 punct",
}
PARTS = "NOUN VERB NUM NOUN ADP DET NOUN PUNCT".split()
TREE = ([1, 1, 3, 1, 6, 6, 1, 1], "nsubj root nummod obj case det obl punct".split())


@pytest.fixture(scope="module")
def make(tmp_path_factory):
    """Return a function that writes a pipeline which has learned one sentence by heart, and gives its folder."""
    made = {}

    def train(scheme, components):
        from spacy.tokens import Doc
        from spacy.training import Example
        from spacy.util import fix_random_seed

        fix_random_seed(0)  # unseeded, one run in a few had not learned its sentence
        nlp = spacy.blank("en")
        rows = [row.split() for row in ROWS[scheme].split("|")]
        gold = {
            "tags": [row[0] for row in rows], "heads": [int(row[1]) for row in rows], "deps": [row[2] for row in rows],
            "pos": PARTS, "sent_starts": [True] + [False] * 7, "entities": ["O"] * 6 + ["U-FAC", "O"],
        }  # fmt: skip
        example = Example.from_dict(Doc(nlp.vocab, words=TEXT.split()), gold)
        for name in components:
            nlp.add_pipe(name, config={"min_action_freq": 1} if name == "parser" else {})
        nlp.initialize(lambda: [example])
        for _ in range(40):
            nlp.update([example])
        folder = tmp_path_factory.mktemp(scheme)
        nlp.to_disk(folder)
        return folder

    def once(scheme, *components):
        if (scheme, components) not in made:
            made[scheme, components] = train(scheme, components)
        return made[scheme, components]

    return once


@pytest.fixture
def whole(make):
    return make("universal", "tagger", "morphologizer", "parser", "ner")


def read(text, sentence=TEXT):
    (engine,) = load([text], device="cpu")
    (found,) = engine.read([words(sentence)])
    return engine, found


def test_a_whole_pipeline_gives_tags_tree_and_names(whole):
    engine, found = read(f"spacy:{whole}")
    assert engine.layers == {Layer.TAGS, Layer.TREE, Layer.NAMES}
    assert found.upos == PARTS
    assert found.xpos == "NNS VBD CD NNS IN DT NN .".split()
    assert found.tree == TREE
    assert found.names == [(6, 7, ("facility",))]


def test_only_the_layers_asked_for_are_read(whole):
    engine, found = read(f"names=spacy:{whole}")
    assert engine.layers == {Layer.NAMES}
    assert (found.upos, found.xpos, found.tree) == (None, None, None)
    assert found.names == [(6, 7, ("facility",))]


def test_a_clearnlp_tree_is_read_only_where_it_is_asked_for(make):
    folder = make("clearnlp", "tagger", "parser")
    assert read(f"spacy:{folder}")[0].layers == {Layer.TAGS}
    engine, found = read(f"tree=spacy:{folder}")
    assert engine.layers == {Layer.TREE}
    assert found.tree == TREE


def test_relations_of_an_unknown_scheme_are_refused(make):
    with pytest.raises(ModelError, match=r"it gives no tree. Its labels: .*grips"):
        read(f"tree=spacy:{make('martian', 'tagger', 'parser')}")


def test_sentences_stay_as_they_were_cut(whole):
    _, found = read(f"spacy:{whole}", f"{TEXT} {TEXT}")
    heads, labels = found.tree
    assert sum(label == "root" for label in labels) == 1
    assert len(heads) == 16


def test_rules_and_other_components_count_as_well(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "Rescuers"}])
    nlp.add_pipe("sentencizer")
    nlp.to_disk(tmp_path)
    engine, found = read(f"spacy:{tmp_path}")
    assert engine.layers == {Layer.NAMES}
    assert found.names == [(0, 1, ("organisation",))]


def test_labels_may_be_explained_beside_the_pipeline(tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "CREW", "pattern": "Rescuers"}])
    nlp.to_disk(tmp_path)
    with pytest.raises(ModelError, match="no meaning is known for the label CREW"):
        read(f"spacy:{tmp_path}")
    (tmp_path / "dateline.json").write_text(json.dumps({"labels": {"CREW": "organisation"}}))
    assert read(f"spacy:{tmp_path}")[1].names == [(0, 1, ("organisation",))]


def test_a_pipeline_that_gives_nothing_is_refused(tmp_path):
    spacy.blank("en").to_disk(tmp_path)
    with pytest.raises(ModelError, match="it gives no layer that Dateline reads"):
        read(f"spacy:{tmp_path}")


def test_a_pipeline_that_is_not_there_says_how_to_get_it():
    with pytest.raises(ModelError, match="python -m spacy download NAME"):
        read("spacy:en_no_such_pipeline")


def test_without_spacy_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "spacy", None)
    with pytest.raises(ModelError, match=r"pip install 'dateline\[spacy\]'"):
        load(["spacy:en_core_web_sm"])


def test_words_that_cannot_be_encoded_are_read(whole):
    (engine,) = load([f"spacy:{whole}"], device="cpu")
    (found,) = engine.read([Words(("a\ud800", "\u200f", "👩‍🚒"), (True, False, False))])
    assert len(found.upos) == 3


def test_the_record_names_the_pipeline_and_its_checksum(whole):
    first, second = (load([f"names=spacy:{whole}"], device="cpu")[0] for _ in range(2))
    assert first.name == second.name
    parser = Parser(PlainModel(), "plain 1", [first])
    (parsed,) = parser.parse(report(TEXT)).items
    assert parsed.model == f"plain 1; names={first.name}"
    assert first.name.startswith("spacy:en_pipeline 0.0.0 ")


def test_the_whole_grammar_of_a_report_may_come_from_a_pipeline(whole):
    parser = Parser(PlainModel(), "plain 1", load([f"spacy:{whole}"], device="cpu"))
    (parsed,) = parser.parse(report("Rescuers pulled nine miners from the pit. Rescuers pulled nine miners.")).items
    assert parsed.tokens.upos[:8] == tuple(PARTS)
    assert parsed.tokens.lemma[:4] == ("rescuer", "pull", "nine", "miner")
    assert parsed.tokens.head[8:10] == (9, 9)
    assert parsed.tokens.deprel[:8] == tuple(TREE[1])
