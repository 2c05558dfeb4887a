"""What the renderer vouches for as a whole and an author wrote all the same: nouns of units, reasons of exemptions.

A noun stands inside its value, a reason beside the text it excuses: no mark tells them apart on a finished page, so
they are read here, as written.
"""

from __future__ import annotations

from collections.abc import Iterator

from exposit.language.numerals import find_numerals
from exposit.model import Exempt, Site
from exposit.problems import Problem, Span


def check_vouched(site: Site) -> Iterator[Problem]:
    """Numbers in the nouns of `units:` and in the reasons of exemptions."""
    nowhere = Span("content/site.yaml", 1, 1, 2)
    units = site.config.spans.get("units", nowhere)
    for name, by_language in site.config.units.items():
        told: set[str] = set()
        for language, nouns in by_language.items():
            for words in dict.fromkeys(word for noun in nouns for word in _numbers(noun, language)):
                if words not in told:
                    told.add(words)
                    message = f"`{words}` in the noun of the unit `{name}` has no source"
                    yield Problem(
                        "number-unsourced", "error", message, units, "a noun says what is counted, not how many"
                    )
    first = site.config.languages[0]
    for exemption in site.config.exempt:
        yield from _reason(exemption.text, exemption.reason, first, exemption.span)
    for page in site.pages.values():
        for placed in page.body.holes:
            if isinstance(placed.hole, Exempt):
                yield from _reason(placed.hole.words, placed.hole.reason, page.language, placed.hole.span)
    for text in site.texts:
        for hole in text.holes:
            if isinstance(hole, Exempt):
                yield from _reason(hole.words, hole.reason, text.language, hole.span)


def _reason(words: str, reason: str, language: str, span: Span) -> Iterator[Problem]:
    """A reason may repeat what it excuses, and no other number."""
    for found in _numbers(reason.replace(words, " "), language):
        if found not in words:
            message = f"`{found}` in the reason of an exemption has no source: “{reason}”"
            yield Problem(
                "number-unsourced", "error", message, span, "say what kind of thing the text is, without a number"
            )


def _numbers(text: str, language: str) -> Iterator[str]:
    return (found.text for found in find_numerals(text, language) if found.kind == "quantity")
