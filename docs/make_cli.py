"""The commands' help in, docs/cli.md out: run `python docs/make_cli.py` after a change to a command."""

from __future__ import annotations

from pathlib import Path

import click

from dateline.cli import VERBS, cli
from dateline.export import COLUMNS

WIDTHS = {"terminal_width": 100, "max_content_width": 100}
PAGE = Path(__file__).with_name("cli.md")
HEAD = """# The command `dateline`

Made from the commands' own help by `python docs/make_cli.py`; a test holds it to them.

Data goes to standard output, all else to standard error.
Exit codes: 0 fine, 2 misuse,
1 something to look at: a path that gave nothing, problems under `--strict`, a fault that `verify` found.
"""


def page() -> str:
    """Return the page as it should be."""
    whole = cli.make_context("dateline", [], resilient_parsing=True, **WIDTHS)
    parts = [HEAD, _block(cli, whole)]
    for verb in VERBS:
        command = cli.get_command(whole, verb)
        if command is None:
            raise ValueError(f"no command {verb}")
        context = command.make_context(verb, [], parent=whole, resilient_parsing=True, **WIDTHS)
        parts += [f"## dateline {verb}\n", _block(command, context)]
        if isinstance(command, click.Group):
            for name, below in command.commands.items():
                inner = below.make_context(name, [], parent=context, resilient_parsing=True, **WIDTHS)
                parts += [f"### dateline {verb} {name}\n", _block(below, inner)]
    rows = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in COLUMNS.items())
    parts.append(f"## Columns of the CSV\n\n| column | meaning |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def _block(command: click.Command, context: click.Context) -> str:
    return f"```text\n{command.get_help(context)}\n```\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
