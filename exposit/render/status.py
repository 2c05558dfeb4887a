"""How well a fact stands, in words and as HTML; the style sheet adds a shape, so that colour never stands alone."""

from __future__ import annotations

from functools import cache

from markupsafe import Markup

from exposit.language.messages import messages
from exposit.model import Site, Status
from exposit.render.markup import html_of


@cache
def status_name(status: Status, language: str) -> str:
    """The status in words. None of them holds a number."""
    say = messages(language).gettext
    names: dict[Status, str] = {
        "several": say("Several sources"),
        "single": say("One source"),
        "second_hand": say("Second-hand"),
        "disputed": say("Disputed"),
        "calculated": say("Our calculation"),
        "undisclosed": say("Not disclosed"),
        "out_of_date": say("Out of date"),
        "unsourced": say("No source"),
    }
    return names[status]


def status_of(site: Site, fact_id: str) -> Status:
    """A fact's status; `unsourced` where none could be computed."""
    return site.statuses.get(fact_id, "unsourced")


def status_html(site: Site, fact_id: str, language: str) -> Markup:
    """The status as an element the style sheet gives its shape."""
    status = status_of(site, fact_id)
    return html_of('<span class="status" data-status="{}">{}</span>', status, status_name(status, language))
