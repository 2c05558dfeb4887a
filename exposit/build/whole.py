"""A build from a folder to a folder: lock, read, run, publish. What `exposit build` and `exposit check` call.

`run` does the work on values alone; here is what surrounds it on the disk. The preview has its own surroundings.
Where nothing changed since the last time, `run` and the large libraries below it are not even loaded.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from exposit.build.lock import PATIENCE, locked
from exposit.build.options import Options
from exposit.build.outcome import Outcome, keep, key_of, recall
from exposit.build.publish import Published, publish, standing
from exposit.build.tree import load_tree
from exposit.build.unread import hopeless, without_echoes
from exposit.problems import Problem, has_errors, sort_problems

if TYPE_CHECKING:
    from exposit.build.memo import Memo
    from exposit.build.run import Result
    from exposit.model import Site, Tree

PRIVATE = ".exposit"
"""The folder below a site's root that is ours: cache, lock, drafts, reports of crashes."""


CACHE = f"{PRIVATE}/cache"


@dataclass(frozen=True, slots=True)
class Whole:
    """What came of it. `result` is None where the files could not even be read, and where the answer of the last time
    still holds; `published` where nothing was published."""

    tree: Tree
    problems: tuple[Problem, ...]
    ok: bool
    result: Result | None = None
    published: Published | None = None
    destination: Path | None = None
    seconds: float = 0.0
    pages: int = 0

    def line(self, path: str, number: int) -> str:
        """The text of a line of one of the site's files, for a message; empty where it has none."""
        text = self.tree.get(path)
        if not isinstance(text, str):
            return ""
        return next((line for at, line in enumerate(text.split("\n"), 1) if at == number), "")


def check_folder(root: Path, options: Options, *, cache: bool = True, against: str | None = None) -> Whole:
    """Reads and judges the site below `root`, with `against` also beside what it was at that git revision; publishes
    nothing. Raises MachineError."""
    from exposit.build.memo import Memo
    from exposit.build.run import run
    from exposit.build.shelf import Shelf

    start = perf_counter()
    tree, problems = load_tree(root)
    if hopeless(problems):
        return Whole(tree, problems, ok=False, seconds=perf_counter() - start)
    memo = Memo(Shelf(root / CACHE) if cache else None)
    result = run(tree, memo, options)
    memo.end_round()
    moved = () if against is None else _moved(root, against, result, memo)
    found = sort_problems([*problems, *without_echoes(problems, result.problems), *moved])
    ok = result.ok and not has_errors([*problems, *moved], strict=options.strict)
    return Whole(tree, found, ok, result, seconds=perf_counter() - start, pages=len(result.site.pages))


def read_folder(root: Path) -> tuple[Site | None, Whole]:
    """The site below `root` as it was read, for a command that asks about facts: nothing is rendered or judged. None
    where the files could not even be read. Raises MachineError."""
    from exposit.build.memo import Memo
    from exposit.build.run import prepare
    from exposit.build.shelf import Shelf

    start = perf_counter()
    tree, problems = load_tree(root)
    if hopeless(problems):
        return None, Whole(tree, problems, ok=False, seconds=perf_counter() - start)
    memo = Memo(Shelf(root / CACHE))
    site, more = prepare(tree, memo, Options())
    memo.end_round()
    found = sort_problems([*problems, *more])
    return site, Whole(tree, found, ok=not has_errors(found, strict=False), seconds=perf_counter() - start)


def judge_folder(root: Path, options: Options) -> Whole:
    """The verdict of `check_folder`, without the `result` where no file changed since it was last asked for."""
    start = perf_counter()
    key = key_of(root, options)
    known = recall(root / CACHE, "checked", key)
    if known is not None:
        return _remembered(root, known, options, start)
    whole = check_folder(root, options)
    _keep(root, "checked", key, whole, options)
    return whole


def build_folder(
    root: Path, destination: Path | None, options: Options, *, cache: bool = True, patience: float = PATIENCE
) -> Whole:
    """Builds the site below `root` and, where nothing forbids it, publishes it to `destination` (None: `root/site`, or
    `root/.exposit/draft` for a draft). Waits `patience` seconds for another build. Raises MachineError."""
    start = perf_counter()
    target = destination or root / (f"{PRIVATE}/draft" if options.draft else "site")
    name = "built-draft" if options.draft else "built"
    with _alone(root, patience):
        key = key_of(root, options) if cache else None
        known = recall(root / CACHE, name, key)
        if known is not None and (files := standing(target, known.site)) is not None:
            whole = _remembered(root, known, options, start)
            return replace(whole, published=Published(0, files) if whole.ok else None, destination=target)
        whole = check_folder(root, options, cache=cache)
        if not whole.ok or whole.result is None:
            return whole
        published = publish(whole.result.outputs, target, draft=options.draft, patience=patience)
        _keep(root, name, key, whole, options, published.site)
    return replace(whole, published=published, destination=target, seconds=perf_counter() - start)


def _remembered(root: Path, known: Outcome, options: Options, start: float) -> Whole:
    """The answer of the last time. Files are read only to show the lines that problems are on."""
    tree = load_tree(root)[0] if known.problems else {}
    ok = not has_errors(known.problems, strict=options.strict)
    return Whole(tree, known.problems, ok, seconds=perf_counter() - start, pages=known.pages)


def _keep(root: Path, name: str, key: str | None, whole: Whole, options: Options, site: str | None = None) -> None:
    """Remembers the answer, unless a file changed while it was being made."""
    if key is not None and whole.result is not None and key == key_of(root, options):
        keep(root / CACHE, name, Outcome(key, whole.problems, whole.pages, site))


def _moved(root: Path, ref: str, result: Result, memo: Memo) -> tuple[Problem, ...]:
    """What the facts said at a revision and no longer say, unexplained."""
    from exposit.assemble import assemble
    from exposit.build.history import load_tree_at
    from exposit.check import apply_levels
    from exposit.check.history import check_history

    before, _ = assemble(load_tree_at(root, ref), memo)
    hidden = {name for problem in result.problems for name in problem.hides}
    return tuple(apply_levels(result.site, check_history(before, result.site, ref, hidden)))


@contextmanager
def _alone(root: Path, patience: float) -> Iterator[None]:
    """Keeps other builds out of the folder. One that cannot be written cannot hold a lock, and needs none; one without
    `content/` is no site, and nothing is left in it."""
    lock = root / PRIVATE / "lock"
    if not (root / "content").is_dir():
        yield
        return
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        lock.touch()
    except OSError:
        yield
        return
    with locked(lock, patience):
        yield
