"""Marked text as HTML: escaping, elements for what is vouched for, punctuation that stays with its button.

Below `display`; knows texts and marks, no facts.
"""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup
from markupsafe import escape as escape_value

from exposit import marks


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


_TIED = re.compile(
    '<span class="tied">[^<]*<button [^<]*</button>[^<]*</span>'
    "|(?P<before>[(\\[“‘«][\u00a0\u202f]?|(?<!\\w)\\w{1,8}[’'])?<button [^<]*</button>"
    "(?P<after>(?:[\u00a0\u202f]?[.,;:!?…)\\]”’»%])*)"
)


def tied(html: str) -> str:
    """Binds what opens to the punctuation around it: to a browser a button is a box, beside which lines may break."""

    def tie(match: re.Match[str]) -> str:
        return f'<span class="tied">{match[0]}</span>' if match["before"] or match["after"] else match[0]

    return _TIED.sub(tie, html)
