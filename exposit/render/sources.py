"""The list of sources, `sources/`: each with what rests on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exposit.language.messages import messages
from exposit.model import Job, Site, Source
from exposit.render.chrome import Chrome
from exposit.render.evidence import source_html
from exposit.render.generated import generated_jobs
from exposit.render.ledger import fact_row
from exposit.render.notes import Notes
from exposit.render.routes import sources_url


def source_jobs(chrome: Chrome) -> Iterator[Job]:
    """The page, in every language."""
    is_told = bool(chrome.site.sources)
    yield from generated_jobs(chrome, "sources", sources_url, _sources, ("facts", "sources"), index=is_told)


def tier_name(tier: str | None, language: str) -> str:
    """What kind of source it is, in words."""
    say = messages(language).gettext
    names = {
        "primary": say("Primary source"),
        "press": say("Press"),
        "trade": say("Trade press"),
        "secondary": say("Secondary source"),
    }
    return names.get(tier or "", "")


def _sources(chrome: Chrome, notes: Notes) -> tuple[str, Mapping[str, object]]:
    site = chrome.site
    resting = _resting(site)
    rows = [_row(site, source, resting.get(source.id, {}), notes) for source in site.sources.values()]
    return messages(notes.language).gettext("Sources"), {"rows": rows}


def _resting(site: Site) -> dict[str, dict[str, None]]:
    """By source, the facts that rest on it, were read in it, or are disputed by it."""
    found: dict[str, dict[str, None]] = {}
    for fact in site.facts.values():
        named = [name for item in fact.evidence for name in (item.source, item.via) if name]
        for name in (*named, *(dissent.source for dissent in fact.dissent)):
            found.setdefault(name, {})[fact.id] = None
    return found


def _row(site: Site, source: Source, facts: Mapping[str, None], notes: Notes) -> dict[str, object]:
    return {
        "id": source.id,
        "line": source_html(site, source.id, notes.language),
        "tier": tier_name(source.tier, notes.language),
        "facts": [fact_row(site, name, notes) for name in facts],
    }
