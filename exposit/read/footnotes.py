"""Footnotes that are named and not written, which Markdown would print as they stand; or written and not named."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from exposit.nearest import did_you_mean
from exposit.problems import Problem
from exposit.read.forms import Place, error, shorten
from exposit.read.literal import Region, indented_code

_WRITTEN = re.compile(r"^[ ]{0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)
_NAMED = re.compile(r"(?<!\\)\[\^([^\]\n]+)\]")


def unmatched_footnotes(text: str, code: Sequence[Region], place: Place) -> Iterator[Problem]:
    """A problem for every footnote of `text`, code aside, that is only named or only written."""
    if "[^" not in text:
        return
    literal = [*code, *indented_code(text)]
    written = _outside(literal, _WRITTEN.finditer(text))
    opened = {match.end() - 1 for match in written.values()}
    named = _outside(literal, (match for match in _NAMED.finditer(text) if match.end() not in opened))
    for name, match in named.items():
        if name not in written:
            hint = (
                did_you_mean(name, sorted(written), listed=0) or f"write `[^{shorten(name)}]: …` on a line of its own"
            )
            message = f"no footnote is called `{shorten(name)}`"
            yield error("footnote-unknown", message, place(match.start(), match.end()), hint)
    for name, match in written.items():
        if name not in named:
            message = f"the footnote `{shorten(name)}` is named nowhere"
            hint = f"write `[^{shorten(name)}]` where it belongs, or delete it"
            yield error("footnote-unused", message, place(match.end() - len(name) - 4, match.end() - 1), hint)


def _outside(literal: Sequence[Region], found: Iterable[re.Match[str]]) -> dict[str, re.Match[str]]:
    """What was found outside code: by name, the first of each."""
    outside: dict[str, re.Match[str]] = {}
    for match in found:
        if not any(region.start <= match.start() < region.end for region in literal):
            outside.setdefault(match[1], match)
    return outside
