"""Where a walk through a page's HTML stands: open elements, sections, footnotes, what is marked `only`.

Kept by `placing` while it walks; answers what a `PlacedHole` says about its hole's place.
"""

from __future__ import annotations

from dataclasses import dataclass

from exposit.model import Hole, PlacedHole

LEVELS = {f"h{level}": level for level in range(1, 7)}
CODE = frozenset("code pre kbd samp script style textarea xmp".split())
"""What stands in these is shown as it was written."""
_CLOSED = frozenset(("a", "summary", "button", "label"))
"""Inside these nothing interactive may stand."""
_BLOCKS = (
    ("heading", frozenset(LEVELS)),
    ("caption", frozenset(("figcaption", "caption"))),
    ("table", frozenset(("td", "th"))),
)
_LISTED = frozenset(("li", "dt", "dd"))


@dataclass(slots=True)
class Element:
    """An element that is open. `at` is the number of parts written before its tag, `first_hole` that of holes; `source`
    is what a quotation cites, `footnote` the id of a footnote's text."""

    name: str
    only: bool
    at: int
    first_hole: int
    source: str | None = None
    footnote: str | None = None


class Context:
    """The elements around the place where the walk is, innermost last."""

    def __init__(self) -> None:
        self.open: list[Element] = []
        self.code = 0
        self.headings = 0
        self._sections: list[tuple[int, bool]] = []
        self._footnotes: dict[str, tuple[int, bool]] = {}

    def enter(self, element: Element) -> None:
        """An opening tag."""
        self.code += element.name in CODE
        self.open.append(element)

    def leave(self, name: str) -> Element | None:
        """A closing tag; gives its element, None where it closes nothing."""
        if self.open and self.open[-1].name == name:
            self.code -= name in CODE
            return self.open.pop()
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index].name == name:
                element = self.open[index]
                self.code -= sum(left.name in CODE for left in self.open[index:])
                del self.open[index:]
                return element
        return None

    def begin_section(self, level: int, only: bool) -> bool:
        """A heading: every section as deep or deeper ends. Whether the new one is `only`, by itself or by one above."""
        while self._sections and self._sections[-1][0] >= level:
            self._sections.pop()
        only = only or any(above for _, above in self._sections)
        self._sections.append((level, only))
        self.headings += 1
        return only

    def footnote_named(self, name: str) -> None:
        """A footnote's mark: its text belongs to the section where it is first named."""
        self._footnotes.setdefault(name, (self.headings - 1, self._only()))

    def is_footnote(self, name: str) -> bool:
        """Whether this is the id of a footnote that was named."""
        return name in self._footnotes

    def cite(self, source: str) -> None:
        """A citation: the quotation around it, if any, is of this source."""
        for element in reversed(self.open):
            if element.name == "blockquote":
                element.source = element.source or source
                return

    def place(self, hole: Hole, *, attribute: bool = False) -> PlacedHole:
        """The hole with what there is to say about this place."""
        section, only = self.headings - 1, self._only()
        in_link = False
        for element in self.open:
            if element.footnote:
                section, only = self._footnotes[element.footnote]
            in_link = in_link or element.name in _CLOSED
        return PlacedHole(hole, section, only, in_link, "attribute" if attribute else self._block())

    def _only(self) -> bool:
        return any(element.only for element in self.open) or any(only for _, only in self._sections)

    def _block(self) -> str:
        names = {element.name for element in self.open}
        for block, tags in _BLOCKS:
            if not names.isdisjoint(tags):
                return block
        if any(element.footnote for element in self.open):
            return "footnote"
        return "p" if names.isdisjoint(_LISTED) else "list"
