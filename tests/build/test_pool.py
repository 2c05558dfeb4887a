"""Work spread over processes: the same results in the same order, and no helper that outlives its parent."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from exposit.build.memo import Memo
from exposit.build.options import Options
from exposit.build.pool import spread
from exposit.build.run import jobs_of, prepare
from exposit.build.tree import load_tree
from tests.golden import sites

SCRIPT = """
import os, signal, sys, threading
from functools import partial
from exposit.build.machine import MachineError
from exposit.build.pool import spread

def square(number):
    return number * number, os.getpid()

def fail(number):
    if number == 77:
        raise ValueError("seventy-seven")
    return number

def die(number):
    if number == 77:
        os.kill(os.getpid(), signal.SIGKILL)

def over(make):
    return [partial(make, number) for number in range(900)]

if __name__ == "__main__":
    if "another thread" in sys.argv:  # then a process is not copied, but started anew
        threading.Thread(target=threading.Event().wait, daemon=True).start()
    found = list(spread(over(square), 3))
    print([number for number, _ in found] == [number * number for number in range(900)])
    print(os.getpid() not in {process for _, process in found})
    try:
        list(spread(over(fail), 3))
    except ValueError as error:
        print(error)
    try:
        list(spread(over(die), 3))
    except MachineError as error:
        print(error.message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="ends a process by a signal")
@pytest.mark.parametrize("way", ["alone", "another thread"])
def test_results_come_in_order_and_failures_come_through(way: str, tmp_path: Path) -> None:
    """Copied processes or new ones; an exception is the caller's, a process that is killed the machine's fault."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    done = subprocess.run([sys.executable, str(script), way], capture_output=True, text=True, check=False)
    said = "True\nTrue\nseventy-seven\nthe system ended one of the processes that build the site\n"
    assert (said, "", 0) == (done.stdout, done.stderr, done.returncode)


def test_little_work_stays_where_it_is() -> None:
    """What would cost more to hand out is done here, and only as far as it is asked for."""
    done = []
    results = spread([lambda number=number: done.append(number) or number for number in range(5)], 8)
    assert (0, [0]) == (next(results), done)


@pytest.mark.parametrize("site", sites(), ids=lambda site: site.name)
def test_every_output_can_be_made_elsewhere(site: Path) -> None:
    """No job holds what only this process has."""
    tree, _ = load_tree(site / "in")
    assembled, _ = prepare(tree, Memo(), Options())
    jobs = list(jobs_of(assembled))
    assert [job.path for job in jobs] == [job.path for job in pickle.loads(pickle.dumps(jobs))]
