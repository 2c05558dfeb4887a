"""The values of a page's front matter, from the shape `read.schema` has judged to the model's types.

Between `read.yaml` and `read.page`. Each key is read by itself, so that one mistake does not hide another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from exposit.facts.dates import parse_date
from exposit.facts.failure import Failure
from exposit.facts.units import Units
from exposit.model import Inline, PartialDate
from exposit.problems import Problem, Span
from exposit.read.document import Document
from exposit.read.forms import error, shorten
from exposit.read.inline import read_inline
from exposit.read.schema import FrontMatter, validate

_LAYOUT = re.compile(r"[A-Za-z][\w-]{0,60}")
_ALIAS = re.compile(r"/?(?:(?!\.{1,2}/)[^\s/\\:*?\"<>|#%]+/)*(?!\.{1,2}$)[^\s/\\:*?\"<>|#%]*")


@dataclass(slots=True)
class PageFields:
    """What the front matter said; every default where it said nothing or nothing readable."""

    title: Inline | None = None
    description: Inline | None = None
    authors: tuple[str, ...] = ()
    published: PartialDate | None = None
    updated: PartialDate | None = None
    order: Decimal | None = None
    menu: bool = True
    draft: bool = False
    aliases: tuple[str, ...] = ()
    layout: str = "page"
    layout_span: Span | None = None
    problems: list[Problem] = field(default_factory=list)


def read_page_fields(document: Document, language: str, units: Units) -> PageFields:
    """The fields of a page in `language`."""
    given, problems = validate(FrontMatter, document)
    fields = PageFields(problems=[*document.problems, *problems])
    if given is None:
        return fields
    reader = _Reader(document, language, units, fields.problems)
    fields.title = reader.text("title", given.title)
    fields.description = reader.text("description", given.description)
    fields.published = reader.date("published", given.published)
    fields.updated = reader.date("updated", given.updated)
    fields.authors = tuple(given.authors or ())
    fields.order, fields.menu, fields.draft = given.order, given.menu, given.draft
    fields.aliases = reader.aliases(given.aliases)
    fields.layout = reader.layout(given.layout)
    fields.layout_span = document.span(("layout",)) if "layout" in given.model_fields_set else None
    return fields


class _Reader:
    """Reads one value at a time; a problem where it cannot be read."""

    def __init__(self, document: Document, language: str, units: Units, problems: list[Problem]) -> None:
        self.document, self.language, self.units, self.problems = document, language, units, problems

    def text(self, key: str, value: str | None) -> Inline | None:
        if value is None:
            return None
        place = self.document.place((key,))
        inline, problems = read_inline(value, self.language, self.document.span((key,)), self.units, place)
        self.problems += problems
        return inline

    def date(self, key: str, value: str | None) -> PartialDate | None:
        if value is None:
            return None
        found = parse_date(value)
        if isinstance(found, Failure):
            place = self.document.place((key,))(found.start, found.end)
            self.problems.append(error(found.code, found.message, place, found.hint))
            return None
        return found

    def layout(self, value: str) -> str:
        if _LAYOUT.fullmatch(value):
            return value
        hint = "write `layout: page` for `templates/page.html`"
        message = f"`{shorten(value)}` is not the name of a template, without folder and suffix"
        self.problems.append(error("value-kind", message, self.document.span(("layout",)), hint))
        return "page"

    def aliases(self, values: list[str]) -> tuple[str, ...]:
        good = []
        for index, value in enumerate(values):
            if _ALIAS.fullmatch(value) and value.strip("/"):
                good.append(value)
                continue
            message = f"`{shorten(value)}` is not an address on this site"
            hint = "write it as `/old/place/`"
            self.problems.append(error("value-kind", message, self.document.span(("aliases", index)), hint))
        return tuple(good)
