"""The page of commands is the commands' own help."""

import pytest
from docs.make_cli import PAGE, page

from dateline.cli import VERBS


def test_the_page_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python docs/make_cli.py"


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_is_documented(verb):
    assert f"## dateline {verb}\n" in PAGE.read_text(encoding="utf-8")
