"""An author's page: its body filled, its head, lead number and contents; a borrowed one where a language lacks it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from markupsafe import Markup

from exposit import marks
from exposit.language.messages import messages
from exposit.model import Job, LinkTarget, Output, Page, Site
from exposit.render import routes
from exposit.render.body import contents, fill_body
from exposit.render.cards import lead_fact, lead_words
from exposit.render.chrome import Chrome, Sheet
from exposit.render.closure import page_depends
from exposit.render.display import (
    escape_text,
    fact_html,
    fact_text,
    fill_sentences,
    from_marked,
    hole_text,
    inline_html,
    inline_text,
    label_html,
)
from exposit.render.evidence import date_text
from exposit.render.jsonld import page_jsonld
from exposit.render.links import address_of
from exposit.render.notes import Notes
from exposit.render.status import status_html
from exposit.render.templates import missing_template

_LINE = 14
"""A lead number with more characters than these is set smaller, to stand on one line."""
_LONG = 300
"""A description is cut after so many characters, at a word."""


def page_jobs(chrome: Chrome) -> Iterator[Job]:
    """Every page, and for every language that lacks one the page of the first language that has it, with a notice."""
    config = chrome.site.config
    seen: set[str] = set()
    for page in chrome.site.pages.values():
        yield page_job(chrome, page, page.language, page.route)
        versions = chrome.versions(page)
        if page.key in seen:
            continue
        seen.add(page.key)
        best = next((code for code in config.languages if code in versions), None)
        if page.language != best:
            seen.discard(page.key)
            continue
        for language in config.languages:
            if language not in versions:
                yield page_job(chrome, page, language, routes.page_url(config, language, page.key))


def page_job(chrome: Chrome, page: Page, language: str, route: str) -> Job:
    """The page in a language, at an address."""
    versions = chrome.versions(page)
    names = {*page_depends(chrome.site, page), f"menu:{language}"}
    key = chrome.key(
        "page", names, language, route, *map(str, sorted(versions.items())), *_addresses(chrome.site, page)
    )
    return Job(routes.file_of(route), key, partial(render_page, chrome, page, language, route))


def _addresses(site: Site, page: Page) -> Iterator[str]:
    """What links of this page may lead to, besides what their text says: whether assets and pages are there."""
    for placed in page.body.holes:
        if isinstance(placed.hole, LinkTarget):
            yield address_of(site, page, placed.hole.target, page.route)


def render_page(chrome: Chrome, page: Page, language: str, route: str) -> Output:
    """The page in `language`: its own, or one that lacks it and borrows this one's words."""
    site = chrome.site
    template = f"{page.layout}.html"
    if page.layout_span is not None and not chrome.templates.has(template):
        raise missing_template(template, page.layout_span)
    notes = Notes(site, page.language, route)
    body = fill_body(site, page, notes)
    heading = body.heading or inline_html(site, page.title, notes, route)
    borrowed = language != page.language
    sheet = Sheet(
        route=route,
        language=language,
        template=template,
        title=inline_text(site, page.title),
        description=description_of(site, page),
        versions=chrome.versions(page),
        page=page,
        notes=notes,
        image=routes.card_file(page.route),
        kind="article",
        index=not borrowed and not page.draft,
        jsonld=page_jsonld(site, page),
        more={
            "heading": heading,
            "standfirst": inline_html(site, page.description, notes, route) if page.description else Markup(""),
            "body": body.html,
            "contents": contents(site, page),
            "lead": _lead(site, page, notes),
            "byline": _byline(site, page),
            "borrowed": page.language if borrowed else None,
        },
    )
    return Output(routes.file_of(route), chrome.write(sheet), "html", language, page.path)


def description_of(site: Site, page: Page) -> str:
    """What the page says of itself, else its first paragraph, cut at a word; marked plain text."""
    if page.description:
        return inline_text(site, page.description)
    holes = [placed.hole for placed in page.body.holes]
    text = " ".join(
        fill_sentences(site, page.body.lead, holes, lambda hole: hole_text(site, hole, page.language)).split()
    )
    if len(marks.strip(text)) <= _LONG:
        return text
    return _cut(text)


def _cut(text: str) -> str:
    """The beginning of marked text, cut between words and outside every mark."""
    depth = best = 0
    for at, character in enumerate(text):
        if character == marks.OPEN:
            depth += 1
        elif character == marks.CLOSE:
            depth -= 1
        elif character == " " and depth == 0:
            best = at
        if at > _LONG and best:
            break
    return text[:best].rstrip(" ,;:") + "…"


def _lead(site: Site, page: Page, notes: Notes) -> dict[str, object] | None:
    """A front page's lead number, set as the last line of a ledger."""
    fact_id = lead_fact(site, page) if page.key == "index" else None
    if fact_id is None:
        return None
    shown = fact_text(site, fact_id, page.language)
    words = lead_words(site, page)
    return {
        "long": len(marks.strip(shown)) > _LINE,
        "value": fact_html(site, fact_id, page.language, notes),
        "label": inline_html(site, words, None, page.route) if words else label_html(site, fact_id, page.language),
        "status": status_html(site, fact_id, page.language),
    }


def _byline(site: Site, page: Page) -> Markup:
    """Who wrote it and when, as one line."""
    say = messages(page.language).gettext
    authors = page.authors or site.config.authors
    parts = [escape_text(", ".join(authors))] if authors else []
    for text, value in ((say("published {date}"), page.published), (say("updated {date}"), page.updated)):
        if value:
            parts.append(from_marked(text.format(date=date_text(value, page.language))))
    return Markup(" · ").join(parts)
