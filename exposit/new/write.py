"""Puts new files on the disk, and new text into an author's file, each whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from exposit.build.machine import named


def write_new(folder: Path, files: Mapping[str, str]) -> None:
    """Writes files that do not exist yet, with the folders they need. Raises MachineError, also for one that exists."""
    for path, text in files.items():
        target = folder / path
        with named("write", target):
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8", newline="") as file:
                file.write(text)


def replace_text(target: Path, text: str) -> None:
    """Gives a file new text in one step: a crash leaves the old one. Its permissions stay. Raises MachineError."""
    real = Path(os.path.realpath(target))
    staged = real.with_name(f".{real.name}.new")
    with named("write", target):
        try:
            staged.write_text(text, encoding="utf-8", newline="")
            staged.chmod(real.stat().st_mode & 0o7777)
            staged.replace(real)
        finally:
            staged.unlink(missing_ok=True)
