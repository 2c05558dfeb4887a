"""`exposit check`: judge a site without publishing it."""

from __future__ import annotations

from pathlib import Path

import click

from exposit.cli import group, show
from exposit.cli.progress import progress


@click.command("check", epilog=group.examples("exposit check", "exposit check --strict --format github", "exposit check --prove"))
@group.root_option
@group.strict_option
@click.option("--prove", is_flag=True, help="Show that the gate bites: plant unsourced numbers, change every fact.")
@click.option("--against", metavar="REF", help="Also: facts that changed since a git revision must say why.")
@group.format_option()
def command(root: Path, strict: bool, prove: bool, against: str | None, style: str) -> int:
    """Find every problem of a site: wrong references, unsourced numbers, quotes that do not hold what they should."""
    from datetime import date

    from exposit.build.run import Options
    from exposit.build.whole import check_folder

    with progress(style) as tell:
        whole = check_folder(root, Options(strict=strict, today=date.today(), progress=tell))
    show.problems(whole.problems, style, whole.line)
    counts = show.counted(whole.problems) or "no problems"
    pages = show.plural(len(whole.result.site.pages) if whole.result else 0, "page")
    show.summary(f"checked {pages} in {whole.seconds:.2f} s: {counts}", style)
    return 0 if whole.ok else 1
