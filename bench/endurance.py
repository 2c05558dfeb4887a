"""A long day of a preview: broken edits told and mended, many listeners, ten thousand page loads, an idle hour's share.

An edit is broken where a check of the same files finds an error; it is told when every error has a file and a line.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import islice

from bench.corpus import write_site
from bench.measure import Row, Setting, folder, resident, used_by
from exposit.build.memo import Memo
from exposit.build.run import run as build
from exposit.build.tree import TreeReader
from exposit.problems import has_errors
from tests.serve.driving import SITE, Listener, Server, mistakes, serving, until, write

EDITS, LISTENERS, LOADS, PAGES = 500, 200, 10_000, 1_000
INDEX = "content/en/index.md"


def run(setting: Setting) -> Iterator[Row]:
    """Mistakes, listeners, loads, idleness."""
    share = 10 if setting.quick else 1
    with ExitStack() as stack:
        place = stack.enter_context(folder())
        with serving(write(place / "small")) as server:
            yield from _broken(server, EDITS // share)
            yield from _listeners(server, setting.runs)
            yield from _loads(server, LOADS // share)
        root = place / "large"
        write_site(root, PAGES // share)
        with serving(root) as server:
            yield _idle(server, 30.0 / share, PAGES // share)


def _broken(server: Server, count: int) -> Iterator[Row]:
    """From each broken save to its problems, and from the repair to none."""
    reader, memo, listener = TreeReader(server.root), Memo(), Listener(server.port)
    told: list[float] = []
    mended: list[float] = []
    harmless = unplaced = 0
    for edit in islice(mistakes(random.Random(4)), count):
        start = time.monotonic()
        write(server.root, edit)
        tree, unread, _ = reader.read()
        if not has_errors((*unread, *build(tree, memo).problems)):
            harmless += 1
        else:
            found = listener.problems(lambda data: data["errors"] > 0)
            told.append((time.monotonic() - start) * 1000)
            errors = [item for item in found["problems"] if item["severity"] == "error"]
            unplaced += any(item["code"] not in _OF_THE_SITE and not item.get("line") for item in errors)
        start = time.monotonic()
        _repair(server, edit)
        if len(told) > len(mended):
            listener.problems(lambda data: not data["problems"])
            mended.append((time.monotonic() - start) * 1000)
        memo.end_round()
    listener.close()
    note = f"{count} edits, {harmless} of them harmless; {unplaced} without a place; exits: {int(not server.alive())}"
    yield Row("broken edit: told", tuple(told), "ms", note=note, p95=True)
    yield Row("broken edit: mended", tuple(mended), "ms", 1_000, p95=True)


_OF_THE_SITE = frozenset({"front-page-missing", "content-missing"})
"""What is wrong with no file in particular."""


def _repair(server: Server, edit: dict[str, bytes]) -> None:
    for name in edit:
        if name in SITE:
            write(server.root, {name: SITE[name]})
        else:
            (server.root / name).unlink()


def _listeners(server: Server, runs: int) -> Iterator[Row]:
    """From a save until the last of many has heard of it."""
    listeners = [Listener(server.port) for _ in range(LISTENERS)]
    for listener in listeners:
        listener.wait(lambda heard: heard.name == "problems")
    text, took = SITE[INDEX], []
    for number in range(runs):
        start = time.monotonic()
        write(server.root, {INDEX: f"{text}\nHeard by all, {'abcdefghij'[number % 10]}.\n"})
        for listener in listeners:
            listener.wait(lambda heard: heard.name == "change")
        took.append((time.monotonic() - start) * 1000)
        time.sleep(0.5)
    for listener in listeners:
        listener.close()
    write(server.root, {INDEX: text})
    yield Row(f"{LISTENERS} listeners: the last one told", tuple(took), "ms", 1_000)


def _loads(server: Server, count: int) -> Iterator[Row]:
    """How much memory grows while a page is loaded again and again, after an edit every hundred times."""
    text = SITE[INDEX]
    sizes: list[float] = []
    for number in range(count + count // 10):
        if number == count // 10:
            sizes.append(resident(server.process.pid))
        if number % 100 == 0:
            mark = "".join("abcdefghij"[int(digit)] for digit in str(number // 100))
            write(server.root, {INDEX: f"{text}\nLoaded, {mark}.\n"})
            until(lambda mark=mark: f"Loaded, {mark}." in server.page("/"))
        server.page("/")
    sizes.append(resident(server.process.pid))
    growth = (sizes[1] / sizes[0] - 1) * 100
    yield Row(f"memory over {count:,} loads", tuple(sizes), "MiB", note=f"{growth:+.1f} % (promise: within 5 %)")


def _idle(server: Server, wait: float, pages: int) -> Row:
    """What share of a core a preview takes while nothing happens."""
    listener = Listener(server.port)
    listener.problems(lambda data: not data["problems"])
    server.page("/")
    time.sleep(20.0)  # until its looks at the disk have become rare
    before = used_by(server.process.pid)
    time.sleep(wait)
    share = (used_by(server.process.pid) - before) / wait * 100
    listener.close()
    return Row(f"idle with {pages:,} pages", (share,), "%", 0.5)
