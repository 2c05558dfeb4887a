"""Problems as short rows, for tests that compare all of them."""

from collections.abc import Iterable

from exposit.problems import Problem


def told(problems: Iterable[Problem]) -> list[tuple[str, str, str, str | None]]:
    """Each problem as place, code, message and hint, in order of place."""
    rows = [
        (p.span.line, p.span.column, f"{p.span.line}:{p.span.column}-{p.span.end_column}", p.code, p.message, p.hint)
        for p in problems
        if p.span is not None
    ]
    return [row[2:] for row in sorted(rows, key=lambda row: row[:2])]
