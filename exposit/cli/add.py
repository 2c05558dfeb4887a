"""`exposit add`: a page, a fact or a source, written into the site as an author would have."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from exposit.cli import options, show
from exposit.cli.explain import Group

if TYPE_CHECKING:
    from exposit.new.add import Added

ID = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")


@click.group(
    "add",
    cls=Group,
    short_help="Add a page, a fact or a source.",
    epilog=options.examples(
        'exposit add source gov_2026 --title "Annual report" --url https://example.org/report',
        'exposit add fact aws.deal --label "The deal" --value "38 billion USD" --source gov_2026 --quote "$38 billion"',
        'exposit add page history/origins --title en="Origins" --title fr="Les origines"',
    ),
)
def command() -> None:
    """Add a page, a fact or a source; comments and layout of your files stay as they are."""


@command.command("source")
@click.argument("id_", metavar="ID")
@options.root_option
@click.option("--title", help="The source's own title, in its own language.")
@click.option("--publisher", help="Who published it.")
@click.option("--url", help="Where it is.")
@click.option("--published", metavar="DATE", help="When it was published.")
@click.option("--accessed", metavar="DATE", help="When you read it.")
@click.option("--language", metavar="CODE", help="The language it is written in.")
@click.option("--tier", type=click.Choice(["primary", "press", "trade", "secondary"]), help="How close it is.")
def source(id_: str, root: Path, title: str | None, **fields: str | None) -> int:
    """Add a source to the facts file."""
    from exposit.new.add import add_entry
    from exposit.new.entries import source_entry

    _checked(id_)
    given = {"title": title or _asked("--title", "Title"), **{key: value or "" for key, value in fields.items()}}
    return _told(add_entry(root, "sources", id_, source_entry(id_, given)))


@command.command("fact")
@click.argument("id_", metavar="ID")
@options.root_option
@click.option("--label", "labels", multiple=True, metavar="[LANG=]TEXT", help="Its name; one for each language.")
@click.option("--value", metavar="QUANTITY", help="Such as `38 billion USD` or `up to 7 years`.")
@click.option("--date", metavar="DATE", help="Instead of a value: 2025, 2025-Q3, 2025-11, 2025-11-03.")
@click.option("--formula", help="Instead of a value: calculated from other facts.")
@click.option("--unit", help="The unit of a formula's result.")
@click.option("--as-of", "as_of", metavar="DATE", help="The day it was true.")
@click.option("--about", metavar="ENTITY", help="Whom it is about.")
@click.option("--nature", help="A word of the site's vocabulary.")
@click.option("--source", "source_id", metavar="SOURCE", help="Where it was read.")
@click.option("--quote", help="The source's words, which must hold the value.")
def fact(
    id_: str, root: Path, labels: tuple[str, ...], source_id: str | None, quote: str | None, **fields: str | None
) -> int:
    """Add a fact to the facts file."""
    from exposit.new.add import add_entry, languages_of
    from exposit.new.entries import fact_entry, words

    _checked(id_)
    languages = languages_of(root)
    texts = _texts("--label", "Label", labels, languages)
    if not any(fields[key] for key in ("value", "date", "formula")):
        fields["value"] = _asked("--value", "Value")
    if not fields["formula"]:
        source_id = source_id or _asked("--source", "Source (its id)")
        quote = quote or _asked("--quote", "Quote")
    given = {key: value or "" for key, value in fields.items()}
    return _told(add_entry(root, "facts", id_, fact_entry(id_, words(texts, languages), given, source_id, quote)))


@command.command("page", short_help="Add a page, one file for each language.")
@click.argument("path")
@options.root_option
@click.option("--title", "titles", multiple=True, metavar="[LANG=]TEXT", help="Its heading; one for each language.")
@click.option("--description", help="What it is about, in a sentence (one-language sites).")
def page(path: str, root: Path, titles: tuple[str, ...], description: str | None) -> int:
    """Add a page, one file for each language: PATH is its address, such as history/origins."""
    from exposit.new.add import add_pages, languages_of
    from exposit.new.entries import page_text

    key = path.strip("/").removesuffix(".md")
    if not key or ".." in key.split("/"):
        raise click.BadParameter(f"`{path}` is no address of a page", param_hint="PATH")
    languages = languages_of(root)
    texts = _texts("--title", "Title", titles, languages)
    folders = {languages[0]: "content/"} if len(languages) == 1 else {each: f"content/{each}/" for each in languages}
    about = description if len(languages) == 1 else None
    files = {f"{folder}{key}.md": page_text(texts[each], about) for each, folder in folders.items()}
    return _told(add_pages(root, files))


def _checked(id_: str) -> None:
    if not ID.fullmatch(id_):
        hint = "small letters, digits and `_`, in parts joined by points, such as `aws.deal`"
        raise click.BadParameter(f"`{id_}` is no id: write {hint}", param_hint="ID")


def _texts(option: str, prompt: str, given: Sequence[str], languages: tuple[str, ...]) -> dict[str, str]:
    """A text for every language, from `--label TEXT` or `--label fr=TEXT`, asked for where one is missing."""
    texts: dict[str, str] = {}
    for item in given:
        language, mark, text = item.partition("=")
        if mark and language in languages:
            texts[language] = text
        elif len(languages) == 1:
            texts[languages[0]] = item
        else:
            raise click.BadParameter(f"`{item}` does not say its language: write {languages[0]}=…", param_hint=option)
    return {each: texts.get(each) or _asked(f"{option} {each}=…", f"{prompt} ({each})") for each in languages}


def _asked(option: str, prompt: str) -> str:
    """What a person at a terminal answers; elsewhere the option must have been given."""
    if not sys.stdin.isatty():
        raise click.UsageError(f"`{option}` is missing")
    return str(click.prompt(prompt, err=True))


def _told(added: Added) -> int:
    """Prints what was added, or why nothing was."""

    def line_of(path: str, number: int) -> str:
        text = added.tree.get(path)
        lines = text.split("\n") if isinstance(text, str) else []
        return lines[number - 1] if 0 < number <= len(lines) else ""

    if added.entry:
        show.put(f"{added.paths[0]} is laid out so that lines cannot be added; paste this:\n{added.entry}", sys.stderr)
        return 1
    show.problems(added.problems if added.written else added.at_home, "text", line_of)
    if not added.written:
        show.put("nothing was written", sys.stderr)
        return 1
    follows = sum(problem.severity == "error" for problem in added.problems)
    rest = f"; what follows from it: {show.plural(follows, 'error')} elsewhere" if follows else ""
    show.put(f"wrote {', '.join(added.paths)}{rest}")
    return 0
