"""What moved since another version of the site, and whether readers are told: `check --against REF`.

A number that changes silently is a correction nobody made. Two assembled sites in, Problems out.
"""

from __future__ import annotations

from collections.abc import Iterator

from exposit.facts.quantity import written
from exposit.language.wording import write
from exposit.model import Fact, PartialDate, Quantity, Site, Undisclosed, Value
from exposit.problems import Problem, Span


def check_history(before: Site, now: Site, ref: str) -> Iterator[Problem]:
    """Stated values that changed without a new revision, facts that vanished without a new name."""
    for id_, old in before.facts.items():
        fact = now.facts.get(now.renamed.get(id_, id_))
        if fact is None:
            message = f"`{id_}` was published at {ref} and is gone: links to it end"
            hint = f"bring it back, or give its successor `was: {id_}`"
            yield Problem("fact-removed", "warning", message, Span(old.span.path, 1, 1, 2), hint)
        elif fact.formula is None and old.formula is None and fact.value != old.value:
            yield from _moved(before, now, old, fact, ref)


def _moved(before: Site, now: Site, old: Fact, fact: Fact, ref: str) -> Iterator[Problem]:
    if len(fact.revisions) > len(old.revisions):
        return
    was, is_ = _said(before, old.value), _said(now, fact.value)
    message = f"`{fact.id}` said {was} at {ref} and says {is_} now, and no revision says why"
    author = written(old.value) if isinstance(old.value, Quantity) else was
    hint = f"add `revisions: [{{date: …, was: {author}, why: …}}]`, so that readers are told"
    yield Problem("revision-missing", "warning", message, fact.spans.get("value", fact.span), hint)


def _said(site: Site, value: Value | None) -> str:
    if isinstance(value, Quantity | PartialDate):
        return write(value, site.config.languages[0], (), site.config.units).text
    if isinstance(value, Undisclosed):
        return "undisclosed"
    return "something else"


def changed_facts(before: Site, now: Site) -> tuple[str, ...]:
    """Every fact whose value moved, stated or derived, in the order written: for a summary of a change."""
    return tuple(id_ for id_, value in now.values.items() if id_ in before.values and before.values[id_] != value)
