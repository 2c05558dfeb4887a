"""Options that several commands share, and the form of their examples."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from exposit.cli.show import FORMATS

F = TypeVar("F", bound=Callable[..., Any])


class _Root(click.Path):
    """A folder; what is none is told what it should be."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        path = Path(value)
        if not path.is_dir():
            what = "a file" if path.exists() else "not there"
            self.fail(f"`{value}` is {what}; name the folder that holds `content/`", param, ctx)
        return path


def root_option(command: F) -> F:
    """`--root DIR`: the folder that holds `content/`."""
    words = "The folder that holds content/."
    return click.option("--root", type=_Root(), default=".", show_default="here", metavar="DIR", help=words)(command)


def format_option(*choices: str, words: str = "How problems are written.") -> Callable[[F], F]:
    """`--format`: for people, for programs, or for GitHub."""
    return click.option(
        "--format", "style", type=click.Choice(choices or FORMATS), default="text", show_default=True, help=words
    )


def strict_option(command: F) -> F:
    """`--strict`: warnings count as errors."""
    return click.option("--strict", is_flag=True, help="Let warnings stop it as errors do.")(command)


def examples(*lines: str) -> str:
    """The end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
