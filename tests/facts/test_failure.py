"""Failures: given a place."""

from __future__ import annotations

from exposit.facts.failure import Failure, as_problem, shortened
from exposit.problems import Problem, Span


def test_a_failure_gets_its_place() -> None:
    """Offsets are added to the column where the text begins; at least one character is marked."""
    failure = Failure("unit-unknown", "`x` is not a unit", 3, 4, "write `USD`")
    place = Span("facts.yaml", 7, 13, 14)
    assert Problem("unit-unknown", "error", "`x` is not a unit", place, "write `USD`") == as_problem(
        failure, Span("facts.yaml", 7, 10, 20)
    )
    assert None is as_problem(failure, None).span


def test_long_words_are_cut() -> None:
    """A message quotes what was written, on one line and not for ever."""
    assert "a b" == shortened("a\n  b")
    assert "aaaa…" == shortened("a" * 60, 5)
