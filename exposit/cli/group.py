"""The group of commands: a new one is a file and a word here."""

from __future__ import annotations

import click

from exposit import __version__
from exposit.cli import add, build, check, explain, facts, new, schema, serve

EPILOG = """\b
Examples:
  exposit new bicycles --languages en,fr   a small site to start from
  exposit serve                            write, save, see it
  exposit check --strict                   is every number sourced?
  exposit build --strict                   into site/, for publishing

Exit codes: 0 good, 1 problems in the site, 2 usage, 3 the machine (disk, permission, port), 4 another build is at
work, 70 a bug of ours."""


@click.group(
    cls=explain.Group, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(__version__, message="exposit %(version)s")
def commands() -> None:
    """Static explainers in which no number reaches a reader without a source."""


for module in (build, check, serve, new, add, facts, schema, explain):
    commands.add_command(module.command)
