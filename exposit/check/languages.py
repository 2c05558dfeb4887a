"""Two languages of one page cannot state different facts: paired sections show the same facts, charts and sources."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass

from exposit.check.shown import shown_by
from exposit.model import ChartBlock, Citation, Heading, Page, Reference, Site
from exposit.problems import Problem, Related, Span


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading (None before the first) and what is shown under it, each with where it is written."""

    heading: Heading | None
    shown: dict[tuple[str, str], list[Span]]
    broken: set[str]
    """Kinds of which a name here is unknown: that has been told, and what pairs with it cannot be known."""


def check_languages(site: Site) -> Iterator[Problem]:
    """Pages without a translation, sections without a pair, pairs that differ: of pages that could be read whole."""
    first, *others = site.config.languages
    if not others:
        return
    by_key: dict[str, dict[str, Page]] = {}
    for page in site.pages.values():
        by_key.setdefault(page.key, {})[page.language] = page
    for pages in by_key.values():
        here = pages.get(first) or next(iter(pages.values()))
        for language in site.config.languages:
            if language == here.language:
                continue
            there = pages.get(language)
            if there is None:
                path = here.path.replace(f"content/{here.language}/", f"content/{language}/", 1)
                message = f"this page has no translation in `{language}`"
                hint = f"write {path}; until then readers of `{language}` get this page with a notice"
                yield Problem("translation-missing", "warning", message, Span(here.path, 1, 1, 2), hint)
            elif here.language == first:
                yield from _pair(site, here, there)


def _pair(site: Site, here: Page, there: Page) -> Iterator[Problem]:
    ours, theirs = _sections(site, here), _sections(site, there)
    pairs, lonely = _matched(ours, theirs)
    for section in lonely:
        missing = there if any(section is one for one in ours) else here
        heading = section.heading
        if heading is None or heading.only:
            continue
        message = f"section `{heading.id}` has no counterpart in {missing.path}"
        hint = "give both the same id (`{#name}`), or mark this one `{: .only }`"
        yield Problem("section-unpaired", "error", message, heading.span, hint)
    if here.body.unread or there.body.unread:
        return
    ours_alone = _shown_in(lonely, ours)
    theirs_alone = _shown_in(lonely, theirs)
    for left, right in pairs:
        if (left.heading and left.heading.only) or (right.heading and right.heading.only):
            continue
        yield from _difference(left, right, there, theirs_alone)
        yield from _difference(right, left, here, ours_alone)


def _shown_in(lonely: Sequence[_Section], sections: Sequence[_Section]) -> frozenset[tuple[str, str]]:
    """What a page shows in sections without a counterpart: missing in the other page for that reason alone."""
    alone = {id(section) for section in lonely if section.heading is not None and not section.heading.only}
    return frozenset(key for section in sections if id(section) in alone for key in section.shown)


def _difference(
    section: _Section, other: _Section, other_page: Page, stray: Container[tuple[str, str]]
) -> Iterator[Problem]:
    """What this section shows and the other does not, or less often. `stray` is what the other page shows in sections
    that have no counterpart, which has been told."""
    for (kind, name), spans in section.shown.items():
        extra = len(spans) - len(other.shown.get((kind, name), ()))
        if extra <= 0 or (kind, name) in stray or kind in section.broken or kind in other.broken:
            continue
        title = f"section `{section.heading.id}`" if section.heading else "the part before the first heading"
        elsewhere = len(other.shown.get((kind, name), ()))
        if elsewhere:
            counts = f"{_times(len(spans))} here, and {_times(elsewhere)} in {other_page.path}"
            message = f"{title} shows the {kind} `{name}` {counts}"
        else:
            message = f"{title} shows the {kind} `{name}` here, and not in {other_page.path}"
        place = other.heading.span if other.heading else Span(other_page.path, 1, 1, 2)
        hint = "show it there too, or mark the block that is in one language alone `{: .only }`"
        related = (Related("its counterpart begins here", place),)
        yield Problem("languages-disagree", "error", message, spans[-1], hint, related)


_KNOWN: dict[type, Callable[[Site], Container[str]]] = {
    Reference: lambda site: site.facts,
    Citation: lambda site: site.sources,
    ChartBlock: lambda site: site.charts,
}


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _sections(site: Site, page: Page) -> list[_Section]:
    headings: list[Heading | None] = [None, *page.body.headings]
    sections = [_Section(heading, {}, set()) for heading in headings]
    for placed in page.body.holes:
        if placed.only:
            continue
        hole = placed.hole
        key = shown_by(hole)
        if key is None:
            continue
        known = _KNOWN.get(type(hole))
        if known is not None and key[1] not in known(site):
            sections[placed.section + 1].broken.add(key[0])
        else:
            sections[placed.section + 1].shown.setdefault(key, []).append(hole.span)
    return sections


def _matched(
    ours: Sequence[_Section], theirs: Sequence[_Section]
) -> tuple[list[tuple[_Section, _Section]], list[_Section]]:
    """Sections of the same id pair; the rest in order, level by level; `only` sections stand alone."""
    pairs = [(ours[0], theirs[0])]
    by_id = {section.heading.id: section for section in theirs[1:] if section.heading and section.heading.explicit}
    taken: set[int] = {id(theirs[0])}
    rest: list[_Section] = []
    for section in ours[1:]:
        heading = section.heading
        match = by_id.get(heading.id) if heading and heading.explicit else None
        if match is not None:
            pairs.append((section, match))
            taken.add(id(match))
        else:
            rest.append(section)
    left = [s for s in theirs[1:] if id(s) not in taken]
    lonely: list[_Section] = []
    waiting = {level: [s for s in left if _free(s, level)] for level in range(1, 7)}
    for section in rest:
        heading = section.heading
        queue = waiting[heading.level] if heading else []
        if heading and not heading.only and not heading.explicit and queue:
            pairs.append((section, queue.pop(0)))
        else:
            lonely.append(section)
    matched = {id(pair[1]) for pair in pairs}
    lonely += [section for section in left if id(section) not in matched]
    return pairs, lonely


def _free(section: _Section, level: int) -> bool:
    heading = section.heading
    return heading is not None and heading.level == level and not heading.only and not heading.explicit
