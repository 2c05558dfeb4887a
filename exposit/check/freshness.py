"""Facts that should be looked at again: by the site's own date in a build, by today's as well in `check`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from exposit.facts.dates import last_day
from exposit.model import Site
from exposit.problems import Problem


def check_freshness(site: Site) -> Iterator[Problem]:
    """Facts whose `review_by` lies before what the site knows."""
    if site.as_of is not None:
        yield from overdue(site, last_day(site.as_of), "the site's date")


def by_today(site: Site, today: date) -> Iterator[Problem]:
    """What is over by `today` and not by the site's own date: facts to review, exemptions that have run out. A build
    of the site still stands, so these are warnings."""
    known = last_day(site.as_of) if site.as_of is not None else date.min
    if known >= today:
        return
    told = {problem.span for problem in overdue(site, known, "")}
    yield from (problem for problem in overdue(site, today, "today") if problem.span not in told)
    for exemption in site.config.exempt:
        if exemption.until is not None and known <= exemption.until < today:
            ends = exemption.until.isoformat()
            message = f"the exemption of `{exemption.text}` ran out on {ends}, before today, {today.isoformat()}"
            hint = "decide anew: remove it or extend `until:`; it stops the build once the site’s `as_of` is past it"
            yield Problem("exemption-expired", "warning", message, exemption.span, hint)


def overdue(site: Site, day: date, whose: str) -> Iterator[Problem]:
    """Facts to be reviewed before `day`. The clock is read by whoever calls, never here."""
    for fact in site.facts.values():
        if fact.review_by is not None and fact.review_by < day:
            message = (
                f"`{fact.id}` was to be reviewed by {fact.review_by.isoformat()}, before {whose}, {day.isoformat()}"
            )
            hint = "check it against its sources, then move `review_by:`"
            yield Problem("fact-stale", "warning", message, fact.spans.get("review_by", fact.span), hint)
