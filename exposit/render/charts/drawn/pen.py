"""A pen: SVG shapes and words with measured widths, in the site's colours. Knows no charts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Literal

from exposit.render.charts.letters import FAMILY, WEIGHT, Face, drawn, undrawn, width

Anchor = Literal["start", "middle", "end"]


def short(number: float) -> str:
    """A coordinate: one decimal, no needless zero."""
    text = f"{number:.1f}"
    return text.removesuffix(".0")


_ROW = re.compile(r' data-row="([^"]*)"')


@dataclass
class Pen:
    """What has been drawn so far. Colours are the tokens of `colours.palette`."""

    colours: Mapping[str, str]
    shapes: list[str] = field(default_factory=list)

    def colour(self, token: str) -> str:
        """The colour behind a token; what is no token stands for itself."""
        return self.colours.get(token, token)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float,
        face: Face = "sans-400",
        token: str = "--chart-ink",
        anchor: Anchor = "start",
        row: str = "",
    ) -> None:
        """Marked words on a line whose foot is at `y`; `row` names the fact they stand at. They are as wide as in our
        own fonts whatever a reader has in their place, and so never reach into what stands beside them."""
        words = drawn(words)
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        more = f' data-row="{escape(row)}"' if row else ""
        if words and not undrawn(words):
            more += f' textLength="{short(width(words, face, size))}" lengthAdjust="spacingAndGlyphs"'
        family = f"{FAMILY[face]}, {'Georgia, serif' if face == 'serif-600' else 'Helvetica, Arial, sans-serif'}"
        self.shapes.append(
            f'<text x="{short(x)}" y="{short(y)}" font-family="{family}" font-weight="{WEIGHT[face]}" '
            f'font-size="{short(size)}" fill="{self.colour(token)}"{side}{more}>{escape(words)}</text>'
        )

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        token: str,
        *,
        stroke: str = "",
        dash: str = "",
        opacity: float = 1,
        row: str = "",
    ) -> None:
        """A rectangle; `row` names the fact it stands for."""
        more = f' stroke="{self.colour(stroke)}" stroke-width="2"' if stroke else ""
        more += f' stroke-dasharray="{dash}"' if dash else ""
        more += f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        more += f' data-row="{escape(row)}"' if row else ""
        self.shapes.append(
            f'<rect x="{short(x)}" y="{short(y)}" width="{short(max(width, 0))}" height="{short(height)}" '
            f'fill="{self.colour(token)}"{more}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, token: str, width: float = 1, dash: str = "") -> None:
        """A straight line."""
        more = f' stroke-dasharray="{dash}"' if dash else ""
        self.shapes.append(
            f'<line x1="{short(x1)}" y1="{short(y1)}" x2="{short(x2)}" y2="{short(y2)}" '
            f'stroke="{self.colour(token)}" stroke-width="{width:g}"{more}/>'
        )

    def dot(self, x: float, y: float, r: float, token: str, *, stroke: str = "", dash: str = "", row: str = "") -> None:
        """A disc."""
        more = f' stroke="{self.colour(stroke)}" stroke-width="3"' if stroke else ""
        more += f' stroke-dasharray="{dash}"' if dash else ""
        more += f' data-row="{escape(row)}"' if row else ""
        self.shapes.append(
            f'<circle cx="{short(x)}" cy="{short(y)}" r="{short(r)}" fill="{self.colour(token)}"{more}/>'
        )

    def path(
        self, d: str, token: str, *, stroke: str = "", width: float = 2, opacity: float = 1, row: str = ""
    ) -> None:
        """Any outline; `token` may be `none`."""
        more = f' stroke="{self.colour(stroke)}" stroke-width="{width:g}"' if stroke else ""
        more += f' fill-opacity="{opacity:g}"' if opacity < 1 else ""
        more += f' data-row="{escape(row)}"' if row else ""
        self.shapes.append(f'<path d="{d}" fill="{self.colour(token)}"{more}/>')

    def fade(self, name: str, token: str, first: float, last: float) -> str:
        """A gradient from left to right; gives what to fill with."""
        colour = self.colour(token)
        self.shapes.append(
            f'<linearGradient id="{escape(name)}"><stop offset="0" stop-color="{colour}" stop-opacity="{first:g}"/>'
            f'<stop offset="1" stop-color="{colour}" stop-opacity="{last:g}"/></linearGradient>'
        )
        return f"url(#{escape(name)})"

    def rows(self) -> set[str]:
        """The facts that shapes or words have been drawn for."""
        return {unescape(name) for shape in self.shapes for name in _ROW.findall(shape)}

    def svg(self, width: float, height: float, title: str, description: str) -> str:
        """All of it as a file: marked text, self-contained, no style sheet."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {short(width)} {short(height)}" '
            f'width="{short(width)}" height="{short(height)}" role="img"><title>{escape(title)}</title>'
            f"<desc>{escape(description)}</desc>{''.join(self.shapes)}</svg>\n"
        )
