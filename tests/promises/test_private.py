"""**private**: the page asks no third party for anything, and runs under a content security policy that has no
exceptions."""

from __future__ import annotations

import re

import pytest

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import DESK
from tests.browser.serving import headers_for

SITES = ["flagship", "regions"]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'"
)
LOADED = re.compile(
    r"""<(?:script|img|iframe|source|video|audio|object|embed|use|input)\b[^>]*\b(?:src|srcset|data|href)="([^"]+)"""
)
LINKED = re.compile(r"""<link\b[^>]*\brel="(?:stylesheet|preload|icon|modulepreload|preconnect|dns-prefetch)"[^>]*>""")
INLINE = re.compile(
    r"""<style\b|\sstyle="|\son[a-z]+="|javascript:|<script(?![^>]*(?:\bsrc=|type="application/ld\+json"))"""
)


@pytest.mark.parametrize("site", SITES)
def test_the_policy_is_sent_and_stands_in_every_page(sites: Sites, site: str) -> None:
    """Letter for letter, before anything a page could load."""
    pages = {path: page.decode() for path, page in sites(site).outputs.items() if path.endswith(".html")}
    meta = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    late = [
        path
        for path, page in pages.items()
        if meta.replace("'", "&#39;") not in page.split("<link")[0].split("<script")[0]
    ]
    assert ([], POLICY) == (late, headers_for("/any/page/")["Content-Security-Policy"])
    assert len(pages) > 5


@pytest.mark.parametrize("site", SITES)
def test_no_page_names_anything_to_load_from_elsewhere(sites: Sites, site: str) -> None:
    """Neither in its HTML nor in a style sheet; and nothing stands in a page that the policy would have to allow."""
    foreign: list[str] = []
    for path, content in sites(site).outputs.items():
        if path.endswith(".html"):
            page = content.decode()
            links = " ".join(LINKED.findall(page))
            asked = [*LOADED.findall(page), *re.findall(r'href="([^"]+)', links)]
            foreign += [f"{path}: {address}" for address in asked if re.match(r"(?:[a-z]+:)?//", address)]
            foreign += [
                f"{path}: {found}" for found in INLINE.findall(re.sub(r"<(code|pre)\b.*?</\1>", "", page, flags=re.S))
            ]
        elif path.endswith(".css"):
            foreign += re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]*|@import[^;]*", content.decode())
    assert [] == foreign


@pytest.mark.parametrize("site", SITES)
def test_reading_a_page_tells_nobody(sites: Sites, visit: Visits, site: str) -> None:
    """From top to foot, every chart alive, a note open: one origin is asked, no cookie is set, nothing is remembered,
    no policy is breached."""
    seen = visit(sites(site), "/", DESK).read_through()
    seen.page.locator(".prose button[data-fact]").first.click()
    assert [] == seen.trouble()
    assert [] == [address for address in seen.asked if not address.startswith(seen.origin)]
    assert ([], 0) == (seen.page.context.cookies(), seen.page.evaluate("localStorage.length + sessionStorage.length"))
