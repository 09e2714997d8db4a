"""A model's folder that is not whole: each fault is told with the file's name and what to do next."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from dateline.errors import ModelError
from dateline.parse import Parser
from dateline.parse.card import load_card

SHIPPED = Path(str(files("dateline.resources") / "model"))
NAMES = ["model.json", *json.loads((SHIPPED / "model.json").read_text(encoding="utf-8"))["files"]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).symlink_to(SHIPPED / name)
    return tmp_path


def replace(folder: Path, name: str, content: bytes) -> None:
    (folder / name).unlink()
    (folder / name).write_bytes(content)


def test_whole_model_is_accepted(folder: Path) -> None:
    assert set(load_card(folder).labels) >= {"upos", "xpos", "deprel", "roles", "names"}


@pytest.mark.parametrize("name", NAMES)
def test_missing_file_is_named_with_what_to_do(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelError, match=rf"{name}: .*missing.*Install dateline again"):
        Parser.load(folder)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("share", [0, 0.999])
def test_cut_file_is_named_with_what_to_do(folder: Path, name: str, share: float) -> None:
    whole = (SHIPPED / name).read_bytes()
    replace(folder, name, whole[: int(share * len(whole)) - 3 if share else 0])
    with pytest.raises(ModelError, match=rf"{name}: the file is cut short.*Install dateline again"):
        Parser.load(folder)


def test_model_of_another_format_says_which_is_read(folder: Path) -> None:
    card = json.loads((SHIPPED / "model.json").read_text(encoding="utf-8"))
    replace(folder, "model.json", json.dumps(card | {"format": 999, "version": "7"}).encode())
    with pytest.raises(ModelError, match=r"7 is of format 999, this dateline reads format .*Take the model"):
        Parser.load(folder)


@pytest.mark.parametrize("content", [b"[]", b"null", b'{"name": "x"}'])
def test_card_that_is_none_says_what_it_lacks(folder: Path, content: bytes) -> None:
    replace(folder, "model.json", content)
    with pytest.raises(ModelError, match=r"lacks .*Install dateline again"):
        Parser.load(folder)


def test_file_of_another_model_is_found_out(folder: Path) -> None:
    replace(folder, "tokenizer.json", (SHIPPED / "tokenizer.json").read_bytes() + b"\n")
    with pytest.raises(ModelError, match=r"tokenizer\.json: .*of another version"):
        Parser.load(folder)


def test_folder_in_place_of_a_file_is_no_crash(folder: Path) -> None:
    (folder / "model.json").unlink()
    (folder / "model.json").mkdir()
    with pytest.raises(ModelError, match="cannot be read"):
        Parser.load(folder)
