"""Where everything lives, and how one page names another.

A *route* is an address below the site's root as it is written on disk: no leading slash, a trailing one for a page's
folder (`fr/facts/`), a file's name otherwise (`charts/a.csv`); the front page is empty. Every address on a page is
relative, so that a site works under any path and from a folder on disk.
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import quote, urlsplit

from exposit.model import Config


def home_url(config: Config, language: str) -> str:
    """The front page of a language: empty for the first, `fr/` for another."""
    return "" if not config.languages or language == config.languages[0] else f"{language}/"


def page_url(config: Config, language: str, key: str) -> str:
    """The page with this key (`index`, `a/b`, `a/index`) in a language (blueprint §7)."""
    folder = "" if key == "index" else f"{key.removesuffix('/index')}/"
    return home_url(config, language) + folder


def facts_url(config: Config, language: str) -> str:
    """The ledger: every fact."""
    return home_url(config, language) + "facts/"


def fact_url(config: Config, language: str, fact_id: str) -> str:
    """The permanent page of one fact."""
    return f"{home_url(config, language)}facts/{fact_id}/"


def chart_url(config: Config, language: str, chart_id: str) -> str:
    """The page of one chart alone."""
    return f"{home_url(config, language)}charts/{chart_id}/"


def embed_url(config: Config, language: str, chart_id: str) -> str:
    """The chart without a page around it, for other people's pages."""
    return f"{home_url(config, language)}charts/{chart_id}/embed/"


def chart_file(config: Config, language: str, chart_id: str, suffix: str) -> str:
    """A download of a chart; `suffix` is `csv`, `json`, `plotly.json`, `svg` or `png`."""
    return f"{home_url(config, language)}charts/{chart_id}.{suffix}"


def card_file(route: str) -> str:
    """The social card of the page at `route`."""
    return f"{route}card.png"


def sources_url(config: Config, language: str, source_id: str | None = None) -> str:
    """The list of sources, or one source in it."""
    return f"{home_url(config, language)}sources/" + (f"#{source_id}" if source_id else "")


def glossary_url(config: Config, language: str, term_id: str | None = None) -> str:
    """The glossary, or one term in it."""
    return f"{home_url(config, language)}glossary/" + (f"#{term_id}" if term_id else "")


def corrections_url(config: Config, language: str) -> str:
    """What was corrected, newest first."""
    return home_url(config, language) + "corrections/"


def method_url(config: Config, language: str) -> str:
    """How numbers are treated here."""
    return home_url(config, language) + "method/"


def missing_url(config: Config, language: str) -> str:
    """The page for an address that leads nowhere."""
    return home_url(config, language) + "404.html"


def feed_url(config: Config, language: str) -> str:
    """The feed of a language."""
    return home_url(config, language) + "feed.xml"


def file_of(route: str) -> str:
    """The output file behind a route: `fr/` is `fr/index.html`."""
    return route + "index.html" if route == "" or route.endswith("/") else route


@lru_cache(maxsize=65_536)
def relative(from_route: str, to: str) -> str:
    """The address of route `to` (a fragment allowed) as written on the page at `from_route`, percent-encoded.

    A page that a host serves at any address (the 404) gives a `from_route` with a leading slash, the path the site
    lives under (see `anywhere`); its addresses are then rooted there."""
    path, hash_sign, fragment = to.partition("#")
    if from_route.startswith("/"):
        return quote(from_route + path) + hash_sign + quote(fragment, safe="-._~:")
    folder = posixpath.dirname(from_route)
    if path == from_route and hash_sign:
        return "#" + quote(fragment, safe="-._~:")
    way = posixpath.relpath("/" + path, "/" + folder)
    if way == ".":
        way = "./"
    elif path == "" or path.endswith("/"):
        way += "/"
    return quote(way) + hash_sign + quote(fragment, safe="-._~:")


def anywhere(config: Config) -> str:
    """The `from_route` of a page that may be served at any address: the path of the base URL, `/` without one."""
    path = urlsplit(config.base_url).path if config.base_url else ""
    return path.rstrip("/") + "/"


def absolute(config: Config, route: str) -> str | None:
    """The full address of a route, for canonical links, cards and feeds; None without a `base_url`."""
    if not config.base_url:
        return None
    path, hash_sign, fragment = route.partition("#")
    return config.base_url.rstrip("/") + "/" + quote(path) + hash_sign + quote(fragment, safe="-._~:")
