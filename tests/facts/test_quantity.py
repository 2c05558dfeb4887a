"""Quantities: the grammar, the interval the digits stand for, every failure's words, and writing them back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit.facts.quantity import QUALIFIERS, guard_step, parse_quantity, rounded, shown_step, written
from exposit.model import Quantity
from facts.making import UNITS, failed, quantity


@pytest.mark.parametrize(
    ("text", "low", "high", "step", "again"),
    [
        ("38 billion USD", "37.5E9", "38.5E9", "1E9", "38 billion USD"),
        ("1.2 billion EUR", "1.15E9", "1.25E9", "1E8", "1.2 billion EUR"),
        ("1.20 billion EUR", "1.195E9", "1.205E9", "1E7", "1.20 billion EUR"),
        ("1400 billion USD", "1399.5E9", "1400.5E9", "1E9", "1400 billion USD"),
        ("1.4 trillion USD", "1.35E12", "1.45E12", "1E11", "1.4 trillion USD"),
        ("38000000000 USD", "37999999999.5", "38000000000.5", "1", "38000000000 USD"),
        ("about 340 million EUR", "339.5E6", "340.5E6", "1E6", "about 340 million EUR"),
        ("up  to 10 GW", "9.5", "10.5", "1", "up to 10 GW"),
        ("at least 0.5 thousand tonne", "450", "550", "1E2", "at least 0.5 thousand tonne"),
        ("over 75 %", "74.5", "75.5", "1", "over 75 percent"),
        ("under 75%", "74.5", "75.5", "1", "under 75 percent"),
        ("-5 percent", "-5.5", "-4.5", "1", "-5 percent"),
        ("-0 USD", "-0.5", "0.5", "1", "0 USD"),
        ("2 to 3 million people", "2E6", "3E6", "1E6", "2 to 3 million person"),
        ("-5 to 6.5 percent", "-5", "6.5", "0.1", "-5.0 to 6.5 percent"),
        ("7 years", "7", "7", None, "7 year"),
        ("3 contracts", "3", "3", None, "3 contract"),
        ("200000 GPU", "200000", "200000", None, "200000 GPU"),
        ("over 400 GPU", "400", "400", None, "over 400 GPU"),
        ("42", "42", "42", None, "42"),
        ("about 7 years", "6.5", "7.5", "1", "about 7 year"),
        ("1.5 years", "1.45", "1.55", "0.1", "1.5 year"),
        ("2 million GPU", "1.5E6", "2.5E6", "1E6", "2 million GPU"),
        ("3 GPU/year", "2.5", "3.5", "1", "3 GPU/year"),
        ("0.5", "0.45", "0.55", "0.1", "0.5"),
        ("0.043 thousand GPU", "42.5", "43.5", "1", "0.043 thousand GPU"),
        ("38billion\u00a0USD", "37.5E9", "38.5E9", "1E9", "38 billion USD"),
    ],
)
def test_the_last_digit_written_is_the_one_known(text: str, low: str, high: str, step: str | None, again: str) -> None:
    """Amounts are known to half their last digit; whole counts, durations and numbers exactly, unless `about`."""
    found = quantity(text)
    assert (Decimal(low), Decimal(high), step and Decimal(step)) == (found.low, found.high, found.step)
    assert (again, found) == (written(found), quantity(again))


def test_exact_and_digits_are_the_facts_own_keys() -> None:
    """`exact` makes the interval a point, `digits` sets how many are shown."""
    exact = quantity("38 billion USD", exact=True)
    assert (exact.value, exact.value, None) == (exact.low, exact.high, exact.step)
    assert written(exact) == "38 billion USD"
    rounder = quantity("38.4 billion USD", digits=2)
    assert ("38 billion USD", Decimal("1E9"), Decimal("38.35E9")) == (written(rounder), rounder.step, rounder.low)
    ranged = quantity("2 to 3 million USD", exact=True)
    assert (Decimal("2E6"), Decimal("3E6")) == ranged.ends


FORM = "write one such as `38 billion USD`, `about 340 million EUR` or `7 years`"
PLAIN = "write plain digits with a point, as in `1400.5`"


@pytest.mark.parametrize(
    ("text", "message", "hint", "marked"),
    [
        ("", "a number is missing", FORM, ""),
        ("about", "a number is missing", FORM, "t"),
        ("38,000 USD", "`38,000` is not written in plain digits", "write `38000`", "38,000"),
        ("1,4 billion USD", "`1,4` is not written in plain digits", "write `1.4`", "1,4"),
        ("1,234,567", "`1,234,567` is not written in plain digits", "write `1234567`", "1,234,567"),
        ("1.234,5 EUR", "`1.234,5` is not written in plain digits", "write `1234.5`", "1.234,5"),
        ("1 400 USD", "`1 400` is not written in plain digits", "write `1400`", "1 400"),
        ("1\u202f400 USD", "`1 400` is not written in plain digits", "write `1400`", "1\u202f400"),
        ("1_000", "`1_000` is not written in plain digits", "write `1000`", "1_000"),
        ("-1'000 USD", "`1'000` is not written in plain digits", "write `-1000`", "-1'000"),
        ("1.2.3 USD", "`1.2.3` is not written in plain digits", PLAIN, "1.2.3"),
        ("1e9 USD", "`1e9` has an exponent", "write `1 billion`", "1e9"),
        (
            "1e400",
            "`1e400` has an exponent",
            "write plain digits and a scale: thousand, million, billion or trillion",
            "1e400",
        ),
        ("nan", "`nan` is not written in plain digits", PLAIN, "nan"),
        ("Infinity", "`Infinity` is not written in plain digits", PLAIN, "Infinity"),
        ("½", "`½` is not written in plain digits", "write `0.5`", "½"),
        ("+5", "`+5` is not a number", "write `5`", "+5"),
        (".5 GW", "`.5` is not a number", "write `0.5`", ".5"),
        ("5. GW", "`5.` is not a number", "write `5`", "5."),
        ("٣ GW", "`٣` is not a number", PLAIN, "٣"),
        ("007 GPU", "`007` begins with a zero too many", "write `7`", "007"),
        ("−5 percent", "`−` is not a minus that can be read", "write the minus of the keyboard, `-`, not `−`", "−"),
        (
            "1" * 31,
            "`11111111111111111111111…` has more than 30 digits",
            "write a scale: thousand, million, billion or trillion",
            "1" * 31,
        ),
        (
            "$38 billion",
            "`$` cannot stand before the number",
            "write the currency’s code after the number, as in `38 billion USD`",
            "$",
        ),
        ("More than 5 GW", "`More than` is not a qualifier", "write `over`", "More than"),
        ("~5 GW", "`~` is not a qualifier", "write `about`", "~"),
        ("Up to 5 GW", "`Up` stands where a number should", "write `up to`", "Up"),
        ("ten GW", "`ten` stands where a number should", FORM, "ten"),
        ("10-15 GW", "`-` does not make a range", "write `10 to 15 GW`", "-"),
        ("3 to 2 GW", "the range `3 to 2` does not go up", "write the smaller number first", " to 2"),
        (
            "500 million to 1 billion USD",
            "a range has its scale and unit at the end",
            "give both numbers the same scale, written once, as in `0.5 to 1 billion USD`",
            " to 1 billion USD",
        ),
        ("38 bn USD", "`bn` is not a scale", "write `38 billion USD`", "bn"),
        ("38 billion billion USD", "`billion billion` are two scales", "write one scale", "billion"),
        ("x" * 201, "a quantity of 201 characters cannot be read", FORM, "x" * 201),
    ],
)
def test_says_what_is_wrong(text: str, message: str, hint: str, marked: str) -> None:
    """What is nearly a quantity fails at its place with the right form."""
    found = failed(parse_quantity(text, UNITS))
    assert ("quantity-syntax", message, hint, marked) == (
        found.code,
        found.message,
        found.hint,
        text[found.start : found.end],
    )


def test_an_unknown_unit_is_told_at_its_place() -> None:
    """The unit's own failure comes through, its offsets in the whole text."""
    found = failed(parse_quantity("38 billion dollars", UNITS))
    assert (found.code, found.message, found.start, found.end) == ("unit-unknown", "`dollars` is not a unit", 11, 18)


@pytest.mark.parametrize(
    ("low", "high", "value", "digits", "step"),
    [
        ("5.357E9", "5.5E9", "5.43E9", None, "1E8"),
        ("1.485E9", "1.595E9", "1.54E9", None, "1E8"),
        ("76.9", "78.9", "77.9", None, "1"),
        ("76", "78", "77", None, "1"),
        ("7", "9", "8", None, "0.1"),
        ("9.95", "9.97", "9.96", None, "0.01"),
        ("6", "14", "9.96", None, "1"),
        ("-1", "1", "0", None, "1"),
        ("5", "5", "5", None, None),
        ("5.25", "5.25", "5.25", None, None),
        ("5.4", "5.5", "5.43", 3, "0.01"),
        ("99.6", "99.6", "99.6", 2, "10"),
    ],
)
def test_the_interval_decides_the_digits_shown(
    low: str, high: str, value: str, digits: int | None, step: str | None
) -> None:
    """The smallest power of ten not below half the width, at least two significant digits, `digits` above all."""
    found = shown_step(Decimal(low), Decimal(high), Decimal(value), digits)
    assert (step and Decimal(step)) == found


def test_an_endless_exact_result_has_three_digits() -> None:
    """3 / 7 is shown as 0.429, and a long whole part is never rounded."""
    third, many = Decimal(3) / Decimal(7), Decimal(1234567) / Decimal(3)
    assert Decimal("0.001") == shown_step(third, third, third)
    assert Decimal(1) == shown_step(many, many, many)


@given(st.decimals(-(10**15), 10**15, places=6), st.decimals("0.000001", 10**12, places=6))
def test_the_step_follows_the_rule(value: Decimal, width: Decimal) -> None:
    """The step is the smallest power of ten not below half the width, unless two digits ask for a smaller one."""
    step = shown_step(value - width / 2, value + width / 2, value)
    assert step is not None and step.normalize().as_tuple().digits == (1,)
    if value == 0 or step >= width / 2:
        assert step >= width / 2 > step / 10
    else:
        assert step == Decimal(10) ** (rounded(Quantity(value, quantity("1").unit, value, value, step)).adjusted() - 1)


def test_a_note_shows_one_digit_more_where_one_was_rounded_away() -> None:
    """A stated value hides no digit; a calculated one shows a guard."""
    stated = quantity("38 billion USD")
    calculated = Quantity(Decimal("5.43"), stated.unit, Decimal("5.36"), Decimal("5.5"), Decimal("0.1"))
    assert (Decimal("1E9"), Decimal("0.01")) == (guard_step(stated), guard_step(calculated))
    assert None is guard_step(quantity("7 years"))


TEXTS = st.builds(
    lambda qualifier, minus, whole, places, scale, unit: " ".join(
        part for part in (qualifier, f"{minus}{whole}{places}", scale, unit) if part
    ),
    st.sampled_from(["", *QUALIFIERS]),
    st.sampled_from(["", "-"]),
    st.integers(0, 10**12),
    st.from_regex(r"(\.[0-9]{1,6})?", fullmatch=True),
    st.sampled_from(["", "thousand", "million", "billion", "trillion"]),
    st.sampled_from(["", "USD", "EUR/year", "year", "GPU", "percent", "GWh"]),
)


@given(TEXTS)
def test_what_is_written_is_read_again(text: str) -> None:
    """The canonical form of any quantity reads as the same quantity, and is its own canonical form."""
    found = quantity(text)
    again = written(found)
    assert (found, again) == (quantity(again), written(quantity(again)))
    assert found.low <= found.value <= found.high


@given(st.text(max_size=40))
def test_no_text_raises(text: str) -> None:
    """Whatever an author writes comes back as a quantity or a failure within the text."""
    found = parse_quantity(text, UNITS)
    assert isinstance(found, Quantity) or 0 <= found.start < found.end <= max(len(text), 1)
