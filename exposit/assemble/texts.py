"""Every text that readers see, wherever an author wrote it: for resolving its references and for finding its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass

from exposit.assemble.reading import Read
from exposit.model import Inline, Page


def texts_in(value: object) -> Iterator[Inline]:
    """The texts inside any model value, in the order of its fields: labels, titles, captions, whatever holds them."""
    stack: list[object] = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, Inline):
            yield item
        elif isinstance(item, Mapping):
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, (tuple, list)):
            stack.extend(reversed(item))
        elif is_dataclass(item):
            stack.extend(getattr(item, part.name) for part in reversed(fields(item)) if part.name not in _NO_TEXT)


_NO_TEXT = frozenset({"spans", "span", "formula", "value", "unit", "facts", "body"})
"""Fields that never hold a text of their own; `value` may (a text fact), and is walked by `texts_of_data`."""


def texts_of_data(read: Read) -> tuple[Inline, ...]:
    """Every text of the site outside its pages, each once."""
    found: list[Inline] = list(texts_in((read.config.title, read.config.description, read.config.lead_label)))
    found += texts_in((read.config.natures, read.config.certainties))
    found += texts_in((read.facts.entities, read.terms, read.charts))
    for fact in read.facts.facts.values():
        found += texts_in(fact)
        if isinstance(fact.value, Mapping):
            found += texts_in(fact.value)
    found += texts_in(read.data)
    return tuple(_unique(found))


def texts_of_pages(pages: Iterable[Page]) -> Iterator[Inline]:
    """The titles and descriptions of pages."""
    for page in pages:
        yield page.title
        if page.description is not None:
            yield page.description


def _unique(texts: Iterable[Inline]) -> Iterator[Inline]:
    seen: set[int] = set()
    for text in texts:
        if id(text) not in seen:
            seen.add(id(text))
            yield text
