"""What a page depends on, found before it is rendered: the names of digests (`Site.digests`) for its key.

A note unfolds to its inputs' notes, and texts of facts and terms may show further facts: all of them count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from exposit.model import (
    ChartBlock,
    ChartSpec,
    Citation,
    Comparison,
    Fact,
    Hole,
    Localized,
    Name,
    Page,
    Reference,
    Site,
    TableBlock,
    Term,
    TermUse,
    Words,
)


def page_depends(site: Site, page: Page) -> frozenset[str]:
    """The digests' names behind a page: its text, its facts with everything behind them, charts, terms, sources."""
    holes: list[Hole] = [placed.hole for placed in page.body.holes]
    texts = [page.title, page.description]
    if page.key == "index":  # which may open with a number that its text does not show
        holes.append(Reference(site.config.theme.get("lead", "")))
        texts.append((site.config.lead_label or {}).get(page.language))
    for inline in texts:
        holes.extend(inline.holes if inline else ())
    return closure(site, holes) | {f"page:{page.path}", f"menu:{page.language}"}


def chart_depends(site: Site, chart_id: str) -> frozenset[str]:
    """The digests' names behind a chart."""
    return closure(site, [ChartBlock(chart_id)])


def closure(site: Site, holes: Iterable[Hole]) -> frozenset[str]:
    """The digests' names behind holes."""
    found: dict[str, None] = {}
    waiting = [name for hole in holes for name in _of_hole(site, hole)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = None
            waiting.extend(_behind(site, name))
    return frozenset(found)


def _of_hole(site: Site, hole: Hole) -> Iterator[str]:
    match hole:
        case Reference():
            yield f"fact:{hole.id}"
        case Words():
            yield from _of_words(site, hole)
        case TermUse():
            yield f"term:{hole.id}"
        case Citation():
            yield f"source:{hole.id}"
        case ChartBlock():
            yield f"chart:{hole.id}"
        case TableBlock():
            yield from (f"fact:{fact_id}" for fact_id in site.selections.get(hole.query, ()))
        case _:
            return


def _of_words(site: Site, hole: Words) -> Iterator[str]:
    tree = hole.formula.tree
    if isinstance(tree, Name):
        yield f"fact:{tree.id}"
        return
    judged = site.verdicts if isinstance(tree, Comparison) else site.results
    found = judged.get(hole.formula.text)
    yield from (f"fact:{fact_id}" for fact_id in (found.inputs if found else ()))


def _behind(site: Site, name: str) -> Iterator[str]:
    kind, _, key = name.partition(":")
    texts: list[Localized | None] = []
    if kind == "fact" and (fact := site.facts.get(key)):
        derivation = site.derivations.get(key)
        yield from (f"fact:{fact_id}" for fact_id in (derivation.inputs if derivation else ()))
        texts = _fact_texts(fact)
    elif kind == "term" and (term := site.terms.get(key)):
        texts = _term_texts(term)
    elif kind == "chart" and (chart := site.charts.get(key)):
        yield from (f"fact:{fact_id}" for fact_id in chart_facts(site, chart))
        texts = [chart.title, chart.subtitle, chart.description, chart.note, *(each.text for each in chart.annotations)]
    for localized in texts:
        for inline in (localized or {}).values():
            for hole in inline.holes:
                yield from _of_hole(site, hole)


def _fact_texts(fact: Fact) -> list[Localized | None]:
    texts: list[Localized | None] = [fact.label, fact.caveat]
    texts += [dissent.because for dissent in fact.dissent]
    texts += [revision.why for revision in fact.revisions]
    if isinstance(fact.value, Mapping):
        texts.append(fact.value)
    return texts


def _term_texts(term: Term) -> list[Localized | None]:
    return [term.term, term.means]


def chart_facts(site: Site, chart: ChartSpec) -> tuple[str, ...]:
    """The facts a chart shows, in its order."""
    listed = chart.facts if isinstance(chart.facts, tuple) else site.selections.get(chart.facts, ())
    return tuple(dict.fromkeys([*listed, *chart.separate, *([chart.of] if chart.of else [])]))


def shown_facts(site: Site, page: Page) -> tuple[str, ...]:
    """The facts a page's own body shows, in order, each once: in its text, its charts and its tables."""
    found: dict[str, None] = {}
    for placed in page.body.holes:
        for name in _of_hole(site, placed.hole):
            kind, _, key = name.partition(":")
            if kind == "fact":
                found.setdefault(key)
            elif kind == "chart" and key in site.charts:
                found.update(dict.fromkeys(chart_facts(site, site.charts[key])))
    return tuple(name for name in found if name in site.facts)
