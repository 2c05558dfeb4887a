"""Editorial judgement, here and only here: a `Site` in, Problems out; finished files in, Problems out.

`check_site` judges what authors wrote, `check_outputs` what a reader would get. Nothing here renders, reads a disk or
knows the time. A new check is a function and a line in one of the two tuples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from exposit.check.chart_specs import check_chart_specs
from exposit.check.chart_texts import check_chart_texts
from exposit.check.charts import check_charts
from exposit.check.evidence import check_evidence
from exposit.check.forms import check_forms
from exposit.check.freshness import check_freshness
from exposit.check.gate import Inspection
from exposit.check.languages import check_languages
from exposit.check.links import check_links
from exposit.check.locate import Written
from exposit.check.outputs import check_exemptions, check_orphans
from exposit.check.pictures import check_pictures
from exposit.check.vouched import check_vouched
from exposit.check.words import check_words
from exposit.codes import CODES
from exposit.model import Output, Site
from exposit.problems import Problem

SITE_CHECKS: tuple[Callable[[Site], Iterable[Problem]], ...] = (
    check_evidence,
    check_words,
    check_forms,
    check_languages,
    check_freshness,
    check_chart_specs,
    check_chart_texts,
    check_vouched,
)


def check_site(site: Site) -> tuple[Problem, ...]:
    """What is wrong with what authors wrote, names and syntax apart (those are `assemble`'s)."""
    return tuple(problem for check in SITE_CHECKS for problem in check(site))


def check_outputs(
    site: Site, outputs: Sequence[Output], inspections: Sequence[Inspection], written: Written, *, whole: bool = True
) -> tuple[Problem, ...]:
    """What is wrong with the finished files: numbers without a source, forms of a chart that differ, dead links.
    `written` is asked where a number without a source was written. Where they are not the `whole` site, a template
    having failed, nothing is said about what is missing."""
    found = list(check_orphans(site, inspections, written))
    if whole:
        found += check_exemptions(site, inspections)
        found += check_charts(site, outputs)
        found += check_pictures(site, outputs)
        found += check_links(site, [(seen.path, seen.source, seen.links) for seen in inspections])
    return tuple(found)


def apply_levels(site: Site, problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems at the levels `checks:` in site.yaml asks for, where a code can be set."""
    levels = site.config.checks
    for problem in problems:
        level = levels.get(problem.code)
        if level is None or problem.code not in CODES or not CODES[problem.code].settable:
            yield problem
        elif level != "off":
            yield replace(problem, severity=level)
