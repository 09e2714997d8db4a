"""Token classifiers: which word gets which label, windows over long sentences, and a real tiny model where one can run.

The tokenizer is a real one of the `tokenizers` library; what labels pieces is a table, but for the tests at the end,
which need torch and transformers (`make engines`).
"""

from __future__ import annotations

import socket
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.parse.plain import PlainModel
from tests.parse.plain import words as cut
from tests.parsed import report
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from dateline.errors import ModelError
from dateline.parse import Parser
from dateline.parse.engines import Layer, Words, check, load
from dateline.parse.engines.huggingface import TokenClassifier, _windows

VOCABULARY = "[PAD] [UNK] [CLS] [SEP] kol ##we ##zi miners left the mayor ana strike a b c".split()
NAMES = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]


class Encoded(dict):
    def __init__(self, encodings):
        super().__init__(input_ids=[encoding.ids for encoding in encodings])
        self._words = [encoding.word_ids for encoding in encodings]

    def word_ids(self, number):
        return self._words[number]


class FastTokenizer:
    """As much of a fast tokenizer of transformers as an engine asks for."""

    is_fast = True

    def __init__(self):
        self.tokenizer = Tokenizer(models.WordPiece({w: k for k, w in enumerate(VOCABULARY)}, unk_token="[UNK]"))  # noqa: S106
        self.tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self.tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self.tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))

    def num_special_tokens_to_add(self, *, pair):
        return 2

    def __call__(
        self, texts, *, is_split_into_words, add_special_tokens, truncation=False, max_length=None, verbose=True
    ):
        assert is_split_into_words
        self.tokenizer.enable_truncation(max_length) if truncation else self.tokenizer.no_truncation()
        return Encoded(self.tokenizer.encode_batch(texts, is_pretokenized=True, add_special_tokens=add_special_tokens))


def engine(labels, by_piece, *, text="hf:x", window=16):
    """Return an engine that labels pieces by a table, and the lengths of what it was asked."""
    asked = []

    def predict(rows):
        asked.extend(len(row) for row in rows)
        return [[labels.index(by_piece.get(VOCABULARY[piece], labels[0])) for piece in row] for row in rows]

    (choice,) = check([text])
    return TokenClassifier(FastTokenizer(), predict, labels, choice=choice, window=window), asked


def test_a_word_takes_the_label_of_its_first_piece():
    made, _ = engine(NAMES, {"kol": "B-LOC", "##we": "B-PER", "##zi": "I-PER", "ana": "B-PER"})
    (found,) = made.read([cut("Ana left Kolwezi")])
    assert found.names == [(0, 1, ("person",)), (2, 3, ("geopolitical", "location", "facility"))]
    assert made.layers == {Layer.NAMES}


def test_parts_of_speech_are_tags():
    made, _ = engine(["NOUN", "VERB", "PROPN", "_"], {"left": "VERB", "ana": "PROPN", "the": "_"})
    assert made.layers == {Layer.TAGS}
    assert made.read([cut("Ana left the mayor")])[0].upos == ["PROPN", "VERB", None, "NOUN"]


def test_penn_tags_are_tags_in_whatever_spelling():
    made, _ = engine(["NN", "VBD", "NNP", "("], {"left": "VBD", "ana": "NNP", "the": "("})
    assert made.read([cut("Ana left the mayor")])[0].xpos == ["NNP", "VBD", "-LRB-", "NN"]


def test_a_word_of_which_nothing_is_left_has_no_answer():
    made, _ = engine(["NOUN", "VERB"], {"left": "VERB"})
    assert made.read([cut("\u0301 left")])[0].upos == [None, "VERB"]


def test_a_model_that_gives_no_layer_is_refused():
    with pytest.raises(ModelError, match="it gives no layer that Dateline reads"):
        engine(["O", "B-DATE", "I-DATE"], {})


def test_a_model_that_has_not_the_layer_asked_for_is_refused():
    with pytest.raises(ModelError, match="it gives no tags"):
        engine(NAMES, {}, text="tags=hf:x")


def test_labels_that_nobody_explained_are_refused():
    with pytest.raises(ModelError, match="LABEL_0, LABEL_1"):
        engine(["LABEL_0", "LABEL_1"], {})


@pytest.mark.parametrize("window", [8, 16, 64, 512])
def test_a_sentence_of_any_length_is_read_in_windows(window):
    made, asked = engine(["NOUN", "VERB", "PROPN"], {"left": "VERB", "kol": "PROPN"}, window=window)
    text = " ".join(["Kolwezi miners left a mayor"] * 200)
    (found,) = made.read([cut(text)])
    assert found.upos == ["PROPN", "NOUN", "VERB", "NOUN", "NOUN"] * 200
    assert max(asked) <= window


def test_one_word_of_any_length_fits():
    made, asked = engine(["NOUN", "VERB"], {})
    assert made.read([cut("." * 5000 + " left")])[0].upos == ["NOUN", "NOUN"]
    assert max(asked) <= 16


def test_no_sentences_give_no_answers():
    made, asked = engine(NAMES, {})
    assert made.read([]) == []
    assert asked == []


@settings(deadline=None, max_examples=50)
@given(st.lists(st.lists(st.text(min_size=1), min_size=1, max_size=30), max_size=5))
def test_any_text_gives_one_answer_for_each_word(sentences):
    made, _ = engine(["NOUN", "VERB"], {}, window=8)
    found = made.read([Words(tuple(s), (True,) * len(s)) for s in sentences])
    assert [len(layers.upos) for layers in found] == [len(s) for s in sentences]


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), max_size=200), st.integers(1, 60))
def test_windows_answer_for_each_word_once_and_fit(sizes, room):
    found = list(_windows(sizes, room))
    assert [k for _, begin, last in found for k in range(begin, last)] == list(range(len(sizes)))
    for first, begin, last in found:
        assert first <= begin < last
        assert last - first == 1 or sum(sizes[first:last]) <= room


# With torch and transformers.


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    """Write a BERT of two layers that has learned four sentences by heart, and return its folder."""
    transformers, torch = pytest.importorskip("transformers"), pytest.importorskip("torch")
    folder = tmp_path_factory.mktemp("models") / "tiny"
    made = FastTokenizer().tokenizer
    special = {f"{kind}_token": f"[{kind.upper()}]" for kind in ("unk", "pad", "cls", "sep")}
    tokenizer = transformers.PreTrainedTokenizerFast(tokenizer_object=made, **special)
    config = transformers.BertConfig(
        vocab_size=len(VOCABULARY), hidden_size=32, num_hidden_layers=2, num_attention_heads=2, intermediate_size=64,
        max_position_embeddings=40, id2label=dict(enumerate(NAMES)), label2id={n: k for k, n in enumerate(NAMES)},
    )  # fmt: skip
    torch.manual_seed(0)
    model = transformers.BertForTokenClassification(config)
    taught = {"the mayor ana left kolwezi": "O O B-PER O B-LOC", "miners left kolwezi": "O O B-LOC",
              "ana left the miners": "B-PER O O O", "a strike": "O O"}  # fmt: skip
    optimiser = torch.optim.AdamW(model.parameters(), lr=5e-3)
    for _ in range(60):
        for text, labels in taught.items():
            encoded = tokenizer([text.split()], is_split_into_words=True, return_tensors="pt")
            gold = [-100 if w is None else NAMES.index(labels.split()[w]) for w in encoded.word_ids(0)]
            model(**encoded, labels=torch.tensor([gold])).loss.backward()
            optimiser.step()
            optimiser.zero_grad()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


def no_network(*_, **__):
    raise AssertionError("an engine asked the network")


def test_a_real_model_names_what_it_was_taught(tiny, monkeypatch):
    monkeypatch.setattr(socket.socket, "connect", no_network)
    parser = Parser(PlainModel(), "plain 1", load([f"hf:{tiny}"], device="cpu"))
    (parsed,) = parser.parse(report("The mayor Ana left Kolwezi.")).items
    names = {(e.span.of("The mayor Ana left Kolwezi."), e.type) for e in parsed.entities if e.form == "name"}
    assert names - {("The", "organisation")} == {
        ("Ana", "person"),
        ("Kolwezi", "geopolitical"),
    }  # bodies are not its own
    assert parsed.model.startswith("plain 1; names=hf:tiny ")


def test_a_real_model_answers_alike_in_any_company(tiny):
    (made,) = load([f"hf:{tiny}"], device="cpu")
    texts = [cut(text) for text in ("the mayor ana left kolwezi", "miners left kolwezi " * 30, "a strike", "ana")]
    assert made.read(texts) == [found for text in texts for found in made.read([text])]


def test_a_model_without_a_fast_tokenizer_is_refused(tiny, monkeypatch):
    import transformers

    monkeypatch.setattr(transformers.PreTrainedTokenizerFast, "is_fast", False)
    with pytest.raises(ModelError, match="which piece belongs to which word"):
        load([f"hf:{tiny}"], device="cpu")


@pytest.mark.parametrize("where", ["no/such/folder", "nobody/no-such-model"])
def test_a_model_that_is_not_there_is_refused_without_asking_the_network(where, monkeypatch):
    pytest.importorskip("transformers")
    pytest.importorskip("torch")
    monkeypatch.setattr(socket.socket, "connect", no_network)
    with pytest.raises(ModelError, match="Dateline fetches nothing"):
        load([f"hf:{where}"], device="cpu")


def test_a_card_that_is_not_there_is_refused(tiny):
    import torch

    if torch.cuda.is_available():
        pytest.skip("there is a card")
    with pytest.raises(ModelError, match="the device cuda:0 cannot be used"):
        load([f"hf:{tiny}"], device="cuda:0")


def test_without_the_libraries_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    with pytest.raises(ModelError, match=r"pip install 'dateline\[hf\]'"):
        load(["hf:x"])
