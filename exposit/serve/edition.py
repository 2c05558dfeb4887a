"""What the preview shows at one moment: an immutable map from address to bytes, with what is wrong and what changed.

The loop makes one for every build, the server answers from the latest; a request never becomes a path of a file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exposit.build.run import Result
from exposit.model import Tree
from exposit.problems import Problem


@dataclass(frozen=True, slots=True)
class Shown:
    """The outputs on show by path. `result` is the build most of them come from; None before the first."""

    outputs: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    result: Result | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What is new in an edition, by address: pages and files that are other, that are gone, that moved. `edited` is the
    page whose own file was saved."""

    changed: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()
    moved: Mapping[str, str] = field(default_factory=dict)
    edited: str | None = None


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the preview. `build` names it; `good` tells whether the last build's pages are all on show;
    `tree` is what it was made from, for the lines in messages."""

    build: str
    shown: Shown
    problems: tuple[Problem, ...] = ()
    good: bool = True
    change: Change = field(default_factory=Change)
    tree: Tree = field(default_factory=dict, repr=False)

    @property
    def outputs(self) -> Mapping[str, bytes]:
        """The bytes on show, by path."""
        return self.shown.outputs

    def line(self, path: str, number: int) -> str:
        """The text of a line of one of the site's files; empty where it has none."""
        text = self.tree.get(path)
        if not isinstance(text, str):
            return ""
        lines = text.split("\n")
        return lines[number - 1] if 0 < number <= len(lines) else ""


def address(path: str) -> str:
    """Where an output is served: `fr/a/index.html` at `/fr/a/`."""
    if path == "index.html" or path.endswith("/index.html"):
        path = path[: -len("index.html")]
    return "/" + path


def compare(before: Mapping[str, bytes], now: Mapping[str, bytes], edited: str | None = None) -> Change:
    """What changed from one map of outputs to the next."""
    changed = {path for path, content in now.items() if before.get(path) is not content and before.get(path) != content}
    gone = before.keys() - now.keys()
    new = changed - before.keys()
    return Change(
        frozenset(address(path) for path in changed),
        frozenset(address(path) for path in gone),
        _moved(before, now, gone, new),
        edited,
    )


def _moved(
    before: Mapping[str, bytes], now: Mapping[str, bytes], gone: set[str] | frozenset[str], new: set[str]
) -> dict[str, str]:
    """Pages that went to another address: alike but for the addresses in them. Only where it is beyond doubt."""
    pages = sorted(path for path in gone if path.endswith("/index.html"))
    moved: dict[str, str] = {}
    if len(pages) > 50:
        return moved
    for path in pages:
        alike = [other for other in new if other.endswith("/index.html") and _alike(before[path], now[other])]
        if len(alike) == 1:
            moved[address(path)] = address(alike[0])
    return moved


def _alike(one: bytes, other: bytes) -> bool:
    """Whether two pages have the same text in their middle: title and main matter, without head and menu."""
    return _core(one) == _core(other) != b""


def _core(page: bytes) -> bytes:
    start, end = page.find(b"<article"), page.rfind(b"</article>")
    return page[start:end] if 0 <= start < end else b""
