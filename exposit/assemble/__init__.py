"""Everything read -> one `Site`: references resolved, facts derived, claims judged, all of it hashed.

Comes after `read`, before `check` and `render`. After this, nothing an author wrote can fail to render (templates
excepted): what could not be resolved is missing from the `Site`, and a Problem says why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from exposit.assemble.digests import digests_of_data, digests_of_pages
from exposit.assemble.parts import parts_of
from exposit.assemble.reading import Memo, Read, Spread, digest, one_by_one, read_all, remembered
from exposit.assemble.resolve import Names, resolve, unknown
from exposit.assemble.strays import stray_files
from exposit.assemble.texts import texts_of_data, texts_of_pages
from exposit.facts.dates import last_day
from exposit.facts.derive import Derived, derive
from exposit.facts.query import select
from exposit.facts.status import status_of
from exposit.facts.units import Units
from exposit.model import Fact, Hole, Inline, PartialDate, Query, Site, Status, Tree
from exposit.problems import Problem

__all__ = ["Alter", "Memo", "Read", "Spread", "assemble", "digest", "remembered"]

T = TypeVar("T")

Alter = Callable[[Read], Read]


def assemble(
    tree: Tree,
    memo: Memo,
    *,
    engine: str = "",
    draft: bool = False,
    alter: Alter | None = None,
    spread: Spread = one_by_one,
) -> tuple[Site, tuple[Problem, ...]]:
    """The whole site of a tree. `engine` is the hash of the engine's theme; `draft` keeps draft pages in; `alter`
    changes what was read before anything is made of it (`check --prove` plants and perturbs that way); `spread` has
    new pages read."""
    parts = parts_of(tree)
    read = read_all(tree, parts, memo, spread)
    read, withheld = _to_show(read if alter is None else replace(alter(read), key=""), draft)
    facts = read.facts.facts
    units = Units(read.config.units)
    facts_key = read.key or digest(facts, sorted(read.config.units), sorted(read.facts.unread))
    derived = remembered(memo, f"derived:{facts_key}", lambda: derive(facts, units, read.facts.unread))
    texts = (*_of_data(read, memo, "texts", lambda: texts_of_data(read)), *texts_of_pages(read.pages))
    names = _names(read)
    resolved = resolve(_holes(read, texts), names, derived, facts, units)
    as_of = read.config.as_of or _latest(facts)
    found = [*stray_files(parts.strays), *derived.problems, *resolved.problems, *_spec_names(read, names)]
    site = Site(
        config=read.config,
        as_of=as_of,
        entities=read.facts.entities,
        sources=read.facts.sources,
        facts=facts,
        values=derived.values,
        derivations=derived.derivations,
        statuses=_statuses(facts, derived, as_of),
        charts=read.charts,
        selections={**resolved.selections, **_chart_selections(read)},
        verdicts=resolved.verdicts,
        results=resolved.results,
        terms=read.terms,
        pages={page.path: page for page in read.pages},
        renamed=names.renamed,
        texts=texts,
        data=read.data,
        templates=parts.templates,
        assets=parts.assets,
        withheld=withheld,
        unread=bool(read.lost),
        draft=draft,
    )
    own = _of_data(read, memo, f"digests:{engine}:{draft}", lambda: digests_of_data(site, engine))
    return replace(site, digests={**own, **digests_of_pages(site)}), (*read.problems, *found)


def _to_show(read: Read, draft: bool) -> tuple[Read, frozenset[str]]:
    """The same without its drafts, and their paths."""
    withheld = frozenset(page.path for page in read.pages if page.draft and not draft)
    return replace(read, pages=tuple(page for page in read.pages if page.path not in withheld)), withheld


def _of_data(read: Read, memo: Memo, name: str, make: Callable[[], T]) -> T:
    """What rests on all that was read but the pages: made once in this process, each time where that was altered."""
    return remembered(memo, f"{name}:{read.key}", make, lasting=False) if read.key else make()


def _names(read: Read) -> Names:
    facts = read.facts
    renamed = {old: fact.id for fact in facts.facts.values() for old in fact.was}
    return Names(
        facts={id_: fact.span for id_, fact in facts.facts.items()},
        sources={id_: source.span for id_, source in facts.sources.items()},
        terms={id_: term.span for id_, term in read.terms.items()},
        charts={id_: chart.span for id_, chart in read.charts.items()},
        renamed=renamed,
        lost=read.lost,
        lost_facts=read.facts.unread,
    )


def _holes(read: Read, texts: tuple[Inline, ...]) -> Iterator[Hole]:
    for page in read.pages:
        for placed in page.body.holes:
            yield placed.hole
    for text in texts:
        yield from text.holes


def _chart_selections(read: Read) -> dict[Query, tuple[str, ...]]:
    facts = read.facts.facts
    return {chart.facts: select(chart.facts, facts) for chart in read.charts.values() if isinstance(chart.facts, Query)}


def _spec_names(read: Read, names: Names) -> Iterator[Problem]:
    """Facts that charts name and nobody wrote."""
    for chart in read.charts.values():
        listed = chart.facts if isinstance(chart.facts, tuple) else ()
        wanted = [(f"facts.{index}", id_) for index, id_ in enumerate(listed)]
        wanted += [(f"separate.{index}", id_) for index, id_ in enumerate(chart.separate)]
        wanted += [(f"highlight.{index}", id_) for index, id_ in enumerate(chart.highlight)]
        wanted += [("of", chart.of)] if chart.of else []
        places = [(id_, chart.spans.get(key) or chart.spans.get(key.partition(".")[0])) for key, id_ in wanted]
        places += [(note.fact, note.span) for note in chart.annotations if note.fact]
        for id_, span in places:
            if id_ not in names.facts and not names.is_lost(id_):
                yield unknown("fact", id_, span or chart.span, names.facts, names.renamed)


def _latest(facts: Mapping[str, Fact]) -> PartialDate | None:
    """What the site knows at least: the latest `as_of` of its facts. A build never reads the clock."""
    dates = [fact.as_of for fact in facts.values() if fact.as_of is not None]
    return max(dates, key=last_day, default=None)


def _statuses(facts: Mapping[str, Fact], derived: Derived, as_of: PartialDate | None) -> dict[str, Status]:
    found: dict[str, Status] = {}
    for id_, fact in facts.items():
        found[id_] = status_of(fact, derived.values, found, as_of)
    return found
