"""An entry is added as an author would add it: by inserting lines and touching no other."""

from __future__ import annotations

import pytest

from exposit.new.append import append_entry
from exposit.new.entries import fact_entry, page_text, scalar, source_entry, words

ENTRY = "  new.fact:\n    value: 1 GW\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", "facts:\n  new.fact:\n    value: 1 GW\n"),
        ("# only a comment\n", "# only a comment\n\nfacts:\n  new.fact:\n    value: 1 GW\n"),
        ("facts:\n", "facts:\n  new.fact:\n    value: 1 GW\n"),
        ("facts: {}\n", "facts:\n  new.fact:\n    value: 1 GW\n"),
        ("facts:  # mine\n  a: {value: 1}\n", "facts:  # mine\n  a: {value: 1}\n  new.fact:\n    value: 1 GW\n"),
        (
            "facts:\n    a:\n        value: 1\n\n    b:\n        value: 2  # why\n\n\n# next\nsources:\n    s: {}",
            "facts:\n    a:\n        value: 1\n\n    b:\n        value: 2  # why\n\n    new.fact:\n      value: 1 GW\n"
            "\n\n# next\nsources:\n    s: {}\n",
        ),
        ("facts:\r\n  a: {value: 1}\r\n", "facts:\r\n  a: {value: 1}\r\n  new.fact:\r\n    value: 1 GW\r\n"),
        (
            "facts:\n  a:\n    caveat: |\n      one\n\n      two\n...\n",
            "facts:\n  a:\n    caveat: |\n      one\n\n      two\n  new.fact:\n    value: 1 GW\n...\n",
        ),
        ('"facts":\n  a: {value: 1}\n', '"facts":\n  a: {value: 1}\n  new.fact:\n    value: 1 GW\n'),
        ("facts: {a: {value: 1}}\n", None),
        ("facts: *other\n", None),
    ],
)
def test_lines_are_inserted_where_an_author_would_put_them(before: str, after: str | None) -> None:
    """At the end of its section, indented and spaced as the others, before comments that belong to the next."""
    assert after == append_entry(before, "facts", ENTRY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("38 billion USD", "38 billion USD"),
        ("2025-11-03", "2025-11-03"),
        ("no", '"no"'),
        ("a: b", '"a: b"'),
        ('say "x"', '"say \\"x\\""'),
        ("https://example.org/a#b", '"https://example.org/a#b"'),
        ("été", '"été"'),
        ("", '""'),
    ],
)
def test_scalars_are_quoted_where_yaml_would_misread_them(text: str, expected: str) -> None:
    """And plain where the guide writes them plain."""
    assert expected == scalar(text)


def test_a_fact_and_a_source_look_like_those_in_the_guide() -> None:
    """Every field in its place, evidence last."""
    label = words({"en": "The deal", "fr": "L’accord"}, ("en", "fr"))
    assert (
        "  aws.deal:\n"
        '    label: {en: "The deal", fr: "L’accord"}\n'
        "    value: 38 billion USD\n"
        "    as_of: 2025-11-03\n"
        "    evidence:\n"
        "      source: report\n"
        '      quote: "a $38 billion agreement"\n'
    ) == fact_entry(
        "aws.deal",
        label,
        {"value": "38 billion USD", "unit": "", "as_of": "2025-11-03"},
        "report",
        "a $38 billion agreement",
    )
    assert '  report:\n    title: "Yes"\n    tier: press\n' == source_entry("report", {"title": "Yes", "tier": "press"})
    assert '---\ndescription: "What it is"\n---\n\n# Title\n\n' == page_text("Title", "What it is")
