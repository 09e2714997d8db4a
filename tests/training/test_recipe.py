import argparse
import json

from training import recipe


def options(work, **given):
    told = {"seed": 3, "epochs": 2, "rate": 1e-4, "layers": "012345", "begin": "", "teacher": []}
    return argparse.Namespace(work=str(work), **(told | given))


def test_a_checkpoint_tells_how_its_run_was_made_whatever_the_export_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(recipe, "machine", lambda: "a processor")
    recipe.write(options(tmp_path))
    (tmp_path / "scores.jsonl").write_text(json.dumps({"epoch": 2, "seconds": 60, "las": 90.0}) + "\n")
    made = recipe.read(options(tmp_path, seed=9), 2)
    assert (made["seed"], made["epoch"], made["seconds"], made["machine"]) == (3, 2, 60, "a processor")
    assert made["command"] == "python -m training --seed=3 --epochs=2 --rate=0.0001 --layers=012345"


def test_checkpoints_are_told_by_their_names_without_their_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(recipe, "machine", lambda: "a processor")
    teachers = ["/somewhere/of/mine/epoch-22.pt", "/somewhere/else/epoch-20.pt"]
    made = recipe.recipe(options(tmp_path, begin="/somewhere/epoch-4.pt", teacher=teachers))
    assert "/somewhere" not in json.dumps(made)
    assert made["command"].endswith("--begin=epoch-4.pt --teacher=epoch-22.pt --teacher=epoch-20.pt")


def test_an_epoch_that_was_not_measured_has_no_seconds(tmp_path, monkeypatch):
    monkeypatch.setattr(recipe, "machine", lambda: "a processor")
    assert recipe.read(options(tmp_path), 7)["seconds"] is None


def test_a_run_that_goes_on_from_another_tells_both_and_their_time(tmp_path, monkeypatch):
    monkeypatch.setattr(recipe, "machine", lambda: "a processor")
    first, second = tmp_path / "first", tmp_path / "second"
    recipe.write(options(first))
    (first / "scores.jsonl").write_text(json.dumps({"epoch": 2, "seconds": 60}) + "\n")
    recipe.write(options(second, begin=str(first / "epoch-2.pt"), epochs=1))
    (second / "scores.jsonl").write_text(json.dumps({"epoch": 1, "seconds": 30}) + "\n")
    made = recipe.read(options(second), 1)
    assert made["command"].count("python -m training") == 2
    assert made["seconds"] == 90
