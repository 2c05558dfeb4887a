"""`exposit build`: from content/ to site/, or not at all."""

from __future__ import annotations

from pathlib import Path

import click

from exposit.cli import options, show
from exposit.cli.progress import progress


@click.command(
    "build",
    short_help="Build the site and publish it.",
    epilog=options.examples("exposit build", "exposit build --strict --base-url https://example.org"),
)
@options.root_option
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Where to.  [default: ROOT/site]")
@options.strict_option
@click.option("--draft", is_flag=True, help="With drafts and a banner, for nobody to index, into ROOT/.exposit/draft.")
@click.option("--base-url", metavar="URL", help="The address the site will have.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes to use.  [default: as many as help]")
@click.option("--no-cache", is_flag=True, help="Make everything anew.")
@options.format_option()
def command(
    root: Path,
    out: Path | None,
    strict: bool,
    draft: bool,
    base_url: str | None,
    jobs: int | None,
    no_cache: bool,
    style: str,
) -> int:
    """Build the site, and publish it if nothing forbids that: any error, with --strict any warning."""
    from exposit.build.machine import processors
    from exposit.build.options import Options
    from exposit.build.whole import build_folder

    _outside(root, out)
    _is_address(base_url)
    with progress(style) as tell:
        wanted = Options(strict, draft, base_url, jobs or processors(), progress=tell)
        whole = build_folder(root, out, wanted, cache=not no_cache)
    show.problems(whole.problems, style, whole.line)
    counts = show.counted(whole.problems)
    if whole.published is None or whole.destination is None:
        show.summary(f"{counts}: nothing was published", style)
        return 1
    files = show.plural(whole.published.written + whole.published.kept, "file")
    place = f"{whole.destination.as_posix().removeprefix('./')}/"
    done = f"built {files} in {whole.seconds:.2f} s → {place}"
    show.summary(" · ".join(filter(None, [done, counts])), style)
    return 0


def _is_address(base_url: str | None) -> None:
    """What `base_url:` in site.yaml may be, the option may be."""
    if base_url is None:
        return
    from exposit.read.entry import address_hint  # loads what a build without news does not need

    hint = address_hint(base_url)
    if hint is not None or "?" in base_url or "#" in base_url:
        hint = hint or "leave out what follows `?` or `#`"
        raise click.BadParameter(f"`{base_url}` is not the address of a site; {hint}", param_hint="--base-url")


def _outside(root: Path, out: Path | None) -> None:
    """What is published must not be read as content by the next build, nor take the place of what it is made from."""
    if out is None:
        return
    target = out.resolve()
    for name in ("content", "templates"):
        if target.is_relative_to((root / name).resolve()):
            raise click.BadParameter(f"`{out}` is inside `{name}/`", param_hint="--out")
    if root.resolve().is_relative_to(target):
        raise click.BadParameter(f"`{out}` holds the site's own files; name a folder of its own", param_hint="--out")
