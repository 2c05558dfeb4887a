"""The fixtures of every test that needs a browser, wherever it stands.

`sites("flagship")` and `sites("regions")` build a site once and serve it; `visit(site, "/", Look(width=320))` opens a
page of it in a profile of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.chromium import arguments, executable
from tests.browser.reading import DESK, Look, Visit
from tests.browser.serving import ROOT, Served, serving
from tests.golden import SITES, cold

Sites = Callable[[str], Served]
Visits = Callable[..., Visit]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=arguments())
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def sites() -> Iterator[Sites]:
    """From a name, `flagship` or a golden site's, to that site, built and served."""
    with ExitStack() as stack:

        @cache
        def find(name: str) -> Served:
            root = ROOT if name == "flagship" else SITES / name / "in"
            return stack.enter_context(serving(cold(root).result.outputs))

        yield find


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visits]:
    """Opens a page: `visit(site, route, look)`. Each has a new profile, closed when the test is over."""
    with ExitStack() as stack:

        def begin(site: Served, route: str = "/", look: Look = DESK) -> Visit:
            context = stack.enter_context(look.context(chromium))
            return Visit(site.origin, look, context).open(route)

        yield begin
