"""`exposit serve`: the live preview."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path

import click

from exposit.cli import options


@click.command(
    "serve",
    short_help="Preview the site while it is written.",
    epilog=options.examples("exposit serve --open", "exposit serve --poll   (network drives)"),
)
@options.root_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="The port; 0 for any.")
@click.option("--open", "open_browser", is_flag=True, help="Open the browser.")
@click.option("--poll", is_flag=True, help="Look for changes instead of waiting to be told.")
@click.option("--allow-host", "allow_hosts", multiple=True, metavar="NAME", help="Another name the preview answers to.")
@click.option("--follow", is_flag=True, help="Let the browser go to the page being edited.")
@click.option("--draft", is_flag=True, help="Show drafts too, as `build --draft` does.")
def command(
    root: Path,
    host: str,
    port: int,
    open_browser: bool,
    poll: bool,
    allow_hosts: tuple[str, ...],
    follow: bool,
    draft: bool,
) -> int:
    """Show the site while it is written: save, and the page has changed before you look up."""
    from exposit.serve.run import serve

    code = serve(
        root,
        host=host,
        port=port,
        open_browser=open_browser,
        poll=poll,
        allow_hosts=allow_hosts,
        follow=follow,
        draft=draft,
    )
    # Everything is closed. To free a large site piece by piece would take Python a second and more.
    with suppress(OSError, ValueError):  # whoever read it is gone
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)
