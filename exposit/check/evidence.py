"""Does each fact rest on something, and does its evidence say what the fact says?"""

from __future__ import annotations

from collections.abc import Iterator

from exposit.facts.quantity import written
from exposit.language.agreement import Match, holds
from exposit.model import Evidence, Fact, PartialDate, Quantity, Site, Undisclosed
from exposit.problems import Problem, Related, Span


def check_evidence(site: Site) -> Iterator[Problem]:
    """Facts without evidence; quotes that do not hold the value, or hold it with another qualifier."""
    for fact in site.facts.values():
        if fact.formula is None and not fact.evidence:
            hint = "give it `evidence:` with a `source` and the `quote` that holds the value"
            if not isinstance(fact.value, Undisclosed):
                yield Problem("fact-unsourced", "error", f"`{fact.id}` has no evidence", fact.span, hint)
        for evidence in fact.evidence:
            yield from _quote(site, fact, evidence)
        for dissent in fact.dissent:
            if dissent.quote and isinstance(dissent.says, (Quantity, PartialDate)):
                language = _language(site, dissent.source)
                if holds(dissent.quote, language, dissent.says).kind == "no" and isinstance(dissent.says, Quantity):
                    said = f"{fact.id}: the dissenting quote does not hold `{written(dissent.says)}`"
                    yield Problem("quote-mismatch", "error", said, dissent.spans.get("quote", dissent.span), None)
        yield from _period(site, fact)


def _quote(site: Site, fact: Fact, evidence: Evidence) -> Iterator[Problem]:
    value = fact.value
    if not evidence.quote or not isinstance(value, Quantity) or evidence.source not in site.sources:
        return
    language = _language(site, evidence.source)
    span = evidence.spans.get("quote", evidence.span)
    match = holds(evidence.quote, language, value)
    if match.kind == "no":
        yield _mismatch(fact, value, match, language, span)
    elif match.read is not None and match.read.qualifier != value.qualifier and match.read.qualifier == "up to":
        message = f"the quote says “up to”, and `{fact.id}` does not"
        hint = f"write `value: up to {written(value).removeprefix(f'{value.qualifier} ')}`"
        yield Problem("quote-qualifier", "warning", message, span, hint)


def _mismatch(fact: Fact, value: Quantity, match: Match, language: str, span: Span) -> Problem:
    message = f"the quote does not hold the value of `{fact.id}`, `{written(value)}`"
    if match.found:
        message += f"; read in it: {', '.join(f'`{words}`' for words in match.found)}"
    hint = f"numbers are read in the source's language, `{language}`; correct the value, the quote or `language:`"
    value_span = fact.spans.get("value")
    related = (Related("the value stands here", value_span),) if value_span else ()
    return Problem("quote-mismatch", "error", message, span, hint, related)


def _period(site: Site, fact: Fact) -> Iterator[Problem]:
    """An end that no quote holds is our arithmetic or hearsay: the reader must be told, so the author is."""
    period = fact.period
    if period is None or not isinstance(period.end, PartialDate) or not fact.evidence:
        return
    year = PartialDate(period.end.year)
    for evidence in fact.evidence:
        if evidence.quote and holds(evidence.quote, _language(site, evidence.source), year).kind != "no":
            return
    span = period.spans.get("to", fact.span)
    message = f"no quote of `{fact.id}` holds the end of its period, `{period.end}`"
    yield Problem("period-unquoted", "warning", message, span, "quote a source that gives it, or write `to: unknown`")


def _language(site: Site, source: str) -> str:
    """The language a source's numbers are read in: its own, else the site's first."""
    found = site.sources.get(source)
    return (found.language if found and found.language else site.config.languages[0]).split("-")[0]
