"""A checkpoint in; the two int8 graphs, the tokenizer, and the file that names them with their checksums out."""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from dateline.parse.graphs import OnnxGraphs
from dateline.parse.inputs import load_tokenizer
from training import corpora, lemmas
from training.measure import measure
from training.model import Encoder, Links, Parser
from training.wrapped import First, Second

NAME, VERSION = "dateline-en", "1"
FILES = ("encoder.onnx", "links.onnx", "tokenizer.json", "lemmas.tsv")


def run(options: argparse.Namespace) -> None:
    """Export the checkpoint asked for, or the one with the best scores, and measure what ships."""
    work, out = Path(options.work), Path(options.out)
    epoch = options.epoch or best(work / "scores.jsonl")
    labels = json.loads((work / "labels.json").read_text(encoding="utf-8"))
    parser, links = load(work / f"epoch-{epoch}.pt", work / "tokenizer.json")
    out.mkdir(parents=True, exist_ok=True)
    words = {0: "batch", 1: "words"}
    ids = torch.ones((2, 9), dtype=torch.long)
    first = torch.tensor([[0, 1, 2, 3, 4, 5, 6], [0, 1, 2, 3, 4, 0, 0]])
    to_int8(
        First(parser), (ids, torch.ones_like(ids), torch.ones_like(ids), first), out / "encoder.onnx",
        names=(["ids", "mask", "shapes", "first"], ["states", "upos", "xpos", "lemma", "names", "marks", "arcs"]),
        axes={n: {0: "batch", 1: "pieces"} for n in ("ids", "mask", "shapes")}
        | dict.fromkeys(("first", "states", "upos", "xpos", "lemma", "names", "marks"), words)
        | {"arcs": {0: "batch", 1: "words", 2: "words"}},
    )  # fmt: skip
    to_int8(
        Second(links),
        (torch.randn(2, 7, 384), torch.zeros((2, 7), dtype=torch.long), torch.tensor([0, 1]), torch.tensor([1, 2])),
        out / "links.onnx",
        names=(["states", "head", "row", "predicate"], ["relation", "roles"]),
        axes=dict.fromkeys(("states", "head", "relation"), words)
        | {"row": {0: "predicates"}, "predicate": {0: "predicates"}, "roles": {0: "predicates", 1: "words"}},
    )  # fmt: skip
    shutil.copyfile(work / "tokenizer.json", out / "tokenizer.json")
    lemmas.write((e for e in corpora.train(Path(options.data)) if e.xpos), out / "lemmas.tsv")
    sums = {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in FILES}
    held = corpora.development(Path(options.data))
    scores = measure(OnnxGraphs(out, threads=2), held, labels, load_tokenizer(out / "tokenizer.json"))
    card = {
        "name": NAME,
        "version": VERSION,
        "licence": "CC-BY-SA-4.0",
        "epoch": epoch,
        "files": sums,
        "scores": scores,
        "labels": labels,
    }
    (out / "model.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(json.dumps(scores), sum((out / name).stat().st_size for name in FILES) / 1e6, "MB")


def best(scores: Path) -> int:
    """Return the epoch with the highest sum of what the product leans on most."""
    lines = [json.loads(line) for line in scores.read_text(encoding="utf-8").splitlines()]
    weigh = ("las", "roles_f1", "triggers_f1", "names_f1", "gum_names_f1")
    return int(max(lines, key=lambda line: sum(line[key] for key in weigh))["epoch"])


def load(checkpoint: Path, tokenizer: Path) -> tuple[Parser, Links]:
    """Build the network of a checkpoint."""
    saved = torch.load(checkpoint, map_location="cpu", weights_only=True)
    vocabulary = load_tokenizer(tokenizer).get_vocab_size()
    parser, links = Parser(Encoder(vocabulary), saved["sizes"]), Links(saved["sizes"])
    parser.load_state_dict(saved["parser"])
    links.load_state_dict(saved["links"])
    return parser.eval(), links.eval()


def to_int8(
    module: nn.Module, sample: tuple[torch.Tensor, ...], path: Path, *,
    names: tuple[list[str], list[str]], axes: dict[str, dict[int, str]],
) -> None:  # fmt: skip
    """Trace a graph and quantise its weights to signed bytes, per channel."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            module, sample, whole, input_names=names[0], output_names=names[1], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        quantize_dynamic(whole, path, per_channel=True, weight_type=QuantType.QInt8)
