"""Does every address on a finished page lead somewhere on this site, down to the anchor?

Addresses elsewhere are not followed: a build asks no one for anything.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from exposit.check.html import Event, Start
from exposit.model import LinkTarget, Page, Site
from exposit.nearest import did_you_mean, nearest
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

_BACK = "#fnref"
"""From a footnote back to where it is named: a footnote that nothing names has been told of where it was read."""


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
        for address, file, folder, name in _leads(path, links.addresses, base):
            missing = _missing(address, file, folder, name, anchors)
            if missing is not None:
                page = site.pages.get(source) if source else None
                written = _written(page, address)
                span = written.span if written else Span(source or f"site/{path}", 1, 1, 2)
                hint = _meant(site, page, written) if page and written else None
                hint = hint or _near(address, anchors, path)
                yield Problem("link-broken", "error", missing, span, hint)


def _homes(site: Site) -> list[str]:
    return ["", *(f"{language}/" for language in site.config.languages[1:])]


def _front_page(site: Site) -> str:
    languages = site.config.languages
    return "content/index.md" if len(languages) == 1 else f"content/{languages[0]}/index.md"


def _missing(address: str, file: str, folder: str, name: str, anchors: Mapping[str, frozenset[str]]) -> str | None:
    there = anchors.get(file)
    if there is None and (there := anchors.get(folder)) is None:
        return f"the link to `{address}` leads nowhere"
    if name and name not in there:
        return f"the link to `{address}` leads to no heading or note of that page"
    return None


@lru_cache(maxsize=16_384)
def _leads(path: str, addresses: tuple[str, ...], base: str) -> tuple[tuple[str, str, str, str], ...]:
    """The addresses on the page at `path` that are of this site, each with the output it leads to, the one it leads to
    where it names a folder, and the anchor there. The preview asks for thousands of pages after every edit."""
    found = []
    for address in addresses:
        target = None if address.startswith(_BACK) else _target(address, path, base)
        if target is not None:
            file, fragment = target
            name = "" if fragment == "top" else fragment.partition(":~:")[0]
            found.append((address, file, f"{file}/index.html", name))
    return tuple(found)


def _target(address: str, path: str, base: str) -> tuple[str, str] | None:
    """The output an address leads to, and the place on it; None for what is not of this site."""
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
    return file, unquote(parts.fragment)


def _written(page: Page | None, address: str) -> LinkTarget | None:
    """The link of the page's text that became this address: the one that shares most of its end."""
    best: tuple[int, LinkTarget] | None = None
    for placed in page.body.holes if page else ():
        hole = placed.hole
        if isinstance(hole, LinkTarget):
            score = _likeness(hole.target, address)
            if score > 0 and (best is None or score > best[0]):
                best = (score, hole)
    return best[1] if best else None


def _likeness(target: str, address: str) -> int:
    ours, theirs = urlsplit(target), urlsplit(address)
    name = posixpath.splitext(posixpath.basename(ours.path.rstrip("/")))[0]
    other = posixpath.splitext(posixpath.basename(unquote(theirs.path).rstrip("/")))[0]
    return 2 * (name == other) + (ours.fragment == unquote(theirs.fragment) != "") + 3 * (target == address)


def _meant(site: Site, page: Page, link: LinkTarget) -> str | None:
    """What a link between files may have been meant to say: a page, its draft, an asset."""
    target = unquote(urlsplit(link.target).path)
    folder = posixpath.dirname(page.path)
    if not target or target.startswith("/"):
        return None
    path = posixpath.normpath(posixpath.join(folder, target))
    if path in site.withheld:
        return f"`{path}` is a draft, which is not published: finish it, or take the link out"
    if not target.endswith(".md"):
        if path.removeprefix("content/") in site.assets:
            return None
        near = nearest(posixpath.basename(target), map(posixpath.basename, site.assets))
        fits = next((name for name in sorted(site.assets) if posixpath.basename(name) == near), None)
        return (
            f"did you mean `{fits}`?" if fits else "pictures and files stand in `content/assets/`: write `assets/NAME`"
        )
    names = [posixpath.relpath(each.path, folder) for each in site.pages.values() if each.language == page.language]
    return did_you_mean(target, sorted(names), listed=0) or "a link leads to the file of a page, as `folder/page.md`"


def _near(address: str, anchors: dict[str, frozenset[str]], path: str) -> str | None:
    parts = urlsplit(address)
    if not parts.path and parts.fragment:
        near = nearest(parts.fragment, sorted(anchors.get(path, ())))
        return f"did you mean `#{near}`?" if near else None
    wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(parts.path)))
    names = [posixpath.dirname(name) if name.endswith("index.html") else name for name in anchors]
    close = nearest(wanted, sorted(filter(None, names)))
    return f"the nearest address of this site is `/{close}/`" if close and "." not in close else None
