"""Evidence is held against what it is evidence of: values, dates, words, dissent, periods."""

from __future__ import annotations

import pytest

from tests.check.making import FACTS, built, fact, told

CODES = ("quote-mismatch", "quote-qualifier", "fact-unsourced", "period-unquoted")


def judged(text: str) -> list[str]:
    """What is said about a fact with these lines."""
    return [line.partition(": ")[2] for line in told(built("", fact(text)), *CODES)]


HELD = {
    "exactly": 'value: 38 billion USD\nevidence: {source: report, quote: "a $38 billion agreement"}',
    "in other digits": 'value: 38 billion USD\nevidence: {source: report, quote: "$38,000,000,000"}',
    "by rounding": 'value: 1.38 trillion USD\nevidence: {source: report, quote: "worth $1.4 trillion"}',
    "in words": 'value: 7 years\nevidence: {source: report, quote: "for seven years"}',
    "without a quote": "value: 7 years\nevidence: {source: report}",
    "a date": 'date: 2027-03-01\nevidence: {source: report, quote: "opens on 1 March 2027"}',
    "a date less precisely": 'date: 2029-12-31\nevidence: {source: report, quote: "by the end of 2029"}',
    "a date by the day of the source": 'date: 2025-11-03\nevidence: {source: report, quote: "announced today"}',
    "a day without its year": 'date: 2025-10-06\nevidence: {source: report, quote: "since Monday 6 October"}',
    "a year before 1900": 'date: 1848\nevidence: {source: report, quote: "the revolution of 1848"}',
    "a share": 'value: 25 percent\nevidence: {source: report, quote: "one man in four"}',
    "half a unit": 'value: 30 minutes\nevidence: {source: report, quote: "half an hour"}',
    "a score": 'value: 3\nevidence: {source: report, quote: "won 3–1"}',
    "words": 'text: "about 40 stations"\nevidence: {source: report, quote: "some 40 stations"}',
    "words in other words": 'text: "seven stations"\nevidence: {source: report, quote: "7 stations"}',
    "a calculation explained": 'formula: bikes * 2\nevidence: {source: report, quote: "as the rules have it"}',
    "a period": "value: 7 years\nperiod: {from: 2025, to: 2032}\nevidence: "
    '[{source: report, quote: "for seven years"}, {source: report, quote: "until 2032"}]',
}
NOT_HELD = {
    "another value": (
        'value: 38 billion USD\nevidence: {source: report, quote: "a $36 billion agreement"}',
        "the quote does not hold the value of `more`, `38 billion USD`; read in it: `$36 billion`",
    ),
    "another unit": (
        'value: 38 GW\nevidence: {source: report, quote: "38 gigawatt hours"}',
        "the quote does not hold the value of `more`, `38 GW`; read in it: `38 gigawatt hours`",
    ),
    "another day": (
        'date: 2027-03-01\nevidence: {source: report, quote: "opens on 12 March 2027"}',
        "the quote does not hold the value of `more`, `2027-03-01`; read in it: `12 March 2027`",
    ),
    "a day without its year, years later": (
        'date: 2022-10-06\nevidence: {source: report, quote: "since Monday 6 October"}',
        "the quote does not hold the value of `more`, `2022-10-06`; read in it: `6 October`",
    ),
    "no day at all": (
        'date: 2027-03-01\nevidence: {source: report, quote: "opens soon"}',
        "the quote does not hold the value of `more`, `2027-03-01`",
    ),
    "a number in words": (
        'text: "about 40 stations"\nevidence: {source: report, quote: "many stations"}',
        "no quote of `more` holds `40`, which its text says",
    ),
    "a calculation": (
        'formula: bikes * 2\nevidence: {source: report, quote: "900 bicycles"}',
        "the quote does not hold the value of `more`, `1000`; read in it: `900`",
    ),
    "a dissent": (
        'value: 7\nevidence: {source: report, quote: "There are 7."}\n'
        'dissent: [{source: report, says: 8, quote: "There are 9."}]',
        "more: the dissenting quote does not hold `8`",
    ),
    "a dissent in words": (
        'value: 7\nevidence: {source: report, quote: "There are 7."}\n'
        'dissent: [{source: report, says: "rather like 800", quote: "There are more."}]',
        "more: the dissenting quote does not hold `800`",
    ),
    "a qualifier": (
        'value: 38 billion USD\nevidence: {source: report, quote: "up to $38 billion"}',
        "the quote says “up to”, and `more` does not",
    ),
    "nothing": ("value: 7", "`more` has no evidence"),
}


@pytest.mark.parametrize("text", HELD.values(), ids=HELD)
def test_what_a_quote_holds_passes(text: str) -> None:
    """Exactly or by rounding, in any way of writing."""
    assert [] == judged(text)


@pytest.mark.parametrize(("text", "message"), NOT_HELD.values(), ids=NOT_HELD)
def test_what_no_quote_holds_is_told(text: str, message: str) -> None:
    """With both sides, so that the author sees which is wrong."""
    assert [message] == judged(text)


def test_a_quote_is_read_in_its_sources_language() -> None:
    """A French billion is a thousand English ones."""
    french = FACTS.replace("language: en", "language: fr")
    for quote, expected in (("1,4 billion de dollars", 0), ("1 400 milliards", 0), ("1,4 milliard", 1)):
        more = f'  more: {{label: "More", value: 1.4 trillion USD, evidence: {{source: report, quote: "{quote}"}}}}\n'
        facts = french.replace("The town hires out 500 bicycles.", "500 vélos") + more
        assert expected == len(told(built("", {"content/facts.yaml": facts}), "quote-mismatch"))


def test_status_is_computed() -> None:
    """From how many sources there are, how they were read, who disagrees, what is due."""
    quote = 'quote: "There are 7."'
    texts = {
        "single": f"value: 7\nevidence: {{source: report, {quote}}}",
        "several": f"value: 7\nevidence: [{{source: report, {quote}}}, {{source: other}}]",
        "second_hand": f"value: 7\nevidence: {{source: report, via: other, {quote}}}",
        "disputed": f"value: 7\nevidence: {{source: report, {quote}}}\ndissent: [{{source: other, says: 8}}]",
        "undisclosed": "undisclosed: true",
        "calculated": "formula: bikes * 2",
        "out_of_date": f"value: 7\nreview_by: 2025-12-31\nevidence: {{source: report, {quote}}}",
    }
    other = 'sources:\n  other: {title: "Another", publisher: "Press", url: https://example.org/o, language: en}\n'
    for status, text in texts.items():
        files = {"content/facts.yaml": fact(text)["content/facts.yaml"].replace("sources:\n", other)}
        site = built("", files, site="as_of: 2026-01-01\n").site
        assert status == site.statuses["more"]
