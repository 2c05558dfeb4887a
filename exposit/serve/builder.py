"""The preview's one thread of work: waits until files are at rest, reads them, makes what is looked at, then the rest.

One build at a time: a save that comes while the rest is being made is taken at once. What is new goes to `Listener`,
which is called in this thread.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic, perf_counter, thread_time
from typing import Protocol

from exposit.assemble.parts import SETTINGS
from exposit.build.machine import MachineError
from exposit.build.memo import Memo
from exposit.build.run import Options
from exposit.build.shelf import Shelf
from exposit.build.tree import TreeReader
from exposit.build.whole import CACHE
from exposit.model import Tree
from exposit.problems import Problem
from exposit.serve.edition import Change, Shown, address, moves, splice
from exposit.serve.press import Press, our_fault
from exposit.serve.watch import LOOK, Watcher

_RECENT = 40
"""Pages asked for last: they are made first."""
_GUTTED, _VANISHED = 0.5, 0.08
"""Seconds that files may be away, or empty, before they are so for good: what a whole site rests on, a single file.
Some editors take a file away or empty it to write it anew."""
_SOME = 12
"""Outputs left from which a first judgement does not wait for them."""
_NAMED = 8
"""Files that events may name and that are read alone."""
_COURTESY = 0.06
"""Seconds in which a page that was told of its new version can take it in (then it asks for its desk), before the rest
is made: both want the one interpreter, and somebody waits for the page."""
_AGAIN = 0.03
"""Seconds until a file that was read while it was being written is looked at again."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A build whose visible part is done: the files `edited`, the `pages` that were being looked at and are other now,
    the `seconds` it took to show them, how many other outputs are `left` to make."""

    edited: tuple[str, ...]
    pages: tuple[str, ...]
    seconds: float
    left: int


class Listener(Protocol):
    """Who is told."""

    def changed(self, change: Change) -> None:
        """Something else is on show."""

    def judged(self, build: str, problems: tuple[Problem, ...]) -> None:
        """What is wrong now."""

    def begun(self, begun: Begun) -> None:
        """What is looked at is done."""

    def audience(self) -> int:
        """How many listen."""


class Builder:
    """`session` begins the names of builds, so that those of two runs never meet."""

    def __init__(self, root: Path, watcher: Watcher, options: Options, listener: Listener, session: str) -> None:
        self.press = Press(options, Memo(Shelf(root / CACHE)))
        self.build = f"{session}.0"
        self.moved: Mapping[str, str] = {}
        """Where pages went since the start, from old address to new: for a page that was not listening then."""
        self._reader = TreeReader(root)
        self._watcher = watcher
        self._listener = listener
        self._session = session
        self._number = 0
        self._recent: dict[str, None] = {}
        self._wanted: dict[str, list[Callable[[], None]]] = {}
        self._lock = threading.Lock()
        self._stopped = False
        self._told: tuple[Problem, ...] | None = None
        self._begun: Begun | None = None
        """The last build, until all that is left of it is listed and told."""
        self._unjudged = False
        self._heard: frozenset[str] = frozenset()
        self._fetched = threading.Event()
        self._thread = threading.Thread(target=self._run, name="builder", daemon=True)

    def start(self) -> None:
        """Begins to work."""
        self._thread.start()

    def stop(self) -> None:
        """Ends after the output at hand, without waiting for it."""
        self._stopped = True
        self._watcher.wake()

    def looked_at(self, path: str) -> None:
        """Somebody opened this page: from now on it is made before others. From any thread."""
        recent = dict(self._recent)
        recent.pop(path, None)
        recent[path] = None
        self._recent = dict(list(recent.items())[-_RECENT:])
        self._fetched.set()

    def taken_in(self) -> None:
        """A page shows its new version. From any thread."""
        self._fetched.set()

    def viewed(self) -> dict[str, str]:
        """The versions of the pages looked at last, by address. From any thread."""
        shown = self.press.shown
        return {address(path): shown[path].version for path in self._recent if path in shown}

    def unmade(self, path: str) -> bool:
        """Whether `path` has to be made first, or cannot be told yet. From any thread."""
        press = self.press
        return path in press.waiting or not press.listed or (self._told is None and path not in press.shown)

    def want(self, path: str, ready: Callable[[], None]) -> None:
        """Has `path` made before anything else, then calls `ready` in this builder's thread. From any thread."""
        with self._lock:
            self._wanted.setdefault(path, []).append(ready)
        self._fetched.set()
        self._watcher.wake()

    def _run(self) -> None:
        while not self._stopped:
            self._guarded(self._serve)
            self._guarded(self._look)
            self._guarded(self._rest)
            due = self.press.next() is not None and not self._watcher.pending()
            self._heard = frozenset() if due else self._watcher.wait()

    def _guarded(self, step: Callable[[], None]) -> None:
        """A bug of ours must not end the preview: it is told like any other problem, and the next save tries again."""
        try:
            step()
        except MachineError as error:
            self._tell((Problem("machine", "error", error.message, None, error.hint),))
            self._watcher.nudge(1.0)
        except Exception as bug:
            self._tell((our_fault("the site", bug),))

    def _look(self) -> None:
        """Reads what is there; where it is not what was there before, begins a build."""
        start, used = perf_counter(), thread_time()
        tree, problems, changed = self._read()
        first = self._number == 0
        self._watcher.saw(announced=bool(self._heard), changed=bool(changed), cost=thread_time() - used)
        if self._reader.unsettled:
            self._watcher.nudge(_AGAIN, self._reader.unsettled)
        if changed or first:
            self._begin(tree, problems, frozenset() if first else changed, start)

    def _read(self) -> tuple[Tree, tuple[Problem, ...], frozenset[str]]:
        """The files: those that events named, where they say that these were saved and no more; all of them otherwise,
        and with the next look that nobody asked for. Where something is suddenly gone or empty, again until it is
        back or stays so."""
        found = self._reader.glance(self._heard) if 0 < len(self._heard) <= _NAMED else None
        before = self.press.tree
        tree, problems, changed = found or self._reader.read()
        start = monotonic()
        while monotonic() - start < _patience(before, tree, changed) and not self._stopped:
            threading.Event().wait(0.02)
            tree, problems, more = self._reader.read()
            changed |= more
        return tree, problems, changed

    def _begin(self, tree: Tree, problems: Iterable[Problem], changed: frozenset[str], start: float) -> None:
        """Makes what is looked at, and tells it."""
        self._tell_begun()
        press, before, texts = self.press, self._routes(), self.press.tree
        self._number += 1
        self.build = f"{self._session}.{self._number}"
        press.take(tree, problems, changed)
        after = self._routes()
        viewed = [*reversed(self._recent)] or ["index.html"]
        new = self._make(path for path in viewed if press.list_until(path) and path in press.waiting)
        self._fetched.clear()
        self._announce(new, changed, after)
        self._begun = Begun(tuple(sorted(changed)), tuple(map(address, new)), perf_counter() - start, 0)
        moved = moves(before, after, texts, tree)
        self.moved = _followed(self.moved, moved, after.values())
        if moved:
            press.list_until()  # nobody is to be led to what is not there
            self._listener.changed(Change(self.build, moved=moved))
        self._unjudged = True
        if new and self._listener.audience():
            self._fetched.wait(_COURTESY)

    def _list(self) -> bool:
        """Finds all that is to be made of the newest state, and tells how much that is and which pages are gone. False
        where files change again."""
        press = self.press
        while not press.list_until(stop=lambda: self._interrupted() or bool(self._wanted)):
            if self._interrupted():
                return False
            self._serve()
        left = self._tell_begun()
        if gone := press.gone():
            lost = tuple(map(address, gone))
            moved = {page: self.moved[page] for page in lost if page in self.moved}
            self._listener.changed(Change(self.build, gone=lost, moved=moved))
        if press.unread or left > _SOME:
            self._tell(press.judge())
        return True

    def _tell_begun(self) -> int:
        """Tells of the last build, unless that was done. How many outputs were found to be left to make."""
        left = sum(not self.press.lazy(path) for path in self.press.waiting)
        if self._begun is not None:
            self._listener.begun(replace(self._begun, left=left))
            self._begun = None
        return left

    def _interrupted(self) -> bool:
        return self._stopped or self._watcher.pending()

    def _rest(self) -> None:
        """Makes what is left; stops where files change again, and for the look at them that nobody asked for."""
        press, start = self.press, monotonic()
        if self._begun is not None and not self._list():
            return
        while (path := press.next()) is not None:
            if self._interrupted() or monotonic() - start > LOOK:
                return
            if self._wanted:
                self._serve()
                continue
            before = press.shown.get(path)
            if press.make(path) and before and path in self._recent:
                self._announce({path: before}, frozenset(), {})
        if self._unjudged:
            self._unjudged = False
            self._tell(press.judge())

    def _make(self, paths: Iterable[str]) -> dict[str, Shown | None]:
        """What is on show anew, with what was on show before."""
        shown = self.press.shown
        before = {path: shown.get(path) for path in paths}
        return {path: old for path, old in before.items() if self.press.hurry(path)}

    def _announce(self, new: Mapping[str, Shown | None], changed: frozenset[str], routes: dict[str, str]) -> None:
        """Tells it: of a page that is shown how it changed, where that can be told in few words."""
        shown = self.press.shown
        edited = next((routes[path] for path in sorted(changed) if path in routes), None)
        files = tuple(sorted("/" + path.removeprefix("content/") for path in changed if "/assets/" in path))
        html = {path: old for path, old in new.items() if path.endswith(".html")}
        pages = {address(path): shown[path].version for path in html}
        found = {address(path): splice(old, shown[path]) for path, old in html.items() if old}
        splices = {page: how for page, how in found.items() if how}
        change = Change(self.build, pages, splices, files, edited=edited)
        if change or edited:
            self._listener.changed(change)

    def _routes(self) -> dict[str, str]:
        """Where each page's file is served."""
        plan = self.press.plan
        return {path: "/" + page.route for path, page in plan.site.pages.items()} if plan else {}

    def _tell(self, problems: tuple[Problem, ...]) -> None:
        if problems != self._told:
            self._told = problems
            self._listener.judged(self.build, problems)

    def _serve(self) -> None:
        """Makes what requests wait for."""
        with self._lock:
            wanted, self._wanted = self._wanted, {}
        for path, callers in wanted.items():
            if self.press.list_until(path) and path in self.press.waiting:
                self.press.make(path)
            for ready in callers:
                ready()


def _patience(before: Tree, now: Tree, changed: Iterable[str]) -> float:
    """Seconds to wait for what vanished since `before`, or was emptied, to come back. What only moved is not waited
    for."""
    if any(before.get(path) and path in now and not now[path] for path in changed):
        return _VANISHED
    lost = before.keys() - now.keys()
    if not lost or now.keys() - before.keys():
        return 0.0
    return _GUTTED if _gutted(before, now) else _VANISHED


def _gutted(before: Tree, now: Tree) -> bool:
    """Whether the settings or all pages vanished: then it is likelier that they are being written than deleted."""
    return (any(path in before for path in SETTINGS) and not any(path in now for path in SETTINGS)) or (
        any(path.endswith(".md") for path in before) and not any(path.endswith(".md") for path in now)
    )


def _followed(before: Mapping[str, str], moved: Mapping[str, str], there: Iterable[str]) -> Mapping[str, str]:
    """Earlier moves with the latest, each leading to where its page is now; none from an address that is in use."""
    taken = frozenset(there)
    every = {**{old: moved.get(new, new) for old, new in before.items()}, **moved}
    return {old: new for old, new in every.items() if old not in taken}
