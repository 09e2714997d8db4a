"""The page of commands is the commands' own help; the table of problems is that of the source."""

import ast
import re
from pathlib import Path

import pytest
from docs.make_cli import PAGE, page

from dateline.cli import VERBS

ROOT = Path(__file__).parents[2]
CODE = re.compile(r"(?:read|parse|extract|resolve|time|merge|run|store)/[a-z]+(?:-[a-z]+)*")
PREFIXED = {"_problem", "wonder"}  # functions of `read` that put its name before a code


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python docs/make_cli.py"


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_documented(verb):
    assert f"## dateline {verb}\n" in PAGE.read_text(encoding="utf-8")


def codes(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value
        if isinstance(node, ast.Call) and node.args and path.parent.name == "read":
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            word = node.args[0]
            if name in PREFIXED and isinstance(word, ast.Constant):
                yield f"read/{word.value}"


def test_every_problem_is_documented_and_every_documented_problem_exists():
    source = {code for path in (ROOT / "src").rglob("*.py") for code in codes(path)}
    source.discard("store/broken")  # the beginning of codes that `verify` looks for
    table = (ROOT / "docs" / "problems.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| `([a-z/-]+)` \|", table, re.MULTILINE)
    assert sorted(listed) == sorted(source)
