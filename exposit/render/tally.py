"""The denominator at a page's foot: “131 quantities: 88 sourced, 34 calculated, 9 exempt; 41 dates and labels”.

Written after the gate has counted the finished page; stands where the page has `marks.TALLY`.
"""

from __future__ import annotations

from html import escape

from exposit.language.messages import messages
from exposit.language.typography import typeset
from exposit.model import Site, Tally


def tally_text(tally: Tally, language: str) -> str:
    """The counts in words; parts that are zero are left out, the total never."""
    say = messages(language)

    def counted(one: str, many: str, number: int) -> str:
        return say.ngettext(one, many, number).format(count=number)

    parts = [
        counted("{count} sourced", "{count} sourced", tally.sourced) if tally.sourced else "",
        counted("{count} calculated", "{count} calculated", tally.calculated) if tally.calculated else "",
        counted("{count} exempt", "{count} exempt", tally.exempt) if tally.exempt else "",
    ]
    total = counted("{count} quantity", "{count} quantities", tally.quantities)
    text = say.gettext("{total}: {parts}").format(total=total, parts=", ".join(filter(None, parts)))
    if not tally.quantities:
        text = total
    if tally.labels:
        text += "; " + counted("{count} date or label", "{count} dates and labels", tally.labels)
    return text


def write_tally(_site: Site, tally: Tally, language: str, _path: str) -> str:
    """The denominator of one output as HTML; the template has linked it to the list it counts."""
    return escape(typeset(tally_text(tally, language), language), quote=False)
