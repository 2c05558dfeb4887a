"""What follows from files that could not even be read: whether to go on at all, and what not to blame on the rest.

For whoever runs a build on what was read, `whole` and the preview alike.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exposit.problems import Problem

_MISSED = frozenset({"exemption-unused", "front-page-missing", "link-broken", "translation-missing"})
"""What a page that cannot be read brings with it: nobody finds it, or what it holds."""


def hopeless(unread: Iterable[Problem]) -> bool:
    """Whether reading on would only bring up errors that follow from these: every fact unknown, say."""
    return any(problem.code == "content-missing" or _is_of(problem, (".yaml", ".yml")) for problem in unread)


def without_echoes(unread: Iterable[Problem], found: Iterable[Problem]) -> Iterator[Problem]:
    """What a build found, without what only follows from pages that could not be read."""
    is_page_unread = any(_is_of(problem, (".md",)) for problem in unread)
    for problem in found:
        if not (is_page_unread and problem.code in _MISSED):
            yield problem


def _is_of(problem: Problem, endings: tuple[str, ...]) -> bool:
    return problem.span is not None and problem.span.path.endswith(endings)
