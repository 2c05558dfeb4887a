"""**unbroken**: a failed build, a crash or a full disk leaves yesterday's site whole.

Whole processes here, as an author runs them; every single call of the publisher is refused in `tests/build`.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from exposit.build.lock import locked
from exposit.build.options import Options
from exposit.build.whole import build_folder
from exposit.cli.guard import guarded

EXPOSIT = (sys.executable, "-c", "import sys; from exposit.cli import main; main(sys.argv[1:])")
BUILD = (*EXPOSIT, "build", "--root")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX systems")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site whose next build would change every page."""
    content = tmp_path / "content"
    content.mkdir()
    (content / "index.md").write_text("# Yesterday\n\nAll is well.\n", encoding="utf-8")
    (content / "more.md").write_text("# More\n\nStill well.\n", encoding="utf-8")
    assert build_folder(tmp_path, None, Options()).ok
    (content / "index.md").write_text("# Today\n\nAll is new.\n", encoding="utf-8")
    (content / "most.md").write_text("# Most\n\nNew as well.\n", encoding="utf-8")
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def build(site: Path, *words: str, limit: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Builds in a process of its own, which `limit` is called in first."""
    command = [*BUILD, str(site), "--jobs", "1", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=limit)


def test_an_error_publishes_nothing(site: Path) -> None:
    """One unsourced number among the pages, and the whole site stays as it was."""
    before = files(site / "site")
    (site / "content" / "most.md").write_text("# Most\n\nIt costs $40 billion.\n", encoding="utf-8")
    done = build(site)
    assert (1, "1 error: nothing was published\n") == (done.returncode, done.stdout)
    assert before == files(site / "site")


def test_killed_at_any_moment_it_leaves_the_old_site_or_the_new(site: Path) -> None:
    """The power goes: no cleaning up, no last words. The next build needs no help."""
    before = files(site / "site")
    start = time.perf_counter()
    build(site, "--no-cache", "--out", str(site / "expected"))
    took, after = time.perf_counter() - start, files(site / "expected")
    chance = random.Random(38)
    for _ in range(8):
        child = subprocess.Popen([*BUILD, str(site), "--no-cache"], stdout=subprocess.DEVNULL, start_new_session=True)
        time.sleep(took * chance.uniform(0.2, 1.1))
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()
        assert files(site / "site") in (before, after)
    assert 0 == build(site).returncode
    assert after == files(site / "site")
    assert [] == [path.name for path in site.iterdir() if path.name.startswith(".site")]


def no_large_files() -> None:
    """As a full disk: a write is refused in the middle of a file."""
    import resource

    resource.setrlimit(resource.RLIMIT_FSIZE, (500, 500))


def few_open_files() -> None:
    """As a machine that has too many files open."""
    import resource

    resource.setrlimit(resource.RLIMIT_NOFILE, (5, 5))


@pytest.mark.parametrize("limit", [no_large_files, few_open_files])
def test_a_refusal_of_the_machine_is_told_in_one_sentence(limit: Callable[[], None], site: Path) -> None:
    """Exit code 3, what was refused and why, no traceback; the old site stands, and nothing beside it."""
    before = files(site / "site")
    done = build(site, "--no-cache", limit=limit)
    assert (3, "") == (done.returncode, done.stdout)
    assert done.stderr.startswith("error: ") and "Traceback" not in done.stderr, done.stderr
    assert before == files(site / "site")
    assert [] == [path.name for path in site.iterdir() if path.name.startswith(".site")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_cannot_be_written_keeps_its_site(site: Path) -> None:
    """Permission is missing above the site."""
    before = files(site / "site")
    site.chmod(0o555)
    try:
        done = build(site)
    finally:
        site.chmod(0o755)
    assert (3, before) == (done.returncode, files(site / "site"))


def test_a_second_build_is_told_about_the_first(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It waits, then leaves with a code of its own and the other's number."""
    with locked(site / ".exposit" / "lock"):
        code = guarded(["build"], lambda: build_folder(site, None, Options(), patience=0.01))
    assert 4 == code
    expected = f"error: another build is at work here: process {os.getpid()} holds the lock"
    assert f"{expected}\n   = wait until it is done, or end it\n" == capsys.readouterr().err


def test_a_folder_of_someone_else_is_never_replaced(site: Path) -> None:
    """Whatever is asked."""
    precious = site / "precious"
    precious.mkdir()
    (precious / "thesis.txt").write_text("ten years")
    done = build(site, "--out", str(precious))
    assert (3, {"thesis.txt": b"ten years"}) == (done.returncode, files(precious))
