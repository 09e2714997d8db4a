"""The network in training; the two graphs that the parser runs out, so that one decoder serves both."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn

from dateline.parse.inputs import Array
from training.model import Links, Parser


class First(nn.Module):
    """The first graph: what needs the words alone."""

    def __init__(self, parser: Parser) -> None:
        super().__init__()
        self.parser = parser

    def forward(self, ids: Tensor, mask: Tensor, shapes: Tensor, first: Tensor) -> tuple[Tensor, ...]:
        """Return states, three layers' best labels, name log-probabilities, mark probabilities and arc scores."""
        x = self.parser.states(ids, mask, shapes, first)
        scores = self.parser.heads(x)
        best = [scores[layer].argmax(-1) for layer in ("upos", "xpos", "lemma")]
        return (x, *best, torch.log_softmax(scores["names"], -1), torch.sigmoid(scores["marks"]), scores["arcs"])


class Second(nn.Module):
    """The second graph: what needs heads and predicates."""

    def __init__(self, links: Links) -> None:
        super().__init__()
        self.links = links

    def forward(self, states: Tensor, head: Tensor, row: Tensor, predicate: Tensor) -> tuple[Tensor, Tensor]:
        """Return the best relation of each word and the role scores of each predicate's words."""
        return self.links.relations(states, head).argmax(-1), self.links.roles(states, row, predicate)


class TorchGraphs:
    """Runs both graphs in torch, with the interface of `dateline.parse.graphs.Graphs`."""

    def __init__(self, parser: Parser, links: Links) -> None:
        parser.eval()
        links.eval()
        self.one, self.two = First(parser), Second(links)
        self.device = next(parser.parameters()).device

    def first(self, arrays: dict[str, Array]) -> list[np.ndarray]:
        """Run the first graph."""
        return self._run(self.one, [arrays[name] for name in ("ids", "mask", "shapes", "first")])

    def second(self, states: np.ndarray, head: Array, row: Array, predicate: Array) -> list[np.ndarray]:
        """Run the second graph."""
        return self._run(self.two, [states, head, row, predicate])

    def _run(self, graph: nn.Module, arrays: list[np.ndarray]) -> list[np.ndarray]:
        with torch.no_grad():
            found = graph(*(torch.from_numpy(np.ascontiguousarray(a)).to(self.device) for a in arrays))
        return [
            tensor.float().cpu().numpy() if tensor.is_floating_point() else tensor.cpu().numpy() for tensor in found
        ]
