"""Runs benchmarks and prints a Markdown table for each: `python -m bench`, or `python -m bench build charts`.

Options: `--runs N` for the number of counted runs, `--quick` for a smaller round of those that take minutes. A
benchmark is a module beside this one that has a `run`; what it gives is described in `measure`.
"""

from __future__ import annotations

import argparse
import importlib
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

from bench.measure import Setting, cpu_name, table
from exposit import __version__

HERE = Path(__file__).parent
NO_BENCHMARKS = {"__init__", "__main__", "measure", "corpus", "peers"}


def names() -> list[str]:
    """Every benchmark, by the name of its module."""
    return sorted(path.stem for path in HERE.glob("*.py") if path.stem not in NO_BENCHMARKS)


def head() -> str:
    """Where and with what the numbers were taken."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True, check=False
    )
    parts = [
        f"Exposit {__version__}" + (f" ({commit.stdout.strip()})" if commit.returncode == 0 else ""),
        f"Python {platform.python_version()}",
        f"{platform.system()} {platform.machine()}",
        cpu_name(),
        date.today().isoformat(),
    ]
    return " · ".join(parts)


def main() -> int:
    """Runs what was asked for; 2 for a name there is no benchmark of."""
    parser = argparse.ArgumentParser(
        prog="python -m bench", description="Measure Exposit.", epilog=f"Names: {', '.join(names())}"
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help="which benchmarks; all of them without a name")
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="counted runs of each measurement (default 5)")
    parser.add_argument("--quick", action="store_true", help="a smaller round: fewer pages, no peers")
    asked = parser.parse_args()
    unknown = [name for name in asked.names if name not in names()]
    if unknown or asked.runs < 1:
        parser.error(f"no benchmark is called {', '.join(unknown)}" if unknown else "--runs must be at least 1")
    print(head(), flush=True)
    for name in asked.names or names():
        module = importlib.import_module(f"bench.{name}")
        print(f"\n## {name}: {(module.__doc__ or '').splitlines()[0]}\n", flush=True)
        print(table(module.run(Setting(asked.runs, asked.quick))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
