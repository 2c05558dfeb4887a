"""Formulas: the grammar, its limits, the words of every failure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit.facts.formula import names_in, parse_formula, queries_in
from exposit.facts.tree import extent_of, parts_of, reads
from exposit.model import Binary, Formula, Name, Negate, Number
from facts.making import UNITS, failed, formula


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("aws.deal/aws.term", "aws.deal / aws.term"),
        ("a - b - c", "a - b - c"),
        ("a - (b - c)", "a - (b - c)"),
        ("a / (b * c) / d", "a / (b * c) / d"),
        ("(a + b) * c", "(a + b) * c"),
        ("((a))", "a"),
        ("-a^2", "-a^2"),
        ("(-a)^2", "(-a)^2"),
        ("a - -b", "a - -b"),
        ("a^-1", "a^-1"),
        ("a-b", "a - b"),
        ("75 percent * a", "75 percent * a"),
        ("75% * a", "75% * a"),
        ("1 billion USD/year * t", "1 billion USD/year * t"),
        ("7 years / b", "7 years / b"),
        ("5 GPUs + a", "5 GPUs + a"),
        ("sum(a, b / 2)", "sum(a, b / 2)"),
        ("max(1,5)", "max(1,5)"),
        ("sum( nature: cloud_purchase , payer: openai )", "sum( nature: cloud_purchase , payer: openai )"),
        ("years(a.date, b.date)", "years(a.date, b.date)"),
        ("a / (a + b) > 50 percent", "a / (a + b) > 50 percent"),
        ("a != b", "a != b"),
        ("average(a, min(b, c)) <= max(d, 2 USD)", "average(a, min(b, c)) <= max(d, 2 USD)"),
    ],
)
def test_reads_the_grammar(text: str, expected: str) -> None:
    """Products bind before sums, powers before minus, and both sides of an operator from the left."""
    assert expected == reads(formula(text).tree, text)


def test_a_minus_stands_before_the_power() -> None:
    """-a^2 is the negative of a square."""
    tree = formula("-a^2").tree
    assert isinstance(tree, Negate)
    assert isinstance(tree.operand, Binary)


def test_quantities_in_formulas_are_exact() -> None:
    """What an author chooses is no measurement."""
    tree = formula("1.5 billion USD").tree
    assert isinstance(tree, Number)
    assert tree.quantity.low == tree.quantity.value == tree.quantity.high == 1_500_000_000


def test_finds_names_and_queries() -> None:
    """Each once, in the order of first use, with its place."""
    found = formula("b + a / b + sum(nature: x) * count(nature: x)")
    assert [("b", 0), ("a", 4)] == [(name.id, name.start) for name in names_in(found.tree)]
    assert ["nature: x"] == [str(query) for query in queries_in(found.tree)]


UNFINISHED = "a fact, a quantity or `(`"


@pytest.mark.parametrize(
    ("text", "message", "hint", "marked"),
    [
        ("", "a formula is missing", "write one such as `a / b`", ""),
        ("a +", f"the formula ends where {UNFINISHED} should stand", None, "+"),
        ("a b", "`b` stands where an operator should", None, "b"),
        ("a * / b", f"`/` stands where {UNFINISHED} should", None, "/"),
        ("+a", f"`+` stands where {UNFINISHED} should", None, "+"),
        ("(a + b", "this bracket is never closed", "write `)` where it ends", "("),
        ("a + b)", "this bracket was never opened", "write `(` where it begins, or leave it out", ")"),
        ("(a b)", "`b` stands where `)` or an operator should", None, "b"),
        ("sum(a b)", "`b` stands where `,` or `)` should", None, "b"),
        ("a x b", "`x` stands where an operator should", "write `*`", "x"),
        ("a × b", "`×` cannot be read in a formula", "write `*`", "×"),
        ("a ÷ b", "`÷` cannot be read in a formula", "write `/`", "÷"),
        ("a − b", "`−` cannot be read in a formula", "write `-`", "−"),
        ("a²", "`²` cannot be read in a formula", "write `^2`", "²"),
        ("a ** 2", "`**` is not an operator", "write `^` and a whole number", "**"),
        ("a == b", "`==` is not a comparison", "write `=`", "=="),
        ("a ≥ b", "`≥` is not a comparison", "write `>=`", "≥"),
        ("a < b < c", "a claim compares two sides, not three", None, "<"),
        ("(a > b)", "a comparison cannot stand in brackets", "compare the two sides as a whole", ">"),
        ("a^1.5", "`1.5` stands where a whole number after `^` should", None, "1.5"),
        ("a^13", "the power `13` is too large", "powers go from -12 to 12", "13"),
        ("cuont(a)", "`cuont` is not a function", "did you mean `count`?", "cuont"),
        (
            "sqrt(a)",
            "`sqrt` is not a function",
            "functions are `sum`, `min`, `max`, `average`, `count`, `years`",
            "sqrt",
        ),
        ("sum()", "`sum()` has nothing to work on", "write `sum(a, b)` or `sum(nature: word)`", "()"),
        ("years(a)", "`years` takes two dates", "write `years(a.date, b.date)`, the earlier one first", "years(a)"),
        ("USD * a", "`USD` is a unit, and has no number", "write `1 USD`", "USD"),
        (
            "Aws.deal",
            "`Aws.deal` is not the id of a fact",
            "did you mean `aws.deal`? ids are written in small letters, digits and `_`, joined by dots",
            "Aws.deal",
        ),
        ("$5 * a", "`$` cannot stand here", "write the currency’s code after the number, as in `1 USD`", "$"),
        ("38,000 * a", "`38,000` is not written in plain digits", "write `38000`", "38,000"),
        ("max(a, 38,000)", "`38,000` is not written in plain digits", "write `38000`", "38,000"),
        ("1e9 * a", "`1e9` has an exponent", "write `1 billion`", "1e9"),
        (
            "+".join("a" * 102),
            "a formula of more than 100 operators",
            "use `sum(a, b, …)`, or split it into facts of their own",
            "+",
        ),
        ("(" * 61 + "a" + ")" * 61, "brackets stand more than 60 deep", "split it into facts of their own", "("),
        (
            "a" * 4001,
            "a formula of 4001 characters is too long",
            "split it into facts of their own, or use `sum(…)`",
            "a" * 4001,
        ),
    ],
)
def test_says_what_is_wrong(text: str, message: str, hint: str | None, marked: str) -> None:
    """A failure points at a character and says what was expected, or what would be right."""
    found = failed(parse_formula(text, UNITS))
    assert ("formula-syntax", message, hint, marked) == (
        found.code,
        found.message,
        found.hint,
        text[found.start : found.end],
    )


def test_units_and_queries_fail_in_their_own_words() -> None:
    """The codes of units and queries come through, with offsets in the whole formula."""
    found = failed(parse_formula("a * 5 bn USD", UNITS))
    assert ("unit-unknown", "`bn` is not a unit", "write `billion`", 6) == (
        found.code,
        found.message,
        found.hint,
        found.start,
    )
    found = failed(parse_formula("a / sum(natur: x)", UNITS))
    assert ("query-key", 8, 13) == (found.code, found.start, found.end)


@given(st.text(alphabet="ab.()+-*/^<>=!,: 0123456789%$×sumyeroncut_USD", max_size=60))
def test_no_text_raises(text: str) -> None:
    """Whatever stands there is a formula whose parts stand where they say, or a failure within the text."""
    found = parse_formula(text, UNITS)
    if not isinstance(found, Formula):
        assert 0 <= found.start < found.end <= max(len(text), 1)
        return
    for part in parts_of(found.tree):
        start, end = extent_of(part)
        assert 0 <= start < end <= len(text)
        assert not isinstance(part, Name) or text[start:end] == part.id


@given(
    st.recursive(
        st.sampled_from(["a", "b.c", "2", "75 percent", "3 USD", "sum(nature: x)"]),
        lambda inner: st.one_of(
            st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda parts: f"({parts[0]} {parts[1]} {parts[2]})"),
            st.tuples(inner, st.integers(-3, 3)).map(lambda parts: f"({parts[0]})^{parts[1]}"),
            inner.map(lambda part: f"-({part})" if part.startswith("-") else f"-{part}"),
            inner.map(lambda part: f"max({part}, a)"),
        ),
        max_leaves=12,
    )
)
def test_what_it_reads_as_is_the_same_formula(text: str) -> None:
    """Brackets that are not needed change nothing: the words of a message read as the same tree."""
    found = parse_formula(f"({text})", UNITS)
    assert isinstance(found, Formula)
    again = reads(found.tree, found.text)
    assert again == reads(formula(again).tree, again)
