"""The only writer of a site: stage everything beside the destination, manifest last, then one swap.

Last step of `build`. Whatever goes wrong before the swap leaves what was there untouched; a crash at any moment leaves
exactly the old site or exactly the new one. A folder that is not ours is never replaced.
"""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path

from exposit.build.lock import folder_locked
from exposit.build.machine import MachineError, reason
from exposit.build.manifest import NAME, Manifest, describe, read_manifest, to_bytes, untouched
from exposit.build.names import unusable
from exposit.build.stage import flush, stage
from exposit.build.swap import Places, places, recover, remove, swap

LARGE = 1_000
"""Files from which a site keeps its former tree beside it, hidden, for the next build to bring up to date."""


@dataclass(frozen=True, slots=True)
class Published:
    """What publishing did: files `written`, files `kept` as they were. Nothing written: the site was up to date. `site`
    is the hash of the manifest, which tells two sites apart."""

    written: int
    kept: int
    site: str = field(default="", repr=False, compare=False)


def publish(
    outputs: Mapping[str, bytes],
    destination: Path,
    *,
    draft: bool = False,
    patience: float = 10.0,
    large: int | None = None,
) -> Published:
    """Makes `destination` hold exactly `outputs` (and the manifest).

    Raises MachineError when the machine refuses, when the folder is someone else's, or when another build holds it
    for longer than `patience` seconds; ValueError for a path that must never be published."""
    for path, fault in unusable([*outputs, NAME]):
        raise ValueError(f"`{path}` {fault}")
    if NAME in outputs:
        raise ValueError(f"`{NAME}` cannot be published: it is the manifest's")
    at = places(destination)
    try:
        at.live.parent.mkdir(parents=True, exist_ok=True)
        with folder_locked(at.live.parent, patience):
            return _publish(outputs, at, draft, len(outputs) >= (LARGE if large is None else large))
    except OSError as error:
        place = error.filename if isinstance(error.filename, str) else str(destination)
        shown = place.replace(str(at.staged), str(destination)).replace(str(at.live), str(destination))
        hint = "the site that was there is untouched"
        if at.former.exists() and not at.live.exists():
            hint = f"the site that was there stands in `{at.former}`; the next build puts it back"
        raise MachineError(f"cannot write `{shown}`: {reason(error)}", hint) from error


def standing(destination: Path, site: str | None) -> int | None:
    """How many files the site at `destination` has, if it is the one whose manifest has the hash `site` and nobody
    touched it since; else None."""
    try:
        data = (destination / NAME).read_bytes()
    except OSError:
        return None
    if site is None or fingerprint(data) != site:
        return None
    manifest = read_manifest(destination)
    return len(manifest.files) if manifest is not None and untouched(destination, manifest) else None


def fingerprint(manifest: bytes) -> str:
    """The hash of a manifest."""
    return blake2b(manifest, digest_size=16).hexdigest()


def _publish(outputs: Mapping[str, bytes], at: Places, draft: bool, keep: bool) -> Published:
    recover(at, complete=lambda folder: read_manifest(folder) is not None)
    if not keep:
        remove(at.former)
    old = _ours(at.live)
    new = describe(outputs, draft=draft)
    site = fingerprint(to_bytes(new))
    if old == new and untouched(at.live, new):
        return Published(0, len(new.files), site)
    try:
        written = stage(outputs, new, old, at)
        swap(at)
    except BaseException:
        with contextlib.suppress(OSError):
            remove(at.staged)
        raise
    flush(at.live.parent)
    with contextlib.suppress(OSError):  # the new site stands; what is left beside it goes next time
        if keep and at.staged.exists():
            at.staged.rename(at.former)
        elif not keep:
            remove(at.staged)
            remove(at.former)
    return Published(written, len(new.files) - written, site)


def _ours(live: Path) -> Manifest | None:
    """The manifest of what is there; None if nothing is. Raises MachineError for a folder we did not make."""
    if not live.exists():
        return None
    if not live.is_dir():
        raise MachineError(f"`{live}` is a file, not a folder", "name another folder with `--out DIR`")
    manifest = read_manifest(live)
    if manifest is None and any(live.iterdir()):
        hint = "empty it, or name another folder with `--out DIR`"
        raise MachineError(f"`{live}` was not made by Exposit and is not empty: it stays as it is", hint)
    return manifest
