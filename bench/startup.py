"""How long commands take that build nothing: the interpreter, the command line, one fact.

Whole processes, from start to exit; each library's share can be seen with `python -X importtime`.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator

from bench.measure import Row, Setting, process

CASES = (
    ("an empty Python program", ("-c", "pass"), None),
    ("`exposit --version`", ("build.py", "--version"), 0.15),
    ("`exposit build --help`", ("build.py", "build", "--help"), 0.15),
    ("`exposit facts ID`, flagship", ("build.py", "facts", "aws.deal"), 0.35),
)


def run(setting: Setting) -> Iterator[Row]:
    """One row a command."""
    for what, words, budget in CASES:
        process((sys.executable, *words))
        ran = [process((sys.executable, *words)) for _ in range(setting.runs)]
        yield Row(what, tuple(one.seconds for one in ran), budget=budget)
        yield Row(f"{what}, processor time", tuple(one.cpu for one in ran))
