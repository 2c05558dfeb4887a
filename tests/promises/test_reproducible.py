"""**reproducible**: the same inputs give the same bytes, on any machine, at any hour, warm or cold."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest

from exposit.build.manifest import NAME
from tests.golden import SITES

EXPOSIT = (sys.executable, "-c", "import sys; from exposit.cli import main; main(sys.argv[1:])")
SITE = SITES / "regions" / "in"
VARIED: Mapping[str, tuple[Mapping[str, str], tuple[str, ...], int]] = {
    "plain": ({"TZ": "UTC", "PYTHONHASHSEED": "0"}, ("--jobs", "1"), 0o022),
    "elsewhere": ({"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1"}, ("--jobs", "3"), 0o077),
    "abroad": ({"TZ": "America/St_Johns", "LANG": "fr_FR.UTF-8", "PYTHONHASHSEED": "99"}, ("--no-cache",), 0o002),
}
"""Environment, options and the mask of new files' permissions. The time differs by itself."""


def manifest(root: Path, name: str, *, out: str = "site") -> bytes:
    """Builds in a fresh process and gives the manifest: every file's path, size and hash."""
    variables, words, mask = VARIED[name]
    kept = {key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "PYTHONPATH") if key in os.environ}
    command = [*EXPOSIT, "build", "--root", str(root), "--out", str(root / out), *words]
    done = subprocess.run(command, env={**kept, **variables}, umask=mask, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return (root / out / NAME).read_bytes()


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """A site, built once."""
    root = tmp_path_factory.mktemp("first")
    shutil.copytree(SITE, root, dirs_exist_ok=True)
    return root, manifest(root, "plain")


@pytest.mark.parametrize("name", ["elsewhere", "abroad"])
def test_another_machine_gives_the_same_bytes(name: str, first: tuple[Path, bytes], tmp_path: Path) -> None:
    """Another path, time zone, language, hash seed, mask, number of processes; the files copied in another order."""
    root = tmp_path / "another folder, é"
    for path in sorted(SITE.rglob("*"), reverse=True):
        if path.is_file():
            target = root / path.relative_to(SITE)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    assert first[1] == manifest(root, name)


def test_warm_and_cold_give_the_same_bytes(first: tuple[Path, bytes]) -> None:
    """What the cache remembers of another edition of the site changes nothing in this one."""
    root, expected = first
    page = sorted((root / "content").rglob("*.md"))[0]
    text = page.read_text(encoding="utf-8")
    page.write_text(text + "\n\nA sentence for a while.\n", encoding="utf-8")
    between = manifest(root, "plain", out="other")
    page.write_text(text, encoding="utf-8")
    assert (True, expected) == (between != expected, manifest(root, "plain", out="third"))
