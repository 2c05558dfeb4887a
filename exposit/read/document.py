"""A YAML text, read: plain data, and the way from any value or key back to its place in the file.

Made by `read.yaml`; `read.schema` and the readers of the single files look up their places here. Knows no PyYAML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exposit.problems import Problem, SourceText, Span
from exposit.read.scalars import content_offsets, content_start

KeyPath = tuple[str | int, ...]
"""The keys and list positions that lead to a value: `("facts", "aws.deal", "evidence", 0, "source")`."""

Place = Callable[[int, int], Span]
"""Where a part of a text stands in its file: `(start, end)` are offsets in the text as the author sees it."""


class Plain(str):
    """A scalar written without quotes. Its characters are kept as written: `no`, `1.10` and `2025-11` stay text until
    the kind of the field says what they are. In a cache it is text like any other."""

    __slots__ = ()

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


class Node:
    """Offsets of one value in the file, and of its key where it has one. `style` is `'` `"` `|` `>` for scalars that
    have one, `{` or `[` for flow collections, empty otherwise."""

    __slots__ = ("end", "entries", "items", "key_end", "key_start", "start", "style")

    def __init__(
        self,
        start: int,
        end: int,
        style: str,
        entries: dict[str, Node] | None = None,
        items: list[Node] | None = None,
    ) -> None:
        self.start = start
        self.end = end
        self.style = style
        self.entries = entries
        self.items = items
        self.key_start = self.key_end = 0


class Spans(Mapping[str, Span]):
    """The place of each key's value in one mapping, worked out when somebody asks: of all the places of a large file
    few are ever told. In a cache it is a dict like any other."""

    __slots__ = ("_entries", "_source")

    def __init__(self, source: SourceText, entries: Mapping[str, Node]) -> None:
        self._source = source
        self._entries = entries

    def __getitem__(self, key: str) -> Span:
        return _span(self._source, self._entries[key])

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __reduce__(self) -> tuple[type[dict[str, Span]], tuple[dict[str, Span]]]:
        return dict, (dict(self),)


@dataclass(frozen=True, slots=True)
class Document:
    """What `read_yaml` makes of a text. Values are `dict`, `list`, `str` (quoted), `Plain` (not quoted) and None.

    `lost` has the keys whose values could not be read, each with the keys above it; they were written, so nothing
    later may call them missing or unknown."""

    source: SourceText
    data: object
    problems: tuple[Problem, ...] = ()
    lost: frozenset[tuple[str, ...]] = frozenset()
    root: Node | None = field(default=None, repr=False, compare=False)
    start: int = 0
    """Where the YAML begins in the file."""

    @property
    def path(self) -> str:
        """The file."""
        return self.source.path

    def mapping(self) -> dict[str, object]:
        """The top level as a mapping; empty where the text is empty or is something else."""
        return self.data if isinstance(self.data, dict) else {}

    def span(self, path: KeyPath = ()) -> Span:
        """The place of the value at `path`, inside its quotes; of the nearest one around it where there is none.
        Of a collection, its first line."""
        node = self._node(path)
        if node is None:
            return self.source.span(self.start)
        return _span(self.source, node)

    def key_span(self, path: KeyPath) -> Span:
        """The place of the last key of `path`; of the nearest key around it where there is none."""
        for length in range(len(path), 0, -1):
            node = self._node(path[:length], exact=True) if isinstance(path[length - 1], str) else None
            if node is not None:
                return self.source.span(node.key_start, node.key_end)
        return self.span(())

    def place(self, path: KeyPath) -> Place:
        """The way from offsets in the text at `path` to places, through quotes, escapes and folded lines."""
        node = self._node(path)
        value = self.value(path)
        if node is None or not isinstance(value, str):
            whole = self.span(path)
            return lambda start, end: whole
        source, raw = self.source, self.source.text[node.start : node.end]
        offsets: list[Sequence[int]] = []

        def place(start: int, end: int) -> Span:
            if not offsets:
                offsets.append(content_offsets(raw, node.style, value))
            known = offsets[0]
            first = known[min(max(start, 0), len(known) - 1)]
            last = known[min(max(end - 1, start, 0), len(known) - 1)] + 1 if end > start else first + 1
            return source.span(node.start + first, node.start + max(last, first + 1))

        return place

    def spans(self, path: KeyPath) -> Mapping[str, Span]:
        """The place of each key's value in the mapping at `path`, by key."""
        node = self._node(path)
        return Spans(self.source, node.entries) if node is not None and node.entries else {}

    def value(self, path: KeyPath) -> object:
        """The value at `path`; None where there is none."""
        value = self.data
        for key in path:
            if isinstance(value, dict):
                if key == 0 and key not in value:
                    continue
                value = value.get(key)
            elif isinstance(value, list):
                value = value[key] if isinstance(key, int) and key < len(value) else None
            elif key != 0:
                return None
        return value

    def written(self, path: KeyPath) -> str:
        """The value at `path` as it stands in the file, quotes included."""
        node = self._node(path)
        return "" if node is None else self.source.text[node.start : node.end]

    def is_flow(self, path: KeyPath) -> bool:
        """Whether the collection at `path` was written in brackets."""
        node = self._node(path)
        return node is not None and node.style in ("{", "[")

    def is_lost(self, path: KeyPath) -> bool:
        """Whether something at or below `path`, or `path` itself, was written and could not be read."""
        if not self.lost:
            return False
        keys = tuple(key for key in path if isinstance(key, str))
        return any(lost[: len(keys)] == keys or keys[: len(lost)] == lost for lost in self.lost)

    def _node(self, path: KeyPath, *, exact: bool = False) -> Node | None:
        node = self.root
        for key in path:
            if node is None:
                return None
            below: Node | None = None
            if isinstance(key, str):
                below = node.entries.get(key) if node.entries is not None else None
            elif node.items is not None:
                below = node.items[key] if key < len(node.items) else None
            elif key == 0:  # “one or a list”: one stands for a list of one
                below = node
            if below is None:
                return None if exact else node
            node = below
        return node


def _span(source: SourceText, node: Node) -> Span:
    """The place of a value, inside its quotes; of a collection, its first line."""
    start, end = node.start, node.end
    if node.style not in ("", "{", "["):
        first, last = content_start(source.text[start:end], node.style)
        start, end = start + first, start + last
    return source.span(start, max(end, start + 1))
