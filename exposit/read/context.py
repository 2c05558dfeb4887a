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
_BLOCKS = {
    **dict.fromkeys(LEVELS, "heading"),
    **dict.fromkeys(("figcaption", "caption"), "caption"),
    **dict.fromkeys(("td", "th"), "table"),
    **dict.fromkeys(("li", "dt", "dd"), "list"),
}
"""What an element makes of the holes in it."""
_RANKS = {block: rank for rank, block in enumerate(("p", "list", "footnote", "table", "caption", "heading"))}
"""Of several elements around a hole the last of these says what it stands in."""


@dataclass(slots=True)
class Element:
    """An element that is open. `at` is the number of parts written before its tag, `first_hole` that of holes; `source`
    is what a quotation cites, `footnote` the id of the footnote whose text it is, or is part of."""

    name: str
    only: bool
    at: int
    first_hole: int
    source: str | None = None
    footnote: str | None = None
    under_only: bool = False
    """Whether it, or an element around it, is `only`."""
    in_link: bool = False
    """Whether it is, or stands in, something nothing interactive may stand in."""
    block: str = "p"
    """`PlacedHole.block` of the holes in it."""


class Context:
    """The elements around the place where the walk is, innermost last."""

    def __init__(self) -> None:
        self.open: list[Element] = []
        self.code = 0
        self.headings = 0
        self._sections: list[tuple[int, bool]] = []
        self._footnotes: dict[str, tuple[int, bool]] = {}

    def enter(self, element: Element) -> None:
        """An opening tag. What is true of the elements around it is true of it."""
        self.code += element.name in CODE
        around = self.open[-1] if self.open else _PAGE
        element.under_only = element.only or around.under_only
        element.in_link = element.name in _CLOSED or around.in_link
        own = "footnote" if element.footnote else _BLOCKS.get(element.name, "p")
        element.footnote = element.footnote or around.footnote
        element.block = max(own, around.block, key=_RANKS.__getitem__)
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
        only = only or (bool(self._sections) and self._sections[-1][1])
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
        around = self.open[-1] if self.open else _PAGE
        section, only = self.headings - 1, self._only()
        if around.footnote:
            section, only = self._footnotes[around.footnote]
        return PlacedHole(hole, section, only, around.in_link, "attribute" if attribute else around.block)

    def _only(self) -> bool:
        in_element = bool(self.open) and self.open[-1].under_only
        return in_element or (bool(self._sections) and self._sections[-1][1])


_PAGE = Element("", only=False, at=0, first_hole=0)
"""What is around the outermost elements."""
