"""`exposit check`: judge a site without publishing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from exposit.cli import options, show
from exposit.cli.progress import progress

if TYPE_CHECKING:
    from exposit.build.whole import Whole


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

    from exposit.build.options import Options
    from exposit.build.whole import check_folder, judge_folder

    with progress(style) as tell:
        wanted = Options(strict=strict, today=date.today(), progress=tell)
        whole = check_folder(root, wanted, against=against) if prove or against else judge_folder(root, wanted)
    show.problems(whole.problems, style, whole.line)
    counts = show.counted(whole.problems) or "no problems"
    pages = show.plural(whole.pages, "page")
    show.summary(f"checked {pages} in {whole.seconds:.2f} s: {counts}", style)
    return 0 if whole.ok and (not prove or _proved(whole, style)) else 1


def _proved(whole: Whole, style: str) -> bool:
    """Plants and changes in memory, prints what was caught and what moved."""
    from exposit.build.memo import Memo
    from exposit.build.run import Options
    from exposit.prove import prove

    proof = prove(whole.tree, Memo(), Options())
    show.summary(proof.as_text(), style)
    return proof.holds
