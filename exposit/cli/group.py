"""The click door: the group of commands, and the options that several of them share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from exposit import __version__
from exposit.cli.show import FORMATS

F = TypeVar("F", bound=Callable[..., Any])

EPILOG = """\b
Examples:
  exposit new bicycles --languages en,fr   a small site to start from
  exposit serve                            write, save, see it
  exposit check --strict                   is every number sourced?
  exposit build --strict                   into site/, for publishing

Exit codes: 0 good, 1 problems in the site, 2 usage, 3 the machine (disk, permission, port), 4 another build is at
work, 70 a bug of ours."""


@click.group(epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, message="exposit %(version)s")
def commands() -> None:
    """Static explainers in which no number reaches a reader without a source."""


def root_option(command: F) -> F:
    """`--root DIR`: the folder that holds `content/`."""
    folder = click.Path(exists=True, file_okay=False, path_type=Path)
    words = "The folder that holds content/."
    return click.option("--root", type=folder, default=".", show_default="here", metavar="DIR", help=words)(command)


def format_option(*choices: str) -> Callable[[F], F]:
    """`--format`: for people, for programs, or for GitHub."""
    words = "How problems are written."
    return click.option(
        "--format", "style", type=click.Choice(choices or FORMATS), default="text", show_default=True, help=words
    )


def strict_option(command: F) -> F:
    """`--strict`: warnings count as errors."""
    return click.option("--strict", is_flag=True, help="Let warnings stop it as errors do.")(command)


def examples(*lines: str) -> str:
    """The end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def _register() -> None:
    from exposit.cli import add, build, check, facts, new, schema, serve

    for module in (build, check, serve, new, add, facts, schema):
        commands.add_command(module.command)


_register()
