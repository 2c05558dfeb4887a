"""What a renderer made before and may be asked for again: kept in this process, under a key of all that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """Values by key, at most so many: what was not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: dict[K, V] = {}

    def get(self, key: K) -> V | None:
        """What is kept under `key`; None where nothing is."""
        return self.put(key, self._values[key]) if key in self._values else None

    def put(self, key: K, value: V) -> V:
        """Keeps `value`, and gives it."""
        self._values.pop(key, None)
        self._values[key] = value
        if len(self._values) > self._most:
            del self._values[next(iter(self._values))]
        return value

    def made(self, key: K, make: Callable[[], V]) -> V:
        """What is kept under `key`, or what `make` gives, kept from now on."""
        return self.put(key, self._values[key] if key in self._values else make())
