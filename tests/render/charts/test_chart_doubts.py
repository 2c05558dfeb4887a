"""What is not binding, a range or a limit is never drawn like what is none, and the key says what its drawing means."""

import json
import re

import pytest

from exposit.check.html import select
from exposit.marks import strip
from exposit.model import ChartKind, Site
from exposit.render.charts.chart import chart_of
from exposit.render.charts.drawn.drawing import drawing
from exposit.render.charts.figures.figure import figure
from exposit.render.charts.static import chart_html
from exposit.render.notes import Notes
from tests.render.charts.sample import DOUBTS, doubted

EVERY = [(kind, word) for kind in ("bars", "flows", "share", "steps", "range", "scale") for word in DOUBTS]
SILENT = {("scale", "at least")}
"""Squares of a lower limit are as many as the limit: that there may be more is said in words."""


@pytest.mark.parametrize(("kind", "word"), [each for each in EVERY if each not in SILENT])
def test_a_doubt_is_named_in_the_key_and_drawn(kind: ChartKind, word: str) -> None:
    """The key's words are there with the doubt and not without; the pictures differ beyond their words."""
    site, firm = doubted(kind, word), doubted(kind, None)
    name = "range" if (kind, word) == ("range", "at most") else word
    assert name in key_of(site) and name not in key_of(firm)
    assert shapes(site) != shapes(firm)


@pytest.mark.parametrize(("kind", "word"), [each for each in EVERY if each not in SILENT and each[1] != "not binding"])
def test_of_two_doubts_none_hides_the_other(kind: ChartKind, word: str) -> None:
    """Not binding and a range, or a limit, is drawn like neither alone (an upper limit is outlined, dashed or not)."""
    both = shapes(doubted(kind, word, soft=True))
    assert both != shapes(doubted(kind, word))
    assert word == "at most" or both != shapes(doubted(kind, "not binding"))


def key_of(site: Site) -> list[str]:
    html = str(chart_html(site, "c", "en", Notes(site, "en", ""), ""))
    return [strip(entry.text()).strip() for entry in select(html, ".chart-key > span")]


def shapes(site: Site) -> str:
    """A drawing without its words and its key."""
    svg = drawing(chart_of(site, "c", "en"))
    return re.sub(r"<(text|title|desc)[^>]*>[^<]*</\1>", "", svg)


@pytest.mark.parametrize(("kind", "word"), [each for each in EVERY if each[0] != "scale" and each[1] != "at least"])
def test_a_doubt_is_in_the_figure(kind: ChartKind, word: str) -> None:
    """A hatched bar, an open point, error bars."""

    def drawn(site: Site) -> str:
        traces = figure(chart_of(site, "c", "en"))["data"]
        return json.dumps([{key: trace.get(key) for key in ("marker", "error_x", "error_y")} for trace in traces])

    assert drawn(doubted(kind, word)) != drawn(doubted(kind, None))


def test_a_total_with_a_range_in_it_is_about_right() -> None:
    """It may be more than its middle: neither bare nor “up to”."""
    html = str(chart_html(site := doubted("steps", "range"), "c", "en", Notes(site, "en", ""), ""))
    totals = [strip(cell.text()) for cell in select(html, "tbody td:last-child")]
    assert ["$80m", "about $110m"] == totals
