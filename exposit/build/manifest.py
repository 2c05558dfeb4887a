"""The list of a published site's files. Written last, so that a folder which has it is whole; read to prove that a
folder is ours before it is replaced, and to see what need not be written again."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

NAME = ".exposit.json"
"""Hidden: no page links to it, hosts need not serve it."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Size and SHA-256 of each file by path; `draft` says that the site must not be deployed."""

    files: Mapping[str, tuple[int, str]]
    draft: bool = False


def describe(outputs: Mapping[str, bytes], *, draft: bool = False) -> Manifest:
    """The manifest of a site with these files."""
    return Manifest({path: (len(data), sha256(data).hexdigest()) for path, data in sorted(outputs.items())}, draft)


def to_bytes(manifest: Manifest) -> bytes:
    """A line a file, in the order of paths: the same site always gives the same bytes."""
    lines = [f"{json.dumps(path)}: {json.dumps(entry)}" for path, entry in manifest.files.items()]
    files = ",\n".join(lines)
    head = f'{{"made_by": "exposit", "format": 1, "draft": {json.dumps(manifest.draft)}, "files": {{'
    return f"{head}\n{files}\n}}}}\n".encode()


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of a folder that Exposit wrote; None for any other."""
    try:
        data = json.loads((folder / NAME).read_bytes())
        if data["made_by"] != "exposit":
            return None
        files = {str(path): (int(size), str(digest)) for path, (size, digest) in data["files"].items()}
        return Manifest(files, bool(data["draft"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def intact(folder: Path, manifest: Manifest) -> frozenset[str]:
    """The paths that still are what the manifest says: there, of the right size, untouched since it was written.

    A folder that gained or lost an entry since then counts as a path that is not intact, under its own name."""
    try:
        written = os.lstat(folder / NAME).st_mtime_ns
    except OSError:
        return frozenset()
    good = set()
    top = str(folder)
    for path, (size, _) in manifest.files.items():
        try:
            status = os.lstat(f"{top}/{path}")
        except OSError:
            continue
        if stat.S_ISREG(status.st_mode) and status.st_size == size and status.st_mtime_ns <= written:
            good.add(path)
    return frozenset(good)


def untouched(folder: Path, manifest: Manifest) -> bool:
    """Whether a folder is exactly what its manifest says: nothing changed, nothing missing, nothing added."""
    if len(intact(folder, manifest)) != len(manifest.files):
        return False
    written = os.lstat(folder / NAME).st_mtime_ns
    return all(os.lstat(folder / below).st_mtime_ns <= written for below in folders_of(manifest.files))


def folders_of(paths: Mapping[str, object]) -> list[str]:
    """Every folder the paths need, each before those in it; the top one is empty."""
    found = {""}
    for path in paths:
        above = path.rpartition("/")[0]
        while above and above not in found:
            found.add(above)
            above = above.rpartition("/")[0]
    return sorted(found)
