"""Every name an author used, looked up; every formula in a text, worked out. What cannot be found becomes a Problem.

Comes after `reading`; knows nothing of how a reference looks in HTML.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from exposit.facts.derive import FAILED_INPUT, Derived, evaluate
from exposit.facts.failure import Failure
from exposit.facts.formula import queries_in
from exposit.facts.query import Index
from exposit.facts.units import Units
from exposit.model import (
    ChartBlock,
    Citation,
    Derivation,
    Fact,
    Formula,
    Hole,
    LinkTarget,
    Name,
    PartialDate,
    Query,
    Reference,
    TableBlock,
    TermUse,
    Verdict,
    Words,
)
from exposit.nearest import unknown_name
from exposit.problems import ALL, Problem, Span


@dataclass(slots=True)
class Names:
    """Everything that can be named, by kind, with the place where it is written. `lost` are names of entries that a
    syntax error hid: whether they exist cannot be known, so nobody is told that they do not."""

    facts: Mapping[str, Span]
    sources: Mapping[str, Span]
    terms: Mapping[str, Span]
    charts: Mapping[str, Span]
    renamed: Mapping[str, str]
    lost: frozenset[str] = frozenset()
    lost_facts: frozenset[str] = frozenset()
    """Those of facts."""

    def is_lost(self, name: str) -> bool:
        """Whether an entry of this name may have been hidden."""
        return name in self.lost or ALL in self.lost


@dataclass(slots=True)
class Resolved:
    """What the formulas and queries in the site's texts come to."""

    results: dict[str, Derivation] = field(default_factory=dict)
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    selections: dict[Query, tuple[str, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def unknown(kind: str, name: str, span: Span, known: Mapping[str, Span], renamed: Mapping[str, str]) -> Problem:
    """`no fact is called …`, with the nearest name and its place."""
    message, hint = unknown_name(kind, name, known, renamed)
    return Problem(f"{kind}-unknown", "error", message, span, hint)


def resolve(holes: Iterable[Hole], names: Names, derived: Derived, facts: Mapping[str, Fact], units: Units) -> Resolved:
    """Looks up every hole's name and works out every formula, each distinct one once."""
    resolved = Resolved()
    failed: dict[str, Failure] = {}
    index = derived.index or Index(facts)
    for fact in facts.values():
        if fact.formula is not None:
            _select(fact.formula, resolved, index)
    for hole in holes:
        if isinstance(hole, LinkTarget):
            continue  # where links lead is seen on the finished pages
        resolved.problems.extend(_missing(hole, names))
        if isinstance(hole, TableBlock):
            found = resolved.selections[hole.query] = index.select(hole.query)
            if not found and not names.lost:
                hint = "a table needs one fact at least; look at what `exposit facts` lists"
                message = f"no fact has `{hole.query}`"
                resolved.problems.append(Problem("query-empty", "error", message, hole.span, hint))
        elif isinstance(hole, Words):
            _select(hole.formula, resolved, index)
            _work_out(hole, resolved, failed, derived, facts, units, names)
    return resolved


def _select(formula: Formula, resolved: Resolved, index: Index) -> None:
    """What the queries of a formula find."""
    for query in queries_in(formula.tree):
        if query not in resolved.selections:
            resolved.selections[query] = index.select(query)


def _missing(hole: Hole, names: Names) -> Iterator[Problem]:
    wanted: tuple[str, str, Mapping[str, Span]] | None = None
    if isinstance(hole, Reference):
        wanted = ("fact", hole.id, names.facts)
    elif isinstance(hole, Citation):
        wanted = ("source", hole.id, names.sources)
    elif isinstance(hole, TermUse):
        wanted = ("term", hole.id, names.terms)
    elif isinstance(hole, ChartBlock):
        wanted = ("chart", hole.id, names.charts)
    if wanted and wanted[1] not in wanted[2] and not names.is_lost(wanted[1]):
        yield unknown(wanted[0], wanted[1], hole.span, wanted[2], names.renamed)


def _work_out(
    hole: Words,
    resolved: Resolved,
    failed: dict[str, Failure],
    derived: Derived,
    facts: Mapping[str, Fact],
    units: Units,
    names: Names,
) -> None:
    """Evaluates a formula of the text, once for all places that use the same one; a failure is told at each place,
    unless it follows from one that has been told."""
    text, tree = hole.formula.text, hole.formula.tree
    if isinstance(tree, Name) and tree.id in facts and isinstance(facts[tree.id].value, PartialDate):
        return  # there is nothing to work out: `check` reads the date in the words
    if text not in resolved.results and text not in resolved.verdicts and text not in failed:
        found = evaluate(hole.formula, facts, derived, units, lost=names.lost_facts)
        if isinstance(found, Failure):
            failed[text] = found
        elif isinstance(found, Verdict):
            resolved.verdicts[text] = found
        else:
            resolved.results[text] = found
    if text in failed and failed[text].code != FAILED_INPUT:
        resolved.problems.append(placed(failed[text], hole.span))


def placed(failure: Failure, span: Span) -> Problem:
    """A mistake inside a text, given the place of that text's first character."""
    column = span.column + failure.start
    end = max(column + 1, span.column + failure.end)
    where = Span(span.path, span.line, column, end)
    return Problem(failure.code, "error", failure.message, where, failure.hint)
