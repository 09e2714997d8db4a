import copy

import pytest

pytest.importorskip("torch")
pytest.importorskip("safetensors")

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from training.model import Encoder, Parser
from training.smooth import Smoothed, batches, smooth

WORDS = "[PAD] [UNK] [CLS] [SEP] rebels shelled the town two people died".split()
SENTENCES = [["rebels", "shelled", "the", "town"], ["two", "people", "died"]] * 3
SIZES = {"upos": 3, "xpos": 3, "feats": 2, "lemma": 2, "names": 3}


@pytest.fixture
def tokenizer():
    made = Tokenizer(models.WordPiece({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))  # noqa: S106
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    return made


@pytest.fixture
def parser():
    torch.manual_seed(0)
    made = Parser(Encoder(len(WORDS), 2), SIZES).eval()
    made.encoder.layers[0].attended.weight.data[7] = 40.0  # a channel far wider than the others
    return made


def test_smoothing_leaves_the_states_as_they_were(parser, tokenizer):
    tame = copy.deepcopy(parser)
    smooth(tame, SENTENCES, tokenizer)
    assert all(isinstance(layer.up, Smoothed) for layer in tame.encoder.layers)
    with torch.no_grad():
        for batch in batches(SENTENCES, tokenizer):
            assert torch.allclose(parser.encoder(*batch), tame.encoder(*batch), atol=1e-4)


def test_a_wide_channel_is_narrowed_and_its_weights_are_widened(parser, tokenizer):
    before = parser.encoder.layers[0].up.weight.data.clone()
    smooth(parser, SENTENCES, tokenizer)
    layer = parser.encoder.layers[0].up
    assert layer.inverse[7] == layer.inverse.min()
    assert torch.allclose(layer.linear.weight.data * layer.inverse, before, atol=1e-6)


def test_layers_that_read_one_input_share_its_factors(parser, tokenizer):
    smooth(parser, SENTENCES, tokenizer)
    layer = parser.encoder.layers[1]
    assert layer.query.inverse is layer.key.inverse is layer.value.inverse
