"""One fact, unfolded in a terminal: value, formula, inputs down to the quotes, and what it touches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from exposit import marks
from exposit.explain.touches import Touch, dependents
from exposit.facts.quantity import written
from exposit.language.wording import write, write_interval
from exposit.model import Fact, Inline, Localized, PartialDate, Quantity, Site, Undisclosed, Value
from exposit.problems import Span
from exposit.render.display import inline_text
from exposit.render.machine import said

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
    return _plain(site, text) if text else ""


def _plain(site: Site, text: Inline) -> str:
    """A text of the author's with what stands in its holes."""
    return marks.strip(inline_text(site, text))


def fact_as_text(site: Site, id_: str, touched: Iterable[Touch]) -> str:
    """The derivation tree and the blast radius of a fact, for a terminal."""
    lines = list(_tree(site, id_, 0, set()))
    places = list(touched)
    if places:
        lines += ["", f"touches {len(places)} {'place' if len(places) == 1 else 'places'}:"]
        for touch in places:
            through = f" (through {touch.through})" if touch.through else ""
            lines.append(f"  {_place(touch.span)}:{touch.span.column}: {touch.kind}{through}: {_cut(touch.words)}")
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
    if isinstance(value, Quantity) and value.low != value.high and value.qualifier is None:
        yield f"{pad}  known to lie within {write_interval(value, language, site.config.units).text}"
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
        yield f"{pad}  disputed by {dissent.source}: {_said(site, dissent.says)}{_why(site, dissent.because)}"
        if dissent.quote:
            yield f"{pad}    “{dissent.quote}”"
    for revision in fact.revisions:
        yield f"{pad}  until {revision.date}: {_said(site, revision.was)}{_why(site, revision.why)}"


def _said(site: Site, value: Quantity | PartialDate | str) -> str:
    return value if isinstance(value, str) else shown(site, value, site.config.languages[0])


def _why(site: Site, why: Localized | None) -> str:
    """A reason, behind what it is the reason for."""
    text = why and (why.get(site.config.languages[0]) or next(iter(why.values()), None))
    return f" ({_plain(site, text)})" if text else ""


def fact_as_dict(site: Site, id_: str, touched: Iterable[Touch]) -> dict[str, object]:
    """The same as data."""
    fact = site.facts[id_]
    derivation = site.derivations.get(id_)
    value = site.values.get(id_)
    return {
        "id": id_,
        "label": _texts(site, fact.label),
        "value": written(value) if isinstance(value, Quantity) else shown(site, value, site.config.languages[0]),
        "shown": {language: shown(site, value, language) for language in site.config.languages},
        "low": str(value.low) if isinstance(value, Quantity) else None,
        "high": str(value.high) if isinstance(value, Quantity) else None,
        "status": site.statuses.get(id_),
        "formula": derivation.formula.text if derivation else None,
        "inputs": list(derivation.inputs) if derivation else [],
        "dependents": list(dependents(site, id_)),
        "evidence": [{"source": item.source, "quote": item.quote, "via": item.via} for item in fact.evidence],
        "dissent": [
            {
                "source": item.source,
                "says": said(item.says),
                "quote": item.quote,
                "because": _texts(site, item.because),
            }
            for item in fact.dissent
        ],
        "revisions": [
            {
                "date": str(item.date),
                "was": said(item.was),
                "why": _texts(site, item.why),
            }
            for item in fact.revisions
        ],
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


def _texts(site: Site, text: Localized | None) -> dict[str, str]:
    """A text by language; nothing where there is none."""
    return {language: _plain(site, each) for language, each in (text or {}).items()}


def _place(span: Span) -> str:
    return f"{span.path}:{span.line}"


def _cut(words: str) -> str:
    return words if len(words) <= 100 else words[:99] + "…"
