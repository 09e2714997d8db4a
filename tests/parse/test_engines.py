"""Engines over the model that ships: who is chosen, what each layer replaces, and that trees stay lawful."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.cases import load as load_cases
from tests.parse.plain import PlainModel, reading, words
from tests.parsed import report

from dateline import run
from dateline.errors import ModelError, OptionsError
from dateline.parse import Parser, engines
from dateline.parse.engines import Layer, Layers, overlay
from dateline.parse.engines.clearnlp import LABELS, to_universal
from dateline.parse.engines.labels import NameLabels
from dateline.parse.engines.needs import library
from dateline.parse.engines.relations import lawful
from dateline.parse.engines.tags import HELD, PENN, UPOS, XPOS, agreed
from dateline.records import EntityForm
from dateline.run import pipeline

CASES = Path(__file__).parent / "cases"


class Named:
    """An engine that sees one name in each sentence."""

    name = "tests:named 1"
    layers = frozenset({Layer.NAMES})

    def __init__(self, kind: str) -> None:
        self.kind, self.asked = kind, []

    def read(self, sentences):
        self.asked += sentences
        return [Layers(names=[(1, 2, (self.kind,))]) for _ in sentences]


def names(parsed):
    return [entity for entity in parsed.entities if entity.form is EntityForm.NAME]


def test_an_engine_replaces_its_layers_and_is_named_in_the_record():
    parser = Parser(PlainModel(), "plain 1", [Named("facility")])
    (parsed,) = parser.parse(report("Reach Kolwezi now.")).items
    assert parsed.model == "plain 1; names=tests:named 1"
    assert [(e.first, e.last, e.type) for e in names(parsed)] == [(1, 2, "facility")]
    assert [p.token for p in parsed.predicates] == [0]


def test_an_engine_sees_the_tokens_with_the_white_space_between_them():
    engine = Named("facility")
    Parser(PlainModel(), "plain 1", [engine]).parse(report("They can't stop."))
    assert [(w.text, w.spaces) for w in engine.asked] == [
        (("They", "ca", "n't", "stop", "."), (True, False, True, False, False))
    ]


def test_the_last_engine_has_the_last_word():
    parser = Parser(PlainModel(), "plain 1", [Named("facility"), Named("event")])
    (parsed,) = parser.parse(report("Reach Kolwezi now.")).items
    assert [e.type for e in names(parsed)] == ["event"]


def test_an_engine_that_is_an_object_is_taken_as_it_is():
    engine = Named("event")
    assert engines.load(["dateline", engine]) == (engine,)


@pytest.mark.parametrize("text", ["gpt:large", "spacy", "spacy:", "moods=spacy:x", "names,=hf:x", "", "=hf:x"])
def test_an_engine_that_is_none_is_refused_with_what_to_write(text):
    with pytest.raises(OptionsError, match=r"Use dateline, or \[LAYERS=\]KIND:WHERE"):
        engines.check([text])


@pytest.mark.parametrize("device", ["gpu", "cuda:", "cuda:x", "cpu:1", ""])
def test_a_device_that_is_none_is_refused(device):
    with pytest.raises(OptionsError, match="Use auto, cpu, cuda"):
        engines.check([], device)


def test_a_choice_may_name_its_layers():
    (choice,) = engines.check(["tags,names=hf:a=b/c:d"])
    assert (choice.kind, choice.where, choice.layers) == ("hf", "a=b/c:d", {Layer.TAGS, Layer.NAMES})
    (choice,) = engines.check(["hf:a=b"])
    assert (choice.where, choice.layers) == ("a=b", frozenset())


def test_a_missing_library_says_what_to_install():
    with pytest.raises(ModelError, match=r"pip install 'dateline\[hf\]'"):
        library("a_library_that_is_not_there", extra="hf")


def test_worker_processes_get_the_same_engines():
    stages = pickle.loads(pickle.dumps(pipeline.with_engines(("names=hf:x",), "cpu")))  # noqa: S301
    assert [stage.__name__ for stage in stages] == ["read", "parse", "extract", "resolve"]
    assert stages[1].keywords == {"engines": ("names=hf:x",), "device": "cpu"}


def test_the_parse_stage_hands_engines_on(monkeypatch):
    asked = []
    monkeypatch.setattr(Parser, "load", lambda **options: asked.append(options) or Parser(PlainModel(), "plain 1"))
    pipeline.parser.cache_clear()
    draft = pipeline.Draft(path="a.txt", raw=b"", report=report("Reach Kolwezi now."))
    assert pipeline.with_engines(("names=hf:x",), "cpu")[1](draft).model == "plain 1"
    assert asked == [{"engines": ("names=hf:x",), "device": "cpu"}]
    pipeline.parser.cache_clear()


def test_without_engines_the_stages_are_the_ordinary_ones():
    assert pipeline.with_engines(("dateline",), "auto") is pipeline.PER_REPORT


def test_a_wrong_engine_is_refused_before_anything_is_read():
    with pytest.raises(OptionsError):
        run.Options(engines=("gpt:large",))


def test_tags_fit_each_other_and_the_features_follow():
    plain = reading(3)
    laid = overlay(words("they struck again"), plain, Layers(upos=["PRON", "VERB", "ADV"], xpos=["PRP", "VBD", "RB"]))
    assert (laid.upos, laid.xpos) == (["PRON", "VERB", "ADV"], ["PRP", "VBD", "RB"])
    assert laid.feats == ["_", "Mood=Ind|Tense=Past|VerbForm=Fin", "_"]
    assert (laid.head, laid.acts, laid.script) == (plain.head, plain.acts, plain.script)


def test_features_stay_where_the_tag_stays():
    plain = reading(1, upos=["VERB"], xpos=["VBN"], feats=["Tense=Past|VerbForm=Part|Voice=Pass"])
    assert overlay(words("held"), plain, Layers(xpos=["VBN"])) == plain


def test_a_word_without_an_answer_keeps_its_own():
    plain = reading(2)
    assert overlay(words("a b"), plain, Layers(upos=[None, None], xpos=[None, None])) == plain


@settings(deadline=None)
@given(
    st.text(min_size=1),
    st.sampled_from([(u, x) for u, tags in PENN.items() for x in tags.split()]),
    st.none() | st.sampled_from(sorted(UPOS)),
    st.none() | st.sampled_from(sorted(XPOS)),
)
def test_one_tag_alone_gives_a_pair_that_fits(word, own, upos, xpos):
    found = agreed(word, own=own, upos=upos, xpos=xpos)
    assert upos in {None, found[0]}
    assert xpos in {None, found[1]}
    if upos is None or xpos is None:
        assert found[1] in HELD[found[0]]


def test_a_coarse_label_takes_the_finer_type_of_the_model_that_ships():
    labels = NameLabels(["PER", "LOC", "MISC"], where="hf:x")
    assert labels.types("LOC") == ("geopolitical", "location", "facility")
    own = reading(6, names=[(0, 1, "facility"), (2, 3, "person"), (4, 5, "nationality")])
    seen = [(0, 1, labels.types("LOC")), (2, 3, labels.types("LOC")), (4, 5, labels.types("MISC"))]
    laid = overlay(words("a b c d e f"), own, Layers(names=seen))
    assert laid.names == [(0, 1, "facility"), (2, 3, "geopolitical"), (4, 5, "nationality")]


def test_names_of_types_that_an_engine_does_not_look_for_stay():
    own = reading(5, names=[(0, 1, "organisation"), (2, 3, "person"), (3, 5, "facility")])
    seen = Layers(names=[(1, 2, ("organisation",)), (4, 5, ("organisation",))], covers=frozenset({"organisation"}))
    laid = overlay(words("a b c d e"), own, seen)
    assert laid.names == [(1, 2, "organisation"), (2, 3, "person"), (4, 5, "organisation")]


def test_where_states_have_a_label_of_their_own_a_location_is_one():
    assert NameLabels(["GPE", "LOC"], where="hf:x").types("LOC") == ("location",)


@pytest.mark.parametrize(
    "labels",
    [
        "O B-PER I-PER O B-ORG B-ORG",  # IOB2
        "O I-PER I-PER O I-ORG B-ORG",  # IOB1
        "O B-PER E-PER O S-ORG S-ORG",  # IOBES
        "O B-PER L-PER O U-ORG U-ORG",  # BILOU
    ],
)
def test_every_scheme_spells_the_same_names(labels):
    found = NameLabels(["B-PER", "B-ORG"], where="hf:x").spans(labels.split())
    assert found == [(1, 3, ("person",)), (4, 5, ("organisation",)), (5, 6, ("organisation",))]


def test_labels_without_a_scheme_join_neighbours_and_dates_are_no_names():
    found = NameLabels(["PER", "DATE"], where="hf:x").spans(["PER", "PER", "DATE", "O", "PER"])
    assert found == [(0, 2, ("person",)), (4, 5, ("person",))]


def test_labels_that_mean_nothing_are_listed_with_where_to_explain_them(tmp_path):
    with pytest.raises(ModelError, match=r"labels LABEL_0, LABEL_1\. Write .*dateline\.json .*Known labels: .*PER"):
        NameLabels(["LABEL_0", "LABEL_1", "PER"], where="hf:x", folder=tmp_path)


def test_a_file_beside_the_model_explains_its_labels(tmp_path):
    (tmp_path / "dateline.json").write_text('{"labels": {"Regiment": "organisation", "RANK": ""}}')
    labels = NameLabels(["B-REGIMENT", "RANK"], where="hf:x", folder=tmp_path)
    assert labels.spans(["B-REGIMENT", "I-REGIMENT", "RANK"]) == [(0, 2, ("organisation",))]


@pytest.mark.parametrize("text", ["{", "[]", '{"labels": {"X": "army"}}', '{"labels": ["X"]}', "{}"])
def test_a_file_of_labels_that_cannot_be_used_says_so(tmp_path, text):
    (tmp_path / "dateline.json").write_text(text)
    with pytest.raises(ModelError, match=r"dateline\.json: not of the form"):
        NameLabels(["X"], where="hf:x", folder=tmp_path)


@pytest.mark.parametrize("case", load_cases(CASES / "clearnlp.jsonl"))
def test_a_clearnlp_tree_becomes_a_universal_one(case):
    rows = [row.split() for row in case["given"]]
    heads = [int(head) - 1 if head != "0" else i for i, (_, _, head, _) in enumerate(rows)]
    texts, tags, labels = ([row[k] for row in rows] for k in (0, 1, 3))
    found, relations = to_universal(texts, tags, heads, labels)
    shown = [f"{0 if h == i else h + 1} {r}" for i, (h, r) in enumerate(zip(found, relations, strict=True))]
    assert shown == case["expected"]


def check_tree(heads, labels):
    roots = [i for i, head in enumerate(heads) if head == i]
    assert len(roots) == 1
    assert [label == "root" for label in labels] == [i == roots[0] for i in range(len(heads))]
    for i in range(len(heads)):
        at, steps = i, 0
        while heads[at] != at and steps <= len(heads):
            at, steps = heads[at], steps + 1
        assert at == roots[0]


TREES = st.integers(1, 9).flatmap(
    lambda n: st.lists(st.tuples(st.integers(-1, n), st.sampled_from(sorted(LABELS))), min_size=n, max_size=n)
)


@settings(deadline=None)
@given(TREES)
def test_any_heads_become_a_tree(rows):
    heads, labels = lawful([head for head, _ in rows], [label for _, label in rows])
    check_tree(heads, labels)
    assert lawful(heads, labels) == (heads, labels)


@settings(deadline=None)
@given(TREES, st.data())
def test_any_clearnlp_tree_becomes_a_lawful_one(rows, data):
    tags = data.draw(st.lists(st.sampled_from(sorted(XPOS)), min_size=len(rows), max_size=len(rows)))
    texts = data.draw(st.lists(st.sampled_from(["is", "in", "x"]), min_size=len(rows), max_size=len(rows)))
    check_tree(*to_universal(texts, tags, [head for head, _ in rows], [label for _, label in rows]))


def test_a_tree_is_laid_over_with_its_relations():
    laid = overlay(words("a b"), reading(2), Layers(tree=([1, 1], ["nsubj", "root"])))
    assert laid == replace(reading(2), head=[1, 1], deprel=["nsubj", "root"])
