"""The command line: each command parses, calls one function of the rooms below, prints and leaves with a code.

Codes (fixed): 0 good, 1 author's problems, 2 usage, 3 environment, 4 another build holds the lock, 70 our own bug.
What a command needs is imported inside it, so that `exposit --version` stays instant.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import NoReturn


def calm_collector() -> None:
    """Has Python look for cycles of garbage less often: a build makes millions of objects that stay and hardly a cycle,
    and looking takes a quarter of the time of reading facts."""
    gc.set_threshold(100_000, 20, 100)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs one command (of the process's own arguments without `arguments`) and ends the process with its exit code."""
    try:
        from exposit.cli.group import commands
        from exposit.cli.guard import guarded
    except KeyboardInterrupt:  # before there is a guard
        sys.exit(130)

    calm_collector()
    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(guarded(words, lambda: commands.main(words, prog_name="exposit", standalone_mode=False)))
