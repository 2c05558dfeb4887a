"""The list behind a page's denominator, `PAGE/numbers/`: every number its foot counts, with what it rests on.

The page around it is rendered like any other; its rows are what the gate counted on the finished page, so that the list
and the denominator cannot differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from markupsafe import Markup

from exposit import marks
from exposit.language.messages import messages
from exposit.model import Counted, Formula, Job, Output, Page, Site, Words
from exposit.render import routes
from exposit.render.chrome import Chrome, Sheet, has_numbers, numbers_url
from exposit.render.closure import page_depends
from exposit.render.display import inline_text, label_html, marked
from exposit.render.evidence import publishers
from exposit.render.markup import html_of
from exposit.render.page import page_job
from exposit.render.status import status_html
from exposit.render.workings import Workings

_ROW = '<tr><td class="num">{}</td><td>{}</td><td>{}</td></tr>'
_LABELS = "<h2>{}</h2>\n<p data-uncounted>{}</p>"


def number_jobs(chrome: Chrome) -> Iterator[Job]:
    """The list of every page that has one."""
    for page in chrome.site.pages.values():
        route = numbers_url(page)
        if has_numbers(page) and route not in chrome.page_at:
            listed = page_job(chrome, page, page.language, page.route)
            versions = str(sorted(_versions(chrome, page).items()))
            key = chrome.key("numbers", page_depends(chrome.site, page), page.language, route, listed.key, versions)
            make = partial(_render, chrome, page)
            yield Job(routes.file_of(route), key, make, make, lists=listed.path)


def _versions(chrome: Chrome, page: Page) -> dict[str, str]:
    """Where the same list stands in other languages: a page that shows no number there has none."""
    others = {code: chrome.page_at[found] for code, found in chrome.versions(page).items()}
    return {code: numbers_url(other) for code, other in others.items() if has_numbers(other)}


def _render(chrome: Chrome, page: Page) -> Output:
    """The page without its rows. Those who only judge leave it so: all of its numbers are judged where they stand."""
    site, language, route = chrome.site, page.language, numbers_url(page)
    title = messages(language).gettext("Every number of “{title}”").format(title=inline_text(site, page.title))
    versions = _versions(chrome, page)
    more: dict[str, object] = {
        "rows": Markup(marks.LIST),
        "labels": Markup(marks.LABELS),
        "back": routes.relative(route, page.route),
    }
    sheet = Sheet(route, language, "numbers.html", title, versions=versions, index=False, more=more)
    content = chrome.write(sheet)
    return Output(routes.file_of(route), content, "html", language, page.path)


def write_list(site: Site, output: Output, counted: Iterable[Counted]) -> Output:
    """`output` with the numbers `counted` on the page it lists, in the order they stand there, and the labels."""
    assert isinstance(output.content, str)
    language = output.language or site.config.languages[0]
    route = output.path.removesuffix("index.html")
    formulas = _formulas(site, output.source)
    every = list(counted)
    rows = Markup("\n").join(_row(site, item, language, route, formulas) for item in every if item.kind != "label")
    labels = dict.fromkeys(item.text for item in every if item.kind == "label")
    listed = html_of(
        _LABELS,
        messages(language).gettext("Dates and labels"),
        Markup(" · ").join(marked("label", text) for text in labels),
    )
    content = output.content.replace(marks.LIST, rows).replace(marks.LABELS, listed if labels else "")
    return replace(output, content=content)


def _formulas(site: Site, path: str | None) -> dict[str, Formula]:
    """What stands behind words, by the text of the formula."""
    page = site.pages.get(path or "")
    holes = [placed.hole for placed in page.body.holes] if page else []
    holes += [hole for text in site.texts for hole in text.holes]
    return {hole.formula.text: hole.formula for hole in holes if isinstance(hole, Words)}


def _row(site: Site, item: Counted, language: str, route: str, formulas: dict[str, Formula]) -> Markup:
    if item.kind == "exempt":
        # An exemption of the site is known by its text, one of a page by its reason.
        reasons = {" ".join(each.text.split()): each.reason for each in site.config.exempt}
        reason = reasons.get(" ".join(item.key.split()), item.key)
        shown = html_of('<span data-exempt="{}">{}</span>', reason, marked("exempt", item.text, reason))
        return html_of(_ROW, shown, marked("exempt", reason, reason), "")
    if item.key not in site.facts:
        shown = html_of('<span data-claim="{}">{}</span>', item.key, marked("claim", item.text, item.key))
        formula = formulas.get(item.key)
        rests = Workings(site, language, "claim", item.key).in_words(formula) if formula else item.key
        return html_of(_ROW, shown, marked("claim", rests, item.key), "")
    shown = html_of('<span data-fact="{}">{}</span>', item.key, marked("fact", item.text, item.key))
    href = routes.relative(route, routes.fact_url(site.config, language, item.key))
    link = html_of('<a href="{}">{}</a>', href, label_html(site, item.key, language))
    rests = Markup("<br>").join(part for part in (link, publishers(site, item.key)) if part)
    return html_of(_ROW, shown, rests, status_html(site, item.key, language))
