"""The ids of headings: from the author, else from the words of the heading, never from a value; each once on a page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from html import unescape

from exposit import marks
from exposit.problems import Problem, Span
from exposit.read.forms import error
from exposit.read.tags import Tag

_MARKUP = re.compile(r"<[^>]*>")
_NOT_A_WORD = re.compile(r"[^\w]+")
_VALID = re.compile(r"[^\s\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069]+")
_TAKEN = ("chart-", "fn-", "fnref-", "note-")
"""How ids begin that the engine gives out."""
_LONGEST = 80


class Anchors:
    """The ids given out on one page so far."""

    def __init__(self) -> None:
        self.written: set[str] = set()
        self.given: set[str] = set()
        self.explicit_ids: set[str] = set()
        self.counts: dict[str, int] = {}

    def reserve(self, events: Iterable[str | Tag]) -> None:
        """Learns every id an author wrote, so that none is given to another element."""
        for event in events:
            if isinstance(event, Tag) and "id=" in event.rest.lower():
                self.written.add(event.attributes().get("id", ""))

    def explicit(self, name: str, span: Span) -> list[Problem]:
        """What is wrong with an id of an author's."""
        if not _VALID.fullmatch(name):
            hint = "write `{#letters-and-digits}`"
            return [error("heading-id", f"`{name}` cannot be the id of a heading", span, hint)]
        if name in self.explicit_ids:
            hint = f"call one of them `{{#{name}-2}}`"
            return [error("heading-id", f"two headings have the id `{name}`", span, hint)]
        self.explicit_ids.add(name)
        return []

    def make(self, html: str) -> str:
        """An id from a heading's words, without its holes."""
        words = unicodedata.normalize("NFC", unescape(_MARKUP.sub("", marks.HOLE.sub(" ", marks.strip(html)))))
        slug = _NOT_A_WORD.sub("-", words.lower().replace("’", " ").replace("'", " ")).strip("-")[:_LONGEST].rstrip("-")
        if not slug or slug.startswith(_TAKEN):
            slug = f"section-{slug}".rstrip("-")
        count = self.counts.get(slug, 1)
        name = slug if count == 1 else f"{slug}-{count}"
        while name in self.given or name in self.written:
            count += 1
            name = f"{slug}-{count}"
        self.counts[slug] = count
        self.given.add(name)
        return name
