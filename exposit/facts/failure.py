"""A mistake inside one text, before anyone knows where that text stands.

Everything in `facts` that reads an author's words returns one of these instead of raising; the caller, who knows the
file, makes a `Problem` of it with `as_problem`.
"""

from __future__ import annotations

from dataclasses import dataclass

from exposit.problems import Problem, Related, Span

FAILED_INPUT = "formula-input"
"""Code of the failure of a formula whose input has itself failed: that is told at the input, so callers drop it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """`message` and `hint` as in `Problem`; `start` and `end` are offsets in the text that was read. `facts` are the
    ids the message speaks of, so that a caller can point to where they are written."""

    code: str
    message: str
    start: int
    end: int
    hint: str | None = None
    facts: tuple[str, ...] = ()


def as_problem(failure: Failure, span: Span | None, related: tuple[Related, ...] = ()) -> Problem:
    """The failure as an error in the text that begins at `span`."""
    if span is None:
        return Problem(failure.code, "error", failure.message, None, failure.hint, related)
    column = span.column + failure.start
    end = max(column + 1, span.column + failure.end)
    place = Span(span.path, span.line, column, end)
    return Problem(failure.code, "error", failure.message, place, failure.hint, related)


def shortened(text: str, limit: int = 60) -> str:
    """An author's words for a message: on one line, cut when long, what cannot be seen by its number."""
    flat = " ".join(text.split())
    if not flat.isprintable():
        flat = "".join(letter if letter.isprintable() else f"U+{ord(letter):04X}" for letter in flat)
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
