"""Work spread over processes: the same results in the same order, whatever their number. Used by `run`, whose work is
pure.

Where the system can copy a process (and ours has one thread, so that no lock is copied while it is held) the others
start with everything in place; elsewhere they start anew, which pays only for much more work.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TypeVar, cast

from exposit.build.machine import MachineError

T = TypeVar("T")

FEW = 40
"""Pieces of work that are done before a copied process has its share."""
FEW_ANEW = 400
"""The same for one that has to load everything first."""
_MOST_AT_ONCE = 16
"""Pieces handed out together: few, so that all processes end at nearly the same time."""


def spread(makes: Sequence[Callable[[], T]], processes: int) -> Iterator[T]:
    """What each of `makes` gives, in their order, made by up to `processes` processes. They and what they give must
    be picklable. Raises what they raise; MachineError where the system ends a process."""
    copied = sys.platform not in ("win32", "darwin") and threading.active_count() == 1
    helpers = min(processes, len(makes) // (FEW if copied else FEW_ANEW) + 1)
    pool, results = _started(makes, helpers, copied) if helpers > 1 else (None, None)
    if pool is None or results is None:
        for make in makes:
            yield make()
        return
    try:
        yield from cast("Iterator[T]", results)
    except BrokenProcessPool as error:
        hint = "most likely there is not enough memory: close other programs, or build with `--jobs 1`"
        raise MachineError("the system ended one of the processes that build the site", hint) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _started(
    makes: Sequence[Callable[[], object]], helpers: int, copied: bool
) -> tuple[ProcessPoolExecutor | None, Iterator[object] | None]:
    """The processes at work; None where the system grants none, and the work is then done without them."""
    size = max(1, min(_MOST_AT_ONCE, len(makes) // (helpers * 8)))
    try:
        pool = ProcessPoolExecutor(
            helpers, multiprocessing.get_context("fork" if copied else "spawn"), _begin, (makes,)
        )
        return pool, pool.map(_make, range(len(makes)), chunksize=size)
    except (OSError, ImportError, NotImplementedError):
        return None, None


_makes: Sequence[Callable[[], object]] = ()
"""In a process that helps: its share is named by position, so that only the results have to travel."""


def _begin(makes: Sequence[Callable[[], object]]) -> None:
    """In each process first: takes the work, leaves Ctrl-C to the one that asked, and ends when that one ends."""
    global _makes
    _makes = makes
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _make(index: int) -> object:
    return _makes[index]()
