"""Marks: how the renderer tells the gate where a number came from, in any kind of output, without matching values.

Every renderer wraps what it writes on an authority (a fact, a claim, an exemption, a quotation ...) in three
private-use characters: OPEN kind[:key] BAR text CLOSE. Marks may nest and may hold markup. They survive HTML, JSON,
XML, SVG and CSV alike; the gate (`check.gate`) reads them, `strip` removes them before anything is published.
"""

from __future__ import annotations

import re
from typing import Literal

OPEN, BAR, CLOSE = "\ue100", "\ue101", "\ue102"
TALLY = "\ue103"
"""Stands in a page where its denominator (“131 quantities: 88 sourced …”) is written after the gate has counted."""
LIST, LABELS = "\ue104", "\ue105"
"""Where the list behind a denominator is written: its rows, and the dates and labels."""

HOLE_OPEN, HOLE_CLOSE = "\ue000", "\ue001"
"""Around the decimal index of a hole in `Body.html` and `Inline.text`."""

Kind = Literal["fact", "claim", "exempt", "quote", "source", "date", "label", "code"]
"""`fact:ID` a display of a fact (sourced or calculated); `claim:FORMULA` an author's words that were checked;
`exempt:REASON`; `quote:SOURCE` verbatim words of a source; `source:ID` its title, publisher, URL; `date` a date the
engine wrote (published, as of, accessed); `label` chrome: counters, note numbers, axis ticks computed by us; `code`."""

PRIVATE = re.compile("[\ue000-\ue1ff]")
"""What no author may write: these characters are ours."""


def mark(kind: Kind, text: str, key: str = "") -> str:
    """`text`, written on the authority `kind` and, where there is one, `key` (a fact's or a source's id)."""
    return f"{OPEN}{kind}:{key}{BAR}{text}{CLOSE}"


def strip(text: str) -> str:
    """The text as it is published: the marks gone, what they held left."""
    if OPEN not in text and CLOSE not in text:
        return str(text)
    # One pattern for both ends would take twice as long.
    return _BEGINNING.sub("", str(text).replace(CLOSE, ""))


_BEGINNING = re.compile(f"{OPEN}[^{BAR}]*{BAR}")


def hole(index: int) -> str:
    """The placeholder of hole `index`."""
    return f"{HOLE_OPEN}{index}{HOLE_CLOSE}"


HOLE = re.compile(f"{HOLE_OPEN}(\\d+){HOLE_CLOSE}")
