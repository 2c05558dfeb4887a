"""The rich door: a bar for builds that take long enough to wonder. Only on a terminal, only then imported."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from exposit.cli.show import wants_colour

_LONG = 400
"""Pages or outputs from which a build takes more than a moment."""

_PAUSE = 0.2
"""Seconds between two drawings of the bar."""


@contextmanager
def progress(style: str) -> Iterator[Callable[[int, int], None] | None]:
    """A function to tell how many of how many pages or outputs are done, or None where nobody looks."""
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
        self._update: Callable[[int, int], None] | None = None
        self._told = 0.0

    def tell(self, done: int, total: int) -> None:
        """`done` of `total` pages are read, or outputs made: one after the other."""
        if total < _LONG:
            return
        if self._update is None:
            self._start(total)
        now = monotonic()
        if self._update is not None and (now - self._told >= _PAUSE or done == total):
            self._told = now
            self._update(done, total)

    def stop(self) -> None:
        """Takes the bar off the screen."""
        if self._stop is not None:
            self._stop()

    def _start(self, total: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = (TextColumn("building"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        # No thread of its own: a process that has one cannot be copied to share the work (build.pool).
        bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
        task = bar.add_task("building", total=total)
        bar.start()
        self._update = lambda done, total: bar.update(task, completed=done, total=total, refresh=True)
        self._stop = bar.stop
