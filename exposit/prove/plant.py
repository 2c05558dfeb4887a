"""Plants: a number of its own in every text an author can write, followed through the whole build into every file.

What counts as seen is decided by another eye than the gate's: a plain search for the planted digits in the finished
file. Where the search finds one and the gate did not, a number would have reached a reader.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import TypeVar, cast

from exposit import marks
from exposit.assemble import Read
from exposit.build.memo import Memo
from exposit.build.run import Options, Result, run
from exposit.model import Fact, Inline, Output, Tree
from exposit.problems import Problem, Span
from exposit.prove.score import Score, scored, surface_of

T = TypeVar("T")

_FIRST = 7310001
"""Planted numbers have seven digits from here on; boundaries keep hashes and ids from being taken for one."""
_PLANT = re.compile(r"(?<![0-9A-Za-z.#_-])73[1-9]\d{4}(?![0-9A-Za-z])")
_IN_WORDS = {"en": "forty-one million", "fr": "quarante et un millions"}
_LITERAL = re.compile(r"<(code|pre|template)\b.*?</\1>|<script(?![^>]*ld\+json).*?</script>|<!--.*?-->", re.DOTALL)
"""What is no text of a page by the rules: code, and what only scripts see."""
_SITE = Span("content/site.yaml", 1, 1, 2)


@dataclass(frozen=True, slots=True)
class Plants:
    """`planted` numbers, of which `reached` came out in some file; `score` counts (file, number) pairs and those the
    gate reported; `problems` name what it did not."""

    planted: int
    reached: int
    score: Score
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Bed:
    """Gives out the numbers and remembers where each was put."""

    where: dict[str, Span] = field(default_factory=dict)

    def next(self, span: Span) -> str:
        number = str(_FIRST + len(self.where))
        self.where[number] = span
        return number


def plant_numbers(tree: Tree, memo: Memo, options: Options) -> Plants:
    """Plants in every page's Markdown, in every text of YAML and front matter and in every template of the site at
    once, each its own number."""
    bed = _Bed()
    planted = {path: _file(path, text, bed) if isinstance(text, str) else text for path, text in tree.items()}
    result = run(planted, memo, replace(options, alter=lambda read: _texts(read, bed)))
    memo.end_round()
    return _judge(result, bed)


def _file(path: str, text: str, bed: _Bed) -> str:
    if path.startswith("content/") and path.endswith(".md") and not path.startswith("content/assets/"):
        return _page(path, text, bed)
    if path.startswith("templates/") and path.endswith(".html"):
        return _template(path, text, bed)
    return text


def _page(path: str, text: str, bed: _Bed) -> str:
    """The page with one of everything Markdown can make, at its end."""
    n = [bed.next(Span(path, text.count("\n") + 1, 1, 2)) for _ in range(13)]
    words = "".join(f"\nPlanted in words: {words}.\n" for words in _IN_WORDS.values())
    return text.rstrip("\n") + (
        f"\n\n## Planted {n[0]}\n\nA sentence with {n[1]} in it, **{n[2]}** in bold, and a note.[^planted]\n\n"
        f"- an item of {n[3]}\n\n1. an entry of {n[4]}\n\n| {n[5]} | head |\n|---|---|\n| cell | {n[6]} |\n\n"
        f"> said {n[7]} without a source\n\nA term\n:   defined by {n[8]}\n\n"
        f'[a link of {n[9]}](https://example.org/ "titled {n[10]}")\n\n'
        f'<p title="hover {n[11]}">raw HTML</p>\n\n[^planted]: a footnote of {n[12]}\n{words}'
    )


_ELEMENT = re.compile(r"<(?:p|h[1-6]|div|section|footer|header|main|li|article|body)(?:\s[^<>{}]*)?>")


def _template(path: str, text: str, bed: _Bed) -> str:
    """The template with a number in its first element that holds text; one without any stays as it is."""
    element = _ELEMENT.search(text)
    if element is None:
        return text
    number = bed.next(Span(path, text.count("\n", 0, element.end()) + 1, 1, 2))
    return f"{text[: element.end()]} {number} {text[element.end() :]}"


def _texts(read: Read, bed: _Bed) -> Read:
    """What was read, with a number at the end of every text; a text that stands in two places keeps one number."""
    known: dict[int, Inline] = {}

    def plant(value: T) -> T:
        if isinstance(value, Inline):
            if id(value) not in known:
                known[id(value)] = replace(value, text=f"{value.text} {bed.next(value.span)}")
            return cast(T, known[id(value)])
        if isinstance(value, Mapping):
            return cast(T, {key: plant(item) for key, item in value.items()})
        if isinstance(value, tuple):
            return cast(T, tuple(plant(item) for item in value))
        if isinstance(value, list):
            return cast(T, [plant(item) for item in value])
        if is_dataclass(value) and not isinstance(value, type):
            changes = {name: plant(getattr(value, name)) for name in _planted_in(value)}
            return cast(T, replace(value, **changes))
        return value

    def authors(names: tuple[str, ...], span: Span) -> tuple[str, ...]:
        return tuple(f"{name} {bed.next(span)}" for name in names)

    return replace(
        read,
        config=replace(plant(read.config), authors=authors(read.config.authors, _SITE)),
        facts=plant(read.facts),
        charts=plant(read.charts),
        terms=plant(read.terms),
        data=plant(read.data),
        pages=tuple(
            replace(
                page,
                title=plant(page.title),
                description=plant(page.description),
                authors=authors(page.authors, Span(page.path, 1, 1, 2)),
            )
            for page in read.pages
        ),
    )


_UNTOUCHED = frozenset({"span", "spans", "formula", "unit", "holes", "numerals", "tree", "authors"})


def _planted_in(value: object) -> Iterator[str]:
    """The fields of a model's value in which a text may grow. A fact in words rests on its source alone where that is
    not quoted: there is nothing to hold its words against."""
    unquoted = isinstance(value, Fact) and not any(item.quote for item in value.evidence)
    for part in fields(value):  # type: ignore[arg-type]
        if part.name not in _UNTOUCHED and not (unquoted and part.name == "value"):
            yield part.name


def _judge(result: Result, bed: _Bed) -> Plants:
    """Every planted number in every finished file, and whether the gate spoke of it there."""
    told = {number for item in result.problems if item.severity == "error" for number in _PLANT.findall(item.message)}
    seen: list[tuple[str, bool]] = []
    reached: set[str] = set()
    escaped: dict[str, list[str]] = defaultdict(list)
    for inspection in result.inspections:
        output = result.marked[inspection.path]
        caught: dict[str, str] = {}
        for orphan in inspection.orphans:
            for number in (*_PLANT.findall(orphan.text), *(w for w in _IN_WORDS.values() if w in orphan.text)):
                caught.setdefault(number, _place(orphan.where))
        for number in _found(output):
            held = number in caught or (number in told and _is_shown_as_a_fact(output, number))
            seen.append((surface_of(output, caught.get(number, "")), held))
            reached.add(number)
            if not held:
                escaped[number].append(inspection.path)
    problems = tuple(_escaped(number, files, bed) for number, files in escaped.items())
    return Plants(len(bed.where), len(reached & bed.where.keys()), scored(seen), problems)


def _found(output: Output) -> Iterator[str]:
    """The planted numbers a reader of a file can meet, each once."""
    text = marks.strip(output.content if isinstance(output.content, str) else output.shows)
    if output.surface == "html":
        text = _LITERAL.sub(" ", text)
    yield from dict.fromkeys(_PLANT.findall(text))
    words = _IN_WORDS.get((output.language or "").partition("-")[0])
    if words is not None and f"Planted in words: {words}" in text:
        yield words


def _is_shown_as_a_fact(output: Output, number: str) -> bool:
    """Whether every place of a number is inside the display of a fact: one in words, told where its quotes lack it."""
    text = output.content if isinstance(output.content, str) else output.shows
    return number not in _FACT.sub(" ", text)


_FACT = re.compile(f"{marks.OPEN}fact:[^{marks.CLOSE}]*{marks.CLOSE}")


def _place(where: str) -> str:
    """“alt of <img>” and “column “label_en”” by their kind."""
    return re.sub(r" “.*”$", "", where)


def _escaped(number: str, files: list[str], bed: _Bed) -> Problem:
    where = f"`{files[0]}`" + (f" and {len(files) - 1} more files" if len(files) > 1 else "")
    message = (
        f"a number without a source planted here, `{number}`, reached readers of {where}, and the gate let it pass"
    )
    hint = "what shows this text takes it for sourced: look for a template that wraps it, or report this to us"
    return Problem("proof-escaped", "error", message, bed.where.get(number, _SITE), hint)
