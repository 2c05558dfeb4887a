"""What was corrected, `corrections/`: every revision of every fact, the newest first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from exposit.facts.dates import first_day
from exposit.language.messages import messages
from exposit.model import Job
from exposit.render.chrome import Chrome
from exposit.render.display import fact_html, label_html
from exposit.render.generated import generated_jobs
from exposit.render.notes import Notes, revision_html
from exposit.render.routes import corrections_url, fact_url, relative


def correction_jobs(chrome: Chrome) -> Iterator[Job]:
    """The page, in every language."""
    is_told = bool(chrome.site.facts)
    yield from generated_jobs(chrome, "corrections", corrections_url, _corrections, ("facts",), index=is_told)


def _corrections(chrome: Chrome, notes: Notes) -> tuple[str, Mapping[str, object]]:
    site = chrome.site
    found = [(fact, index) for fact in site.facts.values() for index in range(len(fact.revisions))]
    # Two sorts keep facts of one day in the order written.
    found.sort(key=lambda item: first_day(item[0].revisions[item[1]].date), reverse=True)
    rows = [
        {
            "href": relative(notes.route, fact_url(site.config, notes.language, fact.id)),
            "label": label_html(site, fact.id, notes.language),
            "value": fact_html(site, fact.id, notes.language, None),
            "text": revision_html(notes, fact, index),
        }
        for fact, index in found
    ]
    return messages(notes.language).gettext("Corrections"), {"rows": rows}
