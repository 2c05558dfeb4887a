"""What the preview says in the terminal: where it is, what set off a build and how long it took, what is wrong.

One line a save; problems in full when they change; nothing while nothing happens.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Sequence
from datetime import datetime
from typing import TextIO

from exposit.model import Tree
from exposit.problems import Problem, as_text
from exposit.serve.builder import Begun
from exposit.serve.telling import lines_of

_NAMED = 3
"""Files named in one line; of more, how many there are."""
_IN_FULL = 20
"""Problems written out at once, errors first: a switch of branches can bring a thousand."""


class Terminal:
    """Writes to `stream`, from any thread. Somebody who no longer reads it is no reason to end."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = sys.stdout if stream is None else stream
        self._lock = threading.Lock()
        self._told: tuple[Problem, ...] = ()

    def open(self, address: str, *, lan: bool) -> None:
        """The preview is there."""
        self.put(f"preview: {address}")
        if lan:
            self.put("anyone on this network who has that address can read the site; it holds a token")
        self.put("write and save; Ctrl-C ends it")

    def close(self) -> None:
        """The end."""
        self.put("")

    def warn(self, text: str) -> None:
        """Something the author should know."""
        self.put(f"warning: {text}")

    def begun(self, begun: Begun) -> None:
        """A save is on show: what was saved, which open pages changed, how long it took, what else is to be made."""
        cause = _named(begun.edited) if begun.edited else "start"
        shown = f" → {_named(begun.pages)}" if begun.pages else ""
        time = f"{1000 * begun.seconds:.0f} ms" if begun.seconds < 1 else f"{begun.seconds:.1f} s"
        left = f" · {begun.left} more file{'' if begun.left == 1 else 's'}" if begun.left else ""
        self.put(f"{datetime.now():%H:%M:%S}  {cause}{shown} · {time}{left}")

    def judged(self, problems: Sequence[Problem], tree: Tree) -> None:
        """What is wrong now; in full what was not wrong before."""
        told = tuple(problems)
        if told == self._told:
            return
        before, self._told = frozenset(self._told), told
        line_of = lines_of(tree)
        new = sorted((item for item in told if item not in before), key=lambda item: item.severity)
        for problem in new[:_IN_FULL]:
            self.put("\n" + as_text(problem, line_of))
        if len(new) > _IN_FULL:
            self.put(f"\n… and {len(new) - _IN_FULL} more: `exposit check` writes them all out")
        self.put(f"\n{_count(told)}" if told else "nothing is wrong any more")

    def put(self, text: str) -> None:
        """A line."""
        with self._lock:
            try:
                self._stream.write(_writable(text, self._stream) + "\n")
                self._stream.flush()
            except (OSError, ValueError):
                self._stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - for the rest of the run


def _named(paths: Sequence[str]) -> str:
    if len(paths) <= _NAMED:
        return ", ".join(paths)
    return f"{paths[0]} and {len(paths) - 1} more"


def _count(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    numbers = ((errors, "error"), (len(problems) - errors, "warning"))
    return ", ".join(f"{number} {noun}{'' if number == 1 else 's'}" for number, noun in numbers if number)


def _writable(text: str, stream: TextIO) -> str:
    coding = stream.encoding or "utf-8"
    return text.encode(coding, "backslashreplace").decode(coding)
