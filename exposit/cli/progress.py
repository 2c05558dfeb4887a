"""The rich door: a bar for builds that take long enough to wonder. Only on a terminal, only then imported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from exposit.cli.show import wants_colour

_LONG = 400
"""Outputs from which a build takes more than a moment."""


@contextmanager
def progress(style: str) -> Iterator[Callable[[int, int], None] | None]:
    """A function to tell how many of how many outputs are done, or None where nobody looks."""
    if style != "text" or not wants_colour(sys.stderr):
        yield None
        return
    shown = _Bar()
    try:
        yield shown.tell
    finally:
        shown.stop()


class _Bar:
    """Starts with the first report of a long build, redraws a few times a second."""

    def __init__(self) -> None:
        self._stop: Callable[[], None] | None = None
        self._update: Callable[[int], None] | None = None

    def tell(self, done: int, total: int) -> None:
        """`done` of `total` outputs are made."""
        if total < _LONG:
            return
        if self._update is None:
            self._start(total)
        if self._update is not None and (done % 50 == 0 or done == total):
            self._update(done)

    def stop(self) -> None:
        """Takes the bar off the screen."""
        if self._stop is not None:
            self._stop()

    def _start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("building"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        task = bar.add_task("building", total=total)
        bar.start()
        self._update = lambda done: bar.update(task, completed=done)
        self._stop = bar.stop
