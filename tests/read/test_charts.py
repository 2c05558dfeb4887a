"""charts.yaml: specs by id, with a place for everything they name."""

import pytest

from exposit.model import Config, PartialDate, Query
from exposit.problems import Span
from exposit.read.charts import read_charts
from tests.read.told import told

PATH = "content/charts.yaml"
NEEDED = "title: t, description: d"


def test_every_key_is_read():
    """The example of the guide, and annotations."""
    text = """charts:
  commitments:
    kind: bars
    facts: {nature: cloud_purchase, tag: big}
    title: "Oracle: {{ oracle.deal | short }}"
    subtitle: s
    description: d
    note: n
    sort: ascending
    highlight: aws.deal
    separate: [nvidia.intent]
    views: [total, per_year]
    of: stated.total
    square: 1 billion USD
    from: 2019
    to: 2031
    annotations:
      - {fact: aws.deal, text: a}
      - {date: 2025-11, text: b}
"""
    charts, problems = read_charts(PATH, text.replace('"Oracle: {{', '"Oracle {{'), Config())
    assert () == problems
    chart = charts["commitments"]
    assert ("bars", Query((("nature", "cloud_purchase"), ("tag", "big"))), "ascending") == (
        chart.kind,
        chart.facts,
        chart.sort,
    )
    assert (("aws.deal",), ("nvidia.intent",), ("total", "per_year")) == (chart.highlight, chart.separate, chart.views)
    assert ("stated.total", "1 billion USD", 2019, 2031) == (chart.of, chart.square, chart.start, chart.end)
    assert ["oracle.deal"] == [hole.id for hole in chart.title["en"].holes]
    assert ["s", "d", "n"] == [text["en"].text for text in (chart.subtitle, chart.description, chart.note)]
    assert [("aws.deal", None, "a"), (None, PartialDate(2025, None, 11), "b")] == [
        (item.fact, item.date, item.text["en"].text) for item in chart.annotations
    ]
    assert Span(PATH, 2, 3, 14) == chart.span
    assert (Span(PATH, 10, 16, 24), Span(PATH, 11, 16, 29), Span(PATH, 13, 9, 21)) == (
        chart.spans["highlight.0"],
        chart.spans["separate.0"],
        chart.spans["of"],
    )


def test_listed_facts_keep_their_order():
    """And each has its place."""
    charts, problems = read_charts(PATH, f"charts: {{c: {{kind: share, facts: [b.x, a], {NEEDED}}}}}", Config())
    assert () == problems
    assert ("b.x", "a") == charts["c"].facts
    assert Span(PATH, 1, 40, 41) == charts["c"].spans["facts.1"]


CASES = [
    ("kind: bar, facts: [a]", "1:20-23", "choice-unknown", "`bar` is not a value of `kind`", "did you mean `bars`?"),
    ("facts: [a]", "1:10-11", "key-missing", "`c` has no `kind`", "write `kind: …`"),
    (
        "kind: bars, facts: {natur: x}",
        "1:34-39",
        "query-key",
        "facts have no key `natur` to be found by",
        "did you mean `nature`?",
    ),
    (
        "kind: bars, facts: {nature: a b}",
        "1:42-45",
        "query-syntax",
        "`a b` is not a word a fact can be found by",
        "a query names one word for each key, without spaces",
    ),
    (
        "kind: bars, facts: {nature: [a]}",
        "1:34-40",
        "query-syntax",
        "`nature` of a query needs a word",
        "write `{nature: word}`",
    ),
    ("kind: bars, facts: [a, a]", "1:37-38", "chart-repeats", "`a` is listed twice", "keep one of them"),
    (
        "kind: bars, facts: [a, A-b]",
        "1:37-40",
        "id-invalid",
        "`A-b` is not the id of a fact",
        "did you mean `a_b`? an id is lower-case letters, digits and `_`, joined by dots",
    ),
    (
        "kind: bars, facts: [a], square: about 3 USD",
        "1:46-57",
        "quantity-syntax",
        "`about 3 USD` cannot be the worth of a square",
        "write one such as `1 billion USD`",
    ),
    (
        "kind: bars, facts: [a], from: 2031, to: 2019",
        "1:54-58",
        "period-reversed",
        "`to` 2019 comes before `from` 2031",
        "exchange them",
    ),
    (
        "kind: bars, facts: [a], annotations: [{text: t}]",
        "1:52-61",
        "annotation-place",
        "an annotation stands at a `fact` or at a `date`",
        "write `fact: id` or `date: 2025-11`",
    ),
    (
        "kind: bars, facts: [a], annotations: [{text: t, fact: a, date: 2025}]",
        "1:52-82",
        "annotation-place",
        "an annotation stands at a `fact` or at a `date`",
        "keep one of them",
    ),
    (
        "kind: bars, facts: [a], views: totals",
        "1:45-51",
        "choice-unknown",
        "`totals` is not a value of `views`",
        "did you mean `total`?",
    ),
]


@pytest.mark.parametrize(("keys", *"pcmh"), CASES, ids=[f"{row[2]}-{index}" for index, row in enumerate(CASES)])
def test_mistakes(keys, p, c, m, h):
    """Each where it stands, with what would be right."""
    assert [(p, c, m, h)] == told(read_charts(PATH, f"charts: {{c: {{{keys}, {NEEDED}}}}}", Config())[1])


def test_a_chart_needs_a_description():
    """What a listener should know is not optional."""
    _, problems = read_charts(PATH, "charts: {c: {kind: bars, facts: [a], title: t}}", Config())
    assert [("1:10-11", "key-missing", "`c` has no `description`", "write `description: …`")] == told(problems)
    assert {"c"} == {name for problem in problems for name in problem.hides}
