"""The command `dateline`: words typed in, text on standard output out; one file per verb.

Data goes to standard output, all else to standard error. Exit codes: 0 fine, 1 something to look at, 2 misuse.
"""

from __future__ import annotations

import sys
from importlib import import_module

import click

from dateline import __version__
from dateline.errors import DatelineError

VERBS = (
    "add", "show", "stories", "why", "diff", "judge", "actors", "codebook", "export", "serve", "verify", "stats",
)  # fmt: skip


class Verbs(click.Group):
    """The verbs, each imported when it is asked for, so that none waits for what only another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's own signature
        """Return the verbs in the order of use."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import a verb, None where there is none of that name."""
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"dateline.cli.{cmd_name}").command
        return command


@click.command(
    cls=Verbs,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: dateline add reports/ && dateline show",
)
@click.version_option(__version__, prog_name="dateline", message="%(prog)s %(version)s")
def cli() -> None:
    """Turn news reports into a sourced chronology: each event once, every account of it, who says so."""


def main() -> None:
    """Run the command; what a person can mend is said in one line, with exit code 2."""
    try:
        cli(prog_name="dateline")
    except DatelineError as error:
        click.echo(f"dateline: {error}", err=True)
        sys.exit(2)
