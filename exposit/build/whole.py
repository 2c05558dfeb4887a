"""A build from a folder to a folder: lock, read, run, publish. What `exposit build` and `exposit check` call.

`run` does the work on values alone; here is what surrounds it on the disk. The preview has its own surroundings.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from exposit.assemble import assemble
from exposit.build.history import load_tree_at
from exposit.build.lock import locked
from exposit.build.memo import Memo
from exposit.build.publish import Published, publish
from exposit.build.run import Options, Result, run
from exposit.build.shelf import Shelf
from exposit.build.tree import load_tree
from exposit.check import apply_levels
from exposit.check.history import check_history
from exposit.model import Tree
from exposit.problems import Problem, has_errors, sort_problems

PRIVATE = ".exposit"
"""The folder below a site's root that is ours: cache, lock, drafts, reports of crashes."""


@dataclass(frozen=True, slots=True)
class Whole:
    """What came of it. `result` is None where the files could not even be read; `published` where nothing was."""

    tree: Tree
    problems: tuple[Problem, ...]
    ok: bool
    result: Result | None = None
    published: Published | None = None
    destination: Path | None = None
    seconds: float = 0.0

    def line(self, path: str, number: int) -> str:
        """The text of a line of one of the site's files, for a message; empty where it has none."""
        text = self.tree.get(path)
        if not isinstance(text, str):
            return ""
        return next((line for at, line in enumerate(text.split("\n"), 1) if at == number), "")


def check_folder(root: Path, options: Options, *, cache: bool = True, against: str | None = None) -> Whole:
    """Reads and judges the site below `root`, with `against` also beside what it was at that git revision; publishes
    nothing. Raises MachineError."""
    start = perf_counter()
    tree, problems = load_tree(root)
    if _hopeless(problems):
        return Whole(tree, problems, ok=False, seconds=perf_counter() - start)
    memo = Memo(Shelf(root / PRIVATE / "cache") if cache else None)
    result = run(tree, memo, options)
    memo.end_round()
    moved = _moved(root, against, result, memo) if against else ()
    found = sort_problems([*problems, *result.problems, *moved])
    ok = result.ok and not has_errors([*problems, *moved], strict=options.strict)
    return Whole(tree, found, ok, result, seconds=perf_counter() - start)


def build_folder(root: Path, destination: Path | None, options: Options, *, cache: bool = True) -> Whole:
    """Builds the site below `root` and, where nothing forbids it, publishes it to `destination` (None: `root/site`, or
    `root/.exposit/draft` for a draft). Raises MachineError."""
    start = perf_counter()
    target = destination or root / (f"{PRIVATE}/draft" if options.draft else "site")
    with _alone(root):
        whole = check_folder(root, options, cache=cache)
        if not whole.ok or whole.result is None:
            return whole
        published = publish(whole.result.outputs, target, draft=options.draft)
    return Whole(whole.tree, whole.problems, True, whole.result, published, target, seconds=perf_counter() - start)


def _moved(root: Path, ref: str, result: Result, memo: Memo) -> tuple[Problem, ...]:
    """What the facts said at a revision and no longer say, unexplained."""
    before, _ = assemble(load_tree_at(root, ref), memo)
    return tuple(apply_levels(result.site, check_history(before, result.site, ref)))


def _hopeless(problems: tuple[Problem, ...]) -> bool:
    """Whether reading on would only bring up errors that follow from these: every fact unknown, say."""
    return any(
        problem.code == "content-missing"
        or (problem.span is not None and problem.span.path.endswith((".yaml", ".yml")))
        for problem in problems
    )


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Keeps other builds out of the folder. A folder that cannot be written cannot hold a lock, and needs none."""
    lock = root / PRIVATE / "lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        lock.touch()
    except OSError:
        yield
        return
    with locked(lock):
        yield
