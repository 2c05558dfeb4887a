"""Words of sixty letters and addresses as long, wherever an author can write one: no page is wider than its screen."""

from __future__ import annotations

import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import Look
from tests.browser.test_charts import TROUBLED

LOOKS = [Look(width=320), Look(width=320, text=200), Look(width=768, text=200), Look()]


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_no_page_is_wider_than_its_screen(sites: Sites, visit: Visits, look: Look) -> None:
    """Headings, paragraphs, lists, tables, code, captions, menus and charts, on every page of both languages."""
    site = sites("long-words")
    seen = visit(site, "/", look)
    wide = {route: lines for route in site.pages() if (lines := seen.open(route).wider())}
    assert {} == wide


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize("route", ["/", "/fr/"])
def test_no_word_of_a_chart_lies_on_another(sites: Sites, visit: Visits, route: str, look: Look) -> None:
    """Labels are broken where they must be, and keep clear of each other."""
    seen = visit(sites("long-words"), route, look)
    assert [] == seen.page.evaluate(TROUBLED)
