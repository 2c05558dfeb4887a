"""Plants: a number of its own in every text an author can write, followed through the whole build into every file.

What counts as seen is decided by another eye than the gate's: a plain search for the planted digits in the finished
file. Where the search finds one and the gate did not, a number would have reached a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import count
from typing import TypeVar, cast

from exposit import marks
from exposit.assemble import Memo, Read
from exposit.build.run import Options, Result, run
from exposit.model import Inline, Tree

T = TypeVar("T")

_FIRST = 7310001
"""Planted numbers have seven digits from here on; boundaries keep hashes and ids from being taken for one."""
_PLANT = re.compile(r"(?<![0-9A-Za-z.#_-])73[1-9]\d{4}(?![0-9A-Za-z])")

_IN_WORDS = {"en": "forty-one million", "fr": "quarante et un millions"}


@dataclass(frozen=True, slots=True)
class Plants:
    """`places` counts (file, number) pairs in which a planted number reached a reader; `escaped` names those the gate
    did not report."""

    planted: int
    places: int
    surfaces: int
    files: int
    escaped: tuple[str, ...]


def plant_numbers(tree: Tree, memo: Memo, options: Options) -> Plants:
    """Plants in every page's Markdown and in every text of YAML and front matter at once, each its own number."""
    numbers = count(_FIRST)
    planted_tree = {path: _page(text, numbers) if _is_page(path) else text for path, text in tree.items()}
    words = sum(1 for path in tree if _is_page(path))
    result = run(planted_tree, memo, replace(options, alter=lambda read: _texts(read, numbers)))
    return _judge(result, next(numbers) - _FIRST + words)


def _is_page(path: str) -> bool:
    return path.startswith("content/") and path.endswith(".md")


def _page(text: str | bytes, numbers: Iterator[int]) -> str | bytes:
    """The page with one of everything Markdown can make, at its end."""
    if not isinstance(text, str):
        return text
    n = [next(numbers) for _ in range(13)]
    return text.rstrip("\n") + (
        f"\n\n## Planted {n[0]}\n\nA sentence with {n[1]} in it, **{n[2]}** in bold, and a note.[^planted]\n\n"
        f"- an item of {n[3]}\n\n1. an entry of {n[4]}\n\n| {n[5]} | head |\n|---|---|\n| cell | {n[6]} |\n\n"
        f"> said {n[7]} without a source\n\nA term\n:   defined by {n[8]}\n\n"
        f'[a link of {n[9]}](https://example.org/ "titled {n[10]}")\n\n'
        f'<p title="hover {n[11]}">raw HTML</p>\n\n[^planted]: a footnote of {n[12]}\n\n'
        f"Plantedwords {_IN_WORDS['en']}, {_IN_WORDS['fr']}.\n"
    )


def _texts(read: Read, numbers: Iterator[int]) -> Read:
    """What was read, with a number at the end of every text; a text that stands in two places keeps one number."""
    known: dict[int, Inline] = {}

    def plant(value: T) -> T:
        if isinstance(value, Inline):
            if id(value) not in known:
                known[id(value)] = replace(value, text=f"{value.text} {next(numbers)}")
            return cast(T, known[id(value)])
        if isinstance(value, Mapping):
            return cast(T, {key: plant(item) for key, item in value.items()})
        if isinstance(value, tuple):
            return cast(T, tuple(plant(item) for item in value))
        if isinstance(value, list):
            return cast(T, [plant(item) for item in value])
        if is_dataclass(value) and not isinstance(value, type):
            changes = {
                part.name: plant(getattr(value, part.name)) for part in fields(value) if part.name not in _UNTOUCHED
            }
            return cast(T, replace(value, **changes))
        return value

    return replace(
        read,
        config=plant(read.config),
        facts=plant(read.facts),
        charts=plant(read.charts),
        terms=plant(read.terms),
        data=plant(read.data),
        pages=tuple(replace(page, title=plant(page.title), description=plant(page.description)) for page in read.pages),
    )


_UNTOUCHED = frozenset({"span", "spans", "formula", "unit", "holes", "numerals", "tree"})


def _judge(result: Result, planted: int) -> Plants:
    escaped: list[str] = []
    places = 0
    surfaces: set[tuple[str | None, str, str]] = set()
    files = 0
    for inspection in result.inspections:
        output = result.marked[inspection.path]
        content = output.content if isinstance(output.content, str) else output.shows
        text = marks.strip(content)
        seen = dict.fromkeys(match[0] for match in _PLANT.finditer(text))
        spoken = [words for words in _IN_WORDS.values() if f"Plantedwords {_IN_WORDS['en']}" in text and words in text]
        files += bool(seen)
        told: dict[str, str] = {}
        for orphan in inspection.orphans:
            for match in _PLANT.finditer(orphan.text):
                told.setdefault(match[0], orphan.where)
            for words in spoken:
                if words in orphan.sentence:
                    told.setdefault(words, orphan.where)
        for number in (*seen, *spoken):
            places += 1
            if number in told:
                surfaces.add((output.language, output.surface, told[number]))
            else:
                around = text[max(0, text.find(number) - 50) : text.find(number) + 20].replace("\n", " ")
                escaped.append(f"{inspection.path}: {number} in “{around}”")
    return Plants(planted, places, len(surfaces), files, tuple(escaped))
