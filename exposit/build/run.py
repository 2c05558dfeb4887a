"""One build, from a tree of texts to finished bytes: read -> assemble -> check -> render -> check -> finish.

The only path there is: `build` publishes what it returns, `serve` keeps it in memory, `check` looks at the problems.
No disk here; what the last build made comes back through the memo.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from time import perf_counter
from typing import cast

from exposit import marks
from exposit.assemble import Memo, assemble, digest
from exposit.assemble.parts import texts_of
from exposit.assemble.reading import PageRead, PageReading
from exposit.build.options import Options
from exposit.build.pool import spread
from exposit.build.theme import theme_digest
from exposit.check import apply_levels, check_outputs, check_site
from exposit.check.freshness import by_today
from exposit.check.gate import Inspection, inspect
from exposit.check.locate import Written
from exposit.model import Inline, Job, Numeral, Output, Site, Tree
from exposit.problems import Problem, has_errors, sort_problems
from exposit.render.numbers import write_list
from exposit.render.outputs import OUTPUTS
from exposit.render.tally import write_tally
from exposit.render.templates import BrokenTemplateError, Templates
from exposit.render.verify import DATA, verify_data

__all__ = ["Options", "Result", "run"]

_DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Result:
    """A finished build. `outputs` are the bytes to publish by path, whole even where there are problems; whether they
    may be published is `ok`. `made` counts what was rendered anew; `timings` are seconds by stage."""

    site: Site
    outputs: Mapping[str, bytes]
    problems: tuple[Problem, ...]
    ok: bool
    made: int = 0
    timings: Mapping[str, float] = field(default_factory=dict)
    inspections: tuple[Inspection, ...] = ()
    marked: Mapping[str, Output] = field(default_factory=dict, repr=False)
    """The outputs before their marks were taken off, by path: for those who plant and count (`check --prove`)."""


@dataclass(frozen=True, slots=True)
class Made:
    """One output, looked at and finished: all a later build needs of it."""

    output: Output
    inspection: Inspection
    content: bytes
    digest: str = ""
    """SHA-256 of `content`, for those who check a copy of the site."""


def run(tree: Tree, memo: Memo, options: Options = _DEFAULTS) -> Result:
    """The whole build. Deterministic: the same tree and options give the same bytes, whatever the memo holds."""
    clock = _Clock()
    site, problems = prepare(tree, memo, options)
    clock.lap("read")
    found = [*problems, *check_site(site)]
    if options.today is not None:
        found += by_today(site, options.today)
    clock.lap("check")
    made, fresh, render_problems = _make(site, memo, options)
    found += render_problems
    clock.lap("render")
    inspections = tuple(item.inspection for item in made)
    if options.look:
        found += check_outputs(
            site, [item.output for item in made], inspections, written_in(tree, site), whole=not render_problems
        )
    clock.lap("gate")
    judged = sort_problems(apply_levels(site, found))
    return Result(
        site=site,
        outputs={**{item.output.path: item.content for item in made}, DATA: verifiable(site, made)},
        problems=judged,
        ok=not has_errors(judged, strict=options.strict),
        made=fresh,
        timings=clock.laps,
        inspections=inspections,
        marked={item.output.path: item.output for item in made},
    )


def verifiable(site: Site, made: Sequence[Made]) -> bytes:
    """The one output that is made of all others: what a copy of the site is checked against."""
    return verify_data(site, {item.output.path: item.digest for item in made})


def prepare(tree: Tree, memo: Memo, options: Options) -> tuple[Site, tuple[Problem, ...]]:
    """The first step of `run`: the site of a tree, and what was wrong with reading it."""
    site, problems = assemble(
        tree,
        memo,
        engine=theme_digest(),
        draft=options.draft,
        alter=options.alter,
        spread=partial(_read_pages, options=options),
    )
    if options.base_url is not None:
        site = replace(site, config=replace(site.config, base_url=options.base_url))
    return site, problems


def written_in(tree: Tree, site: Site) -> Written:
    """What `check` looks up in the authors' own files; it loads the readers when it is asked."""

    def page(path: str) -> tuple[Numeral, ...]:
        from exposit.read.page import page_numerals

        return page_numerals(path, cast(str, tree[path]), site.config)

    def data() -> Iterator[Inline]:
        from exposit.read.data import data_texts

        for path, text in texts_of(tree, "data").items():
            yield from data_texts(path, text, site.config)

    return Written(page, data)


def _make(site: Site, memo: Memo, options: Options) -> tuple[list[Made], int, list[Problem]]:
    """Every output, rendered where its key is new; those whose template failed are left out, and problems say why."""
    jobs = list(_sketches(site) if options.judge else jobs_of(site))
    keys = list(map(memo_keys(site, look=options.look), jobs))
    done = [cast("Made | Problem | None", memo.get(key)) for key in keys]
    new = [index for index, have in enumerate(done) if have is None]
    at: dict[str | None, int] = {job.path: index for index, job in enumerate(jobs)}
    left = len(new)
    # What lists the numbers of a page comes after that page.
    for wave in ([i for i in new if not jobs[i].lists], [i for i in new if jobs[i].lists]):
        pages = [done[at[jobs[i].lists]] if jobs[i].lists else None for i in wave]
        makes = [partial(rendered, site, jobs[i], page, look=options.look) for i, page in zip(wave, pages, strict=True)]
        for i, item in zip(wave, spread(makes, options.jobs), strict=True):
            done[i] = item
            left -= 1
            if not isinstance(item, Problem):
                memo.put(keys[i], item)
            if options.progress is not None:
                options.progress(len(jobs) - left, len(jobs))
    problems = dict.fromkeys(Templates(site).check())
    # A mistake in a template is told once, however many pages use it.
    problems.update(dict.fromkeys(item for item in done if isinstance(item, Problem)))
    return [item for item in done if isinstance(item, Made)], len(new), list(problems)


def rendered(site: Site, job: Job, page: Made | Problem | None = None, *, look: bool = True) -> Made | Problem:
    """One output, looked at (or left with its marks) and finished; the problem where a template failed. `page` is what
    came of the one whose numbers it lists."""
    if job.lists and isinstance(page, Problem):
        return page
    try:
        output = job.make()
    except BrokenTemplateError as broken:
        return broken.problem
    if not look:
        return Made(output, Inspection(output.path, output.source), b"")
    if job.lists and isinstance(page, Made):
        output = write_list(site, output, page.inspection.counted)
    return finish(site, output)


def _read_pages(makes: Sequence[PageReading], options: Options) -> Iterator[PageRead]:
    """Pages read in several processes."""
    for index, page in enumerate(spread(makes, options.jobs), 1):
        yield page
        if options.progress is not None:
            options.progress(index, len(makes))


def memo_keys(site: Site, *, look: bool = True) -> Callable[[Job], str]:
    """Under which the finished output of each job is remembered: what it shows, and what the gate lets pass."""
    gate = digest(*(item.text for item in site.config.exempt)) if look else "unread"
    return lambda job: f"made:{job.path}:{job.key}:{gate}"


def jobs_of(site: Site) -> Iterator[Job]:
    """Every output of a site, still to be made; the authors' own pages come first."""
    for producer in OUTPUTS:
        yield from producer(site)


def _sketches(site: Site) -> Iterator[Job]:
    """The same for a verdict alone."""
    for job in jobs_of(site):
        yield Job(job.path, f"sketch {job.key}", job.sketch) if job.sketch else job


def finish(site: Site, output: Output, seen: Inspection | None = None) -> Made:
    """Looks at an output as the gate does, writes its tally, takes the marks off. With `seen`, what the gate saw in an
    earlier state of it stands in for looking, which takes as long as rendering."""
    exempt, is_calculated = [item.text for item in site.config.exempt], site.derivations.__contains__
    inspection = seen or inspect(output, exempt, is_calculated)
    content = output.content
    if isinstance(content, str):
        if marks.TALLY in content:
            line = write_tally(site, inspection.tally, output.language or site.config.languages[0], output.path)
            content = content.replace(marks.TALLY, line)
        content = marks.strip(content).encode()
    return Made(output, inspection, content, sha256(content).hexdigest())


class _Clock:
    """Seconds by stage."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = perf_counter()

    def lap(self, stage: str) -> None:
        now = perf_counter()
        self.laps[stage] = now - self._last
        self._last = now
