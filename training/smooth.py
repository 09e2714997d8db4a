"""A trained network and some sentences in; the same network with tamer inputs to its linear layers out.

An int8 kernel gives all inputs of a layer one scale, so a few wide channels leave the others few steps: those of [CLS]
are three times as wide as any word's. Each channel is therefore divided by a factor that goes into the weights which
read it; the product stays as it was, and both have alike ranges (Xiao et al. 2023, SmoothQuant).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import cast

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from dateline.parse.graphs import ENCODER
from dateline.parse.inputs import TIERS, WINDOW, lay, number, to_arrays, to_pieces
from training.model import Layer, Parser

SHARED = (("query", "key", "value"), ("output",), ("up",), ("down",))  # layers that read the same input
# How much of a channel's range goes over to the weights: .5 to 1 tried, by the states' difference to float.
BALANCE = 0.8
ENOUGH = 256  # sentences that show the ranges


class Smoothed(nn.Module):
    """A linear layer whose input channels are divided by factors first."""

    def __init__(self, linear: nn.Linear, factor: Tensor, inverse: Tensor) -> None:
        super().__init__()
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.weight.data = linear.weight.data * factor
        self.linear.bias.data = linear.bias.data
        self.register_buffer("inverse", inverse)

    def forward(self, x: Tensor) -> Tensor:
        """Divide and read."""
        return cast("Tensor", self.linear(x * self.inverse))


def smooth(parser: Parser, sentences: Sequence[Sequence[str]], tokenizer: Tokenizer) -> None:
    """Put smoothed layers in the place of the encoder's, by the ranges that some of the sentences show."""
    layers = [cast("Layer", layer) for layer in parser.encoder.layers]
    widest: dict[nn.Module, Tensor] = {}

    def note(module: nn.Module, given: tuple[Tensor, ...]) -> None:
        found = given[0].flatten(0, -2).abs().amax(0)
        widest[module] = torch.maximum(widest[module], found) if module in widest else found

    hooks = [getattr(layer, names[0]).register_forward_pre_hook(note) for layer in layers for names in SHARED]
    with torch.no_grad():
        for batch in batches(sentences[:: max(len(sentences) // ENOUGH, 1)], tokenizer):
            parser.encoder(*batch)
    for hook in hooks:
        hook.remove()
    for layer in layers:
        for names in SHARED:
            linears = [getattr(layer, name) for name in names]
            weights = torch.cat([linear.weight.data for linear in linears]).abs().amax(0).clamp(min=1e-4)
            factor = widest[linears[0]].clamp(min=1e-4) ** BALANCE / weights ** (1 - BALANCE)
            inverse = 1 / factor
            for name, linear in zip(names, linears, strict=True):
                setattr(layer, name, Smoothed(linear, factor, inverse))


def batches(sentences: Sequence[Sequence[str]], tokenizer: Tokenizer) -> Iterator[list[Tensor]]:
    """Lay sentences into rows as the parser does, a row at a time."""
    pieces = [p for p in to_pieces(tokenizer, sentences) if len(p.ids) <= WINDOW]
    frame, pad = (number(tokenizer, "[CLS]"), number(tokenizer, "[SEP]")), number(tokenizer, "[PAD]")
    for width, row in lay([len(p.ids) + 2 for p in pieces], tiers=TIERS):
        arrays = to_arrays([[pieces[i] for i in row]], frame=frame, pad=pad, width=width)
        yield [torch.from_numpy(arrays[name]) for name in ENCODER]
