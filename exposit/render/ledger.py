"""The ledger, `facts/`: every number of the site in one plain table; and `facts/ID/`, a permanent page for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

from markupsafe import Markup

from exposit import marks
from exposit.language.messages import messages
from exposit.language.wording import write_period
from exposit.model import Fact, Job, Output, Page, PartialDate, Quantity, Reference, Site
from exposit.render import routes
from exposit.render.chrome import Chrome, Sheet
from exposit.render.closure import closure, shown_facts
from exposit.render.display import (
    escape_text,
    fact_html,
    from_marked,
    inline_text,
    label_html,
    localized,
    name_text,
)
from exposit.render.evidence import date_text, publishers
from exposit.render.generated import generated_jobs
from exposit.render.markup import html_of
from exposit.render.notes import FactParts, Notes, named_value
from exposit.render.status import status_html, status_name


def ledger_jobs(chrome: Chrome) -> Iterator[Job]:
    """The list and a page per fact, in every language."""
    is_told = bool(chrome.site.facts)
    yield from generated_jobs(chrome, "facts", routes.facts_url, _ledger, ("facts", "sources"), index=is_told)
    users = _users(chrome.site)
    for fact_id in chrome.site.facts:
        for language in chrome.site.config.languages:
            yield _fact_job(chrome, fact_id, language, users.get(fact_id, Users()))


class Users:
    """Who uses a fact: the pages that show it, by language, and the facts calculated from it."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.facts: list[str] = []


def _users(site: Site) -> dict[str, Users]:
    found: dict[str, Users] = {}
    for page in site.pages.values():
        for fact_id in shown_facts(site, page):
            found.setdefault(fact_id, Users()).pages.append(page)
    for fact_id, derivation in site.derivations.items():
        for name in derivation.inputs:
            found.setdefault(name, Users()).facts.append(fact_id)
    return found


def _ledger(chrome: Chrome, notes: Notes) -> tuple[str, Mapping[str, object]]:
    site, language = chrome.site, notes.language
    rows = [_row(site, fact, notes) for fact in site.facts.values()]
    present = dict.fromkeys(site.statuses.get(name, "unsourced") for name in site.facts)
    statuses = [(status, status_name(status, language)) for status in present]
    return messages(language).gettext("Facts"), {"rows": rows, "statuses": statuses}


def _row(site: Site, fact: Fact, notes: Notes) -> dict[str, object]:
    language = notes.language
    value = site.values.get(fact.id)
    return {
        "id": fact.id,
        "href": routes.relative(notes.route, routes.fact_url(site.config, language, fact.id)),
        "label": label_html(site, fact.id, language),
        "value": fact_html(site, fact.id, language, None),
        "order": _order(value),
        "status": status_html(site, fact.id, language),
        "state": site.statuses.get(fact.id, "unsourced"),
        "as_of": escape_text(date_text(fact.as_of, language)) if fact.as_of else "",
        "as_of_order": str(fact.as_of or ""),
        "sources": publishers(site, fact.id),
    }


def _order(value: object) -> str:
    """What a column of values is sorted by: amounts by their number, dates by theirs."""
    if isinstance(value, Quantity):
        return f"{value.value:f}"
    return str(value) if isinstance(value, PartialDate) else ""


def _fact_job(chrome: Chrome, fact_id: str, language: str, users: Users) -> Job:
    site = chrome.site
    route = routes.fact_url(site.config, language, fact_id)
    names = closure(site, [Reference(name) for name in (fact_id, *users.facts)])
    shown = (f"{page.route} {inline_text(site, page.title)}" for page in users.pages if page.language == language)
    key = chrome.key("fact", (*names, f"menu:{language}"), language, route, *shown)
    return Job(routes.file_of(route), key, partial(_fact_page, chrome, fact_id, language, users))


def _fact_page(chrome: Chrome, fact_id: str, language: str, users: Users) -> Output:
    site = chrome.site
    config = site.config
    route = routes.fact_url(config, language, fact_id)
    notes = Notes(site, language, route)
    fact = site.facts[fact_id]
    parts = FactParts(notes, fact)
    title = named_value(site, fact_id, language)
    pages = [
        {"href": routes.relative(route, page.route), "title": from_marked(inline_text(site, page.title))}
        for page in users.pages
        if page.language == language
    ]
    more = {
        "fact_id": fact_id,
        "label": label_html(site, fact_id, language),
        "value": parts.value(),
        "working": parts.working(),
        "grounds": parts.grounds(),
        "doubts": parts.doubts(),
        "citation": parts.citation(opened=True),
        "about": _about(site, fact, language),
        "used_by": [fact_row(site, name, notes) for name in users.facts],
        "pages": pages,
        "address": routes.absolute(config, route),
    }
    versions = {code: routes.fact_url(config, code, fact_id) for code in config.languages}
    sheet = Sheet(route, language, "fact.html", title, title, versions, notes=notes, more=more)
    return Output(routes.file_of(route), chrome.write(sheet), "html", language)


def fact_row(site: Site, fact_id: str, notes: Notes) -> dict[str, Markup]:
    """A fact in a list: its name, linked to its page, and its value."""
    href = routes.relative(notes.route, routes.fact_url(site.config, notes.language, fact_id))
    link = html_of('<a href="{}">{}</a>', href, label_html(site, fact_id, notes.language))
    return {"link": link, "value": fact_html(site, fact_id, notes.language, None)}


def _about(site: Site, fact: Fact, language: str) -> list[tuple[str, Markup]]:
    """What else is known of a fact, as pairs of a name and a text."""
    say = messages(language).gettext
    config = site.config
    natures, certainties = config.natures.get(fact.nature or ""), config.certainties.get(fact.certainty or "")
    pairs: list[tuple[str, str | None]] = [
        (say("About"), name_text(site, fact.about, language) if fact.about else None),
        (say("Payer"), name_text(site, fact.payer, language) if fact.payer else None),
        (say("Payee"), name_text(site, fact.payee, language) if fact.payee else None),
        (say("Nature"), _word(site, natures, language) or fact.nature),
        (say("Certainty"), _word(site, certainties, language) or fact.certainty),
        (say("Binding"), None if fact.binding else say("no")),
    ]
    if fact.period:
        pairs.append((say("Period"), marks.mark("date", write_period(fact.period, language).text)))
    return [(name, from_marked(text)) for name, text in pairs if text]


def _word(site: Site, texts: Mapping[str, object] | None, language: str) -> str | None:
    inline = localized(texts, language) if texts else None  # type: ignore[arg-type]
    return inline_text(site, inline) if inline else None
