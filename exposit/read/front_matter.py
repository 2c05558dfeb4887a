"""Front matter: where it begins and ends in a page, and what is wrong where it does not.

First step of `read.page`, on text with `\\n` line ends. What stands in it is read by `read.yaml` in its own place, so
that every line number is the file's.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from exposit.problems import Problem, SourceText
from exposit.read.forms import error

KEYS = (
    "title",
    "description",
    "authors",
    "published",
    "updated",
    "order",
    "menu",
    "draft",
    "aliases",
    "layout",
)

_OPENING = re.compile(r"\s*?^---[ \t]*\n", re.MULTILINE)
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"^[ \t]*[A-Za-z_]\w*[ \t]*:(?:[ \t]|$)", re.MULTILINE)
_FORGOTTEN = re.compile(rf"\s*(?:{'|'.join(KEYS)})[ \t]*:[ \t][^\n]*\n(?:[^\n]*\S[^\n]*\n)*?---[ \t]*(?:\n|\Z)")
_DASHES = re.compile(rf"\s*(?P<dashes>--|-{{4,}}|[—–]+)[ \t]*\n(?:{'|'.join(KEYS)})[ \t]*:[ \t]")
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n")


@dataclass(frozen=True, slots=True)
class Parts:
    """A page cut in two: `text[start:end]` is YAML (empty where there is none), `text[body:]` Markdown."""

    start: int
    end: int
    body: int
    problem: Problem | None = None


def split_front_matter(source: SourceText) -> Parts:
    """Where the front matter of a page stands."""
    text = source.text
    opening = _OPENING.match(text)
    if opening is None:
        return Parts(0, 0, 0, _without_opening(source))
    closing = _CLOSING.search(text, opening.end())
    if closing:
        return Parts(opening.end(), closing.start(), closing.end())
    first = text[opening.end() :].split("\n", 1)[0]
    if not _KEY.match(first):
        return Parts(0, 0, 0)  # a rule across the page
    start = opening.end() - len(opening[0].lstrip())
    hint = "end it with a line `---`"
    problem = error("front-matter", "the front matter is never closed", source.span(start, start + 3), hint)
    return Parts(opening.end(), _keys_end(text, opening.end()), _keys_end(text, opening.end()), problem)


def _keys_end(text: str, start: int) -> int:
    """The end of the first run of lines that look like keys: the likeliest end of what was not closed."""
    position = start
    for line in text[start:].splitlines(keepends=True):
        if not (_KEY.match(line) or line.startswith((" ", "\t", "-", "#"))):
            break
        position += len(line)
    return position


def _without_opening(source: SourceText) -> Problem | None:
    forgotten = _FORGOTTEN.match(source.text)
    if forgotten:
        start = len(forgotten[0]) - len(forgotten[0].lstrip())
        hint = "put a line `---` before it"
        message = "this looks like front matter without its first line"
        return error("front-matter", message, source.span(start, source.text.find("\n", start)), hint)
    dashes = _DASHES.match(source.text)
    if dashes:
        message = f"front matter begins with `---`, not `{dashes['dashes']}`"
        hint = "write three hyphens, here and at its end"
        return error("front-matter", message, source.span(*dashes.span("dashes")), hint)
    toml = _TOML.match(source.text)
    if toml:
        start = len(toml[0]) - len(toml[0].lstrip())
        hint = "write it as YAML between two lines `---`"
        return error("front-matter", "front matter between `+++` is not read", source.span(start, start + 3), hint)
    return None
