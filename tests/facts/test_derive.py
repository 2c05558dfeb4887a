"""Deriving: values, intervals, qualifiers, sum groups, and the words of everything that can be wrong."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit.facts.derive import derive
from exposit.facts.quantity import written
from exposit.model import Fact, Quantity, Unit
from exposit.problems import Related, Span, as_text
from facts.making import UNITS, derived, fact, facts_of, formula, unit


def _written(found: object) -> str:
    assert isinstance(found, Quantity), found
    return written(found)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ({"a": "38 billion USD", "t": "7 years", "r": "= a / t"}, "5.4 billion USD/year"),
        ({"a": "1.2 billion EUR", "b": "about 340 million EUR", "r": "= a + b"}, "about 1.5 billion EUR"),
        ({"a": "1.2 billion EUR", "b": "340 million EUR", "r": "= a / (a + b) * 100 percent"}, "78 percent"),
        ({"a": "up to 10 GW", "b": "up to 6 GW", "r": "= a + b"}, "up to 16 GW"),
        ({"a": "up to 10 GW", "b": "6 GW", "r": "= a + b"}, "up to 16 GW"),
        ({"a": "up to 10 GW", "b": "about 6 GW", "r": "= sum(a, b)"}, "about 16 GW"),
        ({"a": "up to 10 GW", "b": "5 to 7 GW", "r": "= a + b"}, "about 16 GW"),
        ({"a": "at least 10 GW", "b": "6 GW", "r": "= a + b"}, "about 16 GW"),
        ({"a": "up to 10 GW", "b": "6.0 GW", "r": "= a - b"}, "up to 4.0 GW"),
        ({"a": "up to 10 GW", "b": "up to 6 GW", "r": "= a - b"}, "about 4.0 GW"),
        ({"a": "up to 10 GW", "r": "= a * 2"}, "about 20 GW"),
        ({"a": "up to 10 GW", "r": "= a"}, "up to 10 GW"),
        ({"a": "2 to 3 million USD", "r": "= a"}, "2 to 3 million USD"),
        ({"a": "2 to 3 million USD", "r": "= a * 2"}, "5.0 million USD"),
        ({"a": "10 GW", "b": "500 MW", "r": "= a + b"}, "11 GW"),
        ({"a": "2.0 GW", "r": "= a * 8766 hours"}, "18 TWh"),
        ({"a": "4.0 USD/GWh", "b": "2.0 GW", "r": "= a * b * 1 year"}, "70 thousand USD"),
        ({"a": "4.0 USD/GWh", "b": "2.0 GW", "r": "= a * b"}, "8.0 USD*GW/GWh"),
        ({"a": "20.0 GWh", "b": "2.0 GW", "r": "= a / b"}, "10 hour"),
        ({"a": "12 billion USD/year", "r": "= a * 6 months"}, "6.0 billion USD"),
        ({"a": "50 GPU", "b": "7 GPU", "r": "= a - b"}, "43 GPU"),
        ({"a": "50 GPU", "b": "7 GPU", "r": "= a / b"}, "7.14"),
        ({"a": "5 GPU", "b": "7 GPU", "r": "= max(a, b)"}, "7 GPU"),
        ({"a": "5 GPU", "b": "8 GPU", "r": "= average(a, b)"}, "6.5 GPU"),
        ({"a": "1 USD", "b": "2 USD", "r": "= count(a, b)"}, "2"),
        ({"a": "date 2024", "b": "date 2031", "r": "= years(a.date, b.date)"}, "7 year"),
        ({"a": "date 2024", "b": "date 2031", "c": "14 GPU", "r": "= c / years(a, b)"}, "2 GPU/year"),
        ({"a": "3 GPU", "r": "= a^2"}, "9 GPU^2"),
        ({"a": "4 GPU", "r": "= a^-1"}, "0.25 1/GPU"),
        ({"a": "3 GPU", "r": "= -a"}, "-3 GPU"),
        ({"a": "75 percent", "b": "12.0 billion USD", "r": "= a * b"}, "9.0 billion USD"),
        (
            {"x": "1.10 USD/EUR", "a": "2.00 billion EUR", "b": "1.00 billion USD", "r": "= b + a * x"},
            "3.2 billion USD",
        ),
    ],
)
def test_calculates(lines: dict[str, str], expected: str) -> None:
    """A result has its unit, its precision and its qualifier."""
    found = derived(**lines)
    assert (expected, ()) == (_written(found.values["r"]), found.problems)


def test_the_worked_example() -> None:
    """38 billion over seven years is known to lie between 5.357 and 5.5."""
    found = derived(a="38 billion USD", t="7 years", r="= a / t")
    result = found.values["r"]
    assert isinstance(result, Quantity)
    assert ("5.357", "5.5") == (f"{result.low / 10**9:.3f}", f"{result.high.normalize() / 10**9}")
    assert ("a", "t") == found.derivations["r"].inputs == found.derivations["r"].leaves


@pytest.mark.parametrize("share", ["a / (a + b)", "a / s", "p"])
def test_a_fact_that_occurs_twice_moves_once(share: str) -> None:
    """A share has the corners of its stated facts, also through other formulas."""
    found = derived(a="1.2 billion EUR", b="340 million EUR", s="= a + b", p="= a / s", r=f"= {share}")
    result = found.values["r"]
    assert isinstance(result, Quantity)
    low, high = Fraction(1150_000000, 1150_000000 + 340_500000), Fraction(1250_000000, 1250_000000 + 339_500000)
    assert pytest.approx((float(low), float(high)), rel=1e-12) == (float(result.low), float(result.high))
    assert Fraction(result.low) <= low < high <= Fraction(result.high)
    assert (Decimal("0.01"), ("a", "b")) == (result.step, found.derivations["r"].leaves)


def test_beyond_ten_leaves_plain_interval_arithmetic_must_do() -> None:
    """Ten leaves are put at their corners, eleven are not: the interval may be too wide, never too narrow."""
    widths = []
    for count in (10, 11):
        lines = {f"a{index}": "1.0 USD" for index in range(count)}
        found = derived(**lines, s=f"= {' + '.join(lines)}", r="= a0 / s").values["r"]
        assert isinstance(found, Quantity)
        widths.append((found.high - found.low) * count)
    assert widths[0] < Decimal("0.19") < widths[1]


def test_facts_ask_for_unit_digits_and_exactness() -> None:
    """The keys of a fact, stated or calculated."""
    found = derived(
        a=fact("a", "1500 MW", unit=unit("GW")),
        b=fact("b", "38", unit=unit("USD")),
        c=fact("c", "38.4 billion USD", digits=2),
        d=fact("d", "38 billion USD", exact=True),
        e=fact("e", "= d / 7 years", unit=unit("USD/month"), digits=4),
        f=fact("f", "= count(a, b)", unit=unit("contract")),
        g=fact("g", "= a / a", unit=unit("percent")),
    )
    expected = {
        "a": "1.500 GW",
        "b": "38 USD",
        "c": "38 billion USD",
        "d": "38 billion USD",
        "e": "452.4 million USD/month",
        "f": "2 contract",
        "g": "100 percent",
    }
    assert expected == {id_: written(value) for id_, value in found.values.items() if isinstance(value, Quantity)}
    assert (Decimal("37.5"), ()) == (found.values["b"].low, found.problems)  # type: ignore[union-attr]


def test_queries_find_what_is_summed() -> None:
    """`sum`, `average`, `min`, `max` and `count` over a query, in the order written."""
    lines: dict[str, Fact] = {
        "a": fact("a", "250 billion USD", nature="cloud"),
        "b": fact("b", "300 billion USD", nature="cloud", payer="openai"),
        "c": fact("c", "500 MW", nature="power"),
    }
    calls = ["sum(nature: cloud)", "average(nature: cloud)", "max(nature: cloud)", "count(nature: cloud)"]
    found = derived(**lines, **{f"r{index}": f"= {call}" for index, call in enumerate(calls)})
    expected = ["550 billion USD", "275 billion USD", "300 billion USD", "2"]
    assert expected == [_written(found.values[f"r{index}"]) for index in range(4)]
    assert ("a", "b") == found.derivations["r3"].inputs


WRONG = {
    "a": "38 billion USD",
    "py": "= a / 7 years",
    "eur": "2 billion EUR",
    "gw": "10 GW",
    "gwh": "5 GWh",
    "none": "undisclosed",
    "said": "text",
    "event": "date 2025-11-03",
    "lost": "failed",
    "grouped": fact("grouped", "1 USD", sum_group="out", nature="mixed"),
    "other": fact("other", "1 USD", sum_group="in", nature="mixed"),
    "moved": fact("moved", "1 USD", was=("old.name",)),
    "secret": fact("secret", "undisclosed", nature="hidden", payer="openai"),
}


@pytest.mark.parametrize(
    ("text", "code", "message", "hint", "marked"),
    [
        (
            "a + py",
            "formula-units",
            "`a` is in USD, `py` in USD/year",
            "`py` is a rate: multiply it by a duration",
            "a + py",
        ),
        (
            "a - eur",
            "formula-units",
            "`a` is in USD, `eur` in EUR",
            "multiply one by a dated exchange rate, a fact in `USD/EUR`",
            "a - eur",
        ),
        ("gw + gwh", "formula-units", "`gw` is in GW, `gwh` in GWh", "power times a duration is energy", "gw + gwh"),
        ("a * 2 + gw", "formula-units", "`a * 2` is in USD, `gw` in GW", None, "a * 2 + gw"),
        (
            "a + 5",
            "formula-units",
            "`a` is in USD, `5` is a plain number",
            "give the number its unit, as in `5 USD`",
            "a + 5",
        ),
        ("2 * max(a, gw)", "formula-units", "`a` is in USD, `gw` in GW", None, "max(a, gw)"),
        ("a + zz.quux", "formula-unknown-fact", "no fact is called `zz.quux`", None, "zz.quux"),
        ("a + groupd", "formula-unknown-fact", "no fact is called `groupd`", "did you mean `grouped`?", "groupd"),
        ("old.name", "formula-unknown-fact", "no fact is called `old.name`", "it is called `moved` now", "old.name"),
        (
            "a / year",
            "formula-unknown-fact",
            "no fact is called `year`",
            "`year` is a unit; write `1 year`",
            "year",
        ),
        (
            "a + none",
            "formula-undisclosed",
            "`none` is undisclosed",
            "name the facts whose values are known, or leave the formula out",
            "none",
        ),
        (
            "sum(nature: hidden)",
            "formula-undisclosed",
            "`secret`, which the query finds, is undisclosed",
            "name the facts whose values are known, or leave the formula out",
            "sum(nature: hidden)",
        ),
        ("a + said", "formula-kind", "`said` is a text, not a number", None, "said"),
        (
            "a + event",
            "formula-kind",
            "`event` is a date, not a number",
            "dates stand in `years(a.date, b.date)`, or on both sides of a comparison",
            "event",
        ),
        (
            "years(event, a.date)",
            "formula-kind",
            "`a` is not an event, and has no date",
            "only a fact with `date:` has one",
            "a.date",
        ),
        ("count(a + a)", "formula-kind", "`count` counts facts", "name them, or write a query", "a + a"),
        (
            "a > 5 USD",
            "formula-kind",
            "the formula of `r` is a comparison, and gives no number",
            "claims stand in the text",
            "a > 5 USD",
        ),
        (
            "grouped + other",
            "formula-sum-group",
            "`grouped` is in sum group `out`, `other` in `in`",
            "only facts of the same `sum_group` can be added",
            "grouped + other",
        ),
        (
            "a + grouped / 2 + other",
            "formula-sum-group",
            "`grouped` is in sum group `out`, `other` in `in`",
            "only facts of the same `sum_group` can be added",
            "a + grouped / 2 + other",
        ),
        (
            "average(nature: mixed)",
            "formula-sum-group",
            "`grouped` is in sum group `out`, `other` in `in`",
            "only facts of the same `sum_group` can be added",
            "average(nature: mixed)",
        ),
        (
            "1 / (a - 38 billion USD)",
            "formula-zero",
            "`a - 38 billion USD` may be zero, and nothing can be divided by it",
            "a divisor must be known well enough not to be zero",
            "a - 38 billion USD",
        ),
        (
            "(a - a)^-2",
            "formula-zero",
            "`a - a` may be zero, and nothing can be divided by it",
            "a divisor must be known well enough not to be zero",
            "a - a",
        ),
        (
            "sum(nature: mixd)",
            "query-empty",
            "no fact has `nature: mixd`",
            "did you mean `nature: mixed`?",
            "nature: mixd",
        ),
        (
            "sum(nature: mixed, payer: openai)",
            "query-empty",
            "no fact has all of `nature: mixed, payer: openai`",
            None,
            "nature: mixed, payer: openai",
        ),
    ],
)
def test_says_what_is_wrong(text: str, code: str, message: str, hint: str | None, marked: str) -> None:
    """Each mistake is one problem, at its place in the formula, naming the facts and their units."""
    (problem,) = derived(**WRONG, r=f"= {text}").problems
    assert problem.span is not None
    start, end = problem.span.column - 10, problem.span.end_column - 10
    assert (code, message, hint, marked) == (problem.code, problem.message, problem.hint, text[start:end])


@pytest.mark.parametrize(
    "text", ["grouped - other", "grouped / other", "max(grouped, other)", "grouped + a", "count(nature: mixed)"]
)
def test_what_may_be_done_across_sum_groups(text: str) -> None:
    """A difference, a ratio and a comparison of sizes are no sum; what has no group may be added to any."""
    assert () == derived(**WRONG, r=f"= {text}").problems


def test_counting_a_typing_mistake_fails_and_counting_nothing_does_not() -> None:
    """Words in use that never meet give 0."""
    assert "0" == _written(derived(**WRONG, r="= count(nature: mixed, payer: openai)").values["r"])
    assert ["query-empty"] == [problem.code for problem in derived(**WRONG, r="= count(nature: mixd)").problems]


def test_one_mistake_is_one_problem() -> None:
    """What builds on a failed fact is silently without a value, however far away."""
    found = derived(
        **WRONG, r="= a + gw", s="= r * 2", t="= s + lost", u="= years(lost.date, event)", v="= lost + nope"
    )
    assert ["formula-units", "formula-unknown-fact"] == sorted(problem.code for problem in found.problems)
    assert not {"r", "s", "t", "u", "v", "lost"} & set(found.values)


def test_names_that_could_not_be_read_are_not_unknown() -> None:
    """A definition hidden by broken YAML may exist."""
    found = derive(facts_of(r="= hidden + a", s="= years(hidden.date, a)", a="1 USD"), UNITS, frozenset({"hidden"}))
    assert ((), ["a"]) == (found.problems, list(found.values))


def test_a_problem_points_to_both_facts() -> None:
    """Where the facts are written stands below the message."""
    (problem,) = derived(a="38 billion USD", t="7 years", py="= a / t", r="= a + py").problems
    assert (
        "facts.yaml:7:10: error[formula-units]: `a` is in USD, `py` in USD/year\n"
        "  = `py` is a rate: multiply it by a duration\n"
        "  = `a` is written here (facts.yaml:3:3)\n"
        "  = `py` is written here (facts.yaml:3:3)"
    ) == as_text(problem, lambda _path, _line: "")
    assert Related("`a` is written here", Span("facts.yaml", 3, 3, 4)) == problem.related[0]


@pytest.mark.parametrize(
    ("one", "message"),
    [
        (fact("r", "= a", unit=unit("GW")), "`r` comes out in USD, which cannot be shown in GW"),
        (fact("r", "= a / a", unit=unit("GW")), "`r` comes out as a plain number, which cannot be shown in GW"),
        (fact("r", "3 USD", unit=unit("GW")), "`r` is in USD, which cannot be shown in GW"),
    ],
)
def test_the_declared_unit_must_fit(one: Fact, message: str) -> None:
    """A unit that measures something else is a problem, at the unit where its place is known."""
    placed = Fact(one.id, {}, one.value, one.formula, one.unit, spans={"unit": Span("facts.yaml", 9, 5, 7)})
    (problem,) = derived(a="1 USD", r=placed).problems
    assert ("formula-units", message, Span("facts.yaml", 9, 5, 7)) == (problem.code, problem.message, problem.span)


def test_a_result_too_large_is_a_problem() -> None:
    """Powers of powers end in words, not in an overflow."""
    lines = {f"b{index}": f"= b{index - 1}^12" for index in range(1, 7)}
    found = derived(b0="1000000", **lines)
    assert ["the result is too large to be calculated"] == [problem.message for problem in found.problems]


def test_values_keep_the_order_written() -> None:
    """Whatever order they were derived in; and what is derived survives a cache."""
    found = derived(b="= a", a="1 USD", c="date 2025")
    assert ["b", "a", "c"] == list(found.values)
    assert found == pickle.loads(pickle.dumps(found))


LEAVES = st.tuples(st.integers(1, 999), st.integers(0, 2), st.integers(-50, 50))


@given(
    st.lists(LEAVES, min_size=4, max_size=4),
    st.sampled_from(
        [
            "a / (a + b)",
            "(a + b) * c / d",
            "a * b - c * d",
            "(a - b) / b",
            "sum(a, b, c) / max(c, d)",
            "a / (b / (c + a))",
        ]
    ),
)
def test_intervals_hold_the_true_result(leaves: list[tuple[int, int, int]], text: str) -> None:
    """Whatever each stated fact really is within its own interval, the result lies within its interval."""
    lines, true = {}, {}
    for name, (number, places, percent) in zip("abcd", leaves, strict=True):
        lines[name] = f"{number / 10**places:.{places}f} USD"
        true[name] = Fraction(number, 10**places) + Fraction(percent, 100 * 10**places)
    found = derived(**lines, r=f"= {text}")
    result = found.values.get("r")
    assert isinstance(result, Quantity), found.problems
    exact = eval(text.replace("sum(a, b, c)", "(a + b + c)"), {"max": max}, true)
    assert Fraction(result.low) <= exact <= Fraction(result.high)


def test_a_unit_of_no_use_alone_stays() -> None:
    """A product without a name of its own is left as it is."""
    found = derived(a="2 GPU", b="3 contracts", r="= a * b").values["r"]
    assert isinstance(found, Quantity)
    assert Unit((("GPU", 1), ("contract", 1))) == found.unit
    assert formula("a * b").tree == formula(" a*b").tree
