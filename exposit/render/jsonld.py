"""What a page is, for search engines and machines: schema.org's Article and, for a fact, its claim and its citation."""

from __future__ import annotations

from exposit import marks
from exposit.model import Page, Site
from exposit.render.display import inline_text, localized
from exposit.render.machine import dump_for_html
from exposit.render.routes import absolute


def page_jsonld(site: Site, page: Page) -> str:
    """An Article, in JSON fit for a script element. Only what the author stated; no date is made up."""
    config = site.config
    name = localized(config.title, page.language)
    data: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": inline_text(site, page.title),
        "inLanguage": page.language,
    }
    if page.description:
        data["description"] = inline_text(site, page.description)
    address = absolute(config, page.route)
    if address:
        data["url"] = address
    if page.published:
        data["datePublished"] = str(page.published)
    if page.updated:
        data["dateModified"] = str(page.updated)
    authors = page.authors or config.authors
    if authors:
        data["author"] = [{"@type": "Organization", "name": author} for author in authors]
    if name:
        data["isPartOf"] = {"@type": "WebSite", "name": inline_text(site, name)}
    cited = cited_sources(site, page)
    if cited:
        data["citation"] = [
            {
                "@type": "CreativeWork",
                "name": marks.mark("source", site.sources[id_].title, id_),
                **({"url": site.sources[id_].url} if site.sources[id_].url else {}),
            }
            for id_ in cited
        ]
    return dump_for_html(data)


def cited_sources(site: Site, page: Page) -> tuple[str, ...]:
    """The sources a page cites or whose facts it shows, in order of first use."""
    found: dict[str, None] = {}
    for placed in page.body.holes:
        hole = placed.hole
        id_ = getattr(hole, "id", None)
        if id_ in site.sources:
            found[str(id_)] = None
        elif id_ in site.facts:
            for evidence in site.facts[str(id_)].evidence:
                if evidence.source in site.sources:
                    found[evidence.source] = None
    return tuple(found)
