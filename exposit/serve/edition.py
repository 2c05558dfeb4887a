"""What the preview shows: finished outputs by path, each with a version; and what is new, for the open pages.

The press writes it, the server answers from it; a request is looked up here and never becomes a path of a file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from hashlib import blake2b
from types import MappingProxyType

_LIKE = 0.6
"""Two texts at least this much alike, one gone and one new in one step, are one page that was renamed and edited."""
_FEW = 8
"""Pages that come and go in one step are compared with each other only when there are so few of them."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One output on show. `version` is the hash of its bytes; `good` tells whether nothing in it is damaged."""

    content: bytes
    version: str
    source: str | None = None
    """The author's page it mostly shows."""
    good: bool = True


def shown(content: bytes, source: str | None = None, *, good: bool = True) -> Shown:
    """These bytes, with their version."""
    return Shown(content, blake2b(content, digest_size=8).hexdigest(), source, good)


@dataclass(frozen=True, slots=True)
class Splice:
    """From one version of a page to the next: what stood from `start` to `end` in the version `before` is `text` now.
    Counted as scripts count, in units of UTF-16."""

    before: str
    start: int
    end: int
    text: str


_MOST = 60_000
"""Characters of a splice: with more, a page is better asked for whole, by those who show it."""


def splice(before: Shown, now: Shown) -> Splice | None:
    """The one place where two versions of a page differ; None where that is most of it."""
    old, new = before.content.decode(errors="replace"), now.content.decode(errors="replace")
    start = _alike(old, new, min(len(old), len(new)), str.startswith)
    most = min(len(old), len(new)) - start
    tail = _alike(old, new, most, lambda text, part, at: text.endswith(part, 0, len(text) - at), backwards=True)
    text = new[start : len(new) - tail]
    if len(text) > _MOST:
        return None
    return Splice(before.version, _units(old, start), _units(old, len(old) - tail), text)


def _alike(old: str, new: str, most: int, holds: Callable[[str, str, int], bool], *, backwards: bool = False) -> int:
    """How many characters two texts have in common at one end, at most `most`: by halving, whole parts at a time."""
    found = 0
    while found < most:
        step = (most - found + 1) // 2
        part = new[len(new) - found - step : len(new) - found] if backwards else new[found : found + step]
        if holds(old, part, found):
            found += step
        else:
            most = found + step - 1
    return found


def _units(text: str, index: int) -> int:
    """An index into `text` as scripts count."""
    return index if text.isascii() else len(text[:index].encode("utf-16-le")) // 2


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in a build, by address: `pages` with their versions, `splices` that lead there where they are short,
    `files` that pages may hold (pictures), what is `gone`, what `moved` where. `edited` is the page whose own file was
    saved."""

    build: str
    pages: Mapping[str, str] = field(default_factory=dict)
    splices: Mapping[str, Splice] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    moved: Mapping[str, str] = field(default_factory=dict)
    edited: str | None = None

    def __bool__(self) -> bool:
        return bool(self.pages or self.files or self.gone or self.moved)


def address(path: str) -> str:
    """Where an output is served: `fr/a/index.html` at `/fr/a/`."""
    if path == "index.html" or path.endswith("/index.html"):
        path = path[: -len("index.html")]
    return "/" + path


def path_at(address: str) -> str:
    """The output a request asks for: the other way round. No such output need exist."""
    path = address.removeprefix("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


def moves(
    before: Mapping[str, str], now: Mapping[str, str], texts_before: Mapping[str, object], texts: Mapping[str, object]
) -> Mapping[str, str]:
    """Where pages went: from old address to new. `before` and `now` are addresses by file. Told only beyond doubt."""
    gone = [path for path in before if path not in now]
    new = [path for path in now if path not in before]
    if not gone or not new or len(gone) > _FEW or len(new) > _FEW:
        return MappingProxyType({})
    found: dict[str, str] = {}
    for path in gone:
        alike = list(_like(str(texts_before.get(path, "")), new, texts))
        if len(alike) == 1:
            found[before[path]] = now[alike[0]]
    return found


def _like(text: str, paths: Iterable[str], texts: Mapping[str, object]) -> Iterable[str]:
    same = [path for path in paths if texts.get(path) == text]
    if same or len(text) > 100_000:
        return same
    return [
        path
        for path in paths
        if SequenceMatcher(None, text, str(texts.get(path, "")), autojunk=False).quick_ratio() > _LIKE
    ]
