"""Which files the paths of a person stand for."""

import io
import sys

from dateline.read import Source, find
from dateline.records import Problem


def names(paths, root):
    return [source.path.removeprefix(f"{root}/") for source in find(paths) if isinstance(source, Source)]


def folder(root):
    for name in ("b.txt", "a.html", ".hidden.txt", "photo.jpg", "plain", "deep/c.md", ".git/d.txt"):
        file = root / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("The dam broke.", encoding="utf-8")
    return root


def test_a_folder_is_walked_in_order_without_hidden_and_strange_files(tmp_path):
    assert names([str(folder(tmp_path))], tmp_path) == ["a.html", "b.txt", "plain", "deep/c.md"]


def test_a_glob_finds_its_files_and_a_file_comes_once(tmp_path):
    root = folder(tmp_path)
    assert names([f"{root}/*.txt", f"{root}/b.txt"], tmp_path) == ["b.txt"]


def test_a_file_named_outright_is_given_whatever_its_suffix(tmp_path):
    root = folder(tmp_path)
    assert names([f"{root}/photo.jpg"], tmp_path) == ["photo.jpg"]


def test_what_does_not_exist_is_a_problem_and_the_rest_goes_on(tmp_path):
    root = folder(tmp_path)
    found = list(find([f"{root}/nowhere", f"{root}/x*.txt", f"{root}/b.txt"]))
    assert [item.code for item in found if isinstance(item, Problem)] == ["read/not-found", "read/not-found"]
    assert "nowhere" in found[0].message
    assert isinstance(found[2], Source)


def test_an_empty_folder_is_a_problem(tmp_path):
    assert [item.code for item in find([str(tmp_path)])] == ["read/no-reports"]


def test_a_dash_is_standard_input(monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"The dam broke.")))
    (source,) = find(["-"])
    assert (source.path, source.load()) == ("-", b"The dam broke.")


def test_the_papers_of_a_collection_are_no_reports(tmp_path):
    for name in ("README.md", "LICENSE", "one.txt"):
        (tmp_path / name).write_text("Rain fell on Lima on Tuesday, officials said.", encoding="utf-8")
    assert names([str(tmp_path)], tmp_path) == ["one.txt"]
