"""Makes what the preview shows, output by output: what somebody looks at first, then the rest, pictures on demand.

The steps are those of `build.run`; what differs is the order, and that a page that came out damaged (something it names
is missing, its template failed, a file could not be read) leaves the last good one on show. Used by one thread.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from exposit.assemble.parts import SETTINGS
from exposit.build.memo import Memo
from exposit.build.run import Made, Options, finish, jobs_of, memo_keys, prepare, verifiable, written_in
from exposit.build.unread import hopeless, without_echoes
from exposit.check import apply_levels, check_outputs, check_site
from exposit.check.gate import Inspection
from exposit.model import Counted, Job, Output, Site, Tree
from exposit.problems import Problem, sort_problems
from exposit.render.numbers import write_list
from exposit.render.templates import BrokenTemplateError, Templates
from exposit.render.verify import DATA
from exposit.serve.edition import Shown, shown

_GAP = b'<span class="missing">'
"""What the renderer writes where something is named that nobody knows."""
_LAZY = ".png"


@dataclass(slots=True)
class Plan:
    """One state of the site: what was read, and what is to be made of it. `whole` tells whether it could be read;
    `listing` gives the jobs that are not in `jobs` yet."""

    site: Site
    read: tuple[Problem, ...]
    whole: bool
    listing: Iterator[Job]
    jobs: dict[str, Job] = field(default_factory=dict)
    listed: bool = False
    """Whether `jobs` has them all."""
    damaged: frozenset[str] = frozenset()
    """Files with a mistake that shows on the page they are."""


class Press:
    """`shown` is what there is to see, by path; `waiting` the paths whose newest state is still to be made.

    What `memo` knows from builds before need not be made again. What the first state took to read is kept there for the
    next start; later ones are not, for nobody who saves is to wait for it."""

    def __init__(self, options: Options, memo: Memo | None = None) -> None:
        self.shown: dict[str, Shown] = {}
        self.waiting: dict[str, None] = {}
        self.tree: Tree = {}
        self.plan: Plan | None = None
        self.problems: tuple[Problem, ...] = ()
        self.made = 0
        """Outputs rendered anew since the last `take`."""
        self._options = options
        self._memo = memo or Memo()
        self._done: dict[str, tuple[str, Made]] = {}
        self._broken: dict[str, Problem] = {}
        self._unseen: dict[str, tuple[str, Output]] = {}
        """What is on show before the gate looked at it, with its key."""
        self.unread: tuple[Problem, ...] = ()
        """Why the newest state could not be read; then an older one stays."""
        self._refused: tuple[Problem, ...] = ()
        """Which files of this state could not be read."""
        self._judged: tuple[Problem, ...] = ()
        """What the last judgement of all outputs found in them."""
        self._key_of: Callable[[Job], str] = lambda job: job.key

    def take(self, tree: Tree, problems: Iterable[Problem], changed: frozenset[str] = frozenset()) -> None:
        """A new state of the files. Nothing is made yet; `problems` are those of reading the files, `changed` the paths
        that are not as they were."""
        self.tree, self.made = tree, 0
        unread = self._refused = sort_problems(problems)
        if hopeless(unread):
            self.unread = self.problems = unread
            return
        site, found = prepare(tree, self._memo, self._options)
        self._memo.end_round(save=self.plan is None)
        read = sort_problems(apply_levels(site, [*unread, *found]))
        whole = not any(_ruins(problem) for problem in read)
        if not whole and self.plan is not None and self.plan.whole:
            self.unread = self.problems = read
            return
        self.unread = ()
        self._key_of = memo_keys(site)
        self.plan = Plan(site, read, whole, jobs_of(site), damaged=_damaged(read))
        self._judged = tuple(problem for problem in self._judged if problem.span and problem.span.path not in changed)
        self._broken = {
            path: problem
            for path, problem in self._broken.items()
            if problem.span is None or problem.span.path not in changed
        }
        self.problems = sort_problems([*read, *self._judged])

    def list_until(self, path: str | None = None, stop: Callable[[], bool] = lambda: False) -> bool:
        """Finds the job of `path`, or with None all of them. Whether there is such a job, or they are all there: `stop`
        is asked between two of them."""
        plan = self.plan
        if plan is None:
            return path is None
        if path is not None and path in plan.jobs:
            return True
        for job in plan.listing:
            plan.jobs[job.path] = job
            self.waiting[DATA] = None
            known = self._done.get(job.path)
            if known is None or known[0] != self._key_of(job) or job.path in self._unseen:
                self.waiting[job.path] = None
            else:
                self.waiting.pop(job.path, None)
                self._broken.pop(job.path, None)
            if job.path == path:
                return True
            if stop():
                return False
        plan.listed = True
        return path is None

    @property
    def listed(self) -> bool:
        """Whether all that is to be made of the newest state is known. From any thread."""
        return self.plan is None or self.plan.listed

    def gone(self) -> list[str]:
        """Once everything is listed: the paths that are on show and no longer belong to the site, now taken off."""
        plan = self.plan
        if plan is None or self.unread:
            return []
        lost = [
            path for path, item in self.shown.items() if path != DATA and path not in plan.jobs and not self._held(item)
        ]
        for path in lost:
            del self.shown[path]
        kept: tuple[dict[str, Any], ...] = (self._done, self.waiting, self._broken, self._unseen)
        for mapping in kept:
            for path in mapping.keys() - plan.jobs.keys() - {DATA}:
                del mapping[path]
        return lost

    def make(self, path: str) -> bool:
        """Makes one output that waits. Whether something else is on show after it."""
        try:
            return self._make(path)
        finally:
            self.waiting.pop(path, None)  # last, for it is read by other threads: what waits is not on show yet

    def hurry(self, path: str) -> bool:
        """As `make`, but what is new is shown before the gate has looked at it: that comes next. A page's count of its
        numbers is the last one until then."""
        known, plan = self._done.get(path), self.plan
        if known is None or plan is None or path not in plan.jobs:
            return self.make(path)
        try:
            return self._make(path, known[1].inspection)
        finally:
            self.waiting.pop(path, None)

    def _make(self, path: str, seen: Inspection | None = None) -> bool:
        plan = self.plan
        if plan is not None and path == DATA:
            return self._list_files(plan)
        if plan is None or path not in plan.jobs:
            return False
        job = plan.jobs[path]
        self._broken.pop(path, None)
        made = self._rendered(plan.site, job, seen)
        if isinstance(made, Problem):
            self._broken[path] = made
            self._unseen.pop(path, None)
            return False
        if seen is None:
            self._unseen.pop(path, None)
            self._done[path] = (self._key_of(job), made)
        else:
            self._unseen[path] = (self._key_of(job), made.output)
        return self._show(path, made)

    def _list_files(self, plan: Plan) -> bool:
        """Makes everything else first: this file names all the others."""
        self.list_until()
        for path in [*self._unseen, *(path for path in self.waiting if path != DATA)]:
            self.make(path)
        made = [self._done[path][1] for path in plan.jobs if path in self._done]
        self.shown[DATA] = shown(verifiable(plan.site, made))
        return True

    def _rendered(self, site: Site, job: Job, seen: Inspection | None) -> Made | Problem:
        key, output = self._unseen.get(job.path, ("", None))
        if output is None and job.path not in self._done:
            known = self._memo.get(self._key_of(job))
            if isinstance(known, Made):
                return known
        self.made += seen is None
        try:
            if output is None or key != self._key_of(job):
                output = job.make()
                if job.lists:
                    output = write_list(site, output, self._counted(site, job.lists))
            return finish(site, output, seen)
        except BrokenTemplateError as broken:
            return broken.problem
        except Exception as bug:
            return our_fault(f"`{job.path}`", bug)

    def _counted(self, site: Site, path: str) -> tuple[Counted, ...]:
        """What the gate counts on a page as it is now, or where that failed as it last was. Where it is still to come,
        it is made for this alone: only what is made in its turn is told to those who look at it."""
        job = self.plan.jobs[path] if self.plan else None
        key, made = self._done.get(path, ("", None))
        if job is not None and path not in self._broken and key != self._key_of(job):
            made = finish(site, job.make())
        return made.inspection.counted if made else ()

    def _show(self, path: str, made: Made) -> bool:
        before, source = self.shown.get(path), made.output.source
        damaged = self.plan.damaged if self.plan else frozenset()
        # A page whose file cannot be read may have been given another language's words: that is damage, too.
        good = _GAP not in made.content and damaged.isdisjoint({source, before.source if before else None})
        if before is not None and (before.content == made.content or (before.good and not good)):
            return False
        self.shown[path] = shown(made.content, source, good=good)
        return True

    def lazy(self, path: str) -> bool:
        """Whether an output is made only when it is asked for: pictures, which nobody looks at while writing."""
        return path == DATA or (path.endswith(_LAZY) and not path.startswith("assets/"))

    def next(self) -> str | None:
        """A path that is still to be made; None when all are."""
        unseen = next(iter(self._unseen), None)
        return unseen or next((path for path in self.waiting if not self.lazy(path)), None)

    def judge(self) -> tuple[Problem, ...]:
        """Everything that is wrong with the site. While outputs wait, what was wrong with the finished files before
        stands for what is wrong with those."""
        plan = self.plan
        if plan is None or self.unread:
            return self.problems
        site = plan.site
        left = self.waiting.keys() | self._unseen.keys()
        done = [self._done[path][1] for path in plan.jobs if path in self._done and path not in left]
        broken = [*Templates(site).check(), *self._broken.values()]
        whole = self.next() is None
        seen = [item.inspection for item in done]
        seen += [Inspection(path) for path in plan.jobs if path in left]
        written = written_in(self.tree, site)
        outputs = check_outputs(site, [item.output for item in done], seen, written, whole=whole and not broken)
        of_site, of_outputs = (
            tuple(without_echoes(self._refused, apply_levels(site, found)))
            for found in ([*check_site(site), *broken], outputs)
        )
        if whole:
            self._judged = of_outputs
        self.problems = sort_problems([*plan.read, *of_site, *of_outputs, *self._judged])
        return self.problems

    def _held(self, item: Shown) -> bool:
        """Whether a page stays although the site has it no more: its file is there and cannot be read."""
        plan = self.plan
        return plan is not None and item.source is not None and item.source in plan.damaged


def _damaged(problems: Iterable[Problem]) -> frozenset[str]:
    return frozenset(problem.span.path for problem in problems if problem.severity == "error" and problem.span)


def _ruins(problem: Problem) -> bool:
    """Whether a mistake in one file can damage every page: settings, and YAML that cannot be read as such."""
    if problem.severity != "error" or problem.span is None:
        return False
    path = problem.span.path
    return path in SETTINGS or (
        problem.code.startswith(("yaml-", "key-duplicate")) and path.endswith((".yaml", ".yml"))
    )


def our_fault(what: str, bug: Exception) -> Problem:
    """A bug of ours as a value: what could not be made, and where it happened."""
    place = traceback.extract_tb(bug.__traceback__)[-1]
    where = f"{place.filename.rpartition('exposit/')[2]}:{place.lineno}"
    hint = "this is a bug of ours; `exposit build` writes a report of it"
    return Problem("internal", "error", f"{what} could not be made: {type(bug).__name__} ({where})", None, hint)
