"""**light**: nothing blocks rendering but one style sheet; Plotly comes once, and only near a chart."""

from __future__ import annotations

import re

import brotli
import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import DESK, PHONE, Look
from tests.browser.serving import Served

SITES = ["flagship", "regions", "one-file"]
CHART = re.compile(r"/assets/(?:charts|tip|zoom|links|plotly)[^/]*$")


def packed(content: bytes) -> int:
    """Bytes on the wire, as a host packs a page while it sends it."""
    return len(brotli.compress(content, quality=5))


def asset(site: Served, pattern: str) -> list[bytes]:
    return [content for path, content in site.outputs.items() if re.fullmatch(f"assets/{pattern}", path)]


@pytest.mark.parametrize("site", SITES)
def test_one_style_sheet_blocks_and_no_script_does(sites: Sites, site: str) -> None:
    """Every script is a module, which waits for the page; nothing is imported by a style sheet."""
    for path, content in sites(site).outputs.items():
        if path.endswith(".html") and b'http-equiv="refresh"' not in content:
            page = content.decode()
            scripts = re.findall(r"<script(?![^>]*ld\+json)[^>]*>", page)
            assert (path, 1) == (path, len(re.findall(r'rel="stylesheet"', page)))
            assert (path, []) == (path, [tag for tag in scripts if 'type="module"' not in tag and " defer" not in tag])
    assert [] == [sheet for sheet in asset(sites(site), r"site\..*\.css") if b"@import" in sheet]


@pytest.mark.parametrize("site", SITES)
def test_the_budgets_are_kept(sites: Sites, site: str) -> None:
    """Page and style sheet 40 KB, fonts 65 KB, the page's script 2 KB before it is packed."""
    served = sites(site)
    (sheet,) = asset(served, r"site\.\w+\.css")
    (script,) = asset(served, r"site\.\w+\.js")
    pages = [route for route in ("index.html", "fr/index.html") if route in served.outputs]
    assert [] == [route for route in pages if packed(served.outputs[route]) + packed(sheet) > 40_000]
    assert sum(map(len, asset(served, r".*\.woff2"))) <= 65_000
    assert len(script) <= 2048


@pytest.mark.parametrize("look", [PHONE, DESK], ids=str)
def test_the_first_view_asks_for_no_chart_script(sites: Sites, visit: Visits, look: Look) -> None:
    """Only for the page, its style sheet, its script, its fonts and its icon."""
    seen = visit(sites("flagship"), "/", look)
    kinds = {re.sub(r"^.*/", "", address).rpartition(".")[2] for address in seen.asked}
    assert [] == [address for address in seen.asked if CHART.search(address)]
    assert kinds <= {"", "css", "js", "woff2", "svg"}
    assert len(seen.asked) <= 8


def test_plotly_comes_once_and_near_a_chart(sites: Sites, visit: Visits) -> None:
    """However many charts the page has."""
    seen = visit(sites("flagship"), "/").read_through()
    bundles = [address for address in seen.asked if "/plotly-basic" in address]
    assert (1, True) == (len(bundles), seen.page.locator("figure[data-chart]").count() > 1)


def test_without_a_script_nothing_of_it_is_asked_for(sites: Sites, visit: Visits) -> None:
    """Nor where there is no chart to come alive."""
    bare = visit(sites("flagship"), "/", Look(script=False)).read_through()
    plain = visit(sites("one-file"), "/").read_through()
    assert [] == [address for address in bare.asked + plain.asked if CHART.search(address)]
