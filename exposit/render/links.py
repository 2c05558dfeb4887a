"""Where an address in a page leads: a file of the same language, an asset, a generated page, or somewhere else.

What leads nowhere is left as written: the check of the finished files names it, with its place.
"""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from urllib.parse import unquote

from exposit.model import Page, Site
from exposit.render.routes import (
    corrections_url,
    facts_url,
    glossary_url,
    method_url,
    relative,
    sources_url,
)

_ELSEWHERE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.-]*:|//|#|\?)")
_PAGE = re.compile(r"\.(?:md|markdown)$", re.IGNORECASE)
_GENERATED = {
    "facts": facts_url,
    "sources": sources_url,
    "glossary": glossary_url,
    "corrections": corrections_url,
    "method": method_url,
}


def address_of(site: Site, page: Page, target: str, route: str) -> str:
    """The address to write on the page at `route` for what the author of `page` wrote as a link or an image."""
    if not target or _ELSEWHERE.match(target):
        return target
    path, hash_sign, fragment = target.partition("#")
    found = _route(site, page, unquote(path))
    return target if found is None else relative(route, found + hash_sign + unquote(fragment))


def _route(site: Site, page: Page, path: str) -> str | None:
    file = _file_at(page.path, path)
    for name in (file, f"content/{file.lstrip('/')}"):
        if name in site.pages:
            return site.pages[name].route
    if (asset := asset_path(site, file)) is not None:
        return asset
    root = page.path[: page.path.rfind(page.key)]
    key = _PAGE.sub("", file.removeprefix(root))
    if _PAGE.search(path) and key in _GENERATED:
        return _GENERATED[key](site.config, page.language)
    return None


@lru_cache(maxsize=65_536)
def _file_at(page: str, path: str) -> str:
    """The file that `path` means on the page read from `page`: asked for each link of a site with every save."""
    return (
        path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(page), path))
    )


def asset_path(site: Site, file: str) -> str | None:
    """The asset meant by a path: as it stands below `content/`, or from its `assets/` on (`../assets/a.jpg` and
    `assets/a.jpg` mean the same file from every page)."""
    below = file.removeprefix("content/")
    if below in site.assets:
        return below
    at = ("/" + below).find("/assets/")
    return below[at:] if at >= 0 and below[at:] in site.assets else None
