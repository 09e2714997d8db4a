"""Trained networks in; what pulls another to their answers, and a shallower one that begins with one's layers, out.

Two networks of different seeds err apart, and one taught by their mean keeps most of what both know (Hinton et al.
2015, Kuncoro et al. 2016). A student with fewer layers keeps its only teacher's heads and learns its states too (Jiao
et al. 2020).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from dateline.parse.graphs import ENCODER
from training.model import Encoder, Links, Parser

SOFT = ("upos", "xpos", "feats", "lemma", "arcs")


def load(checkpoint: Path, layers: Sequence[int] | None = None) -> tuple[Parser, Links]:
    """Build the network of a checkpoint, or one with only the layers named."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    found = sorted({int(n.split(".")[2]) for n in saved["parser"] if n.startswith("encoder.layers.")})
    places = {layer: place for place, layer in enumerate(layers if layers is not None else found)}
    state = {}
    for name, tensor in saved["parser"].items():
        layer = re.match(r"encoder\.layers\.(\d+)\.(.*)", name)
        if layer is None:
            state[name] = tensor
        elif int(layer[1]) in places:
            state[f"encoder.layers.{places[int(layer[1])]}.{layer[2]}"] = tensor
    encoder = Encoder(len(state["encoder.words.weight"]), len(places))
    parser, links = Parser(encoder, saved["sizes"]), Links(saved["sizes"])
    parser.load_state_dict(state)
    links.load_state_dict(saved["links"])
    return parser.eval(), links.eval()


class Teacher:
    """Trained networks whose mean answers another learns to give; of one alone, its names and states too."""

    def __init__(self, networks: Sequence[tuple[Parser, Links]]) -> None:
        self.networks = networks
        for module in (m for network in networks for m in network):
            module.eval().requires_grad_(requires_grad=False)
        self.soft = (*SOFT, "names") if len(networks) == 1 else SOFT

    def loss(
        self, batch: dict[str, Tensor], x: Tensor, scores: dict[str, Tensor], real: Tensor, relations: Tensor
    ) -> Tensor:
        """Return how far the student's answers over the real words are from the teachers'.

        `relations` are the student's scores of the words that have a gold head, as `Links.relations` gives them.
        """
        labelled = batch["deprel"] >= 0
        with torch.no_grad():
            states = [parser.states(*(batch[name] for name in ENCODER)) for parser, _ in self.networks]
            told = [parser.heads(y) for (parser, _), y in zip(self.networks, states, strict=True)]
            linked = [
                links.relations(y, batch["head"].clamp(min=0), labelled)
                for (_, links), y in zip(self.networks, states, strict=True)
            ]
        far = _apart(relations, linked) if labelled.any() else x.new_zeros(())
        for layer in self.soft:
            answers = [scores[layer], *(one[layer] for one in told)]
            if layer == "arcs":
                answers = [a.float().masked_fill(~real[:, None, :], -1e4) for a in answers]
            far = far + _apart(answers[0][real], [a[real] for a in answers[1:]])
        if len(states) == 1:
            y = states[0][real].float()
            far = far + F.mse_loss(x[real].float(), y) / y.pow(2).mean()
        return far


def _apart(ours: Tensor, theirs: Sequence[Tensor]) -> Tensor:
    """Return the divergence of our answers from the mean of the log-probabilities of theirs."""
    mean = torch.stack([t.float().log_softmax(-1) for t in theirs]).mean(0).log_softmax(-1)
    return F.kl_div(ours.float().log_softmax(-1), mean, log_target=True, reduction="batchmean")
