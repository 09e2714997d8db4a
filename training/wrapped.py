"""The network in training; the graphs that the parser runs out, so that one decoder serves both."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from dateline.parse.graphs import ENCODER, Floats
from dateline.parse.inputs import Array
from training.model import Links, Parser


class EncoderGraph(nn.Module):
    """The encoder and the heads that need the words alone."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(
        self, ids: Tensor, shapes: Tensor, segments: Tensor, positions: Tensor, first: Tensor
    ) -> tuple[Tensor, ...]:
        """Return states, four layers' best labels, name log-probabilities, marks and arc scores."""
        x = self.parser.states(ids, shapes, segments, positions, first)
        scores = self.parser.heads(x)
        best = [scores[layer].argmax(-1) for layer in ("upos", "xpos", "feats", "lemma")]
        marks = torch.cat((torch.sigmoid(scores["marks"][..., :2]), scores["marks"][..., 2:]), -1)
        return (x, *best, torch.log_softmax(scores["names"], -1), marks, scores["arcs"])


class RelationsGraph(nn.Module):
    """The relation of each word to the head it was given."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.links = links

    def forward(self, states: Tensor, head: Tensor) -> Tensor:
        """Return the best relation of each word."""
        return self.links.relations(states, head).argmax(-1)


class RolesGraph(nn.Module):
    """The roles of each predicate."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.links = links

    def forward(self, states: Tensor, row: Tensor, predicate: Tensor, path: Tensor) -> Tensor:
        """Return the role scores of each predicate's words."""
        return self.links.roles(states, row, predicate, path)


class TorchGraphs:
    """Runs the graphs in torch, with the interface of `dateline.parse.graphs.Graphs`."""

    def __init__(self, parser: Parser, links: Links) -> None:
        parser.eval()
        links.eval()
        self._graphs = EncoderGraph(parser), RelationsGraph(links), RolesGraph(links)
        self.device = next(parser.parameters()).device

    def encoder(self, arrays: dict[str, Array]) -> list[np.ndarray]:
        """Run the encoder's graph."""
        return self._run(0, [arrays[name] for name in ENCODER])

    def relations(self, states: Floats, head: Array) -> Array:
        """Run the relations' graph."""
        return self._run(1, [states, head])[0]

    def roles(self, states: Floats, row: Array, predicate: Array, path: Array) -> Floats:
        """Run the roles' graph."""
        return self._run(2, [states, row, predicate, path])[0]

    def _run(self, which: int, arrays: list[np.ndarray]) -> list[np.ndarray]:
        with torch.no_grad():
            found = self._graphs[which](*(torch.from_numpy(np.ascontiguousarray(a)).to(self.device) for a in arrays))
        return [
            tensor.float().cpu().numpy() if tensor.is_floating_point() else tensor.cpu().numpy()
            for tensor in (found if isinstance(found, tuple) else (found,))
        ]
