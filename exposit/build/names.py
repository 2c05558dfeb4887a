"""Names of files that every system can hold and tell apart: checked on the way in (`tree`) and on the way out
(`publish`), so that a site made on one machine can be checked out, served and unpacked on any other."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"|?*\\]')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?")
_REMEMBERED = 16_384
"""Names and paths that were judged: a preview meets the same ones with every look at the disk."""
_LONGEST = 240
"""Bytes of one name: file systems stop at 255, and staging needs a few of its own."""


@lru_cache(maxsize=_REMEMBERED)
def fault_of(name: str) -> str | None:
    """Why one part of a path cannot be used everywhere, as the end of a sentence; None when it can."""
    found = _FORBIDDEN.search(name)
    if found:
        shown = found.group() if found.group().isprintable() else f"U+{ord(found.group()):04X}"
        return f"holds `{shown}`, which not every system allows"
    if name in ("", ".", ".."):
        return "is no name"
    if any("\ud800" <= character <= "\udfff" for character in name):
        return "is not UTF-8"
    if name[-1] in ". ":
        return "ends in a point or a space, which not every system keeps"
    if _RESERVED.fullmatch(name):
        return "is reserved on Windows"
    if len(name.encode()) > _LONGEST:
        return f"is longer than {_LONGEST} bytes"
    return None


@lru_cache(maxsize=_REMEMBERED)
def fold(path: str) -> str:
    """The same for all paths that some file system cannot tell apart: case and Unicode composition set aside."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def unusable(paths: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each path that must not be published, with the reason as the end of a sentence: it would leave the folder, cannot
    exist everywhere, is a twin of another, or is a file where another path needs a folder."""
    seen: dict[str, str] = {}
    ordered = sorted(paths)
    for path in ordered:
        bad = next((f"`{part}` {fault}" for part in path.split("/") if (fault := fault_of(part))), None)
        if bad:
            yield path, f"cannot be published: {bad}"
            continue
        twin = seen.setdefault(fold(path), path)
        if twin != path:
            yield path, f"cannot be told from `{twin}` on every file system"
    for path in ordered:
        parts = fold(path).split("/")
        for end in range(1, len(parts)):
            above = seen.get("/".join(parts[:end]))
            if above is not None:
                yield path, f"needs a folder where the file `{above}` stands"
                break
