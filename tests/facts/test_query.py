"""Queries: reading them, and what they find."""

from __future__ import annotations

import pytest

from exposit.facts.query import Index, parse_query, query_of, select
from exposit.model import Query
from facts.making import fact, facts_of, failed

FACTS = facts_of(
    one=fact("one", "1 USD", nature="cloud", payer="openai", tags=("big", "old")),
    two=fact("two", "2 USD", nature="chips", payer="openai", tags=("big",)),
    three=fact("three", "3 USD", nature="cloud", payer="aws", sum_group="out", certainty="official"),
    four=fact("four", "undisclosed", nature="cloud", about="aws", payee="aws"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nature: cloud", ("one", "three", "four")),
        ("payer: openai, nature: cloud", ("one",)),
        (" nature:cloud ,payer:aws ", ("three",)),
        ("tag: big, tag: old", ("one",)),
        ("sum_group: out", ("three",)),
        ("certainty: official", ("three",)),
        ("about: aws", ("four",)),
        ("payee: aws", ("four",)),
        ("nature: none", ()),
    ],
)
def test_every_term_must_hold(text: str, expected: tuple[str, ...]) -> None:
    """Facts are found in the order written, the same by looking and by index."""
    query = parse_query(text)
    assert isinstance(query, Query)
    assert expected == select(query, FACTS) == Index(FACTS).select(query)


FORM = "write `key: word`, as in `nature: cloud_purchase, payer: openai`"


@pytest.mark.parametrize(
    ("text", "code", "message", "hint", "marked"),
    [
        ("natur: cloud", "query-key", "facts have no key `natur` to be found by", "did you mean `nature`?", "natur"),
        (
            "nature: cloud, colour: red",
            "query-key",
            "facts have no key `colour` to be found by",
            "known here: `nature`, `certainty`, `about`, `payer`, `payee`, `tag`, `sum_group`",
            "colour",
        ),
        ("", "query-syntax", "a term of the query is missing", FORM, ""),
        ("nature: cloud,", "query-syntax", "a term of the query is missing", FORM, ","),
        ("nature", "query-syntax", "`nature` is not a term of a query", FORM, "nature"),
        ("nature: cloud payer: aws", "query-syntax", "`payer: aws` cannot follow a query", FORM, "payer: aws"),
    ],
)
def test_says_what_is_wrong(text: str, code: str, message: str, hint: str, marked: str) -> None:
    """An unknown key and a torn term fail at their place."""
    found = failed(parse_query(text))
    assert (code, message, hint, marked) == (found.code, found.message, found.hint, text[found.start : found.end])


def test_terms_read_elsewhere_are_checked_too() -> None:
    """A mapping of YAML becomes the same query, its keys checked."""
    assert parse_query("nature: cloud, tag: big") == query_of([("nature", "cloud"), ("tag", "big")])
    assert "query-key" == failed(query_of([("natur", "cloud")])).code
    assert "a query without a term finds nothing" == failed(query_of([])).message
