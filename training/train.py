"""Corpora in; a checkpoint for each epoch out, with its scores on the development data."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from dateline.parse.inputs import load_tokenizer
from training import corpora
from training.batches import batches, encode
from training.examples import Example
from training.labels import collect
from training.measure import measure
from training.model import Encoder, Links, Parser
from training.vocabulary import prune
from training.wrapped import TorchGraphs

WEIGHTS = {"upos": 0.5, "xpos": 0.7, "lemma": 0.5, "arcs": 1.0, "deprel": 1.0, "names": 1.0, "predicates": 0.6,
           "triggers": 1.0, "roles": 1.0}  # fmt: skip
REPEATS = {"re3d": 2, "ecb": 2, "meantime": 2, "wikigold": 2}
TRIGGER_CORPORA = frozenset({"ecb", "meantime"})


def losses(parser: Parser, links: Links, batch: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return one mean loss for each layer that the batch has labels for."""
    x = parser.states(batch["ids"], batch["mask"], batch["shapes"], batch["first"])
    scores = parser.heads(x)
    found: dict[str, Tensor] = {}
    for layer in ("upos", "xpos", "lemma"):
        found[layer] = F.cross_entropy(scores[layer].flatten(0, 1).float(), batch[layer].flatten())
    arcs = scores["arcs"].float()
    real = torch.zeros_like(batch["first"], dtype=torch.bool)
    real[:, 0] = True
    real |= batch["first"] > 0
    arcs = arcs.masked_fill(~real[:, None, :], -1e4)
    found["arcs"] = F.cross_entropy(arcs.flatten(0, 1), batch["head"].flatten())
    labelled = batch["deprel"] >= 0
    relations = links.relations(x, batch["head"].clamp(min=0), labelled)
    found["deprel"] = F.cross_entropy(relations.float(), batch["deprel"][labelled])
    allowed = batch["names"]
    logp = torch.log_softmax(scores["names"].float(), -1)
    marked = allowed >= 0
    bits = (allowed.clamp(min=0).unsqueeze(-1) >> torch.arange(logp.shape[-1], device=logp.device)) & 1
    inside = torch.logsumexp(logp.masked_fill(bits == 0, -1e4), -1)
    found["names"] = -(inside * marked).sum() / marked.sum().clamp(min=1)
    marks = batch["marks"]
    for column, layer in enumerate(("predicates", "triggers")):
        known = marks[..., column] >= 0
        one = F.binary_cross_entropy_with_logits(
            scores["marks"][..., column].float(), marks[..., column].clamp(min=0).float(), reduction="none"
        )
        found[layer] = (one * known).sum() / known.sum().clamp(min=1)
    if len(batch["row"]):
        roles = links.roles(x, batch["row"], batch["predicate"])
        found["roles"] = F.cross_entropy(roles.flatten(0, 1).float(), batch["roles"].flatten())
    return {layer: loss for layer, loss in found.items() if torch.isfinite(loss)}


def repeat(examples: list[Example]) -> list[Example]:
    """Repeat the sentences of the small corpora whose layers are short of data."""
    return [example for example in examples for _ in range(REPEATS.get(example.corpus, 1))]


def run(options: argparse.Namespace) -> None:
    """Train, writing `epoch-N.pt` and a line of scores after each epoch."""
    random.seed(options.seed)
    np.random.seed(options.seed)
    torch.manual_seed(options.seed)
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    work = Path(options.work)
    work.mkdir(parents=True, exist_ok=True)
    examples = corpora.train(Path(options.data))
    held = corpora.development(Path(options.data))
    labels = collect(examples)
    keep = prune(Path(options.encoder) / "tokenizer.json", work / "tokenizer.json")
    tokenizer = load_tokenizer(work / "tokenizer.json")
    frame = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    pad = tokenizer.token_to_id("[PAD]")
    (work / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    rows = encode(repeat(examples), labels, tokenizer)
    sizes = {layer: len(names) for layer, names in labels.items()}
    parser = Parser(Encoder.pretrained(Path(options.encoder) / "model.safetensors", keep), sizes).to(device)
    links = Links(sizes).to(device)
    body = list(parser.encoder.parameters())
    known = {id(p) for p in body}
    rest = [p for p in [*parser.parameters(), *links.parameters()] if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": rest, "lr": options.rate * 3}], weight_decay=0.01, fused=True
    )
    steps = sum(1 for _ in batches(rows, frame, pad, 0)) * options.epochs
    warm = max(steps // 20, 1)

    def pace(step: int) -> float:
        return min(
            (step + 1) / warm, max(0.02, 0.5 * (1 + math.cos(math.pi * max(step - warm, 0) / max(steps - warm, 1))))
        )

    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, pace)
    print(f"{len(rows)} sentences, {steps} steps, labels {sizes}", flush=True)
    begun, step = time.monotonic(), 0
    for epoch in range(1, options.epochs + 1):
        parser.train()
        links.train()
        total: dict[str, float] = {}
        for batch in batches(rows, frame, pad, options.seed * 1000 + epoch):
            moved = {name: tensor.to(device) for name, tensor in batch.items()}
            with torch.autocast(device.type, dtype=torch.bfloat16):
                found = losses(parser, links, moved)
                loss = torch.stack([WEIGHTS[layer] * value for layer, value in found.items()]).sum()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_([*parser.parameters(), *links.parameters()], 2.0)
            optimizer.step()
            schedule.step()
            step += 1
            for layer, value in found.items():
                total[layer] = 0.98 * total.get(layer, value.item()) + 0.02 * value.item()
            if step % 50 == 0:
                shown = " ".join(f"{layer} {value:.3f}" for layer, value in total.items())
                print(f"step {step}/{steps} {time.monotonic() - begun:.0f}s {shown}", flush=True)
            if options.stop and step >= options.stop:
                break
        torch.save(
            {"parser": parser.state_dict(), "links": links.state_dict(), "sizes": sizes}, work / f"epoch-{epoch}.pt"
        )
        scores = measure(TorchGraphs(parser, links), held, labels, tokenizer)
        line = {"epoch": epoch, "seconds": round(time.monotonic() - begun), **scores}
        print(json.dumps(line), flush=True)
        with (work / "scores.jsonl").open("a", encoding="utf-8") as out:
            out.write(json.dumps(line) + "\n")
        if options.stop and step >= options.stop:
            break
