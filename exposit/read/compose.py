"""From a parser's events to plain data and nodes with places: one pass, no recursion, nothing guessed.

Called by `read.yaml`, which knows PyYAML; this module does not. Anchors, merge keys, tags and second documents are
refused where they stand, duplicate keys keep their first value.
"""

from __future__ import annotations

from typing import Final

from exposit.problems import Problem, Related, SourceText
from exposit.read.document import Node, Plain
from exposit.read.yaml_characters import Complaint, escapes, forbidden

DEEPEST: Final = 40
"""Levels of mappings and lists."""

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_LOST: Final = object()
_ANCHOR: Final = "write the value out where it is needed"


class RefusedError(Exception):
    """Reading cannot go on beyond this mistake. Never leaves `read`."""

    def __init__(self, complaint: Complaint) -> None:
        super().__init__(complaint.message)
        self.complaint = complaint


class _Frame:
    """A mapping or a list that is still open."""

    __slots__ = ("dropped", "key", "key_end", "key_start", "node", "value")

    def __init__(self, value: dict[str, object] | list[object], node: Node) -> None:
        self.value = value
        self.node = node
        self.key: str | None = None
        self.key_start = self.key_end = 0
        self.dropped = False
        """The value of the key at hand is read and thrown away: its key was refused."""


class Composer:
    """Takes events in order; then `data`, `root`, `problems` and `lost` are the result. Offsets are those of `text`,
    which begins at `base` in the file."""

    def __init__(self, source: SourceText, text: str, base: int) -> None:
        self.source = source
        self.data: object = None
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.lost: list[tuple[str, ...]] = []
        self._text = text
        self._base = base
        self._stack: list[_Frame] = []
        self._documents = 0

    def document(self, start: int) -> bool:
        """A document begins; False where it is not the first."""
        self._documents += 1
        if self._documents > 1:
            hint = "delete the line `---`, or split the file"
            self._report("yaml-documents", start, start + 3, "a second document begins here", hint)
        return self._documents == 1

    def scalar(self, start: int, end: int, value: str, style: str) -> None:
        """A key or a value; `style` is empty for one without quotes."""
        if style in ("|", ">"):
            end = start + len(self._text[start:end].rstrip())
        frame = self._stack[-1] if self._stack else None
        if frame is not None and isinstance(frame.value, dict) and frame.key is None:
            self._set_key(frame, value, style, start, end)
            return
        kept: object = value
        if not style:
            kept = None if value in _NULLS else Plain(value)
        elif style == '"' and not value.isprintable() and self._has_forbidden_escape(start, end):
            kept = _LOST
        self._add(kept, Node(self._base + start, self._base + end, style))

    def open(self, start: int, mapping: bool, flow: bool) -> None:
        """A mapping or a list begins; `flow` says that it is in brackets."""
        if len(self._stack) >= DEEPEST:
            message = f"mappings and lists are nested more than {DEEPEST} deep"
            hint = "quote a text that has brackets in it"
            raise RefusedError(Complaint("yaml-too-deep", message, start, start + 1, hint))
        if mapping:
            node = Node(self._base + start, 0, "{" if flow else "", entries={})
            self._stack.append(_Frame({}, node))
        else:
            node = Node(self._base + start, 0, "[" if flow else "", items=[])
            self._stack.append(_Frame([], node))

    def close(self, end: int) -> None:
        """The innermost mapping or list ends."""
        frame = self._stack.pop()
        if not frame.node.style:  # the parser's end is where the next thing begins
            first = frame.node.start - self._base
            end = first + len(self._text[first:end].rstrip()) if end - first < 2000 else end
        frame.node.end = self._base + end
        self._add(frame.value, frame.node)

    def alias(self, start: int, end: int) -> None:
        """`*name` stands for a value."""
        message = f"`{self._text[start:end]}` repeats a value from elsewhere"
        self._report("yaml-anchor", start, end, message, _ANCHOR)
        self._add(_LOST, Node(self._base + start, self._base + end, ""))

    def properties(self, start: int, end: int, anchor: str | None, tag: str | None) -> int:
        """A value has an anchor or a tag, which is refused; gives where the value itself begins."""
        if anchor is not None:
            message = f"`&{anchor}` is an anchor"
            self._report("yaml-anchor", start, start + len(anchor) + 1, message, _ANCHOR)
        if tag is not None:
            written = self._text[start:].split(None, 1)[0]
            message = f"`{written}` is a YAML tag"
            self._report("yaml-tag", start, start + len(written), message, "delete it, or quote the text it belongs to")
        while start < end and self._text[start] in "&!":
            while start < end and not self._text[start].isspace():
                start += 1
            while start < end and self._text[start].isspace():
                start += 1
        return start

    def _set_key(self, frame: _Frame, key: str, style: str, start: int, end: int) -> None:
        frame.key, frame.key_start, frame.key_end = key, start, end
        entries = frame.node.entries
        if key == "<<" and not style:
            self._report("yaml-anchor", start, end, "`<<` merges another mapping in", _ANCHOR)
            frame.dropped = True
        elif not key.strip():
            self._report("yaml-key", start, end, "a key is missing before the colon", "write `key: value`")
            frame.dropped = True
        elif entries is not None and key in entries:
            first = entries[key]
            related = Related("first written here", self.source.span(first.key_start, first.key_end))
            span = self.source.span(self._base + start, self._base + end)
            message = f"`{key}` is written twice"
            self.problems.append(Problem("key-duplicate", "error", message, span, "keep one of them", (related,)))
            frame.dropped = True

    def _add(self, value: object, node: Node) -> None:
        if not self._stack:
            self.data, self.root = (None if value is _LOST else value), node
            return
        frame = self._stack[-1]
        if isinstance(frame.value, list):
            if value is _LOST:
                self.lost.append(self._keys())
            elif frame.node.items is not None:
                frame.value.append(value)
                frame.node.items.append(node)
            return
        if frame.key is None:
            self._refuse_key(frame, node)
            return
        if value is _LOST:
            self.lost.append(self._keys())
        elif not frame.dropped and frame.node.entries is not None:
            frame.value[frame.key] = value
            node.key_start, node.key_end = self._base + frame.key_start, self._base + frame.key_end
            frame.node.entries[frame.key] = node
        frame.key, frame.dropped = None, False

    def _refuse_key(self, frame: _Frame, node: Node) -> None:
        """A mapping, a list or an alias stands where a key belongs; most often a text that begins with `{{`."""
        start, end = node.start - self._base, node.end - self._base
        if self._text[start - 1 : start + 1] == "{{":
            close = self._text.find("}}", start)
            shown = self._text[start - 1 : close + 2] if 0 < close < start + 80 else "{{ … }}"
            message = "a text that begins with `{{` must be quoted"
            raise RefusedError(Complaint("yaml-quote", message, start - 1, start + 1, f'write `"{shown}"`'))
        self._report("yaml-key", start, end, "a key must be a word or a text", "write `key: value`")
        frame.key, frame.dropped = "", True

    def _keys(self) -> tuple[str, ...]:
        return tuple(frame.key for frame in self._stack if frame.key)

    def _has_forbidden_escape(self, start: int, end: int) -> bool:
        for at, width, character in escapes(self._text, start, end):
            complaint = forbidden(character, at, at + width)
            if complaint is not None:
                self._report(complaint.code, at, at + width, complaint.message, complaint.hint or "")
                return True
        return False

    def _report(self, code: str, start: int, end: int, message: str, hint: str) -> None:
        span = self.source.span(self._base + start, self._base + max(end, start + 1))
        self.problems.append(Problem(code, "error", message, span, hint))
