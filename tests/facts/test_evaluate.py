"""Formulas and claims in an author's words."""

from __future__ import annotations

import pytest

from exposit.facts.derive import Derived, derive, evaluate
from exposit.facts.failure import FAILED_INPUT
from exposit.facts.quantity import written
from exposit.model import Derivation, PartialDate, Quantity, Verdict
from facts.making import UNITS, fact, facts_of, failed, formula, moment

FACTS = facts_of(
    a=fact("a", "38 billion USD", nature="cloud"),
    b=fact("b", "36 billion USD", nature="cloud"),
    t="7 years",
    py="= a / t",
    share="= a / (a + b)",
    gw="up to 10 GW",
    signed="date 2025-11-03",
    autumn="date 2025-Q4",
    ended="date 2026",
    lost="failed",
    broken="= a + gw",
    said="text",
)
DERIVED = derive(FACTS, UNITS)


def _evaluate(text: str) -> object:
    return evaluate(formula(text), FACTS, DERIVED, UNITS)


@pytest.mark.parametrize(
    ("text", "expected", "inputs", "leaves"),
    [
        ("count(nature: cloud)", "2", ("a", "b"), ("a", "b")),
        ("py", "5.4 billion USD/year", ("py",), ("a", "t")),
        ("share * 100 percent + 0 percent", "51 percent", ("share",), ("a", "b")),
        ("a / b", "1.1", ("a", "b"), ("a", "b")),
        ("2 + 2", "4", (), ()),
        ("years(signed, ended)", "0.66 year", ("signed", "ended"), ("signed", "ended")),
    ],
)
def test_a_formula_has_a_result(text: str, expected: str, inputs: tuple[str, ...], leaves: tuple[str, ...]) -> None:
    """With the facts it names and the stated ones below them."""
    found = _evaluate(text)
    assert isinstance(found, Derivation)
    assert (expected, inputs, leaves) == (written(found.result), found.inputs, found.leaves)


@pytest.mark.parametrize(
    ("text", "truth", "left", "right"),
    [
        ("a > 10 billion USD", "true", "38 billion USD", "10 billion USD"),
        ("a > 37.6 billion USD", "middle", "38 billion USD", "37.6 billion USD"),
        ("a > 38 billion USD", "false", "38 billion USD", "38 billion USD"),
        ("a >= 37.5 billion USD", "true", "38 billion USD", "37.5 billion USD"),
        ("a <= 38.5 billion USD", "true", "38 billion USD", "38.5 billion USD"),
        ("a < 38.2 billion USD", "middle", "38 billion USD", "38.2 billion USD"),
        ("share > 50 percent", "true", "51 percent", "50 percent"),
        ("50 percent < share", "true", "50 percent", "51 percent"),
        ("share >= b / (a + b)", "true", "0.51", "0.49"),
        ("a / 3 >= a / 3", "true", "13 billion USD", "13 billion USD"),
        ("gw > 5000 MW", "true", "up to 10 thousand MW", "5000 MW"),
        ("t = 7 years", "true", "7 year", "7 year"),
        ("t = 84 months", "true", "84 month", "84 month"),
        ("a = 38 billion USD", "true", "38 billion USD", "38 billion USD"),
        ("a = 38.6 billion USD", "false", "38 billion USD", "38.6 billion USD"),
        ("a != b", "true", "38 billion USD", "36 billion USD"),
        ("a != 38 billion USD", "false", "38 billion USD", "38 billion USD"),
        ("count(nature: cloud) = 2", "true", "2", "2"),
    ],
)
def test_a_claim_is_judged_over_the_whole_interval(text: str, truth: str, left: str, right: str) -> None:
    """True everywhere, at the middle only, or not; both sides in one unit, that of a quantity written on the right."""
    found = _evaluate(text)
    assert isinstance(found, Verdict)
    assert isinstance(found.left, Quantity)
    assert isinstance(found.right, Quantity)
    assert (truth, left, right) == (found.truth, written(found.left), written(found.right))


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("signed.date < ended.date", "true"),
        ("ended < signed", "false"),
        ("signed < autumn", "middle"),
        ("autumn < signed", "false"),
        ("signed.date = signed.date", "true"),
        ("signed = autumn", "middle"),
        ("signed != ended", "true"),
        ("signed >= signed", "true"),
        ("autumn <= autumn", "true"),
    ],
)
def test_dates_are_compared(text: str, truth: str) -> None:
    """True whatever day each can mean, else by the days in their middle."""
    found = _evaluate(text)
    assert isinstance(found, Verdict)
    assert truth == found.truth
    assert isinstance(found.left, PartialDate)


def test_a_verdict_says_what_was_compared() -> None:
    """The two dates, and the facts they come from."""
    expected = Verdict("true", moment("2025-11-03"), moment("2026"), ("signed", "ended"))
    assert expected == _evaluate("signed.date < ended.date")


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("a > gw", "formula-units", "`a` is in USD, `gw` in GW"),
        ("signed < a", "formula-kind", "`signed` is a date, the other side is not"),
        ("a < 5", "formula-units", "`a` is in USD, `5` is a plain number"),
        ("nope > 5", "formula-unknown-fact", "no fact is called `nope`"),
        ("said", "formula-kind", "`said` is a text, not a number"),
        ("lost.date < ended", FAILED_INPUT, "`lost` has no value"),
        ("ended > nope.date", "formula-unknown-fact", "no fact is called `nope.date`"),
        ("lost * 2", FAILED_INPUT, "`lost` has no value"),
        ("broken > 5 USD", FAILED_INPUT, "`broken` has no value"),
    ],
)
def test_says_what_is_wrong(text: str, code: str, message: str) -> None:
    """As in a fact's formula; a failed input has a code of its own, to be dropped."""
    found = failed(_evaluate(text))
    assert (code, message) == (found.code, found.message)


@pytest.mark.parametrize("text", ["share", "py * t", "a / (a + b) > share - 1 percent", "share / a", "py + grouped"])
def test_values_alone_are_enough(text: str) -> None:
    """What `derive` remembers only saves time: values and derivations, as a site keeps them, give the same."""
    bare = Derived(DERIVED.values, DERIVED.derivations, ())
    assert _evaluate(text) == evaluate(formula(text), FACTS, bare, UNITS)


def test_sum_groups_hold_in_words_too() -> None:
    """Also for values alone, and through a calculated fact."""
    facts = facts_of(a=fact("a", "1 USD", sum_group="out"), b=fact("b", "1 USD", sum_group="in"), c="= a / 2")
    found = derive(facts, UNITS)
    for known in (found, Derived(found.values, found.derivations, ())):
        failure = failed(evaluate(formula("b + c"), facts, known, UNITS))
        assert "`b` is in sum group `in`, `a` in `out`" == failure.message
