"""Where in the source a link, a heading or a tag of the finished HTML was written: Markdown keeps no positions.

Headings and links come out in the order they were written (footnotes apart), so each is looked for among those not
yet used. What cannot be found is placed at the beginning of the page's text, never nowhere.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from exposit.problems import Span
from exposit.read.forms import Place
from exposit.read.literal import Region, inside

_TARGETS = (
    re.compile(r"\]\(\s*<?([^\s<>)]*(?:\([^\s()]*\)[^\s<>()]*)*)"),
    re.compile(r"^[ ]{0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*<?([^\s<>]+)", re.MULTILINE),
    re.compile(r"<((?:https?|mailto|tel):[^\s<>]+)>"),
    re.compile(r"<([^\s<>@:]+@[^\s<>@]+)>"),
    re.compile(r"\b(?:href|src|poster)\s*=\s*[\"']?([^\s\"'<>]+)", re.IGNORECASE),
)
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})(?!#)[ \t]*(\S[^\n]*?)[ \t]*$|^([^\n]*\S[^\n]*)\n(=+|-+)[ ]*$", re.MULTILINE)


class Places:
    """The places of one page's text; each answer is given once where there are several."""

    def __init__(self, text: str, code: Sequence[Region], place: Place) -> None:
        self.text, self.code, self.place = text, code, place
        self._links: dict[str, deque[tuple[int, int]]] | None = None
        self._headings: deque[tuple[int, int, int]] | None = None

    def link(self, target: str) -> Span:
        """Where the address `target` was written."""
        if self._links is None:
            self._links = self._find_links()
        found = self._links.get(target) or self._links.get(target.removeprefix("mailto:"))
        if not found:
            return self.anywhere(target)
        start, end = found.popleft() if len(found) > 1 else found[0]
        return self.place(start, end)

    def heading(self, level: int) -> Span:
        """Where the next heading of this level was written."""
        if self._headings is None:
            self._headings = deque(self._find_headings())
        for index, (found, start, end) in enumerate(self._headings):
            if found == level:
                for _ in range(index + 1):
                    self._headings.popleft()
                return self.place(start, end)
        return self.place(0, 1)

    def anywhere(self, *words: str) -> Span:
        """The first place outside code where one of these words stands, in any case of letters."""
        for word in words:
            for match in re.finditer(re.escape(word), self.text, re.IGNORECASE):
                if not inside(self.code, match.start()):
                    return self.place(*match.span())
        return self.place(0, 1)

    def _find_links(self) -> dict[str, deque[tuple[int, int]]]:
        found = sorted(
            match.span(1)
            for pattern in _TARGETS
            for match in pattern.finditer(self.text)
            if match[1] and not inside(self.code, match.start(1))
        )
        links: dict[str, deque[tuple[int, int]]] = defaultdict(deque)
        for start, end in found:
            links[html.unescape(self.text[start:end])].append((start, end))
        return links

    def _find_headings(self) -> Iterator[tuple[int, int, int]]:
        for match in _HEADING.finditer(self.text):
            if inside(self.code, match.start()):
                continue
            if match[1]:
                yield len(match[1]), *match.span(2)
            else:
                yield 1 if match[4][0] == "=" else 2, *match.span(3)
