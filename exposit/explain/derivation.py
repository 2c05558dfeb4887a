"""One fact, unfolded in a terminal: value, formula, inputs down to the quotes, and what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Context, Decimal

from exposit.explain.touches import Touch, dependents
from exposit.facts.quantity import written
from exposit.language.wording import write
from exposit.model import Fact, PartialDate, Quantity, Site, Undisclosed, Value
from exposit.problems import Span

_SHOWN = Context(prec=12)
_DEPTH = 30
"""A derivation deeper than this is cut with an ellipsis: nobody reads it, and the data form has it whole."""


def shown(site: Site, value: Value | None, language: str) -> str:
    """A value as readers see it, or what stands in its place."""
    if isinstance(value, Quantity | PartialDate):
        return write(value, language, (), site.config.units).text
    if isinstance(value, Undisclosed):
        return "undisclosed"
    if value is None:
        return "no value"
    text = value.get(language) or next(iter(value.values()), None)
    return text.text if text else ""


def fact_as_text(site: Site, id_: str, touched: Iterable[Touch]) -> str:
    """The derivation tree and the blast radius of a fact, for a terminal."""
    lines = list(_tree(site, id_, 0, set()))
    places = list(touched)
    if places:
        lines += ["", f"touches {len(places)} {'place' if len(places) == 1 else 'places'}:"]
        for touch in places:
            through = f" (through {touch.through})" if touch.through else ""
            lines.append(f"  {_place(touch.span)}: {touch.kind}{through}: {_cut(touch.words)}")
    else:
        lines += ["", "touches nothing: no page, text, chart or fact shows it"]
    return "\n".join(lines)


def _tree(site: Site, id_: str, depth: int, seen: set[str]) -> Iterator[str]:
    fact = site.facts[id_]
    language = site.config.languages[0]
    pad = "  " * depth
    value = site.values.get(id_)
    status = site.statuses.get(id_, "").replace("_", "-")
    yield f"{pad}{id_} = {shown(site, value, language)}  [{status}]  {_place(fact.span)}"
    if isinstance(value, Quantity) and value.low != value.high:
        low, high = (_bare(bound) for bound in (value.low, value.high))
        yield f"{pad}  between {low} and {high} {value.unit}".rstrip()
    if id_ in seen:
        yield f"{pad}  … as above"
        return
    seen.add(id_)
    derivation = site.derivations.get(id_)
    if derivation is not None:
        yield f"{pad}  = {derivation.formula.text}"
        if depth >= _DEPTH:
            yield f"{pad}  …"
            return
        for name in derivation.inputs:
            if name in site.facts:
                yield from _tree(site, name, depth + 1, seen)
    yield from _evidence(site, fact, pad)


def _evidence(site: Site, fact: Fact, pad: str) -> Iterator[str]:
    for evidence in fact.evidence:
        source = site.sources.get(evidence.source)
        via = f", read in {evidence.via}" if evidence.via else ""
        yield f"{pad}  source {evidence.source}{via}" + (f": {source.title}" if source else "")
        if evidence.quote:
            yield f"{pad}    “{evidence.quote}”"
    for dissent in fact.dissent:
        says = dissent.says
        words = written(says) if isinstance(says, Quantity) else str(says)
        yield f"{pad}  disputed by {dissent.source}: {words}"


def fact_as_dict(site: Site, id_: str, touched: Iterable[Touch]) -> dict[str, object]:
    """The same as data."""
    fact = site.facts[id_]
    derivation = site.derivations.get(id_)
    value = site.values.get(id_)
    return {
        "id": id_,
        "value": written(value) if isinstance(value, Quantity) else shown(site, value, site.config.languages[0]),
        "shown": {language: shown(site, value, language) for language in site.config.languages},
        "low": str(value.low) if isinstance(value, Quantity) else None,
        "high": str(value.high) if isinstance(value, Quantity) else None,
        "status": site.statuses.get(id_),
        "formula": derivation.formula.text if derivation else None,
        "inputs": list(derivation.inputs) if derivation else [],
        "dependents": list(dependents(site, id_)),
        "evidence": [{"source": item.source, "quote": item.quote, "via": item.via} for item in fact.evidence],
        "path": fact.span.path,
        "line": fact.span.line,
        "touches": [
            {
                "kind": touch.kind,
                "path": touch.span.path,
                "line": touch.span.line,
                "column": touch.span.column,
                "words": touch.words,
                "through": touch.through,
            }
            for touch in touched
        ],
    }


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}"


def _bare(number: Decimal) -> str:
    """The bound in plain digits, at most a dozen of them: a quotient has no end."""
    digits = f"{_SHOWN.plus(number):,f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _cut(words: str) -> str:
    return words if len(words) <= 100 else words[:99] + "…"
