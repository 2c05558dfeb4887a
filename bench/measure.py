"""What benchmarks share: the rows they give, processes timed from outside, the table.

A benchmark is a module `bench/NAME.py` whose docstring begins with a line that says what it measures, and which has

    def run(setting: Setting) -> Iterator[Row]

Samples are kept, not averages: the table shows the median, the least and the most of them.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Setting:
    """What was asked for: how many counted `runs` of each measurement; `quick` for a smaller round."""

    runs: int = 5
    quick: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One measurement: `samples` in `unit` (`s`, `ms`, `MiB`, `KB` …), and what they may at most be (`budget`, for the
    median, or for the 95th percentile where `p95`)."""

    what: str
    samples: tuple[float, ...]
    unit: str = "s"
    budget: float | None = None
    note: str = ""
    p95: bool = False

    @property
    def middle(self) -> float:
        """The median."""
        return median(self.samples)

    @property
    def late(self) -> float:
        """The 95th percentile; the largest where there are too few samples for one."""
        return quantiles(self.samples, n=20)[-1] if len(self.samples) >= 20 else max(self.samples)


def table(rows: Iterable[Row]) -> str:
    """The rows as a Markdown table. One without samples shows its note only."""
    lines = ["| what | median | least | most | p95 | budget | |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        print(".", end="", file=sys.stderr, flush=True)
        if not row.samples:
            lines.append(f"| {row.what} | | | | | | {row.note} |")
            continue
        numbers = (row.middle, min(row.samples), max(row.samples))
        cells = [f"{_number(number)} {row.unit}" for number in numbers]
        cells.append(f"{_number(row.late)} {row.unit}" if row.p95 else "")
        cells.append("" if row.budget is None else f"{_number(row.budget)} {row.unit}")
        over = row.budget is not None and (row.late if row.p95 else row.middle) > row.budget
        lines.append(f"| {row.what} | {' | '.join(cells)} | {' '.join(filter(None, ('**over**' * over, row.note)))} |")
    print(file=sys.stderr)
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def seconds(function: Callable[[], object], runs: int, warm_up: int = 1) -> tuple[float, ...]:
    """How long a function takes, `runs` times after `warm_up` uncounted ones."""
    for _ in range(warm_up):
        function()
    found = []
    for _ in range(runs):
        start = time.perf_counter()
        function()
        found.append(time.perf_counter() - start)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Ran:
    """A finished process: wall time; processor time, which a busy machine changes less; and the most memory it and its
    children had together (MiB; 0 where that was not asked for or the system does not tell)."""

    seconds: float
    cpu: float
    mebibytes: float


def process(command: Sequence[str], cwd: Path = ROOT, expected: int = 0, memory: bool = False) -> Ran:
    """Runs a command to its end. Bytecode is kept, as on an author's machine. Looking at its `memory` costs it time.
    Raises RuntimeError where it fails."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryFile() as said:
        before, start = _used(), time.perf_counter()
        child = subprocess.Popen(command, cwd=cwd, env=environment, stdout=said, stderr=subprocess.STDOUT)
        watcher = _Memory(child.pid)
        if memory:
            watcher.start()
        code = child.wait()
        took = time.perf_counter() - start
        watcher.stop()
        after = _used()
        if code != expected:
            said.seek(0)
            raise RuntimeError(f"{' '.join(command)} left with {code}:\n{said.read().decode(errors='replace')[-2000:]}")
    return Ran(took, after - before, watcher.most)


def _used() -> float:
    """Processor seconds of all children that have ended."""
    times = os.times()
    return times.children_user + times.children_system


class _Memory(threading.Thread):
    """Adds up the memory of a process and everything it started, a few times a second."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.most = 0.0
        self._pid = pid
        self._done = threading.Event()

    def run(self) -> None:
        while not self._done.wait(0.02):
            self.most = max(self.most, sum(resident(pid) for pid in _family(self._pid)))

    def stop(self) -> None:
        """Ends the thread."""
        self._done.set()
        if self.is_alive():
            self.join()


def _family(pid: int) -> Iterator[int]:
    yield pid
    try:
        for children in Path(f"/proc/{pid}/task").glob("*/children"):
            for child in children.read_text().split():
                yield from _family(int(child))
    except OSError:
        return


def resident(pid: int) -> float:
    """A process's own share of the memory it uses, pages shared with others divided among them, in MiB."""
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def used_by(pid: int) -> float:
    """Processor seconds a process that still runs has used; 0 where the system does not tell."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def folder() -> Iterator[Path]:
    """A temporary folder, away from this repository."""
    with tempfile.TemporaryDirectory(prefix="exposit-bench-", ignore_cleanup_errors=True) as name:
        yield Path(name)


def cpu_name() -> str:
    """The processor and how many of it this process may use."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    name = platform.processor() or "processor"
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        name = next(line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return f"{count} × {name}"
