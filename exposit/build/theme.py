"""The hash of the engine's own theme files and code version: when they change, nothing made before is trusted."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

import exposit


@cache
def theme_digest() -> str:
    """A hash over every source and theme file of the installed engine, read once per process.

    Sizes and times would not do: two checkouts of one commit must give the same digest, an edited engine another."""
    root = Path(exposit.__file__).parent
    state = blake2b(digest_size=12)
    for path in sorted(root.rglob("*")):
        if path.suffix in _COUNTED and path.is_file():
            state.update(path.relative_to(root).as_posix().encode())
            state.update(path.read_bytes())
    return state.hexdigest()


_COUNTED = frozenset({".py", ".html", ".css", ".js", ".po", ".woff2", ".ttf", ".xml", ".txt"})
