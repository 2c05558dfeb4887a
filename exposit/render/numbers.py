"""The list behind a page's denominator, `PAGE/numbers/`: every number its author put there, with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup

from exposit.language.messages import messages
from exposit.model import (
    ChartBlock,
    ChartSpec,
    Exempt,
    Hole,
    Job,
    Localized,
    Name,
    Output,
    Page,
    Reference,
    Site,
    TableBlock,
    Words,
)
from exposit.render import routes
from exposit.render.chrome import Chrome, Sheet, has_numbers, numbers_url
from exposit.render.closure import chart_facts, page_depends
from exposit.render.display import (
    exempt_html,
    fact_html,
    inline_text,
    label_html,
    localized,
    marked,
    words_html,
)
from exposit.render.evidence import publishers
from exposit.render.ledger import fact_row
from exposit.render.notes import Notes
from exposit.render.status import status_html
from exposit.render.workings import Workings


def number_jobs(chrome: Chrome) -> Iterator[Job]:
    """The list of every page that has one."""
    for page in chrome.site.pages.values():
        route = numbers_url(page)
        if has_numbers(page) and route not in chrome.page_at:
            key = chrome.key("numbers", page_depends(chrome.site, page), page.language, route)
            yield Job(routes.file_of(route), key, partial(_render, chrome, page))


def _render(chrome: Chrome, page: Page) -> Output:
    site, language, route = chrome.site, page.language, numbers_url(page)
    notes = Notes(site, language, route)
    rows = [row for placed in page.body.holes for row in _rows(site, placed.hole, notes)]
    title = messages(language).gettext("Every number of “{title}”").format(title=inline_text(site, page.title))
    others = {code: chrome.page_at[found] for code, found in chrome.versions(page).items()}
    versions = {code: numbers_url(other) for code, other in others.items() if has_numbers(other)}
    more: Mapping[str, object] = {"rows": rows, "back": routes.relative(route, page.route)}
    sheet = Sheet(route, language, "numbers.html", title, versions=versions, notes=notes, index=False, more=more)
    return Output(routes.file_of(route), chrome.write(sheet), "html", language, page.path)


def _rows(site: Site, hole: Hole, notes: Notes) -> Iterator[dict[str, Markup]]:
    language = notes.language
    match hole:
        case Reference():
            yield _fact(site, hole.id, fact_html(site, hole.id, language, notes, hole.forms), notes)
        case Words():
            shown = words_html(site, hole, language, notes)
            if isinstance(hole.formula.tree, Name):
                yield _fact(site, hole.formula.tree.id, shown, notes)
            else:
                text = Workings(site, language, "claim", hole.formula.text).in_words(hole.formula)
                yield {"shown": shown, "rests": marked("claim", text, hole.formula.text), "status": Markup("")}
        case Exempt():
            rests = marked("exempt", hole.reason, hole.reason)
            yield {"shown": exempt_html(hole), "rests": rests, "status": Markup("")}
        case ChartBlock():
            chart = site.charts.get(hole.id)
            for name in chart_facts(site, chart) if chart else ():
                yield _fact(site, name, fact_html(site, name, language, notes), notes)
            for words in _texts(chart) if chart else ():
                inline = localized(words, language)
                for inner in inline.holes if inline else ():
                    yield from _rows(site, inner, notes)
        case TableBlock():
            for name in site.selections.get(hole.query, ()):
                yield _fact(site, name, fact_html(site, name, language, notes), notes)
        case _:
            return


def _texts(chart: ChartSpec) -> Iterator[Localized]:
    """The words around a chart, in which numbers stand as well."""
    remarks = (remark.text for remark in chart.annotations)
    yield from filter(None, (chart.title, chart.subtitle, chart.description, *remarks, chart.note))


def _fact(site: Site, fact_id: str, shown: Markup, notes: Notes) -> dict[str, Markup]:
    if fact_id not in site.facts:
        return {"shown": shown, "rests": label_html(site, fact_id, notes.language), "status": Markup("")}
    row = fact_row(site, fact_id, notes)
    rests = Markup("<br>").join(part for part in (row["link"], publishers(site, fact_id)) if part)
    return {"shown": shown, "rests": rests, "status": status_html(site, fact_id, notes.language)}
