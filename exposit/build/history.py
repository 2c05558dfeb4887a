"""A site as it stood at a git revision: the same tree, read from the repository instead of the disk."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from exposit.build.machine import MachineError
from exposit.build.tree import is_text
from exposit.model import Tree


def load_tree_at(root: Path, ref: str) -> Tree:
    """Everything below `content/` and `templates/` at `ref`. Raises MachineError where git does not know it."""
    if ref.startswith("-"):
        raise MachineError(f"`{ref}` is not a git revision")
    command = ["git", "archive", "--format=tar", ref, "--", "."]
    try:
        done = subprocess.run(command, cwd=root, capture_output=True, check=False)
    except OSError as error:
        raise MachineError("git could not be started", "install git to compare with a revision") from error
    if done.returncode != 0 and _is_known(root, ref):
        return {}  # the folder did not exist yet
    if done.returncode != 0:
        reason = done.stderr.decode(errors="replace").strip().splitlines()
        raise MachineError(
            f"git knows no revision `{ref}` of this folder", reason[-1] if reason else "try `git log` for names"
        )
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


def _is_known(root: Path, ref: str) -> bool:
    """Whether git knows the revision, whatever stood in it."""
    command = ["git", "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}"]
    return subprocess.run(command, cwd=root, capture_output=True, check=False).returncode == 0


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace").replace("\r\n", "\n").replace("\r", "\n")
