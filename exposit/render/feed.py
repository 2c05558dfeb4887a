"""An Atom feed per language (RFC 4287): pages with their dates, and corrections of facts, newest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from html import escape
from uuid import NAMESPACE_URL, uuid5

from exposit.facts.dates import last_day
from exposit.language.messages import messages
from exposit.model import Job, Output, PartialDate, Site
from exposit.render.display import inline_text, label_text, localized
from exposit.render.machine import key_of
from exposit.render.routes import absolute, fact_url, feed_url, home_url


@dataclass(frozen=True, slots=True)
class _Entry:
    route: str
    title: str
    summary: str
    updated: PartialDate | None
    key: str


def feeds(site: Site) -> Iterator[Job]:
    """One feed a language."""
    for language in site.config.languages:
        path = feed_url(site.config, language)
        yield Job(path, key_of(site, path, ["facts", "heads"]), partial(_feed, site, language))


def _feed(site: Site, language: str) -> Output:
    config = site.config
    entries = sorted(_entries(site, language), key=lambda entry: (_stamp(entry.updated or site.as_of), entry.key))
    entries.reverse()
    newest = _stamp(entries[0].updated or site.as_of) if entries else _stamp(site.as_of)
    name = localized(config.title, language)
    title = inline_text(site, name) if name else next((entry.title for entry in entries[-1:]), "")
    home, own = home_url(config, language), feed_url(config, language)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(language)}">',
        f"<title>{escape(title)}</title>",
        f"<id>{_id(site, own)}</id>",
        f"<updated>{newest}</updated>",
        f'<link rel="alternate" type="text/html" href="{escape(_address(site, home))}"/>',
        f'<link rel="self" type="application/atom+xml" href="{escape(_address(site, own))}"/>',
        f"<author><name>{escape(', '.join(config.authors) or title)}</name></author>",
    ]
    for entry in entries:
        lines += [
            "<entry>",
            f"<title>{escape(entry.title)}</title>",
            f"<id>{_id(site, entry.key)}</id>",
            f"<updated>{_stamp(entry.updated or site.as_of)}</updated>",
            f'<link rel="alternate" type="text/html" href="{escape(_address(site, entry.route))}"/>',
            *([f"<summary>{escape(entry.summary)}</summary>"] if entry.summary else []),
            "</entry>",
        ]
    return Output(own, "\n".join([*lines, "</feed>", ""]), "xml", language)


def _entries(site: Site, language: str) -> Iterator[_Entry]:
    for page in site.pages.values():
        if page.language == language and not page.draft:
            summary = inline_text(site, page.description) if page.description else ""
            yield _Entry(page.route, inline_text(site, page.title), summary, page.updated or page.published, page.route)
    say = messages(language).gettext
    for id_, fact in site.facts.items():
        route = fact_url(site.config, language, id_)
        for revision in fact.revisions:
            title = f"{say('Correction')}: {label_text(site, id_, language)}"
            why = localized(revision.why, language)
            summary = inline_text(site, why) if why else ""
            yield _Entry(route, title, summary, revision.date, f"{route}#{revision.date}")


def _stamp(date: PartialDate | None) -> str:
    """A moment, as Atom wants one: the end of the day, month or year that is known. No clock is read."""
    return f"{last_day(date).isoformat() if date else '1970-01-01'}T00:00:00Z"


def _address(site: Site, route: str) -> str:
    return absolute(site.config, route) or "/" + route


def _id(site: Site, key: str) -> str:
    """An id that stays when the title changes (RFC 4287 §4.2.6)."""
    return uuid5(NAMESPACE_URL, f"{site.config.base_url or 'exposit:'}/{key}").urn
