"""A checkpoint in; the model that ships out: int8 graphs, tokenizer, table of lemmas, cards.

All is made in a folder beside the one that ships, and put in its place file by file once the int8 graphs are as good as
the float ones and the parser reads with them.
"""

from __future__ import annotations

import argparse
import copy
import hashlib
import json
import shutil
import statistics
import tempfile
import time
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from eval import parse
from eval.corpora import held
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from dateline.parse import Parser as Reader
from dateline.parse.card import FORMAT
from dateline.parse.graphs import ENCODER, OnnxGraphs
from dateline.parse.inputs import load_tokenizer
from dateline.parse.model import Model
from dateline.read import read
from training import agree, card, corpora, lemmas, manifest, recipe
from training.distil import load
from training.examples import Example
from training.fingerprints import fingerprints
from training.measure import fitting, measure
from training.model import WIDTH, Links, Parser
from training.smooth import smooth
from training.wrapped import EncoderGraph, RelationsGraph, RolesGraph, TorchGraphs

NAME, VERSION = "dateline-en", "2"
FILES = ("encoder.onnx", "relations.onnx", "roles.onnx", "tokenizer.json", "lemmas.tsv")
PROBE = b"The minister said on Monday that rebels had shelled the town. Two people were killed."


def run(options: argparse.Namespace) -> None:
    """Export the checkpoint asked for, or the one with the best scores; measure it, and ship it if it is sound."""
    work, out, data = Path(options.work), Path(options.out), Path(options.data)
    epoch = options.epoch or best(work)
    labels = json.loads((work / "labels.json").read_text(encoding="utf-8"))
    parser, links = load(work / f"epoch-{epoch}.pt")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=out.parent, prefix=".model-") as folder:
        made = Path(folder)
        examples = corpora.train(data)
        shutil.copyfile(work / "tokenizer.json", made / "tokenizer.json")
        lemmas.write((e for e in examples if e.xpos), made / "lemmas.tsv")
        tame = copy.deepcopy(parser)
        smooth(tame, [e.words for e in examples], load_tokenizer(made / "tokenizer.json"))
        graphs(tame, links, made)
        told: dict[str, Any] = {
            "name": NAME,
            "version": VERSION,
            "format": FORMAT,
            "licence": "CC-BY-SA-4.0",
            "made": recipe.read(options, epoch),
            "bytes": {name: (made / name).stat().st_size for name in FILES},
            "files": {name: hashlib.sha256((made / name).read_bytes()).hexdigest() for name in FILES},
            "trained_on": trained_on(),
            "labels": labels,
        }
        (made / "model.json").write_text(json.dumps(told), encoding="utf-8")
        told |= measured(TorchGraphs(parser, links), made, data, labels, sentences=options.sentences)
        told["labels"] = told.pop("labels")  # long: last
        card.write(made, told)
        if not options.sentences:  # a few sentences tell nothing: one name is a point
            agree.agree(told["float"], told["scores"])
        old = card.read(out) if (out / "model.json").is_file() else {}
        if not options.replace and old.get("data") == told["data"]:
            agree.hold(old["scores"], told["scores"])
        probe(made)
        ship(made, out, old)
    print(json.dumps(told["scores"]), "float loses", told["int8_loses"], sum(told["bytes"].values()) / 1e6, "MB")


def graphs(parser: Parser, links: Links, out: Path, *, quantise: bool = True) -> None:
    """Write the three graphs, in int8 unless told otherwise."""
    words, piece = {0: "sentences", 1: "words"}, {0: "rows", 1: "pieces"}
    ids = torch.ones((2, 9), dtype=torch.long)
    first = torch.tensor([[0, 1, 2, 3, 4, 5, 6], [9, 10, 11, 12, 13, 9, 9]])
    states, head = torch.randn(2, 7, WIDTH), torch.zeros((2, 7), dtype=torch.long)
    row, predicate = torch.tensor([0, 1]), torch.tensor([1, 2])
    scores = ["states", "upos", "xpos", "feats", "lemma", "names", "marks"]
    one = {0: "predicates"}
    write(
        EncoderGraph(parser), (ids, ids, ids, ids, first), out / "encoder.onnx", (list(ENCODER), [*scores, "arcs"]),
        dict.fromkeys(ENCODER, piece) | dict.fromkeys(("first", *scores), words) | {"arcs": {**words, 2: "words"}},
        quantise=quantise,
    )  # fmt: skip
    write(
        RelationsGraph(links), (states, head), out / "relations.onnx", (["states", "head"], ["relation"]),
        dict.fromkeys(("states", "head", "relation"), words), quantise=quantise,
    )  # fmt: skip
    write(
        RolesGraph(links), (states, row, predicate, head), out / "roles.onnx",
        (["states", "row", "predicate", "path"], ["roles"]),
        {"states": words, "row": one, "predicate": one, "path": {**one, 1: "words"}, "roles": {**one, 1: "words"}},
        quantise=quantise,
    )  # fmt: skip


def write(
    module: nn.Module, sample: tuple[torch.Tensor, ...], path: Path, names: tuple[list[str], list[str]],
    axes: dict[str, dict[int, str]], *, quantise: bool,
) -> None:  # fmt: skip
    """Trace a graph, and quantise its weights per channel, to seven bits: eight overflow without VNNI (decision 8)."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        whole = Path(folder) / "whole.onnx" if quantise else path
        torch.onnx.export(
            module, sample, whole, input_names=names[0], output_names=names[1], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        if quantise:
            quantize_dynamic(whole, path, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)


def best(work: Path) -> int:
    """Return the epoch with the highest sum of what the product leans on most."""
    weigh = ("las", "roles_f1", "triggers_f1", "names_f1", "gum_names_f1")
    return int(max(recipe.scores(work), key=lambda line: sum(line[key] for key in weigh))["epoch"])


def trained_on() -> dict[str, dict[str, str]]:
    """Return what the manifest says of the corpora that may train."""
    kept = [one for one in manifest.load().corpora if one.use is not manifest.Use.MEASURE]
    told = ("layers", "licence", "use", "source", "sha256")
    return {corpus.name: {field: str(getattr(corpus, field)) for field in told} for corpus in kept}


def measured(
    network: TorchGraphs, folder: Path, data: Path, labels: dict[str, list[str]], *, sentences: int = 0
) -> dict[str, Any]:
    """Return the scores of the network in float, of the graphs in int8 by corpus and by genre, and their speed.

    `sentences` cuts each corpus to its first ones, to try the command.
    """
    cut = sentences or None
    dev = {name: examples[:cut] for name, examples in corpora.development(data).items()}
    tokenizer = load_tokenizer(folder / "tokenizer.json")
    whole = measure(network, dev, labels, tokenizer)
    packed = measure(OnnxGraphs(folder, threads=2), dev, labels, tokenizer)
    model = parse.Remembering(folder)
    told = {name: parse.fit(model, found[:cut]) for name, found in held(data).items()}
    return {
        "data": fingerprints(dev),
        "scores": packed,
        "float": whole,
        "int8_loses": agree.losses(whole, packed),
        "genres": parse.measure(model, told)["genres"],
        "speed": speed(folder, labels, [*dev["news"], *dev["ecb"]]),
    }


def speed(folder: Path, labels: dict[str, list[str]], examples: list[Example]) -> dict[str, Any]:
    """Return how many words of news a second one thread reads, the median of three rounds."""
    model = Model(OnnxGraphs(folder), load_tokenizer(folder / "tokenizer.json"), labels)
    words = [e.words for e in fitting(examples, model.tokenizer)]
    rounds = []
    for _ in range(3):
        start = time.perf_counter()
        model.read(words)
        rounds.append(time.perf_counter() - start)
    return {
        "words_per_second": round(sum(map(len, words)) / statistics.median(rounds)),
        "machine": recipe.machine(),
    }


def probe(folder: Path) -> None:
    """Read a few words with the parser, so that nothing ships that it cannot load."""
    report = read(PROBE, path="probe.txt").items[0]
    if not Reader.load(folder).parse(report).items[0].predicates:
        raise agree.AgreementError(
            f"the model sees no predicate in {PROBE.decode()!r}. The one in place was left alone."
        )


def ship(made: Path, out: Path, old: Mapping[str, Any]) -> None:
    """Put the files in place, the card last: what is cut off halfway is no model that the parser would load."""
    for name in (*FILES, "MODEL_CARD.md", "model.json"):
        (made / name).replace(out / name)
    for name in old.get("files", ()):
        if name.endswith(".onnx") and name not in FILES:
            (out / name).unlink(missing_ok=True)
