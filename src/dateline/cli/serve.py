"""`dateline serve`: a database in, its pages in a browser out."""

from __future__ import annotations

import click

from dateline.cli import options


@click.command("serve", epilog="Example: dateline serve --db strike.db")
@options.database
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="Where to listen.")
@click.option("--port", default=8765, show_default=True, type=click.IntRange(0, 65535), help="0 takes a free one.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Another name this machine is asked by.")
@click.option("--by", "person", default="", envvar="DATELINE_BY", metavar="NAME", help="Who judges on these pages.")
def command(database: str, host: str, port: int, names: tuple[str, ...], person: str) -> None:
    """Serve the chronology as pages, to this machine alone.

    The chronology with filters and search, each event with its accounts side by side, each report with what was read
    from it, actors, places, and the review of unsure merges. The API stands under /api/v1. Beyond this machine it
    listens only with a password, set in DATELINE_PASSWORD. Stop it with Ctrl-C.
    """
    import os

    import uvicorn

    from dateline.web.app import app, prepare
    from dateline.web.guard import access
    from dateline.web.listen import listen

    allowed = access(host, password=os.environ.get("DATELINE_PASSWORD", ""), names=names)
    prepare(database)
    bound = listen(host, port)
    made = app(database, allowed, person=person)
    running = uvicorn.Config(made, log_level="warning", server_header=False, proxy_headers=False)
    shown = f"[{host.strip('[]')}]" if ":" in host else host
    click.echo(f"http://{shown}:{bound.getsockname()[1]}/")
    click.echo(f"changes by the API need the header X-Dateline-Token: {allowed.token}", err=True)
    uvicorn.Server(running).run(sockets=[bound])
