"""Corpora in; a checkpoint for each epoch out, with its scores on the development data."""

from __future__ import annotations

import argparse
import json
import math
import random
import time
from collections import defaultdict
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from dateline.parse.graphs import ENCODER
from dateline.parse.inputs import load_tokenizer
from dateline.parse.paths import paths
from training import corpora
from training.batches import Row, Signs, batches, encode
from training.distil import Teacher, load
from training.labels import collect
from training.measure import measure
from training.model import Encoder, Links, Parser
from training.noise import Noise
from training.vocabulary import prune
from training.wrapped import TorchGraphs

WEIGHTS = {"upos": 0.5, "xpos": 0.7, "feats": 0.3, "lemma": 0.5, "arcs": 1.0, "deprel": 1.0, "names": 1.0,
           "predicates": 0.6, "triggers": 1.0, "happened": 0.15, "roles": 1.2, "teacher": 1.0}  # fmt: skip
SHARES = {"re3d": 2.0, "ecb": 2.0, "meantime": 2.0, "crossner": 0.4, "btc": 0.4, "wnut": 0.4}  # of a corpus, an epoch
GOLD_STEPS = 600  # steps in which roles are read from the gold trees, until the parser's own are worth reading
EACH_WORD = ("upos", "xpos", "feats", "lemma")


def losses(
    parser: Parser, links: Links, batch: dict[str, Tensor], *, gold_trees: bool, teacher: Teacher | None = None
) -> dict[str, Tensor]:
    """Return one mean loss for each layer that the batch has labels for."""
    x = parser.states(*(batch[name] for name in ENCODER))
    scores = parser.heads(x)
    found: dict[str, Tensor] = {}
    for layer in EACH_WORD:
        found[layer] = F.cross_entropy(scores[layer].flatten(0, 1).float(), batch[layer].flatten())
    real = batch["first"] != batch["first"][:, :1]
    real[:, 0] = True
    arcs = scores["arcs"].float().masked_fill(~real[:, None, :], -1e4)
    found["arcs"] = F.cross_entropy(arcs.flatten(0, 1), batch["head"].flatten())
    labelled = batch["deprel"] >= 0
    relations = links.relations(x, batch["head"].clamp(min=0), labelled)
    found["deprel"] = F.cross_entropy(relations.float(), batch["deprel"][labelled])
    found["names"] = within(scores["names"], batch["names"])
    for column, layer in enumerate(("predicates", "triggers")):
        known = batch["marks"][..., column] >= 0
        one = F.binary_cross_entropy_with_logits(
            scores["marks"][..., column].float(), batch["marks"][..., column].clamp(min=0).float(), reduction="none"
        )
        found[layer] = (one * known).sum() / known.sum().clamp(min=1)
    judged = ~torch.isnan(batch["happened"])
    found["happened"] = F.smooth_l1_loss(scores["marks"][..., 2][judged].float(), batch["happened"][judged])
    if teacher is not None:
        found["teacher"] = teacher.loss(batch, x, scores, real, relations)
    if len(batch["row"]):
        path = trees(links, x, arcs, batch, real, gold=gold_trees)
        roles = links.roles(x, batch["row"], batch["predicate"], path)
        found["roles"] = F.cross_entropy(roles.flatten(0, 1).float(), batch["roles"].flatten())
    return {layer: loss for layer, loss in found.items() if torch.isfinite(loss)}


def within(scores: Tensor, allowed: Tensor) -> Tensor:
    """Return the mean negative log-probability of the sets of labels allowed, given as bits (Tsuboi et al. 2008)."""
    logp = torch.log_softmax(scores.float(), -1)
    marked = allowed >= 0
    bits = (allowed.clamp(min=0).unsqueeze(-1) >> torch.arange(logp.shape[-1], device=logp.device)) & 1
    inside = torch.logsumexp(logp.masked_fill(bits == 0, -1e4), -1)
    return -(inside * marked).sum() / marked.sum().clamp(min=1)


def trees(links: Links, x: Tensor, arcs: Tensor, batch: dict[str, Tensor], real: Tensor, *, gold: bool) -> Tensor:
    """Return how each word hangs on each predicate: by the gold trees, or by the greedy ones of the network now."""
    if gold:
        head, relation = batch["head"].clamp(min=0), batch["deprel"].clamp(min=0)
    else:
        with torch.no_grad():
            head = arcs.argmax(-1) * real
            head[:, 0] = 0
            keep = torch.zeros_like(real)
            keep[batch["row"].unique()] = True
            keep &= real
            relation = torch.zeros_like(head)
            relation[keep] = links.relations(x, head, keep).argmax(-1)
    arrays = (t.cpu().numpy() for t in (head, relation, batch["row"], batch["predicate"]))
    return torch.from_numpy(paths(*arrays, relations=links.label.out_features)).to(x.device)


def sample(rows: list[Row], seed: int) -> list[Row]:
    """Draw an epoch's sentences: the treebanks whole, the corpora of one layer by their shares."""
    draw = random.Random(seed)  # noqa: S311
    chosen: list[Row] = []
    corpora_: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        corpora_[row.corpus].append(row)
    for name, members in corpora_.items():
        share = SHARES.get(name, 1.0)
        chosen += members * int(share) + draw.sample(members, round(len(members) * (share % 1)))
    return chosen


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
    signs = Signs.of(tokenizer)
    (work / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    rows = encode(examples, labels, tokenizer)
    noise = Noise(tokenizer, [(row.words, row.named) for row in rows])
    sizes = {layer: len(names) for layer, names in labels.items()}
    layers = [int(layer) for layer in options.layers]
    taught_by = [load(Path(path)) for path in options.teacher]
    teacher = Teacher([(one.to(device), two.to(device)) for one, two in taught_by]) if taught_by else None
    if options.begin:
        parser, links = load(Path(options.begin), layers)
    else:
        parser = Parser(Encoder.pretrained(Path(options.encoder) / "model.safetensors", keep, layers), sizes)
        links = Links(sizes)
    parser, links = parser.to(device), links.to(device)
    body = list(parser.encoder.parameters())
    known = {id(p) for p in body}
    rest = [p for p in [*parser.parameters(), *links.parameters()] if id(p) not in known]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": rest, "lr": options.rate * 3}], weight_decay=0.01, fused=True
    )
    steps = sum(1 for _ in batches(sample(rows, 0), signs, noise, 0)) * options.epochs
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
        drawn = options.seed * 1000 + epoch
        for batch in batches(sample(rows, drawn), signs, noise, drawn):
            moved = {name: tensor.to(device) for name, tensor in batch.items()}
            with torch.autocast(device.type, dtype=torch.bfloat16):
                found = losses(
                    parser, links, moved, gold_trees=step < GOLD_STEPS and not options.begin, teacher=teacher
                )
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
        if epoch % options.every and epoch < options.epochs:
            continue
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
