"""The hash of everything a page can depend on, so that a renderer can say in one key what its bytes rest on.

A fact's digest holds its whole closure: its inputs' digests, its sources, its entities. Spans are left out of every
repr, so a line inserted above changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from exposit import __version__
from exposit.assemble.reading import digest
from exposit.model import Inline, Page, Site


def digests_of_data(site: Site, engine: str) -> dict[str, str]:
    """Those of `Site.digests` that rest on settings, facts, charts and terms alone. `engine` is the hash of the theme
    files of the engine."""
    found: dict[str, str] = {"engine": digest(__version__, engine)}
    config = site.config
    found["config"] = digest(config, site.as_of, site.draft)
    found["data"] = digest(site.data)
    for id_, entity in site.entities.items():
        found[f"entity:{id_}"] = digest(entity)
    for id_, source in site.sources.items():
        found[f"source:{id_}"] = digest(source)
    for id_, term in site.terms.items():
        found[f"term:{id_}"] = digest(term)
    _facts(site, found)
    found["facts"] = digest(*(found[f"fact:{id_}"] for id_ in site.facts))
    found["sources"] = digest(*(found[f"source:{id_}"] for id_ in site.sources))
    found["terms"] = digest(*(found[f"term:{id_}"] for id_ in site.terms))
    for id_, chart in site.charts.items():
        ids = chart.facts if isinstance(chart.facts, tuple) else site.selections.get(chart.facts, ())
        named = (*ids, *chart.separate, *chart.highlight, *((chart.of,) if chart.of else ()))
        found[f"chart:{id_}"] = digest(chart, *(found.get(f"fact:{name}", "") for name in named), found["config"])
    return found


def digests_of_pages(site: Site) -> dict[str, str]:
    """All others of `Site.digests`."""
    found: dict[str, str] = {}
    found["templates"] = digest(*(part for item in sorted(site.templates.items()) for part in item))
    found["assets"] = digest(*(part for item in sorted(site.assets.items()) for part in item))
    for path, page in site.pages.items():
        found[f"page:{path}"] = f"{page.digest} {page.route}"
    for language in site.config.languages:
        rows = [
            (page.key, page.route, _words(page.title), page.order, page.menu, page.draft)
            for page in site.pages.values()
            if page.language == language and page.menu
        ]
        found[f"menu:{language}"] = digest(rows, bool(site.facts), bool(site.terms))
    found["heads"] = digest([_head(page) for page in site.pages.values()])
    found["claims"] = digest(site.verdicts, site.results)
    return found


def _head(page: Page) -> tuple[object, ...]:
    """What lists of pages say of one: feeds, the sitemap, `llms.txt`."""
    described = _words(page.description) if page.description else None
    return (
        page.key,
        page.route,
        page.language,
        _words(page.title),
        described,
        page.published,
        page.updated,
        page.draft,
    )


@lru_cache(maxsize=16_384)
def _words(text: Inline) -> str:
    """A title as it is digested: those of all pages are, with each save of one."""
    return repr(text)


def _facts(site: Site, found: dict[str, str]) -> None:
    """Each fact's digest after its inputs': in an order that needs no recursion, however long the chain."""
    pending = list(site.facts)
    waiting: set[str] = set()
    while pending:
        id_ = pending[-1]
        if f"fact:{id_}" in found:
            pending.pop()
            continue
        derivation = site.derivations.get(id_)
        inputs = derivation.inputs if derivation else ()
        missing = [
            name for name in inputs if f"fact:{name}" not in found and name in site.facts and name not in waiting
        ]
        if missing:
            waiting.add(id_)
            pending.extend(missing)
            continue
        pending.pop()
        found[f"fact:{id_}"] = _fact(site, id_, inputs, found)


def _fact(site: Site, id_: str, inputs: Iterable[str], found: Mapping[str, str]) -> str:
    fact = site.facts[id_]
    sources = [item.source for item in fact.evidence] + [item.source for item in fact.dissent]
    sources += [item.via for item in fact.evidence if item.via]
    entities = [name for name in (fact.about, fact.payer, fact.payee) if name]
    return digest(
        fact,
        site.values.get(id_),
        site.statuses.get(id_),
        *(found.get(f"fact:{name}", "") for name in inputs),
        *(found.get(f"source:{name}", "") for name in sources),
        *(found.get(f"entity:{name}", "") for name in entities),
    )
