"""How numbers are treated here, `method/`: the rules in words, the counts of this site, what is exempt and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from markupsafe import Markup

from exposit.language.messages import messages
from exposit.model import Job
from exposit.render.chrome import Chrome
from exposit.render.display import escape_text, marked
from exposit.render.evidence import date_text
from exposit.render.generated import generated_jobs
from exposit.render.notes import Notes
from exposit.render.routes import method_url
from exposit.render.status import status_name


def method_jobs(chrome: Chrome) -> Iterator[Job]:
    """The page, in every language."""
    is_told = bool(chrome.site.facts or chrome.site.config.exempt)
    yield from generated_jobs(chrome, "method", method_url, _method, ("facts", "sources"), index=is_told)


def _method(chrome: Chrome, notes: Notes) -> tuple[str, Mapping[str, object]]:
    site, language = chrome.site, notes.language
    counted = Counter(site.statuses.get(name, "unsourced") for name in site.facts)
    counts = [
        {"state": status, "name": status_name(status, language), "count": _count(number)}
        for status, number in counted.most_common()
    ]
    exempt = [
        {"text": marked("exempt", item.text, item.reason), "reason": marked("exempt", item.reason, item.reason)}
        for item in site.config.exempt
    ]
    more = {
        "facts_count": _count(len(site.facts)),
        "sources_count": _count(len(site.sources)),
        "counts": counts,
        "exempt": exempt,
        "as_of": escape_text(date_text(site.as_of, language)) if site.as_of else Markup(""),
    }
    return messages(language).gettext("Method"), more


def _count(number: int) -> Markup:
    return marked("label", str(number))
