import json

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")

from training import export


def folder(path, names, told):
    path.mkdir()
    for name in names:
        (path / name).write_text(f"{path.name} {name}")
    (path / "model.json").write_text(json.dumps(told))
    return path


def test_shipping_replaces_the_model_removes_graphs_of_another_shape_and_leaves_the_rest(tmp_path):
    old = {"files": {"encoder.onnx": "", "links.onnx": "", "chains.json": ""}}
    out = folder(tmp_path / "out", ["encoder.onnx", "links.onnx", "chains.json", "LICENSE", "MODEL_CARD.md"], old)
    made = folder(tmp_path / "made", [*export.FILES, "MODEL_CARD.md"], {"files": dict.fromkeys(export.FILES, "")})
    export.ship(made, out, old)
    assert {path.name for path in out.iterdir()} == {
        *export.FILES,
        "MODEL_CARD.md",
        "model.json",
        "LICENSE",
        "chains.json",
    }
    assert (out / "encoder.onnx").read_text() == "made encoder.onnx"


def test_the_best_checkpoint_is_the_one_that_the_product_gains_most_by(tmp_path):
    keys = ("las", "roles_f1", "triggers_f1", "names_f1", "gum_names_f1")
    lines = [{"epoch": epoch, **dict.fromkeys(keys, score)} for epoch, score in ((4, 80.0), (8, 82.0), (12, 81.0))]
    (tmp_path / "scores.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert export.best(tmp_path) == 8
