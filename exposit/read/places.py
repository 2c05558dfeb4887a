"""Where in the source a link, a heading or a tag of the finished HTML was written: Markdown keeps no positions.

Headings and links come out in the order they were written (footnotes apart), so each is looked for among those not
yet used. What cannot be found is placed at the beginning of the page's text, never nowhere.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict, deque
from collections.abc import Sequence

from exposit.problems import Span
from exposit.read.forms import Place
from exposit.read.literal import Region, inside
from exposit.read.source_headings import SourceHeading, source_headings

_TARGETS = (
    re.compile(r"\]\(\s*<?([^\s<>()]*(?:\([^\s()]*\)[^\s<>()]*)*)"),
    re.compile(r"^[ ]{0,3}\[[^\]\n^][^\]\n]*\]:[ \t]*<?([^\s<>]+)", re.MULTILINE),
    re.compile(r"<((?:https?|mailto|tel):[^\s<>]+)>"),
    re.compile(r"<([^\s<>@:]+@[^\s<>@]+)>"),
    re.compile(r"\b(?:href|src|poster)\s*=\s*[\"']?([^\s\"'<>]+)", re.IGNORECASE),
)


class Places:
    """The places of one page's text; each answer is given once where there are several."""

    def __init__(self, text: str, code: Sequence[Region], place: Place) -> None:
        self.text, self.code, self.place = text, code, place
        self._links: dict[str, deque[tuple[int, int]]] | None = None
        self._headings: deque[SourceHeading] | None = None

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
            self._headings = deque(source_headings(self.text, self.code))
        for index, heading in enumerate(self._headings):
            if heading.level == level:
                for _ in range(index + 1):
                    self._headings.popleft()
                return self.place(heading.words_start, heading.words_end)
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
