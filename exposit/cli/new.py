"""`exposit new`: a small site to start from."""

from __future__ import annotations

from pathlib import Path

import click

from exposit.cli import options, show


@click.command(
    "new",
    short_help="Start a small site.",
    epilog=options.examples("exposit new bicycles", 'exposit new vélos --languages fr,en --title "Le vélo"'),
)
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.option("--languages", default="en", show_default=True, metavar="en,fr", help="The first is served at /.")
@click.option("--title", metavar="TEXT", help="The site's title.")
def command(folder: Path, languages: str, title: str | None) -> int:
    """Write a small explainer that builds, with invented example facts to replace."""
    from exposit.new.starter import LANGUAGES, starter
    from exposit.new.write import write_new

    wanted = [language.strip() for language in languages.split(",")]
    unknown = next((language for language in wanted if language not in LANGUAGES), None)
    if unknown is not None or len(set(wanted)) != len(wanted):
        raise click.BadParameter(f"`{languages}` is no choice of {', '.join(LANGUAGES)}", param_hint="--languages")
    if folder.exists() and any(folder.iterdir()):
        raise click.BadParameter(f"`{folder}` is not empty", param_hint="DIR")
    files = starter(wanted, title)
    write_new(folder, files)
    show.put(f"wrote {show.plural(len(files), 'file')} → {folder.as_posix()}/")
    name = folder.as_posix()
    quoted = f'"{name}"' if any(letter.isspace() for letter in name) else name
    show.put(f"next: exposit serve --root {quoted}")
    return 0
