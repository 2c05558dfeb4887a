"""Does each fact rest on something, and does its evidence say what the fact says?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from exposit.facts.dates import first_day, last_day
from exposit.facts.quantity import written
from exposit.language.agreement import Match, holds
from exposit.language.numerals import Found, find_numerals
from exposit.marks import HOLE
from exposit.model import Dissent, Evidence, Fact, Localized, PartialDate, Quantity, Site, Undisclosed
from exposit.problems import Problem, Related, Span

_YEAR = 366


def check_evidence(site: Site) -> Iterator[Problem]:
    """Facts without evidence; quotes that do not hold the value, or hold it with another qualifier."""
    for fact in site.facts.values():
        if fact.formula is None and not fact.evidence and not fact.unread:
            hint = "give it `evidence:` with a `source` and the `quote` that holds the value"
            if not isinstance(fact.value, Undisclosed):
                yield Problem("fact-unsourced", "error", f"`{fact.id}` has no evidence", fact.span, hint)
        for evidence in fact.evidence:
            yield from _quote(site, fact, evidence)
        for dissent in fact.dissent:
            yield from _dissent(site, fact, dissent)
        if isinstance(fact.value, Mapping):
            yield from _text(site, fact, fact.value)
        yield from _period(site, fact)


def _quote(site: Site, fact: Fact, evidence: Evidence) -> Iterator[Problem]:
    value = site.values.get(fact.id)
    if not evidence.quote or not isinstance(value, Quantity | PartialDate) or evidence.source not in site.sources:
        return
    language = _language(site, evidence.source)
    span = evidence.spans.get("quote", evidence.span)
    match = holds(evidence.quote, language, value)
    if match.kind == "no":
        if not _speaks_of_something_else(site, fact, evidence, match, language):
            yield _mismatch(fact, value, match, language, span)
    elif isinstance(value, Quantity) and fact.formula is None and _only_up_to(match, value):
        message = f"the quote says “up to”, and `{fact.id}` does not"
        hint = f"write `value: up to {written(value).removeprefix(f'{value.qualifier} ')}`"
        yield Problem("quote-qualifier", "warning", message, span, hint)


def _only_up_to(match: Match, value: Quantity) -> bool:
    return match.read is not None and match.read.qualifier == "up to" != value.qualifier


def _speaks_of_something_else(site: Site, fact: Fact, evidence: Evidence, match: Match, language: str) -> bool:
    """Whether a quote without the value does its work all the same: it is about the fact's period, it explains a
    calculation in words, or it tells of an event on the day its source was published."""
    quote = evidence.quote or ""
    ends = (fact.period.start, fact.period.end) if fact.period else ()
    dates = [end for end in ends if isinstance(end, PartialDate)]
    if any(holds(quote, language, PartialDate(date.year)).kind != "no" for date in dates) and len(fact.evidence) > 1:
        return True
    if fact.formula is not None:
        return not match.found
    if not isinstance(fact.value, PartialDate):
        return False
    published = site.sources[evidence.source].published
    return published is not None and (
        _within(published, fact.value) or _tells_the_day(quote, published, fact.value, language)
    )


def _tells_the_day(quote: str, published: PartialDate, date: PartialDate, language: str) -> bool:
    """“on Monday 6 October”: a year that a source leaves out is the one it was published in, or the nearest."""
    if abs((first_day(date) - first_day(published)).days) > _YEAR:
        return False
    return any(
        found.date is not None
        and found.date.year is None
        and (found.date.month, found.date.day) == (date.month, date.day)
        for found in find_numerals(quote, language)
    )


def _within(day: PartialDate, date: PartialDate) -> bool:
    return first_day(date) <= first_day(day) and last_day(day) <= last_day(date)


def _dissent(site: Site, fact: Fact, dissent: Dissent) -> Iterator[Problem]:
    """The other source's words must hold what it is said to say."""
    if not dissent.quote:
        return
    language = _language(site, dissent.source)
    span = dissent.spans.get("quote", dissent.span)
    said = dissent.says
    if isinstance(said, str):
        unheld = list(_unheld(said, site.config.languages[0], [(dissent.quote, language)]))
    else:
        words = written(said) if isinstance(said, Quantity) else str(said)
        unheld = [words] if holds(dissent.quote, language, said).kind == "no" else []
    for words in unheld:
        yield Problem("quote-mismatch", "error", f"{fact.id}: the dissenting quote does not hold `{words}`", span, None)


def _text(site: Site, fact: Fact, text: Localized) -> Iterator[Problem]:
    """A fact in words: each number in them stands in a quote too."""
    quotes = [(item.quote, _language(site, item.source)) for item in fact.evidence if item.quote]
    for language, inline in text.items():
        for words in _unheld(HOLE.sub(" ", inline.text), language, quotes) if quotes else ():
            message = f"no quote of `{fact.id}` holds `{words}`, which its text says"
            hint = "quote the words that give it, or make it a fact of its own and refer to it"
            yield Problem("quote-mismatch", "error", message, inline.span, hint)


def _unheld(text: str, language: str, quotes: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The numbers of a text that none of the quotes gives, in the same words or by their value."""
    for found in find_numerals(text, language):
        if found.kind == "label" or any(found.text in quote for quote, _ in quotes):
            continue
        if not any(_agree(found, other) for quote, spoken in quotes for other in find_numerals(quote, spoken)):
            yield found.text


def _agree(one: Found, other: Found) -> bool:
    left, right = one.reading, other.reading
    if left is None or right is None or left.value is None or right.value is None:
        return False
    return left.value == right.value or left.low <= right.value <= left.high


def _mismatch(fact: Fact, value: Quantity | PartialDate, match: Match, language: str, span: Span) -> Problem:
    words = written(value) if isinstance(value, Quantity) else str(value)
    message = f"the quote does not hold the value of `{fact.id}`, `{words}`"
    if match.found:
        message += f"; read in it: {', '.join(f'`{words}`' for words in match.found)}"
    hint = f"numbers are read in the source's language, `{language}`; correct the value, the quote or `language:`"
    value_span = next((fact.spans[key] for key in ("value", "date", "formula") if key in fact.spans), None)
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
