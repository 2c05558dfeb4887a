"""A site as it stood at a git revision: the same tree, read from the repository instead of the disk."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from exposit.build.machine import MachineError
from exposit.build.tree import is_text
from exposit.model import Tree

_NAMES = "try `git log` for names; a shallow clone knows only the latest"


def load_tree_at(root: Path, ref: str) -> Tree:
    """Everything below `content/` and `templates/` at `ref`. Raises MachineError where git does not know it."""
    if not ref or ref.startswith("-"):
        raise MachineError(f"`{ref}` is not a git revision" if ref else "no git revision is named", _NAMES)
    known = _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    if known.returncode != 0:
        raise MachineError(f"git knows no revision `{ref}` of this folder", _reason(known))
    listed = _git(root, "ls-tree", "--name-only", ref, "--", ".")
    if listed.returncode == 0 and not listed.stdout:
        return {}  # the folder did not exist yet
    done = _git(root, "archive", "--format=tar", ref, "--", ".")
    if done.returncode != 0:
        raise MachineError(f"git could not read revision `{ref}`", _reason(done))
    tree: dict[str, str | bytes] = {}
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        for member in archive:
            path = member.name
            if not member.isfile() or not path.startswith(("content/", "templates/")):
                continue
            file = archive.extractfile(member)
            if file is not None:
                data = file.read()
                tree[path] = _text(data) if is_text(path) else data
    return tree


def _git(root: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(("git", *words), cwd=root, capture_output=True, check=False)
    except OSError as error:
        raise MachineError("git could not be started", "install git to compare with a revision") from error


def _reason(done: subprocess.CompletedProcess[bytes]) -> str:
    """Git's own last word."""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else _NAMES


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
