"""What a command asks of a build. Apart from `run`, so that a command can ask before anything large is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from exposit.assemble import Alter


@dataclass(frozen=True, slots=True)
class Options:
    """`today` is set by `check` alone: a build never reads the clock."""

    strict: bool = False
    draft: bool = False
    base_url: str | None = None
    jobs: int = 1
    """The most processes to use; the bytes are the same with any number."""
    today: date | None = None
    judge: bool = False
    """Only the verdict is wanted: pictures are judged by what they were drawn from, and not made."""
    progress: Callable[[int, int], None] | None = field(default=None, compare=False)
    """Called with (pages read, pages to read), then with (outputs done, outputs in all)."""
    look: bool = True
    """Whether the gate reads what was made. Without, nothing of it may be published: for `check --prove`."""
    alter: Alter | None = field(default=None, compare=False)
    """Changes what was read before anything is made of it: for `check --prove`."""
