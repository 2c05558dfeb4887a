"""What few sites have and every one may: ranges across zero, ends nobody knows, sums of next to nothing, one row."""

from __future__ import annotations

import re

import pytest

from exposit.check.html import select
from exposit.marks import strip
from exposit.model import Site
from exposit.render.charts.chart import chart_of
from exposit.render.charts.data import as_csv
from exposit.render.charts.drawn.drawing import drawing
from exposit.render.charts.ranges import axis_of as amounts_of
from exposit.render.charts.ranges import ticks_of
from exposit.render.charts.scale import grid_of, worth_text
from exposit.render.charts.static import chart_html
from exposit.render.charts.timeline import axis_of, places
from exposit.render.notes import Notes
from tests.render.charts.sample import chart, day, fact, period, site


def html_of(site: Site, language: str = "en") -> str:
    return strip(str(chart_html(site, "c", language, Notes(site, language, ""), "")))


def test_a_range_across_zero_shows_where_zero_is_and_nothing_as_certain() -> None:
    """Nothing of it is: neither on the page nor in the drawing has it a solid part."""
    facts = [fact("across", "-3 to 9 million USD", "Across"), fact("up", "12 million USD", "Up")]
    known = site(facts, [chart("c", "bars", ("across", "up"))])
    (cell,) = select(html_of(known), '[data-row="across"] td')
    (bar,) = cell.css("svg:not(.gap)")
    assert "maybe" == bar.attributes["class"]
    assert "25%" == bar.css_first(".zero").attributes["x1"]
    drawn = re.findall(r"<rect[^>]*>", strip(drawing(chart_of(known, "c", "en"))))
    (own,) = [mark for mark in drawn if 'data-row="across"' in mark]
    assert "fill-opacity" in own


def test_an_end_nobody_knows_has_room_to_fade() -> None:
    """Where all that is known lies before the site's own day, the axis goes on beyond it."""
    facts = [fact("a", "undisclosed", "A", period=period("2024", "unknown"))]
    known = chart_of(site(facts, [chart("c", "timeline", ("a",))]), "c", "en")
    (place,) = places(known).values()
    assert axis_of(known).end >= 2026
    assert place.fades and place.done < 0.95 < place.end


def test_the_years_an_author_asked_for_are_kept() -> None:
    """Whatever fades in them."""
    facts = [fact("a", "undisclosed", "A", period=period("2024", "unknown"))]
    assert 2024 == axis_of(chart_of(site(facts, [chart("c", "timeline", ("a",), end=2024)]), "c", "en")).end


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("2022-05-21", "depuis le 21\xa0mai 2022, fin non publiée"),
        ("2022-Q1", "depuis le T1\xa02022, fin non publiée"),
        ("2022-05", "depuis mai 2022, fin non publiée"),
        ("2027-01-01", "dès le 1er\xa0janv. 2027, fin non publiée"),
    ],
)
def test_french_days_have_their_article(start: str, said: str) -> None:
    """« depuis le 21 mai », but « depuis mai »."""
    facts = [fact("a", "undisclosed", "A", period=period(start, "unknown"))]
    html = html_of(site(facts, [chart("c", "timeline", ("a",))]), "fr")
    assert said == select(html, '[data-row="a"] small')[0].text()
    assert "après" not in html or "après le 24" in html


def test_a_few_days_of_many_years_are_outlined() -> None:
    """A bar of half a pixel would not be seen."""
    facts = [
        fact("short", "undisclosed", "Short", period=period("2022-05-20", "2022-05-21")),
        fact("long", "undisclosed", "Long", period=period("2010", "2030")),
    ]
    html = html_of(site(facts, [chart("c", "timeline", ("short", "long"))]))
    assert ["thin"] == [bar.attributes.get("class") for bar in select(html, '[data-row="short"] rect')]
    assert not any("thin" in (bar.attributes.get("class") or "") for bar in select(html, '[data-row="long"] rect'))


def test_what_differs_by_next_to_nothing_is_seen_from_zero() -> None:
    """A window around 4,820 would show only that it may be 4,819.6."""
    known = chart_of(site([fact("a", "4820 USD", "A")], [chart("c", "range", ("a",))]), "c", "en")
    axis = amounts_of(known)
    assert 0 == axis.low
    assert ["$0", "$2,000", "$4,000", "$6,000"] == [strip(text) for _, text in ticks_of(known, axis)]


def test_long_round_numbers_name_what_they_count_once() -> None:
    """The first, which stands at its line, would else reach into the second."""
    facts = [fact("a", "-37 GWh", "A"), fact("b", "42 GWh", "B")]
    known = chart_of(site(facts, [chart("c", "range", ("a", "b"))]), "c", "en")
    assert ["−40\xa0GWh", "−20", "0", "20", "40", "60"] == [
        strip(text) for _, text in ticks_of(known, amounts_of(known))
    ]


def test_a_square_is_worth_what_the_author_wrote() -> None:
    """“100 MW” where the amounts are in gigawatts, not “0.100 GW”."""
    facts = [fact("a", "12 GW", "A"), fact("b", "3 GW", "B")]
    known = chart_of(site(facts, [chart("c", "scale", ("a", "b"), square="100 MW")]), "c", "en")
    grid = grid_of(known)
    assert grid is not None
    assert "Each square: 100\xa0MW" == strip(worth_text(known, grid))


def stair(*amounts: tuple[str, str, str]) -> str:
    """A stair of `(day, amount, label)`."""
    facts = [fact(f"f{n}", value, label, as_of=day(when)) for n, (when, value, label) in enumerate(amounts)]
    return html_of(site(facts, [chart("c", "steps", tuple(one.id for one in facts))]))


def names_of(html: str) -> list[str]:
    return [text.text() for text in select(html, ".chart-frame > text:not(.last)")]


def test_a_step_of_nothing_has_no_name_beside_the_stair() -> None:
    """The name would stand for the step before it, which is what a reader sees."""
    html = stair(
        ("2020", "40 million USD", "First"),
        ("2022", "20 million USD", "Great"),
        ("2023-06", "0 USD", "Nothing"),
        ("2025", "-30 million USD", "Down"),
    )
    assert ["Great"] == names_of(html)


def test_a_name_does_not_reach_over_the_next_rise() -> None:
    """It is left out where no page is wide enough, and waits for a wide one where only that is."""
    rising = [
        ("2020", "1 million USD", "A"),
        ("2021-09", "20 million USD", "Twenty letters long"),
        ("2026", "9 million USD", "Z"),
    ]
    assert ["Twenty letters long"] == names_of(stair(*rising))
    near = [*rising[:2], ("2021-11", "20 million USD", "Soon after"), rising[2]]
    assert "Twenty letters long" not in names_of(stair(*near))
    between = [*rising[:2], ("2023-08", "20 million USD", "Later"), rising[2]]
    (name,) = [text for text in select(stair(*between), ".chart-frame > text") if text.text() == "Twenty letters long"]
    assert "t3" == name.attributes["class"]


def test_the_highest_total_has_room_for_its_words() -> None:
    """A round number above it, however near the next one lies."""
    html = stair(("2024", "59.7 million USD", "A"))
    (last,) = select(html, ".chart-frame > .last")
    assert float(last.attributes["y"].removesuffix("%")) > 10


def test_steps_without_an_amount_stand_at_their_days_as_in_the_data() -> None:
    """The page, the CSV and every other form have the rows in one order."""
    facts = [
        fact("late", "5 million USD", "Late", as_of=day("2024")),
        fact("secret", "undisclosed", "Secret", as_of=day("2022")),
        fact("early", "3 million USD", "Early", as_of=day("2020")),
        fact("until", "2 million USD", "Until", as_of=day("2021"), period=period("unknown", "2030")),
    ]
    known = site(facts, [chart("c", "steps", ("late", "secret", "early", "until"))])
    rows = [row.attributes["data-row"] for row in select(html_of(known), "[data-row]")]
    assert ["early", "until", "secret", "late"] == rows
    assert rows == [line.split(",")[0] for line in strip(as_csv(chart_of(known, "c", "en"))).splitlines()[1:]]


def test_what_a_view_shows_first_opens_the_note_of_its_fact() -> None:
    """Also where it is calculated, and no amount stands beside it."""
    facts = [fact("a", "8 million USD", "A", period=period("2020", "2023"))]
    known = site(facts, [chart("c", "bars", ("a",), views=("per_year",))])
    (button,) = select(html_of(known), '[data-row="a"] button')
    assert "note-a" == button.attributes["popovertarget"]
    assert "$2.0m/yr" == button.text()


def test_next_to_nothing_is_seen_in_the_list_of_parts() -> None:
    """Also where it is a range."""
    facts = [fact("much", "3 million USD", "Much"), fact("little", "1 to 2 USD", "Little")]
    html = html_of(site(facts, [chart("c", "share", ("much", "little"))]))
    (mark,) = select(html, '[data-row="little"] rect')
    assert "0.4%" == mark.attributes["width"]


def test_a_timeline_has_the_order_of_its_data() -> None:
    """A row nobody can date is the last one in every form, after those beyond the axis."""
    facts = [
        fact("undated", "3 billion USD", "Undated"),
        fact("beyond", "2 billion USD", "Beyond", period=period("2040", "2041")),
        fact("within", "1 billion USD", "Within", period=period("2025", "2026")),
    ]
    known = site(facts, [chart("c", "timeline", ("undated", "beyond", "within"), start=2024, end=2030)])
    on_page = [row.attributes["data-row"] for row in select(html_of(known), "[data-row]")]
    assert ["within", "beyond", "undated"] == on_page
    assert on_page == [line.partition(",")[0] for line in as_csv(chart_of(known, "c", "en")).splitlines()[1:]]


def test_nothing_has_no_bar_and_next_to_nothing_has_one() -> None:
    """On the page and in the drawing."""
    facts = [
        fact("nothing", "0 USD", "Nothing"),
        fact("little", "1 USD", "Little"),
        fact("much", "9 million USD", "Much"),
    ]
    known = site(facts, [chart("c", "bars", ("nothing", "little", "much"))])
    html = html_of(known)
    classes = {
        name: select(html, f'[data-row="{name}"] td svg')[0].attributes.get("class") for name in ("nothing", "little")
    }
    assert {"nothing": "none", "little": None} == classes
    drawn = strip(drawing(chart_of(known, "c", "en")))
    widths = dict(re.findall(r'<rect x="[^"]*" y="[^"]*" width="([^"]*)"[^>]*data-row="(nothing|little)"', drawn))
    assert {"nothing": 0, "little": 1.5} == {name: float(wide) for wide, name in widths.items()}


def test_a_total_has_no_digits_that_none_of_its_parts_has() -> None:
    """31 and −30 are 1, not 1.0."""
    html = stair(("2020", "31 kWh", "Up"), ("2021", "-30 kWh", "Down"), ("2022", "5.5 kWh", "Half"))
    totals = [cell.text() for cell in select(html, "tbody td:last-child")]
    assert ["31\xa0kWh", "1\xa0kWh", "6.5\xa0kWh"] == totals


def test_a_fall_is_not_named_across_the_rise_before_it() -> None:
    """Left of a step that goes down the stair stood higher: its name would lie on the line."""

    def named(refund: str) -> list[str]:
        paid = [("2020-01-01", "9 million USD"), ("2024-05-01", "50 million USD"), ("2024-09-01", refund)]
        paid.append(("2026-01-01", "40 million USD"))
        facts = [fact(f"p{at}", value, f"Part {at}", as_of=day(when)) for at, (when, value) in enumerate(paid)]
        html = html_of(site(facts, [chart("c", "steps", tuple(one.id for one in facts))]))
        return [strip(node.text()) for node in select(html, ".chart-frame > text:not(.last)")]

    assert "Part 2" in named("22 million USD")
    assert "Part 2" not in named("-22 million USD")
