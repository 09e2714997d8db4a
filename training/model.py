"""The network: MiniLM's six layers with a word-shape embedding, and one small head for each layer of grammar.

Parts after Devlin et al. 2019 (encoder), Dozat and Manning 2017 (biaffine arcs and labels), and a one-pass role scorer
that looks at every word beside every predicate, and at the tree between both (cf. Strubell et al. 2018).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, cast

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from dateline.parse import paths
from dateline.parse.inputs import SHAPES

WIDTH, HEADS, INNER, POSITIONS = 384, 12, 1536, 256
LAYERS = (0, 1, 2, 3, 4, 5)  # those of the published encoder that are kept
ARC, LABEL, ROLE, REACH = 256, 64, 256, 24


class Dropout(nn.Module):
    """Dropout whose mask is a window on one pool of draws: drawing anew for every layer took a sixth of a step."""

    pools: ClassVar[dict[tuple[float, torch.device], Tensor]] = {}

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, x: Tensor) -> Tensor:
        """Drop elements in training only."""
        if not self.training:
            return x
        key = (self.rate, x.device)
        size = x.numel()
        if key not in self.pools or len(self.pools[key]) < 2 * size:
            kept = torch.rand(max(4 * size, 1 << 23), device=x.device) >= self.rate
            self.pools[key] = kept.to(torch.bfloat16) / (1 - self.rate)
        start = int(torch.randint(len(self.pools[key]) - size, (1,)))
        return x * self.pools[key][start : start + size].view(x.shape).to(x.dtype)


class Layer(nn.Module):
    """One transformer layer with eager attention: its bf16 backward is the fastest on a processor."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.output = nn.Linear(WIDTH, WIDTH)
        self.attended = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up, self.down = nn.Linear(WIDTH, INNER), nn.Linear(INNER, WIDTH)
        self.done = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """Attend and transform."""
        batch, length, _ = x.shape
        shape = (batch, length, HEADS, WIDTH // HEADS)
        query = (self.query(x) / math.sqrt(WIDTH // HEADS)).view(shape).transpose(1, 2)
        key = self.key(x).view(shape).permute(0, 2, 3, 1)
        value = self.value(x).view(shape).transpose(1, 2)
        weights = torch.softmax(query @ key + bias, dim=-1)
        mixed = (weights @ value).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.attended(x + self.dropout(self.output(mixed)))
        return cast("Tensor", self.done(x + self.dropout(self.down(F.gelu(self.up(x))))))


class Encoder(nn.Module):
    """Word pieces and their shapes in, one state for each word out."""

    def __init__(self, vocabulary: int, layers: int = len(LAYERS)) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(layers))

    def forward(self, ids: Tensor, shapes: Tensor, segments: Tensor, positions: Tensor, first: Tensor) -> Tensor:
        """Return the state of each word's first piece, (sentences, words, width); a piece sees its own segment only."""
        x = self.norm(self.words(ids) + self.positions(positions) + self.kind + self.shapes(shapes))
        apart = segments.unsqueeze(2) != segments.unsqueeze(1)
        bias = (apart.to(x.dtype) * -10000.0).unsqueeze(1)
        for layer in self.layers:
            x = layer(x, bias)
        return x.flatten(0, 1)[first]

    @classmethod
    def pretrained(cls, weights: Path, keep: list[int], layers: Sequence[int] = LAYERS) -> Encoder:
        """Load the published encoder's weights, keeping only the vocabulary rows and the layers named."""
        given = load_file(weights)
        given = {name.removeprefix("bert."): tensor.float() for name, tensor in given.items()}
        encoder = cls(len(keep), len(layers))
        state = {
            "words.weight": given["embeddings.word_embeddings.weight"][keep],
            "positions.weight": given["embeddings.position_embeddings.weight"][:POSITIONS],
            "kind": given["embeddings.token_type_embeddings.weight"][0],
            "shapes.weight": encoder.shapes.weight.data,
            "norm.weight": given["embeddings.LayerNorm.weight"],
            "norm.bias": given["embeddings.LayerNorm.bias"],
        }
        parts = {
            "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
            "output": "attention.output.dense", "attended": "attention.output.LayerNorm",
            "up": "intermediate.dense", "down": "output.dense", "done": "output.LayerNorm",
        }  # fmt: skip
        for index, layer in enumerate(layers):
            for ours, theirs in parts.items():
                for kind in ("weight", "bias"):
                    state[f"layers.{index}.{ours}.{kind}"] = given[f"encoder.layer.{layer}.{theirs}.{kind}"]
        encoder.load_state_dict(state)
        return encoder


class Parser(nn.Module):
    """The encoder with a head for tags, features, lemmas, names, predicates, triggers, factuality and arcs."""

    def __init__(self, encoder: Encoder, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder = encoder
        self.dropout = Dropout(0.2)
        self.tags = nn.ModuleDict(
            {layer: nn.Linear(WIDTH, sizes[layer]) for layer in ("upos", "xpos", "feats", "lemma", "names")}
        )
        self.marks = nn.Linear(WIDTH, 3)  # predicate, trigger, happened
        self.arc_dropout = Dropout(0.3)
        self.arc_word, self.arc_head = nn.Linear(WIDTH, ARC), nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.zeros(ARC, ARC))
        nn.init.xavier_uniform_(self.arc)
        self.arc_bias = nn.Linear(ARC, 1, bias=False)

    def states(self, ids: Tensor, shapes: Tensor, segments: Tensor, positions: Tensor, first: Tensor) -> Tensor:
        """Return the state of each word."""
        return cast("Tensor", self.dropout(self.encoder(ids, shapes, segments, positions, first)))

    def heads(self, x: Tensor) -> dict[str, Tensor]:
        """Score every layer that needs no other layer's answer."""
        scores = {layer: head(x) for layer, head in self.tags.items()}
        scores["marks"] = self.marks(x)
        word = self.arc_dropout(F.gelu(self.arc_word(x)))
        head = self.arc_dropout(F.gelu(self.arc_head(x)))
        scores["arcs"] = (word @ self.arc) @ head.transpose(1, 2) + self.arc_bias(head).transpose(1, 2)
        return scores


class Links(nn.Module):
    """What needs a first answer: the relation of each word to its head, and the roles of each predicate."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.dropout, self.label_dropout = Dropout(0.2), Dropout(0.3)
        self.label_word, self.label_head = nn.Linear(WIDTH, LABEL), nn.Linear(WIDTH, LABEL)
        self.label = nn.Linear(LABEL * LABEL, sizes["deprel"], bias=False)
        self.label_bias = nn.Linear(2 * LABEL, sizes["deprel"])
        self.role_word, self.role_predicate = nn.Linear(WIDTH, ROLE), nn.Linear(WIDTH, ROLE, bias=False)
        self.role_gate = nn.Linear(WIDTH, ROLE)
        self.path = nn.Embedding(paths.count(sizes["deprel"]), ROLE)
        nn.init.normal_(self.path.weight, std=0.02)
        self.distance = nn.Embedding(2 * REACH + 1, ROLE)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.role_mix = nn.Linear(ROLE, ROLE)
        self.role = nn.Linear(ROLE, sizes["roles"])

    def relations(self, x: Tensor, head: Tensor, keep: Tensor | None = None) -> Tensor:
        """Score the relation of each word, or of those kept, to the head given."""
        word = self.label_dropout(F.gelu(self.label_word(x)))
        governor = self.label_dropout(F.gelu(self.label_head(x)))
        governor = governor.gather(1, head.unsqueeze(-1).expand(-1, -1, LABEL))
        if keep is not None:
            word, governor = word[keep], governor[keep]
        outer = (word.unsqueeze(-1) * governor.unsqueeze(-2)).flatten(-2)
        return cast("Tensor", self.label(outer) + self.label_bias(torch.cat((word, governor), -1)))

    def roles(self, x: Tensor, row: Tensor, predicate: Tensor, path: Tensor) -> Tensor:
        """Score the role of each word of sentence `row` for the word `predicate`; one line a predicate.

        `path` says how each word hangs on the predicate (`dateline.parse.paths`).
        """
        centre = x[row, predicate]
        words = self.role_word(x)[row] * torch.sigmoid(self.role_gate(centre)).unsqueeze(1) * 2
        position = torch.arange(x.shape[1], device=x.device)
        away = (position.unsqueeze(0) - predicate.unsqueeze(1)).clamp(-REACH, REACH) + REACH
        hung = self.path(path) + self.distance(away)
        mixed = self.dropout(F.gelu(words + self.role_predicate(centre).unsqueeze(1) + hung))
        return cast("Tensor", self.role(mixed + F.gelu(self.role_mix(mixed))))
