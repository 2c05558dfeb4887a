"""Options that several commands share, and the form of their examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from exposit.cli.show import FORMATS

F = TypeVar("F", bound=Callable[..., Any])


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
