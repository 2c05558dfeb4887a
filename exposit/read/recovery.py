"""Reading on after a syntax error: the entry around it is blanked, so that the mistakes below it are shown as well.

Works on lines and their indentation alone. Blanked characters become spaces, so every place stays right; the keys that
went are remembered, because they were written and must not be called missing.
"""

from __future__ import annotations

import re
from bisect import bisect_right

_KEY = re.compile(
    r"""^(?P<indent>\s*(?:-\s+)*)(?P<quote>["']?)"""
    r"""(?P<key>[^"':#{}\[\],&*!|>%@`-][^"'#{}\[\],]*?)(?P=quote)\s*:(?:\s|$)"""
)


class Recovery:
    """A text with ever more of it blanked."""

    def __init__(self, text: str) -> None:
        self.lines = text.split("\n")
        self.lost: list[tuple[str, ...]] = []
        self._starts = [0]
        for line in self.lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._written = list(self.lines)
        self._last: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """What is left."""
        return "\n".join(self.lines)

    def follows_from_last_cut(self, offset: int) -> bool:
        """Whether a mistake is still the one that was cut out last. Parsers go from top to bottom: what is found at a
        line before the last cut, or in it, was only found because of the cut."""
        return self._last is not None and self._line(offset) <= self._last[1]

    def forget(self) -> None:
        """What was cut last has nothing to do with what is found next."""
        self._last = None

    def cut(self, offset: int, with_line_before: bool) -> bool:
        """Blank the entry at `offset`; the one around it if that has not helped. False where nothing is left to cut."""
        line = self._line(offset)
        first: int | None = self._entry_line(line)
        if with_line_before and first is not None:
            first = self._line_before(first)
        if self._last is not None and self._last[0] <= line <= self._last[1]:
            first = self._parent(self._last[0])
        if first is None:
            return False
        last = max(self._last_line(first), line)
        if self._last is not None and first <= self._last[0]:
            last = max(last, self._last[1])
        if not any(line.strip() for line in self.lines[first : last + 1]):
            return False
        self._last = (first, last)
        self.lost.extend(self._keys_in(first, last))
        for number in range(first, last + 1):
            self.lines[number] = " " * len(self.lines[number])
        return True

    def all_keys(self) -> list[tuple[str, ...]]:
        """Every key that seems to be written anywhere, with the keys above it."""
        return self._keys_in(0, len(self._written) - 1)

    def _line(self, offset: int) -> int:
        return min(bisect_right(self._starts, offset), len(self.lines)) - 1

    def _line_before(self, number: int) -> int:
        before = number - 1
        while before > 0 and not self._written[before].strip():
            before -= 1
        return before if before >= 0 and _is_scalar_entry(self._written[before]) else number

    def _entry_line(self, number: int) -> int:
        """The line on which the entry that holds line `number` begins: the nearest one, upwards, that has a key or a
        list mark."""
        while number > 0 and not self._written[number].strip():
            number -= 1
        return number

    def _parent(self, number: int) -> int | None:
        """The line of the entry around line `number`; None at the top."""
        indent = _indent(self._written[number])
        for above in range(number - 1, -1, -1):
            line = self._written[above]
            if line.strip() and not line.lstrip().startswith("#") and _indent(line) < indent:
                return above
        return None

    def _last_line(self, first: int) -> int:
        indent = _indent(self._written[first])
        last = first
        for number in range(first + 1, len(self._written)):
            line = self._written[number]
            if not line.strip():
                continue
            inside = _indent(line) > indent or (_indent(line) == indent and line.lstrip()[:1] in ("}", "]"))
            if not inside:
                break
            last = number
        return last

    def _keys_in(self, first: int, last: int) -> list[tuple[str, ...]]:
        above: list[tuple[int, str]] = []
        number: int | None = first
        while number is not None:
            number = self._parent(number)
            found = _KEY.match(self._written[number]) if number is not None else None
            if found:
                above.insert(0, (_indent(found.string), found["key"].strip()))
        keys = []
        for line in self._written[first : last + 1]:
            found = _KEY.match(line)
            if found is None:
                continue
            indent = len(found["indent"].expandtabs(8))
            while above and above[-1][0] >= indent:
                above.pop()
            above.append((indent, found["key"].strip()))
            keys.append(tuple(key for _, key in above))
        if not keys:  # the key was never finished
            keys.append((*(key for _, key in above), self._written[first].strip()))
        return keys


def _indent(line: str) -> int:
    """How deep a line stands; a tab, which is a mistake itself, reaches as far as editors show it."""
    line = line.expandtabs(8)
    return len(line) - len(line.lstrip())


def _is_scalar_entry(line: str) -> bool:
    return bool(line.strip()) and not line.rstrip().endswith(":")
