"""The keys of a page's front matter: `title description authors published updated order menu draft aliases layout`.

Between `read.yaml`, which gives data with places, and `read.page`. Each key is read by itself, so that one mistake does
not hide another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from exposit.facts.dates import parse_date
from exposit.facts.failure import Failure
from exposit.facts.units import Units
from exposit.model import Inline, PartialDate
from exposit.nearest import did_you_mean
from exposit.problems import Problem, Span
from exposit.read.document import Document
from exposit.read.forms import error, shorten
from exposit.read.inline import read_inline

_NUMBER = re.compile(r"-?\d{1,9}(?:\.\d{1,9})?")
_LAYOUT = re.compile(r"[A-Za-z][\w-]{0,60}")
_BOOLEANS = {"true": True, "false": False}


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
    problems: list[Problem] = field(default_factory=list)


def read_page_fields(document: Document, language: str, units: Units) -> PageFields:
    """The fields of a page in `language`."""
    fields = PageFields()
    reader = _Reader(document, language, units, fields.problems)
    if document.data is not None and not isinstance(document.data, dict):
        hint = 'write `title: "…"`, one key a line'
        fields.problems.append(
            error("front-matter", "front matter is made of keys and values", document.span(()), hint)
        )
    for key, value in document.mapping().items():
        if key not in FIELDS:
            hint = did_you_mean(key, FIELDS) or "known here: " + ", ".join(f"`{known}`" for known in FIELDS)
            message = f"`{shorten(key)}` is not a key of a page's front matter"
            fields.problems.append(error("key-unknown", message, document.key_span((key,)), hint))
            continue
        read = None if value is None else FIELDS[key](reader, key, value)
        if read is not None:
            setattr(fields, key, read)
    return fields


class _Reader:
    """Reads one value at a time; None and a problem where it cannot be."""

    def __init__(self, document: Document, language: str, units: Units, problems: list[Problem]) -> None:
        self.document, self.language, self.units, self.problems = document, language, units, problems

    def text(self, key: str, value: object) -> Inline | None:
        if isinstance(value, Mapping):
            self._wrong(key, f"`{key}` is one text: this page has one language", f'write `{key}: "…"`')
            return None
        if not isinstance(value, str):
            self._wrong(key, f"`{key}` is a text", f'write `{key}: "…"`')
            return None
        span = self.document.span((key,))
        inline, problems = read_inline(value, self.language, span, self.units, self.document.place((key,)))
        self.problems += problems
        return inline if value.strip() else None

    def names(self, key: str, value: object) -> tuple[str, ...] | None:
        values = value if isinstance(value, list) else [value]
        if not all(isinstance(name, str) and name.strip() for name in values):
            self._wrong(key, f"`{key}` is a list of texts", f"write `{key}: [first, second]`")
            return None
        return tuple(str(name) for name in values)

    def date(self, key: str, value: object) -> PartialDate | None:
        if not isinstance(value, str):
            self._wrong(key, f"`{key}` is a date", f"write `{key}: 2025-11-03`")
            return None
        found = parse_date(str(value))
        if isinstance(found, Failure):
            self.problems.append(error(found.code, found.message, self.document.span((key,)), found.hint))
            return None
        return found

    def number(self, key: str, value: object) -> Decimal | None:
        if not isinstance(value, str) or not _NUMBER.fullmatch(value):
            self._wrong(key, f"`{key}` is a number", f"write `{key}: 2`; pages are listed from the smallest up")
            return None
        return Decimal(str(value))

    def yes_or_no(self, key: str, value: object) -> bool | None:
        found = _BOOLEANS.get(str(value).lower()) if isinstance(value, str) else None
        if found is None:
            self._wrong(key, f"`{key}` is `true` or `false`", f"write `{key}: true` or `{key}: false`")
            return None
        return found

    def layout(self, key: str, value: object) -> str | None:
        if not isinstance(value, str) or not _LAYOUT.fullmatch(value):
            hint = "write `layout: page` for `templates/page.html`"
            self._wrong(key, "`layout` is the name of a template, without folder and suffix", hint)
            return None
        return str(value)

    def _wrong(self, key: str, message: str, hint: str) -> None:
        span: Span = self.document.span((key,))
        self.problems.append(error("front-matter", message, span, hint))


FIELDS: Final[Mapping[str, Callable[[_Reader, str, object], object]]] = {
    "title": _Reader.text,
    "description": _Reader.text,
    "authors": _Reader.names,
    "published": _Reader.date,
    "updated": _Reader.date,
    "order": _Reader.number,
    "menu": _Reader.yes_or_no,
    "draft": _Reader.yes_or_no,
    "aliases": _Reader.names,
    "layout": _Reader.layout,
}
"""Every key there is, and how it is read."""
