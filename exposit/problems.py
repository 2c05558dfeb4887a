"""What went wrong, as a value: a place, a code, a sentence, a hint.

The ground floor: every room reports through `Problem`, none raises for what an author wrote. The same value is dressed
as terminal text with a caret, as JSON, as a GitHub annotation and as the preview's overlay.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]
ALL = "*"
"""Among the names that a problem hides: any name may be among them, for a whole file could not be read."""


class Span(NamedTuple):
    """A place on one line of one file. Lines and columns count from 1, in code points; `end_column` is exclusive."""

    path: str
    line: int
    column: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that helps to understand a problem: “first written here”."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake of an author's. `message` says what is wrong with the author's own words in backticks; `hint` what
    would be right. Lower case, no full stop, no blame. `span` is None only where no file is to blame."""

    code: str
    severity: Severity
    message: str
    span: Span | None = None
    hint: str | None = None
    related: tuple[Related, ...] = ()
    hides: tuple[str, ...] = ()
    """Names of entries (facts, sources, charts, terms) that could not be read because of it: they were written, so
    nobody is told that they do not exist."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of one file and the way from an offset in it to a line and a column: computed here and nowhere else."""

    path: str
    text: str
    _starts: list[int] = field(default_factory=list, repr=False, compare=False)

    def _line_starts(self) -> list[int]:
        if not self._starts:
            self._starts.append(0)
            offset = self.text.find("\n")
            while offset != -1:
                self._starts.append(offset + 1)
                offset = self.text.find("\n", offset + 1)
        return self._starts

    def span(self, start: int, end: int | None = None) -> Span:
        """The place of `text[start:end]`, cut at the end of its first line. Without `end`, one character."""
        starts = self._starts or self._line_starts()
        line = bisect_right(starts, start)
        before = starts[line - 1] - 1
        line_end = starts[line] - 1 if line < len(starts) else len(self.text)
        stop = start + 1 if end is None or end <= start else end
        if stop > line_end:
            stop = line_end if line_end > start else start + 1
        return Span(self.path, line, start - before, stop - before)

    def span_at(self, line: int, column: int, length: int = 1) -> Span:
        """The place `length` characters long at a line and column counted from 1."""
        return Span(self.path, line, column, column + max(length, 1))

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column, for readers whose parser reports places that way."""
        starts = self._line_starts()
        return starts[min(line, len(starts)) - 1] + column - 1

    def line(self, number: int) -> str:
        """The text of line `number`, without its line end; empty beyond the end of the file."""
        starts = self._line_starts()
        if not 1 <= number <= len(starts):
            return ""
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return self.text[starts[number - 1] : end].rstrip("\r")


LineOf = Callable[[str, int], str]
"""Gives the text of a line of a file: `(path, line) -> text`; empty where it is not known."""


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """By path and place, each once; what has no place comes first."""

    def key(problem: Problem) -> tuple[str, int, int, str, str]:
        span = problem.span
        if span is None:
            return ("", 0, 0, problem.code, problem.message)
        return (span.path, span.line, span.column, problem.code, problem.message)

    return tuple(sorted(dict.fromkeys(problems), key=key))


def has_errors(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether these stop a build: any error, and under `strict` any warning."""
    return any(strict or problem.severity == "error" for problem in problems)


def as_text(problem: Problem, line_of: LineOf) -> str:
    """The problem as a person reads it in a terminal: place, sentence, the line, a caret, the hint."""
    head = f"{problem.severity}[{problem.code}]: {problem.message}"
    if problem.span is None:
        return head + (f"\n   = {problem.hint}" if problem.hint else "")
    span = problem.span
    parts = [f"{span.path}:{span.line}:{span.column}: {head}"]
    line = line_of(span.path, span.line)
    gutter = " " * len(str(span.line))
    if line:
        shown, column = line, span.column
        if len(shown) > 160:  # a paragraph on one line: show the part that matters
            cut = max(0, column - 60)
            shown = ("…" if cut else "") + shown[cut : cut + 150] + ("…" if cut + 150 < len(line) else "")
            column = column - cut + (1 if cut else 0)
        pad = "".join("\t" if character == "\t" else " " for character in shown[: column - 1])
        width = max(1, min(span.end_column - span.column, len(shown) - column + 1))
        parts += [f"{gutter} |", f"{span.line} | {shown}", f"{gutter} | {pad}{'^' * width}"]
    if problem.hint:
        parts += [f"{gutter} = {hint_line}" for hint_line in problem.hint.split("\n")]
    for related in problem.related:
        place = f"{related.span.path}:{related.span.line}:{related.span.column}"
        parts.append(f"{gutter} = {related.message} ({place})")
    return "\n".join(parts)


def as_dict(problem: Problem) -> dict[str, object]:
    """The problem as the JSON contract has it: `code severity message path line column end_column hint related`."""
    span = problem.span
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        "path": span.path if span else None,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "end_column": span.end_column if span else None,
        "hint": problem.hint,
        "related": [
            {
                "message": related.message,
                "path": related.span.path,
                "line": related.span.line,
                "column": related.span.column,
                "end_column": related.span.end_column,
            }
            for related in problem.related
        ],
    }


def as_json(problems: Sequence[Problem]) -> str:
    """All problems as one JSON array; an empty array when all is well."""
    return json.dumps([as_dict(problem) for problem in problems], ensure_ascii=False, indent=2)


def as_github(problem: Problem) -> str:
    """The problem as a GitHub Actions annotation."""

    def escape(text: str, *, prop: bool = False) -> str:
        text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
        return text.replace(":", "%3A").replace(",", "%2C") if prop else text

    message = problem.message + (f" ({problem.hint})" if problem.hint else "")
    fields = [f"title={escape(problem.code, prop=True)}"]
    if problem.span:
        span = problem.span
        fields = [
            f"file={escape(span.path, prop=True)}",
            f"line={span.line}",
            f"col={span.column}",
            f"endColumn={span.end_column}",
            *fields,
        ]
    return f"::{problem.severity} {','.join(fields)}::{escape(message)}"
