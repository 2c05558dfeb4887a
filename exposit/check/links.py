"""Does every address on a finished page lead somewhere on this site, down to the anchor?

Addresses elsewhere are not followed: a build asks no one for anything.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from urllib.parse import unquote, urlsplit

from exposit.check.html import Event, Start
from exposit.model import LinkTarget, Page, Site
from exposit.problems import Problem, Span

_ADDRESSES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "video": "src",
    "audio": "src",
    "iframe": "src",
    "track": "src",
}


@dataclass(frozen=True, slots=True)
class Links:
    """The addresses a document names and the anchors it offers."""

    addresses: tuple[str, ...] = ()
    anchors: frozenset[str] = frozenset()


def links_in(events: Iterable[Event]) -> Links:
    """Every address and anchor of a document, each once, in order."""
    addresses: dict[str, None] = {}
    anchors: set[str] = set()
    for event in events:
        if not isinstance(event, Start):
            continue
        attributes = event.attributes
        if attributes.get("id"):
            anchors.add(attributes["id"])
        name = _ADDRESSES.get(event.tag)
        if name and attributes.get(name) and attributes.get("rel") not in ("canonical", "alternate"):
            addresses[attributes[name]] = None
    return Links(tuple(addresses), frozenset(anchors))


def check_links(site: Site, found: Sequence[tuple[str, str | None, Links]]) -> Iterator[Problem]:
    """Addresses that lead nowhere. `found` is (output path, author's file, its links) for every output."""
    anchors = {path: links.anchors for path, _, links in found}
    base = urlsplit(site.config.base_url or "").path.rstrip("/")
    homes = _homes(site)
    absent = [home for home in homes if f"{home}index.html" not in anchors]
    if absent:
        write = f"write `{_front_page(site)}`: it is what readers see first"
        yield Problem("front-page-missing", "error", "the site has no front page", None, write)
        anchors.update({f"{home}index.html": frozenset() for home in absent})
    for path, source, links in found:
        for address in links.addresses:
            missing = _missing(address, path, anchors, base)
            if missing is not None:
                page = site.pages.get(source) if source else None
                span = _place(page, address) or Span(source or f"site/{path}", 1, 1, 2)
                yield Problem("link-broken", "error", missing, span, _near(address, page, anchors, path))


def _homes(site: Site) -> list[str]:
    return ["", *(f"{language}/" for language in site.config.languages[1:])]


def _front_page(site: Site) -> str:
    languages = site.config.languages
    return "content/index.md" if len(languages) == 1 else f"content/{languages[0]}/index.md"


def _missing(address: str, path: str, anchors: dict[str, frozenset[str]], base: str) -> str | None:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return None
    target = unquote(parts.path)
    if not target:
        file = path
    elif target.startswith("/"):
        file = target.removeprefix(base).lstrip("/") if target.startswith(base + "/") else target.lstrip("/")
    else:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
        file = "" if file == "." else file + ("/" if target.endswith("/") or file.endswith("..") else "")
    if file == "" or file.endswith("/"):
        file += "index.html"
    if file not in anchors:
        folder = f"{file}/index.html"
        if folder not in anchors:
            return f"the link to `{address}` leads nowhere"
        file = folder
    fragment = unquote(parts.fragment)
    if fragment and not fragment.startswith(":~:") and fragment != "top":
        name = fragment.partition(":~:")[0]
        if name and name not in anchors[file]:
            return f"the link to `{address}` leads to no heading or note of that page"
    return None


def _place(page: Page | None, address: str) -> Span | None:
    """The link of the page's text that became this address: the one that shares most of its end."""
    if page is None:
        return None
    best: tuple[int, Span] | None = None
    for placed in page.body.holes:
        hole = placed.hole
        if isinstance(hole, LinkTarget):
            score = _likeness(hole.target, address)
            if score > 0 and (best is None or score > best[0]):
                best = (score, hole.span)
    return best[1] if best else None


def _likeness(target: str, address: str) -> int:
    ours, theirs = urlsplit(target), urlsplit(address)
    name = posixpath.splitext(posixpath.basename(ours.path.rstrip("/")))[0]
    other = posixpath.splitext(posixpath.basename(unquote(theirs.path).rstrip("/")))[0]
    return 2 * (name == other) + (ours.fragment == unquote(theirs.fragment) != "") + 3 * (target == address)


def _near(address: str, page: Page | None, anchors: dict[str, frozenset[str]], path: str) -> str | None:
    parts = urlsplit(address)
    if not parts.path and parts.fragment:
        near = get_close_matches(parts.fragment, sorted(anchors.get(path, ())), n=1)
        return f"did you mean `#{near[0]}`?" if near else None
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    names = [posixpath.dirname(name) if name.endswith("index.html") else name for name in anchors]
    near = get_close_matches(wanted, sorted(filter(None, names)), n=1, cutoff=0.7)
    return f"the nearest address of this site is `/{near[0]}/`" if near and "." not in near[0] else None
