"""Words of sixty letters and addresses as long, wherever an author can write one: no page is wider than its screen."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.living import settle
from tests.browser.reading import Look
from tests.browser.test_charts import TROUBLED

LOOKS = [Look(width=320), Look(width=320, text=200), Look(width=768, text=200), Look()]


@pytest.mark.parametrize(("text", "wider"), [(100, 1280), (200, 768)])
def test_no_page_is_wider_than_its_screen(sites: Sites, visit: Visits, text: int, wider: int) -> None:
    """Headings, paragraphs, lists, tables, code, captions, menus and charts, on every page of both languages: as a page
    comes on one screen, and as it is when the screen has become another."""
    site = sites("long-words")
    seen = visit(site, "/", Look(width=320, text=text))
    wide: dict[str, list[str]] = {}
    width, other = 320, wider
    for route in site.pages():
        seen.open(route)
        wide[f"{route} at {width}"] = seen.wider(width)
        width, other = other, width
        seen.page.set_viewport_size({"width": width, "height": 900})
        settle(seen.page)
        wide[f"{route} at {width}"] = seen.wider(width)
    assert {} == {place: lines for place, lines in wide.items() if lines}


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("route", ["/", "/fr/"])
def test_no_word_of_a_chart_lies_on_another(sites: Sites, visit: Visits, route: str, look: Look) -> None:
    """Labels are broken where they must be, and keep clear of each other."""
    seen = visit(sites("long-words"), route, look)
    assert [] == seen.page.evaluate(TROUBLED)
