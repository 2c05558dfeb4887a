"""A preview open in a browser: what its tests share."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Error, Page, Request

from tests.serve.driving import Server, until


def kept(server: Server) -> Callable[[Request], bool]:
    """Whether a request is the page's for its own text, to know later what changed in it: the last it makes when it has
    heard from the preview."""
    return lambda request: request.url == server.address and request.resource_type == "fetch"


@contextmanager
def opened(server: Server, chromium: Browser) -> Iterator[Page]:
    """The front page in a profile of its own, ready for news, and marked: a page that is loaded anew loses its mark."""
    context = chromium.new_context(viewport={"width": 900, "height": 700})
    page = context.new_page()
    with page.expect_request_finished(kept(server)):
        page.goto(server.address)
    sees(page, "document.querySelector('exposit-preview')?.shadowRoot.querySelector('.state').textContent != '…'")
    page.evaluate("window.mark = 1")
    yield page
    context.close()


def sees(page: Page, look: str) -> Any:
    """Waits until a look at the page gives something true. (The page's policy forbids it to wait by itself.)"""
    return until(lambda: page.evaluate(look))


def asked(page: Page, look: str, argument: object = None) -> Any:
    """What a look gives, as it is or as text; nothing while the page is being loaded."""
    try:
        return page.evaluate(look, argument)
    except Error:
        return ""
