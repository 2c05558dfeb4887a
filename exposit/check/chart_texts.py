"""A chart's words across languages, and charts on pages: what an author says of a chart is the same in every language,
and a page shows a chart once."""

from __future__ import annotations

from collections.abc import Iterator

from exposit.check.shown import shown_by
from exposit.model import ChartBlock, ChartSpec, Localized, Site
from exposit.problems import Problem, Related, Span

Shown = dict[tuple[str, str], Span]
"""What a text shows, by kind and name, with the first place of each."""


def check_chart_texts(site: Site) -> Iterator[Problem]:
    """Charts whose texts differ between languages, then pages that show a chart twice."""
    for spec in site.charts.values():
        yield from _same_in_all(site, spec)
    for page in site.pages.values():
        seen: dict[str, Span] = {}
        for placed in page.body.holes:
            hole = placed.hole
            if isinstance(hole, ChartBlock) and hole.id in site.charts:
                if hole.id in seen:
                    message = f"`{hole.id}` is shown twice on this page"
                    related = (Related("it stands here already", seen[hole.id]),)
                    hint = "link to the first one, or write a second chart"
                    yield Problem("chart-repeats", "error", message, hole.span, hint, related)
                seen.setdefault(hole.id, hole.span)


def _same_in_all(site: Site, spec: ChartSpec) -> Iterator[Problem]:
    """Every fact, claim and source of one language's texts is in the other's."""
    shown = {language: _shown(spec, language) for language in site.config.languages}
    for language, here in shown.items():
        for other, there in shown.items():
            for (kind, name), span in here.items() if other != language else ():
                if (kind, name) not in there and (kind != "fact" or name in site.facts):
                    message = f"the texts of `{spec.id}` show the {kind} `{name}` in `{language}`, and not in `{other}`"
                    hint = "a chart says the same in every language"
                    yield Problem("languages-disagree", "error", message, span, hint)


def _shown(spec: ChartSpec, language: str) -> Shown:
    found: Shown = {}
    texts: list[Localized | None] = [spec.title, spec.subtitle, spec.description, spec.note]
    for text in (*texts, *(note.text for note in spec.annotations)):
        inline = text.get(language) if text else None
        for hole in inline.holes if inline else ():
            if key := shown_by(hole):
                found.setdefault(key, hole.span)
    return found
