"""The blast radius of a fact: every sentence, chart, table and calculation that would change with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from exposit.facts.formula import names_in, queries_in
from exposit.facts.query import select
from exposit.facts.scope import fact_id
from exposit.model import Hole, Query, Reference, Site, TableBlock, Words
from exposit.problems import LineOf, Span

Kind = Literal["sentence", "text", "chart", "table", "fact"]


@dataclass(frozen=True, slots=True)
class Touch:
    """One place. `through` is the fact it shows, where that is not the one asked for but one derived from it."""

    kind: Kind
    span: Span
    words: str
    through: str | None = None


def dependents(site: Site, id_: str) -> tuple[str, ...]:
    """Every fact derived from this one, directly or not, in the order written."""
    found: set[str] = {id_}
    for name, derivation in site.derivations.items():
        if id_ in derivation.leaves or id_ in derivation.inputs:
            found.add(name)
    grown = True
    while grown:
        more = {
            name
            for name, derivation in site.derivations.items()
            if name not in found and not found.isdisjoint(derivation.inputs)
        }
        grown = bool(more)
        found |= more
    return tuple(name for name in site.facts if name in found and name != id_)


def touches(site: Site, id_: str, line_of: LineOf) -> tuple[Touch, ...]:
    """All places, by file and line. `line_of` gives the author's line, to show the sentence."""
    wanted = {id_, *dependents(site, id_)}
    found: list[Touch] = []
    for name in dependents(site, id_):
        derivation = site.derivations[name]
        found.append(Touch("fact", site.facts[name].span, f"{name} = {derivation.formula.text}"))
    for page in site.pages.values():
        for placed in page.body.holes:
            kind: Kind = "table" if isinstance(placed.hole, TableBlock) else "sentence"
            shown = _shown(site, placed.hole, wanted)
            found.extend(_touch(kind, placed.hole.span, name, id_, line_of) for name in shown)
    for text in site.texts:
        for hole in text.holes:
            found.extend(_touch("text", hole.span, name, id_, line_of) for name in _shown(site, hole, wanted))
    for chart in site.charts.values():
        rows = site.selections.get(chart.facts, ()) if isinstance(chart.facts, Query) else chart.facts
        named = wanted.intersection((*rows, *chart.separate, *((chart.of,) if chart.of else ())))
        found.extend(Touch("chart", chart.span, f"chart {chart.id}", None if name == id_ else name) for name in named)
    unique = dict.fromkeys(found)
    return tuple(sorted(unique, key=lambda touch: (touch.span, touch.kind, touch.through or "")))


def _touch(kind: Kind, span: Span, shown: str, id_: str, line_of: LineOf) -> Touch:
    return Touch(kind, span, line_of(span.path, span.line).strip(), None if shown == id_ else shown)


def _shown(site: Site, hole: Hole, wanted: set[str]) -> Iterator[str]:
    """Which of the wanted facts a hole shows."""
    if isinstance(hole, Reference):
        if hole.id in wanted:
            yield hole.id
    elif isinstance(hole, Words):
        named = {fact_id(name.id, site.facts) or name.id for name in names_in(hole.formula.tree)}
        for query in queries_in(hole.formula.tree):
            named.update(select(query, site.facts))
        yield from sorted(named & wanted)
    elif isinstance(hole, TableBlock):
        yield from sorted(wanted.intersection(site.selections.get(hole.query, ())))
