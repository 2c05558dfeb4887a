"""A formula as its note writes it: in words and with values, whatever the formula speaks of."""

import re

import pytest

from tests.check.making import FACTS, built

MORE = """\
  carts:
    label: "Carts"
    value: 70
    nature: fleet
    evidence: {source: report, quote: "70 carts"}
  opened:
    label: "The hire opens"
    date: 2020-03-01
    evidence: {source: report, quote: "from 1 March 2020"}
  closed:
    label: "The hire closes"
    date: 2022-03-01
    evidence: {source: report, quote: "to 1 March 2022"}
"""


@pytest.mark.parametrize(
    ("formula", "words", "values"),
    [
        ("bikes / carts", "Bicycles for hire ÷ Carts", "500 ÷ 70 = 7.143"),
        ('"sum(nature: fleet)"', "sum (Bicycles for hire; Carts)", "500 + 70 = 570"),
        ('"count(nature: fleet)"', "count (Bicycles for hire; Carts)", "count (500; 70) = 2"),
        ('"2 * max(nature: fleet)"', "2 × largest (Bicycles for hire; Carts)", "2 × largest (500; 70) = 1,000"),
        (
            "years(opened.date, closed.date)",
            "years between (The hire opens; The hire closes)",
            "years between (1 March 2020; 1 March 2022) = 2 years",
        ),
    ],
)
def test_a_formula_names_its_facts_and_shows_their_values(formula: str, words: str, values: str) -> None:
    """Those of a query that nothing else shows, and dates, too."""
    more = f'  more:\n    label: "More"\n    formula: {formula}\n'
    result = built("{{ more }}", {"content/facts.yaml": FACTS + MORE + more})
    assert [] == [problem.message for problem in result.problems]
    page = result.outputs["facts/more/index.html"].decode()
    [working] = re.findall(r'<p class="working">(.*?)</p>', page, re.DOTALL)
    lines = [re.sub("<[^>]*>", "", line).replace("\xa0", " ").strip() for line in working.split("<br>")]
    assert [words, values] == lines
