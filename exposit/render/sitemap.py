"""For crawlers: `sitemap.xml` with the versions of each page by language, `robots.txt`, and `llms.txt`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from html import escape

from exposit import marks
from exposit.model import Job, Output, Page, PartialDate, Site
from exposit.render.display import citation_text, fact_text, inline_text, label_text, localized
from exposit.render.machine import key_of
from exposit.render.routes import absolute, fact_url, facts_url, glossary_url, method_url, sources_url


def crawlers(site: Site) -> Iterator[Job]:
    """The three files at the root."""
    uses = ["facts", "heads"]
    yield Job("sitemap.xml", key_of(site, "sitemap.xml", uses), partial(_sitemap, site))
    yield Job("robots.txt", key_of(site, "robots.txt", ()), partial(_robots, site))
    yield Job("llms.txt", key_of(site, "llms.txt", [*uses, "sources"]), partial(_llms, site))


def _address(site: Site, route: str) -> str:
    return absolute(site.config, route) or "/" + route


def _versions(site: Site) -> Iterator[tuple[Mapping[str, str], PartialDate | None]]:
    """Every address worth finding, its languages together: authors' pages, then the rooms, then the facts."""
    by_key: dict[str, dict[str, Page]] = {}
    for page in site.pages.values():
        if not page.draft:
            by_key.setdefault(page.key, {})[page.language] = page
    for pages in by_key.values():
        dates = [page.updated or page.published for page in pages.values()]
        known = [date for date in dates if date is not None and date.day is not None]
        yield {language: page.route for language, page in pages.items()}, max(known, key=str, default=None)
    config = site.config
    rooms = [facts_url, sources_url, method_url] if site.facts else []
    for room in [*rooms, *([glossary_url] if site.terms else [])]:
        yield {language: room(config, language) for language in config.languages}, None
    for id_ in site.facts:
        yield {language: fact_url(config, language, id_) for language in config.languages}, None


def _sitemap(site: Site) -> Output:
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    ]
    for routes, date in _versions(site):
        for route in routes.values():
            lines.append(f"<url><loc>{escape(_address(site, route))}</loc>")
            if date is not None:
                lines.append(f"<lastmod>{date}</lastmod>")
            if len(routes) > 1:
                lines += [
                    f'<xhtml:link rel="alternate" hreflang="{other}" href="{escape(_address(site, to))}"/>'
                    for other, to in routes.items()
                ]
            lines.append("</url>")
    return Output("sitemap.xml", "\n".join([*lines, "</urlset>", ""]), "xml")


def _robots(site: Site) -> Output:
    """A draft asks not to be found; a site that knows its address names its sitemap."""
    lines = ["User-agent: *", "Disallow: /" if site.draft else "Allow: /"]
    address = absolute(site.config, "sitemap.xml")
    if address and not site.draft:
        lines += ["", f"Sitemap: {address}"]
    return Output("robots.txt", "\n".join([*lines, ""]), "text")


def _llms(site: Site) -> Output:
    """For language models: the pages, and every number with its source, so that a quotation inherits it."""
    language = site.config.languages[0]
    name = localized(site.config.title, language)
    about = localized(site.config.description, language)
    lines = [f"# {inline_text(site, name) if name else 'Explainer'}", ""]
    if about:
        lines += [f"> {inline_text(site, about)}", ""]
    lines += ["## Pages", ""]
    for page in site.pages.values():
        if not page.draft:
            described = f": {inline_text(site, page.description)}" if page.description else ""
            lines.append(f"- [{inline_text(site, page.title)}]({_address(site, page.route)}){described}")
    if site.facts:
        lines += ["", "## Facts", "", "Each with what it rests on. Please cite the original source first.", ""]
    for id_, fact in site.facts.items():
        derivation = site.derivations.get(id_)
        rests = (
            marks.mark("label", f"= {derivation.formula.text}")
            if derivation
            else "; ".join(dict.fromkeys(citation_text(site, item.source) for item in fact.evidence))
        )
        address = _address(site, fact_url(site.config, language, id_))
        lines.append(f"- [{label_text(site, id_, language)}]({address}): {fact_text(site, id_, language)} ({rests})")
    return Output("llms.txt", "\n".join([*lines, ""]), "text", language)
