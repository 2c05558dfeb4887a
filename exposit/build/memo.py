"""What earlier builds knew: values by a key that changes whenever they could. In memory, and on disk where wanted.

Reading and rendering go through it, so that an unchanged file is neither read nor rendered twice. A `Memo` is only ever
a shortcut: whatever is missing or unreadable is made again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

_ROUNDS = 2
"""Rounds a value stays in memory without being asked for: the round before this one, for an edit that is undone."""


class Store(Protocol):
    """Where a memo keeps its values between processes."""

    def load(self, key: str) -> object | None:
        """The value kept under `key`; None if there is none, or none that can be trusted."""

    def save(self, values: dict[str, object], used: set[str]) -> None:
        """Keeps `values`; `used` are the keys this round asked for, new ones included. Never raises."""


@dataclass
class Memo:
    """Values of this process, with a `store` behind them or none. Not for use by two threads at once."""

    store: Store | None = None
    _values: dict[str, tuple[object, int]] = field(default_factory=dict, repr=False)
    _new: dict[str, object] = field(default_factory=dict, repr=False)
    _round: int = 0

    def get(self, key: str) -> object | None:
        """What was put under `key`, or None."""
        found = self._values.get(key)
        value = found[0] if found else (self.store.load(key) if self.store else None)
        if value is not None:
            self._values[key] = (value, self._round)
        return value

    def put(self, key: str, value: object, *, lasting: bool = True) -> None:
        """Keeps `value`, which must be immutable and not None; on disk too where it is `lasting`."""
        self._values[key] = (value, self._round)
        if lasting:
            self._new[key] = value

    def end_round(self, *, save: bool = True) -> None:
        """A build is done: keeps what is new on disk, unless told not to, and forgets what two builds in a row had no
        use for."""
        if save and self.store and self._new:
            self.store.save(self._new, {key for key, (_, used) in self._values.items() if used == self._round})
        self._new = {}
        oldest = self._round - _ROUNDS + 1
        self._values = {key: entry for key, entry in self._values.items() if entry[1] >= oldest}
        self._round += 1
