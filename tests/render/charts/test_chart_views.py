"""What a view calculates is worded as the amount itself: bounds stay bounds, ranges stay ranges."""

import pytest

from exposit.marks import strip
from exposit.render.charts.chart import chart_of
from exposit.render.charts.columns import columns
from tests.render.charts.sample import chart, fact, period, site

YEARS = period("2021", "2024")


def texts(view: str, values: dict[str, str], language: str = "en", of: str | None = None) -> dict[str, str]:
    """The words of a view of facts, by id; the fact `whole` is none of its rows."""
    facts = [fact(name, value, name, period=YEARS) for name, value in values.items()]
    rows = tuple(name for name in values if name != "whole")
    made = chart_of(site(facts, [chart("c", "bars", rows, views=(view,), of=of, sort="as_listed")]), "c", language)
    (column,) = columns(made)
    return {name: strip(text).replace("\u00a0", " ").replace("\u202f", " ") for name, text in column.texts.items()}


@pytest.mark.parametrize(
    ("stated", "english", "french"),
    [
        ("up to 60 million EUR", "up to 6.4%", "jusqu’à 6,4 %"),
        ("at least 60 million EUR", "at least 6.4%", "au moins 6,4 %"),
        ("over 60 million EUR", "more than 6.4%", "plus de 6,4 %"),
        ("about 60 million EUR", "about 6.4%", "environ 6,4 %"),
        ("94 to 118 million EUR", "10% to 12.6%", "10 à 12,6 %"),
        ("60 million EUR", "6.4%", "6,4 %"),
        ("about 41 thousand EUR", "about 0.0044%", "environ 0,0044 %"),
        ("8 thousand EUR", "less than 0.001%", "moins de 0,001 %"),
        ("0 EUR", "0%", "0 %"),
    ],
)
def test_a_share_keeps_what_its_amount_says(stated: str, english: str, french: str) -> None:
    """Of a whole that is known, a part of “up to 60” is up to a share; next to nothing is told by a bound."""
    values = {"part": stated, "whole": "940 million EUR"}
    assert english == texts("share", values, of="whole")["part"]
    assert french == texts("share", values, "fr", of="whole")["part"]


def test_a_share_has_no_digits_nobody_reads() -> None:
    """Amounts to the last penny have shares to the last millionth: three digits are shown of them."""
    values = {"a": "12345679 GBP", "b": "4938272 GBP", "c": "412 GBP"}
    assert {"a": "71.4%", "b": "28.6%", "c": "0.00238%"} == texts("share", values)


def test_a_share_of_what_is_vague_is_vague() -> None:
    """Where another row is a bound too, or the whole, nothing can be said of the direction."""
    several = texts("share", {"a": "up to 60 million EUR", "b": "up to 40 million EUR", "c": "100 million EUR"})
    assert {"a": "about 30%", "b": "about 20%", "c": "about 50%"} == several
    alone = texts("share", {"a": "up to 60 million EUR", "b": "40 million EUR"})
    assert {"a": "up to 60%", "b": "about 40%"} == alone
    of_vague = texts("share", {"a": "up to 60 million EUR", "whole": "about 940 million EUR"}, of="whole")
    assert {"a": "about 6.4%"} == of_vague


def test_a_year_of_a_bound_is_a_bound() -> None:
    """Divided by a number of years nobody doubts, “up to” stays “up to” and a range a range."""
    values = {"a": "up to 60 million EUR", "b": "94 to 118 million EUR", "c": "about 8 million EUR"}
    expected = {"a": "up to €15m/yr", "b": "€23.5m to €29.5m/yr", "c": "about €2.0m/yr"}
    assert expected == texts("per_year", values)


def test_counts_have_no_more_digits_than_are_read() -> None:
    """Five of 64 are 7.81%, three of 16 are 18.75%, one of 1,024 is 0.0977%."""
    found = [texts("share", {"a": f"{part} person", "whole": f"{whole} person"}, of="whole")["a"]
             for part, whole in ((5, 64), (3, 16), (1, 1024), (1, 1048576), (1, 3))]  # fmt: skip
    assert ["7.81%", "18.75%", "0.0977%", "less than 0.001%", "33.3%"] == found


def test_what_is_not_disclosed_is_so_in_every_view() -> None:
    """A view has no number for it, and says why; where only a period is lacking, nothing is known."""
    facts = [fact("a", "undisclosed", "A", period=YEARS), fact("b", "5 million EUR", "B")]
    made = chart_of(site(facts, [chart("c", "bars", ("a", "b"), views=("per_year", "total"))]), "c", "fr")
    column = columns(made)[0]
    said = [strip(column.text(made, row)).replace("\u00a0", " ") for row in made.rows]
    assert ["inconnu", "non publié"] == said
