"""What is wrong with the machine, not with what an author wrote: a full disk, a permission, a lock that is held.

Raised at the edge only, caught by the command line, which prints both lines and leaves with `exit_code`.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

ENVIRONMENT = 3
LOCKED = 4


class MachineError(Exception):
    """An obstacle outside the site. `hint` says what to do about it."""

    def __init__(self, message: str, hint: str | None = None, exit_code: int = ENVIRONMENT) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.exit_code = exit_code


def reason(error: OSError) -> str:
    """The system's words for what it refused, as part of a sentence: “no space left on device”."""
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]


@contextmanager
def named(doing: str, path: object, hint: str | None = None) -> Iterator[None]:
    """Turns what the system refuses within into a MachineError that names `path`: “cannot write `site/a.html`: ...”."""
    try:
        yield
    except OSError as error:
        raise MachineError(f"cannot {doing} `{path}`: {reason(error)}", hint) from error


def processors() -> int:
    """How many processes can run at once here."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
