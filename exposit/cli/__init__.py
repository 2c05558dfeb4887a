"""The command line: each command parses, calls one function of the rooms below, prints and leaves with a code.

Codes (fixed): 0 good, 1 author's problems, 2 usage, 3 environment, 4 another build holds the lock, 70 our own bug.
What a command needs is imported inside it, so that `exposit --version` stays instant.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import NoReturn


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Runs one command (of the process's own arguments without `arguments`) and ends the process with its exit code."""
    try:
        from exposit.cli.group import commands
        from exposit.cli.guard import guarded
    except KeyboardInterrupt:  # before there is a guard
        sys.exit(130)

    words = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(guarded(words, lambda: commands.main(words, prog_name="exposit", standalone_mode=False)))
