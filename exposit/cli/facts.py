"""`exposit facts`: what is known, how each number comes about, and what it touches."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from exposit.cli import options, show

if TYPE_CHECKING:
    from exposit.build.whole import Whole
    from exposit.model import Site

STATUSES = ("several", "single", "second-hand", "disputed", "calculated", "undisclosed", "out-of-date", "unsourced")


@click.command(
    "facts",
    short_help="List the facts, or unfold one.",
    epilog=options.examples("exposit facts --sort status", "exposit facts aws.deal"),
)
@click.argument("id_", metavar="[ID]", required=False)
@options.root_option
@click.option("--status", type=click.Choice(STATUSES), help="Only the facts with this status.")
@click.option(
    "--sort",
    type=click.Choice(("written", "id", "status", "value")),
    default="written",
    show_default=True,
    help="Order.",
)
@options.format_option("text", "json", words="How the facts are written: to read, or for programs.")
def command(
    id_: str | None, root: Path, status: str | None, sort: Literal["written", "id", "status", "value"], style: str
) -> int:
    """List the facts; with an ID, unfold one: its derivation, its evidence, and every sentence and chart it touches."""
    from exposit.build.whole import read_folder
    from exposit.explain import list_as_dicts, list_as_text
    from exposit.explain.listing import chosen

    site, whole = read_folder(root)
    if site is None:
        show.problems(whole.problems, style, whole.line)
        return 1
    if id_ is not None:
        return _one(site, whole, site.renamed.get(id_, id_), style)
    ids, hiding = chosen(site, status, sort), [problem for problem in whole.problems if problem.hides]
    if hiding and style == "json":  # a program is told what is wrong rather than half of what there is
        show.problems(hiding, style, whole.line)
        return 1
    show.put(_json(list_as_dicts(site, ids)) if style == "json" else list_as_text(site, ids))
    if hiding:
        show.problems(hiding, style, whole.line)
    return 1 if hiding else 0


def _one(site: Site, whole: Whole, id_: str, style: str) -> int:
    """A single fact, unfolded."""
    from exposit.explain import fact_as_dict, fact_as_text, touches
    from exposit.nearest import nearest, no_such
    from exposit.problems import ALL

    hiding = [problem for problem in whole.problems if not {id_, ALL}.isdisjoint(problem.hides)]
    if id_ not in site.facts and hiding:
        show.problems(hiding, style, whole.line)
        return 1
    if id_ not in site.facts:
        close = nearest(id_, site.facts)
        raise click.UsageError(no_such("fact", id_) + (f"; did you mean `{close}`?" if close else ""))
    touched = touches(site, id_, whole.line)
    show.put(_json(fact_as_dict(site, id_, touched)) if style == "json" else fact_as_text(site, id_, touched))
    return 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)
