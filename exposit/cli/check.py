"""`exposit check`: judge a site without publishing it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exposit.cli import options, show
from exposit.cli.progress import progress

if TYPE_CHECKING:
    from exposit.build.whole import Whole
    from exposit.prove import Proof


@click.command(
    "check",
    short_help="Find every problem of a site.",
    epilog=options.examples("exposit check", "exposit check --strict --format github", "exposit check --prove"),
)
@options.root_option
@options.strict_option
@click.option("--prove", is_flag=True, help="Show that the gate bites: plant unsourced numbers, change every fact.")
@click.option("--against", metavar="REF", help="Also: facts that changed since a git revision must say why.")
@options.format_option()
def command(root: Path, strict: bool, prove: bool, against: str | None, style: str) -> int:
    """Find every problem of a site: wrong references, unsourced numbers, quotes that do not hold what they should."""
    from datetime import date

    from exposit.build.machine import processors
    from exposit.build.options import Options
    from exposit.build.whole import check_folder, judge_folder
    from exposit.problems import sort_problems

    with progress(style) as tell:
        wanted = Options(strict=strict, jobs=processors(), today=date.today(), judge=True, progress=tell)
        whole = (
            check_folder(root, wanted, against=against) if prove or against is not None else judge_folder(root, wanted)
        )
    proof = _proved(whole) if prove and whole.result is not None else None
    found = sort_problems([*whole.problems, *(proof.problems if proof else ())])
    show.problems(found, style, whole.line)
    if proof is not None:
        show.summary(proof.as_text(), style)
    counts = show.counted(found) or "no problems"
    pages = show.plural(whole.pages, "page")
    show.summary(f"checked {pages} in {whole.seconds:.2f} s: {counts}", style)
    return 0 if whole.ok and (proof is None or proof.holds) else 1


def _proved(whole: Whole) -> Proof:
    """Plants and changes in memory; tells a person who waits what is being done."""
    from exposit.build.machine import processors
    from exposit.build.memo import Memo
    from exposit.build.options import Options
    from exposit.prove import prove

    def tell(what: str) -> None:
        if show.wants_colour(sys.stderr):
            show.put(f"{what} …", sys.stderr)

    assert whole.result is not None
    return prove(whole.tree, Memo(), whole.result, Options(jobs=processors(), judge=True), tell)
