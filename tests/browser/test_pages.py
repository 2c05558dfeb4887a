"""Every kind of page as readers have it: the browser complains of nothing, nothing is wider than the screen, axe is
content, nothing moves."""

from __future__ import annotations

from dataclasses import replace
from time import sleep

import pytest
from playwright.sync_api import Browser

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import DESK, PHONE, TABLET, Look, Visit

LOOKS = [
    PHONE,
    TABLET,
    DESK,
    replace(PHONE, scheme="dark", script=False),
    replace(DESK, scheme="dark", still=True),
    replace(DESK, script=False),
    replace(DESK, forced=True),
    replace(PHONE, text=200),
    replace(DESK, text=200),
    replace(DESK, paper=True),
]
KINDS = ["facts/", "sources/", "glossary/", "corrections/", "method/", "numbers/", "404.html"]
FLAGSHIP = [*KINDS, "checked/", "facts/aws.per_year/", "facts/aws.deal/", "charts/timeline/", "charts/flows/embed/"]
REGIONS = [*KINDS, "facts/grant.south/", "facts/grant.per_station/", "charts/grants/", "charts/grants/embed/"]


def complaints(seen: Visit) -> dict[str, list[str]]:
    found = {"trouble": seen.trouble(), "wider": seen.wider(), "axe": seen.axe()}
    return {kind: lines for kind, lines in found.items() if lines}


@pytest.mark.parametrize("look", LOOKS, ids=str)
@pytest.mark.parametrize(("site", "route"), [("flagship", "/"), ("regions", "/fr/")])
def test_a_front_page_is_right_for_every_reader(sites: Sites, visit: Visits, site: str, route: str, look: Look) -> None:
    """Read from top to foot, charts alive where they can be."""
    seen = visit(sites(site), route, look)
    assert {} == complaints(seen.read_through() if look.script else seen)


@pytest.mark.parametrize("look", [replace(PHONE, text=200), replace(DESK, scheme="dark", script=False)], ids=str)
@pytest.mark.parametrize(
    ("site", "route"),
    [*(("flagship", f"/{route}") for route in FLAGSHIP), *(("regions", f"/fr/{route}") for route in REGIONS)],
)
def test_a_generated_page_is_right_too(sites: Sites, visit: Visits, site: str, route: str, look: Look) -> None:
    """The ledger, a number's own page, a chart alone, the page for nothing."""
    assert {} == complaints(visit(sites(site), route, look))


@pytest.mark.parametrize("look", [PHONE, DESK], ids=str)
@pytest.mark.parametrize(
    ("site", "route"), [("flagship", "/"), ("flagship", "/facts/"), ("regions", "/fr/"), ("one-file", "/")]
)
def test_nothing_moves_under_a_reader(sites: Sites, visit: Visits, site: str, route: str, look: Look) -> None:
    """Not when the fonts come, not when charts come alive."""
    assert 0 == visit(sites(site), route, look).read_through().shift()


def test_fonts_that_come_late_move_nothing(sites: Sites, chromium: Browser) -> None:
    """They wait for the next page."""
    site = sites("flagship")
    with DESK.context(chromium) as context:
        seen = Visit(site.origin, DESK, context)
        seen.page.route("**/*.woff2", lambda route: (sleep(1), route.continue_()))
        assert 0 == seen.open("/").shift()
