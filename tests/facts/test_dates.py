"""Dates: what is read, what fails and how, the years between two."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exposit.facts.dates import first_day, last_day, middle_day, parse_date, years_between
from exposit.model import PartialDate
from facts.making import failed, moment


@pytest.mark.parametrize(
    ("text", "expected", "first", "last"),
    [
        ("2025", PartialDate(2025), date(2025, 1, 1), date(2025, 12, 31)),
        ("2025-11", PartialDate(2025, month=11), date(2025, 11, 1), date(2025, 11, 30)),
        ("2025-Q3", PartialDate(2025, quarter=3), date(2025, 7, 1), date(2025, 9, 30)),
        ("2025-11-03", PartialDate(2025, month=11, day=3), date(2025, 11, 3), date(2025, 11, 3)),
        ("2024-02-29", PartialDate(2024, month=2, day=29), date(2024, 2, 29), date(2024, 2, 29)),
        (" 0999-12 ", PartialDate(999, month=12), date(999, 12, 1), date(999, 12, 31)),
        ("9999", PartialDate(9999), date(9999, 1, 1), date(9999, 12, 31)),
    ],
)
def test_reads_every_form(text: str, expected: PartialDate, first: date, last: date) -> None:
    """A year, a quarter, a month and a day are read and know their first and last day."""
    found = moment(text)
    assert (expected, first, last) == (found, first_day(found), last_day(found))


@pytest.mark.parametrize(
    ("text", "message", "hint", "marked"),
    [
        ("", "a date is missing", "write `2025`, `2025-Q3`, `2025-11` or `2025-11-03`", ""),
        ("2025-13", "there is no month `13`", "months are `01` to `12`", "13"),
        ("2025-00", "there is no month `00`", "months are `01` to `12`", "00"),
        ("2025-Q5", "there is no quarter `Q5`", "quarters are `Q1` to `Q4`", "Q5"),
        ("2025-02-29", "there is no day `2025-02-29`", "`2025-02` has 28 days", "2025-02-29"),
        (" 2025-11-31", "there is no day `2025-11-31`", "`2025-11` has 30 days", "2025-11-31"),
        ("0000", "there is no year 0", "the first year is `0001`", "0000"),
        ("2025/11/3", "`2025/11/3` is not a date", "write `2025-11-03`", "2025/11/3"),
        ("2025-9", "`2025-9` is not a date", "write `2025-09`", "2025-9"),
        ("Q3 2025", "`Q3 2025` is not a date", "write `2025-Q3`", "Q3 2025"),
        (
            "3 November 2025",
            "`3 November 2025` is not a date",
            "write `2025`, `2025-Q3`, `2025-11` or `2025-11-03`",
            "3 November 2025",
        ),
        ("٢٠٢٥", "`٢٠٢٥` is not a date", "write `2025`, `2025-Q3`, `2025-11` or `2025-11-03`", "٢٠٢٥"),
    ],
)
def test_says_what_is_wrong(text: str, message: str, hint: str, marked: str) -> None:
    """What is no date fails with the place and the right form."""
    found = failed(parse_date(text))
    assert ("date-syntax", message, hint, marked) == (
        found.code,
        found.message,
        found.hint,
        text[found.start : found.end],
    )


@pytest.mark.parametrize(
    ("first", "second", "value", "exact"),
    [
        ("2024", "2031", "7", True),
        ("2031", "2024", "-7", True),
        ("2025-11-03", "2032-11-03", "7", True),
        ("2025-11", "2032-11", "7", False),
        ("2025-Q1", "2026-Q3", "1.5", False),
        ("2025-01-01", "2025-01-01", "0", True),
    ],
)
def test_counts_years(first: str, second: str, value: str, exact: bool) -> None:
    """Plain years and days are exact; months and quarters are as vague as they are written."""
    found = years_between(moment(first), moment(second))
    assert (Decimal(value), exact, "year") == (found.value, found.low == found.high, str(found.unit))


def test_days_are_parts_of_a_year_of_365_and_a_quarter() -> None:
    """Days that are no anniversary are counted in years of 365.25 days and shown with three digits."""
    found = years_between(moment("2022-11-30"), moment("2025-11-03"))
    assert (Decimal(1069) / Decimal("365.25"), Decimal("0.01")) == (round(found.value, 27), found.step)


DATES = st.one_of(
    st.builds(PartialDate, st.integers(1, 9999)),
    st.builds(PartialDate, st.integers(1, 9999), quarter=st.integers(1, 4)),
    st.builds(PartialDate, st.integers(1, 9999), month=st.integers(1, 12)),
    st.dates().map(lambda day: PartialDate(day.year, month=day.month, day=day.day)),
)


@given(DATES)
def test_what_is_written_is_read_again(found: PartialDate) -> None:
    """A date's own text reads as the same date, and its middle lies within it."""
    assert found == parse_date(str(found))
    assert first_day(found) <= middle_day(found) <= last_day(found)


@given(DATES, DATES)
def test_years_hold_their_middle(first: PartialDate, second: PartialDate) -> None:
    """The years between two dates lie in their own interval, and turn round with the dates."""
    found, back = years_between(first, second), years_between(second, first)
    assert found.low <= found.value <= found.high
    assert found.value.copy_negate() == back.value
