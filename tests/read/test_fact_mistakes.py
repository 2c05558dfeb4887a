"""What is told of a facts file that is wrong: at which place, in which words."""

import pytest

from exposit.read.config import read_config
from exposit.read.facts import read_facts
from tests.read.reading_facts import HEAD, PATH, read
from tests.read.told import told

FACT_MISTAKES = [
    (
        "as_of: 2025",
        "4:3-4",
        "fact-valueless",
        "`a` has no value",
        "write one of `value`, `date`, `text`, `formula` or `undisclosed: true`",
    ),
    (
        "undisclosed: false",
        "4:3-4",
        "fact-valueless",
        "`a` has no value",
        "write one of `value`, `date`, `text`, `formula` or `undisclosed: true`",
    ),
    (
        "value: 1\nformula: b",
        "7:5-12",
        "fact-values",
        "`a` has more than one value: `value` and `formula`",
        "keep one of them",
    ),
    (
        "value: 38 bilion USD",
        "6:15-21",
        "unit-unknown",
        "`bilion` is not a unit",
        "did you mean `billion`? otherwise declare it under `units:` in site.yaml",
    ),
    (
        "value: 2021-12-14",
        "6:12-22",
        "quantity-syntax",
        "`2021-12-14` is a date, not an amount",
        "write `date: 2021-12-14`",
    ),
    ("value: 1\nabout: awss", "7:12-16", "entity-unknown", "no entity is called `awss`", "did you mean `aws`?"),
    (
        "value: 1\npayer: zzzzzz",
        "7:12-18",
        "entity-unknown",
        "no entity is called `zzzzzz`",
        "entities stand in content/facts.yaml, under `entities:`",
    ),
    (
        "value: 1\nevidence: {source: source_of_all}",
        "7:24-37",
        "source-unknown",
        "no source is called `source_of_all`",
        "sources stand in content/facts.yaml, under `sources:`",
    ),
    (
        "value: 1\nevidence: [{source: s, via: S}]",
        "7:33-34",
        "source-unknown",
        "no source is called `S`",
        "did you mean `s`?",
    ),
    (
        "value: 1\ndissent: {source: x1, says: 2}",
        "7:23-25",
        "source-unknown",
        "no source is called `x1`",
        "sources stand in content/facts.yaml, under `sources:`",
    ),
    (
        "value: 1 USD\ndissent: {source: s, says: 2 USDD}",
        "7:34-38",
        "unit-unknown",
        "`USDD` is not a unit",
        "declare it under `units:` in site.yaml",
    ),
    (
        "value: 1\nperiod: {from: 2025, to: 2024-12}",
        "7:30-37",
        "period-reversed",
        "the period ends (2024-12) before it begins (2025)",
        "exchange `from` and `to`",
    ),
    ("value: 1\nreview_by: 2027-01", "7:16-23", "date-syntax", "`2027-01` is not a day", "write `2025-11-03`"),
    (
        "value: 1\nwas: a",
        "7:10-11",
        "id-duplicate",
        "`a` is the id of this fact still",
        "delete it here",
    ),
    (
        "value: 1\nwas: Old.One",
        "7:10-17",
        "id-invalid",
        "`Old.One` is not the id of a fact",
        "did you mean `old.one`? an id is lower-case letters, digits and `_`, joined by dots",
    ),
    ("formula: b / (2", "6:18-19", "formula-syntax", "this bracket is never closed", "write `)` where it ends"),
]


@pytest.mark.parametrize(
    ("lines", *"pcmh"), FACT_MISTAKES, ids=[f"{row[2]}-{index}" for index, row in enumerate(FACT_MISTAKES)]
)
def test_mistakes_in_facts(lines, p, c, m, h):
    """Each where it stands, with what would be right."""
    text = HEAD + "".join(f"    {line}\n" for line in lines.splitlines())
    assert [(p, c, m, h)] == read(text)[1]


MISTAKES = [
    (
        "sources: {s: {title: T, url: www.x.org/a}}",
        "1:30-41",
        "url-invalid",
        "`www.x.org/a` is not a web address",
        "write `https://www.x.org/a`",
    ),
    (
        "sources: {s: {title: T, language: english}}",
        "1:35-42",
        "language-tag",
        "`english` is not a language tag",
        "write one such as `en`, `fr` or `pt-BR`",
    ),
    (
        "sources: {My-Source: {title: T}}",
        "1:11-20",
        "id-invalid",
        "`My-Source` is not the id of a source",
        "did you mean `my_source`? an id is lower-case letters, digits and `_`, joined by dots",
    ),
    (
        "entities: {2nd: {name: T}}",
        "1:12-15",
        "id-invalid",
        "`2nd` is not the id of an entity",
        "an id is lower-case letters, digits and `_`, joined by dots",
    ),
    ("facts:\n  a:\n", "2:3-4", "value-kind", "`a` needs keys of its own, not nothing", None),
    ("fact: {}", "1:1-5", "key-unknown", "`fact` is not a key here", "did you mean `facts`?"),
]


@pytest.mark.parametrize(("text", *"pcmh"), MISTAKES, ids=[f"{row[2]}-{index}" for index, row in enumerate(MISTAKES)])
def test_mistakes_elsewhere(text, p, c, m, h):
    """In sources, entities and the file as a whole."""
    (row,) = read(text)[1]
    assert (p, c, m) == row[:3]
    assert h is None or h == row[3]


def test_a_word_outside_the_vocabulary_is_a_warning_where_there_is_one():
    """A site without a vocabulary uses its words as they are."""
    text = "facts: {a: {label: x, value: 1, nature: cloud_purchas}}\n"
    assert [] == read(text)[1]
    config, _ = read_config("site.yaml", "vocabulary: {nature: {cloud_purchase: x}}")
    _, problems = read_facts({PATH: text}, config)
    assert [
        (
            "1:41-54",
            "vocabulary-unknown",
            "`cloud_purchas` is not in the vocabulary of `nature`",
            "did you mean `cloud_purchase`?",
        )
    ] == told(problems)
    assert ["warning"] == [problem.severity for problem in problems]
