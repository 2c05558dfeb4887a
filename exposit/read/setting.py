"""Sets the texts of a page's HTML in its language's typography: a paragraph at a time, across its inline elements.

Between `sanitise` and `placing`. A quotation mark is opened by what stands before it, even if that is inside `<em>`;
code is left alone, and counts as a word to its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence

from exposit.language.typography import typeset
from exposit.marks import HOLE_CLOSE
from exposit.read.context import CODE
from exposit.read.tags import Tag

INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i img ins kbd mark q s samp small span strong sub sup time u var wbr"
    " button label summary".split()
)
"""Elements that typography looks through: they stand within a paragraph."""
_BOUNDARY = "<>"
"""Stands for a tag while a paragraph is set: typography looks through it, and no text holds it."""


def set_texts(events: Sequence[str | Tag], language: str) -> list[str | Tag]:
    """The events with their texts set."""
    done = list(events)
    run: list[int] = []
    code = 0
    literal: set[int] = set()
    for index, event in enumerate(events):
        if isinstance(event, str):
            if code:
                literal.add(index)
            run.append(index)
            continue
        if event.name in CODE:
            code = max(0, code + (-1 if event.closing else 1))
        if event.name in INLINE:
            run.append(index)
        elif run:
            _set_run(done, run, literal, language)
            run = []
    _set_run(done, run, literal, language)
    return done


def _set_run(events: list[str | Tag], run: Sequence[int], literal: set[int], language: str) -> None:
    pieces: list[str] = []
    texts: list[tuple[int, int]] = []
    for index in run:
        event = events[index]
        if not isinstance(event, str):
            pieces.append("")
        elif index in literal:
            pieces.append(HOLE_CLOSE)
        else:
            texts.append((index, len(pieces)))
            pieces.append(event)
    if not any(not pieces[at].isspace() for _, at in texts):
        return
    shown = typeset(_BOUNDARY.join(pieces), language).split(_BOUNDARY)
    if len(shown) == len(pieces):
        for index, at in texts:
            events[index] = shown[at]
