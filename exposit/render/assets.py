"""One style sheet, the scripts, the fonts, and the author's own files; what is ours has its hash in its name.

A file's name holds the hash of its bytes, so that hosts and browsers may keep it for ever. An author's files keep their
names: others link to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from hashlib import blake2b
from pathlib import PurePosixPath

from exposit.model import Job, Output, Site, Surface
from exposit.render.colour import accents
from exposit.render.theme import installed, texts

FOLDER = "assets/"
SHEETS = ("tokens.css", "base.css", "page.css", "facts.css", "notes.css", "charts.css", "print.css")
"""The theme's style sheets in the order they are joined; a site's own others follow."""
PRELOADED = ("serif.woff2", "sans.woff2")
LASTING = frozenset({"embed.js"})
"""Scripts other people's pages name: their address never changes."""
_REFERENCE = re.compile(r"""(?P<open>url\(|["'])\./(?P<name>[\w.-]+)(?P<close>\)|["'])""")
_LICENCES = ("LICENSE", ".md", ".txt")
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def fingerprinted(name: str, content: bytes) -> str:
    """`site.css` -> `site.3f9a….css`."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{blake2b(content, digest_size=5).hexdigest()}.{suffix}"


STATIC = ("fonts", "images", "plotly")
"""Folders of the theme whose files name no other."""


def _static(folder: str) -> Mapping[str, bytes]:
    """The files of such a folder that pages ask for: not its licences."""
    return {name: file for name, file in installed(folder).items() if not name.endswith(_LICENCES)}


@cache
def _names() -> Mapping[str, str]:
    """The published names of all of them."""
    return {name: fingerprinted(name, content) for folder in STATIC for name, content in _static(folder).items()}


def _rewritten(text: str, names: Mapping[str, str]) -> str:
    """`./NAME` in quotes or in `url()` becomes the published name."""

    def swap(match: re.Match[str]) -> str:
        name = names.get(match["name"])
        return f"{match['open']}./{name}{match['close']}" if name else match[0]

    return _REFERENCE.sub(swap, text)


def stylesheet(site: Site) -> str:
    """The whole style sheet: the theme's files in their order, the site's own, the accent last."""
    return _stylesheet(tuple(texts(site, "css").items()), site.config.theme.get("accent", ""))[1]


@lru_cache(maxsize=4)
def _stylesheet(files: tuple[tuple[str, str], ...], accent: str) -> tuple[str, str]:
    """Its published name and its text."""
    sheets = dict(files)
    names = [name for name in SHEETS if name in sheets] + [name for name in sheets if name not in SHEETS]
    joined = "".join(_COMMENT.sub("", sheets[name]) for name in names)
    light, dark = accents(accent)
    text = _rewritten(joined.replace("ACCENT-LIGHT", light).replace("ACCENT-DARK", dark), _names())
    return fingerprinted("site.css", text.encode()), text


def scripts(site: Site) -> Mapping[str, tuple[str, bytes]]:
    """The scripts by name, each with its published name and its text. One that names others comes after them, so that
    its own name holds their hashes too; scripts that name each other in a circle keep their plain names."""
    return _scripts(tuple(texts(site, "js").items()))


@lru_cache(maxsize=4)
def _scripts(files: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[str, bytes]]:
    sources = dict(files)
    names = dict(_names())
    found: dict[str, tuple[str, bytes]] = {}
    waiting = sorted(sources)
    while waiting:
        ready = [name for name in waiting if not _named(sources[name]) & (set(waiting) - {name})]
        for name in ready or waiting:
            content = _rewritten(sources[name], names).encode()
            lasting = name in LASTING or not ready
            found[name] = (name if lasting else fingerprinted(name, content), content)
        names.update((name, found[name][0]) for name in ready or waiting)
        waiting = [name for name in waiting if name not in found]
    return found


def _named(text: str) -> set[str]:
    return {match["name"] for match in _REFERENCE.finditer(text)}


def stylesheet_route(site: Site) -> str:
    """Where the style sheet is."""
    return FOLDER + _stylesheet(tuple(texts(site, "css").items()), site.config.theme.get("accent", ""))[0]


def script_route(site: Site) -> str:
    """Where the page's script is."""
    return FOLDER + scripts(site)["site.js"][0]


def embed_script_route(site: Site) -> str | None:
    """Where the script is that others load beside an embedded chart."""
    return FOLDER + scripts(site)["embed.js"][0] if "embed.js" in scripts(site) else None


def icon_route() -> str:
    """Where the site's small picture is."""
    return FOLDER + _names()["icon.svg"]


def font_routes() -> list[str]:
    """The fonts every page needs at once."""
    names = _names()
    return [FOLDER + names[name] for name in PRELOADED if name in names]


def asset_jobs(site: Site) -> Iterator[Job]:
    """Every file the pages ask for, and the author's own."""
    for folder in STATIC:
        if folder == "plotly" and not site.charts:
            continue
        for name, content in installed(folder).items():
            yield _job(FOLDER + _names().get(name, f"{folder}-{name}"), content)
    yield _job(stylesheet_route(site), stylesheet(site).encode(), _Asset("css", site.config.languages[0]))
    for name, content in scripts(site).values():
        yield _job(FOLDER + name, content)
    for path, content in site.assets.items():
        surface = _READ.get(PurePosixPath(path).suffix.lower())
        read = _Asset(surface, site.config.languages[0], f"content/{path}") if surface else None
        yield _job(path, content, read)


_READ: Mapping[str, Surface] = {".svg": "svg", ".css": "css", ".html": "html", ".htm": "html"}
"""An author's own files that readers see as words, by suffix. Data to download is left to its makers."""


@dataclass(frozen=True, slots=True)
class _Asset:
    """How the gate reads a file that is published as it is."""

    surface: Surface
    language: str
    source: str | None = None


def _job(path: str, content: bytes, read: _Asset | None = None) -> Job:
    key = blake2b(content, digest_size=16, person=read.language.encode()[:16] if read else b"").hexdigest()
    return Job(path, key, partial(_output, path, content, read))


def _output(path: str, content: bytes, read: _Asset | None) -> Output:
    if read is None:
        return Output(path, content, "binary")
    return Output(path, content, read.surface, read.language, read.source, content.decode(errors="replace"))
