"""Marked text as HTML: escaping, elements for what is vouched for, punctuation that stays with its button.

Below `display`; knows texts and marks, no facts.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape

from markupsafe import Markup
from markupsafe import escape as escape_value

from exposit import marks


@lru_cache(maxsize=16_384)
def escaped(text: str) -> str:
    """A text for an attribute's quotes. Ids and names stand in a page many times."""
    return escape(text)


def html_of(pattern: str, *values: object) -> Markup:
    """`pattern` with each value escaped in its place, as `Markup(pattern).format(*values)` would have it, in a fifth of
    the time: only plain `{}` and `{0}` are understood."""
    return Markup(pattern.format(*map(escape_value, values)))


def marked(kind: marks.Kind, text: str, key: str = "") -> Markup:
    """A text as HTML, marked (see `marks`); `text` that is Markup already is taken as it stands."""
    return Markup(marks.mark(kind, str(escape_text(text)), escape(key)))


def escape_text(text: str) -> Markup:
    """A text as HTML; Markup stays as it is."""
    return text if isinstance(text, Markup) else Markup(escape(text, quote=False))


def missing(name: str) -> Markup:
    """The visible gap where something was named that nobody knows."""
    return html_of('<span class="missing">{}</span>', marked("label", name))


_SHOWN = re.compile(
    f"{marks.OPEN}(fact|claim|exempt):([^{marks.BAR}]*){marks.BAR}([^{marks.OPEN}{marks.CLOSE}]*){marks.CLOSE}"
)


def from_marked(text: str) -> Markup:
    """Marked plain text as HTML: each fact, claim and exemption in a plain element that names it."""
    if marks.OPEN not in text:
        return Markup(escape(text))
    return Markup(_SHOWN.sub(r'<span data-\1="\2">\g<0></span>', escape(str(text))))


def shown_whole(text: str) -> tuple[str, str] | None:
    """The kind and the key of the one fact, claim or exemption that marked text is the display of; None where it is
    more, less, or nothing such."""
    found = _SHOWN.fullmatch(text)
    return (found[1], found[2]) if found else None


_BUTTON = re.compile("<button [^<]*</button>((?:[\u00a0\u202f]?[.,;:!?…)\\]”’»%])*)")
_LEADING = re.compile("(?:[(\\[“‘«][\u00a0\u202f]?|(?<!\\w)\\w{1,8}[’'])$")
_NEAR = 10
"""Characters in which `_LEADING` is found, with the one before it."""
_FRAME = '<span class="tied">'


def tied(html: str) -> str:
    """Binds what opens to the punctuation around it: to a browser a button is a box, beside which lines may break."""
    if "<button" not in html:
        return html
    parts: list[str] = []
    done = 0
    for button in _BUTTON.finditer(html):
        start = button.start()
        if html.startswith(_FRAME, html.rfind("<", done, start)):
            continue
        leading = _LEADING.search(html[max(done, start - _NEAR) : start])
        if leading is None and not button[1]:
            continue
        first = start - (len(leading[0]) if leading else 0)
        parts += [html[done:first], _FRAME, html[first : button.end()], "</span>"]
        done = button.end()
    return "".join([*parts, html[done:]])
