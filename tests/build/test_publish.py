"""The only writer: exactly the old site or exactly the new one, whatever happens in between."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exposit.build import publish as publishing
from exposit.build import swap as swapping
from exposit.build.lock import folder_locked, locked
from exposit.build.machine import MachineError
from exposit.build.manifest import NAME, describe, read_manifest
from exposit.build.publish import Published, publish
from exposit.build.swap import places

OLD = {"index.html": b"old", "a/index.html": b"same", "b/c/index.html": b"gone"}
NEW = {"index.html": b"new", "a/index.html": b"same", "d/index.html": b"added"}


def on_disk(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, the manifest apart."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != NAME
    }


def beside(folder: Path) -> list[str]:
    """The names of what stands in the folder's own folder."""
    return sorted(path.name for path in folder.parent.iterdir())


@pytest.fixture(params=["exchange", "two renames", "kept", "two renames, kept"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """All ways to swap: where names can be exchanged and where they cannot, with the former tree kept or not."""
    if "two renames" in request.param:
        monkeypatch.setattr(swapping, "_exchange", lambda one, other: False)
    monkeypatch.setattr(publishing, "LARGE", 1 if "kept" in request.param else 1_000)
    return str(request.param)


def leftovers(site: Path, way: str) -> list[str]:
    """What may stand beside a site once it is published."""
    return sorted([site.name, f".{site.name}.exposit-old"] if "kept" in way else [site.name])


def test_a_site_is_published_replaced_and_left_alone(tmp_path: Path, way: str) -> None:
    """First all is written, then what changed, then nothing; no leftovers stand beside it."""
    site = tmp_path / "deep" / "site"
    assert [Published(3, 0), Published(2, 1), Published(0, 3)] == [
        publish(OLD, site),
        publish(NEW, site),
        publish(NEW, site),
    ]
    assert (NEW, leftovers(site, way)) == (on_disk(site), beside(site))


def test_the_manifest_says_what_is_there(tmp_path: Path) -> None:
    """Path, size and hash of every file; the same bytes for the same site."""
    publish({"a.txt": b"a"}, tmp_path / "site", draft=True)
    assert (
        '{"made_by": "exposit", "format": 1, "draft": true, "files": {\n'
        '"a.txt": [1, "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"]\n'
        "}}\n"
    ) == (tmp_path / "site" / NAME).read_text()


def test_nothing_is_touched_when_nothing_changed(tmp_path: Path) -> None:
    """The folder itself stays the same one."""
    publish(OLD, tmp_path / "site")
    before = (tmp_path / "site").stat()
    publish(OLD, tmp_path / "site")
    after = (tmp_path / "site").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


@pytest.mark.parametrize(
    "meddle",
    [
        lambda site: (site / "index.html").write_bytes(b"OLD"),
        lambda site: (site / "index.html").unlink(),
        lambda site: (site / "b/extra.html").write_bytes(b"extra"),
        lambda site: (site / "a/index.html").rename(site / "a/moved.html"),
        lambda site: (site / NAME).write_text("{}"),
    ],
)
def test_what_was_changed_by_hand_is_put_right(meddle: Callable[[Path], object], tmp_path: Path) -> None:
    """An edit, a deletion, an addition, a renaming in the output: the next build restores it."""
    site = tmp_path / "site"
    publish(OLD, site)
    time.sleep(0.02)
    meddle(site)
    if read_manifest(site) is None:
        with pytest.raises(MachineError):
            publish(OLD, site)
    else:
        publish(OLD, site)
        assert OLD == on_disk(site)


def test_a_folder_that_is_not_ours_is_never_replaced(tmp_path: Path) -> None:
    """Someone's files stay, and the message says what to do."""
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis/chapter.txt").write_text("years of work")
    with pytest.raises(MachineError) as caught:
        publish(NEW, tmp_path / "thesis")
    assert (
        f"`{tmp_path}/thesis` was not made by Exposit and is not empty: it stays as it is",
        "empty it, or name another folder with `--out DIR`",
        3,
    ) == (caught.value.message, caught.value.hint, caught.value.exit_code)
    assert {"chapter.txt": b"years of work"} == on_disk(tmp_path / "thesis")


def test_an_empty_folder_and_a_link_to_a_folder_can_be_used(tmp_path: Path, way: str) -> None:
    """The link stays a link; the site stands where it leads."""
    (tmp_path / "real").mkdir()
    (tmp_path / "site").symlink_to(tmp_path / "real")
    publish(OLD, tmp_path / "site")
    publish(NEW, tmp_path / "site")
    assert (True, NEW) == ((tmp_path / "site").is_symlink(), on_disk(tmp_path / "real"))


def test_a_file_in_the_way_is_named(tmp_path: Path) -> None:
    """`--out` names a file."""
    (tmp_path / "site").write_text("a file")
    with pytest.raises(MachineError, match="is a file, not a folder"):
        publish(NEW, tmp_path / "site")


@pytest.mark.parametrize("path", ["../escape.html", "/etc/escape.html", "a/../../escape.html", NAME, "INDEX.html"])
def test_paths_that_must_not_be_published_are_refused(path: str, tmp_path: Path) -> None:
    """Leaving the folder, replacing the manifest, twins: a bug of ours, said so before anything is written."""
    with pytest.raises(ValueError, match="cannot be"):
        publish({**NEW, path: b"x"}, tmp_path / "site" / "deeper")
    assert [] == list(tmp_path.iterdir())


def test_any_sequence_of_sites_is_published_exactly(tmp_path: Path, way: str) -> None:
    """Files come, go and change, become folders and files again: each time the folder holds what it should."""
    chance = random.Random(7)
    names = ["a", "a/b", "a/b/c", "d/e", "d", "f/g/h", "f/g", "i"]
    for _ in range(60):
        outputs: dict[str, bytes] = {}
        for name in chance.sample(names, chance.randint(1, len(names))):
            if not any(name.startswith(f"{other}/") or other.startswith(f"{name}/") for other in outputs):
                outputs[name] = chance.choice([b"one", b"two"])
        publish(outputs, tmp_path / "site")
        assert outputs == on_disk(tmp_path / "site")
        assert read_manifest(tmp_path / "site") == describe(outputs)


def test_what_was_changed_in_the_kept_tree_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Someone edits a file in the hidden former tree: the next site does not get it."""
    monkeypatch.setattr(publishing, "LARGE", 1)
    site = tmp_path / "site"
    publish(OLD, site)
    publish(NEW, site)
    time.sleep(0.02)
    (places(site).former / "a/index.html").unlink()
    (places(site).former / "a/index.html").write_bytes(b"SAME")
    publish(OLD, site)
    assert OLD == on_disk(site)


class Saboteur:
    """Lets the first `allowed` calls of some functions of `os` through, then fails every further one."""

    def __init__(self, allowed: int, code: int) -> None:
        self.left = allowed
        self.code = code
        self.struck = False

    def around(self, real: Callable[..., object]) -> Callable[..., object]:
        def call(*arguments: object, **options: object) -> object:
            if self.left <= 0:
                self.struck = True
                raise OSError(self.code, os.strerror(self.code), "somewhere")
            self.left -= 1
            return real(*arguments, **options)

        return call


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EMFILE, errno.EACCES, errno.EIO, errno.EROFS])
@pytest.mark.parametrize("function", ["open", "write", "mkdir", "rename", "fsync", "link"])
def test_any_refusal_at_any_moment_leaves_the_old_site_or_the_new(
    function: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """The Nth call of one function fails, for every N: the site is whole, and the next build needs no tidying up."""
    for allowed in range(40):
        site = tmp_path / str(allowed) / "site"
        publish(OLD, site)
        saboteur = Saboteur(allowed, code)
        failed = None
        with monkeypatch.context() as patch:
            patch.setattr(os, function, saboteur.around(getattr(os, function)))
            try:
                publish(NEW, site)
            except MachineError as error:
                failed = error
        # Where names cannot be exchanged and nothing can be renamed back, the old site waits beside its place.
        there = site if site.exists() or "two renames" not in way else places(site).former
        assert (OLD if failed and on_disk(there) != NEW else NEW) == on_disk(there)
        assert failed is None or (failed.exit_code, True) == (3, failed.message.startswith("cannot "))
        publish(NEW, site)
        assert (NEW, True) == (on_disk(site), set(beside(site)) <= set(leftovers(site, way)))
        if not saboteur.struck:
            return
    pytest.fail("the function was still being called after forty calls")


def test_a_crash_between_the_two_renames_is_finished(tmp_path: Path) -> None:
    """The staged site is whole: it takes its place at the next start."""
    at = places(tmp_path / "site")
    publish(OLD, at.live)
    publish(NEW, tmp_path / "other")
    (tmp_path / "other").rename(at.staged)
    at.live.rename(at.former)
    assert Published(0, 3) == publish(NEW, at.live)
    assert (NEW, ["site"]) == (on_disk(at.live), beside(at.live))


def test_a_crash_before_the_manifest_is_undone(tmp_path: Path) -> None:
    """The staged site is not whole: the former one comes back."""
    at = places(tmp_path / "site")
    publish(OLD, at.live)
    at.live.rename(at.former)
    at.staged.mkdir()
    (at.staged / "index.html").write_bytes(b"half")
    assert Published(0, 3) == publish(OLD, at.live)


KILLED = """
import sys
from functools import partial
from pathlib import Path
from exposit.build import swap
from exposit.build.publish import publish
if "two renames" in sys.argv[2]:
    swap._exchange = lambda one, other: False
publish = partial(publish, large=1 if "kept" in sys.argv[2] else 1_000)
sites = [{f"{page}/index.html": version * 2_000 for page in range(60)} for version in (b"a", b"b")]
print("ready", flush=True)
turn = 0
while True:
    publish(sites[turn % 2], Path(sys.argv[1]))
    turn += 1
"""


def _kill_at_random(site: Path, way: str, delay: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(site), way], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()


def test_killed_at_any_moment_it_leaves_one_whole_site(tmp_path: Path, way: str) -> None:
    """Forty kills, ten each way: all pages of one version, or with two renames the version beside its place."""
    site = tmp_path / "site"
    chance = random.Random(20261124)
    publish({f"{page}/index.html": b"a" * 2_000 for page in range(60)}, site)
    for _ in range(10):
        _kill_at_random(site, way, chance.uniform(0.0, 0.08))
        if "two renames" not in way:
            assert len(set(on_disk(site).values())) == 1
        publish({}, tmp_path / "elsewhere" / "site")  # another site's publishing does not touch it
        at = places(site)
        swapping.recover(at, complete=lambda folder: read_manifest(folder) is not None)
        assert (60, 1) == (len(on_disk(site)), len(set(on_disk(site).values())))
        assert not at.staged.exists()
        assert "kept" in way or not at.former.exists() or "two renames" in way


def test_a_reader_never_misses_the_site(tmp_path: Path) -> None:
    """While it is replaced a hundred times, a file that both versions have can always be opened."""
    site = tmp_path / "site"
    publish(OLD, site)
    if not _can_exchange(tmp_path):
        pytest.skip("this file system cannot exchange two names")
    watcher = subprocess.Popen(
        [sys.executable, "-c", _WATCH, str(site / "index.html"), str(tmp_path / "stop")], stdout=subprocess.PIPE
    )
    assert watcher.stdout is not None
    watcher.stdout.readline()
    for turn in range(100):
        publish(NEW if turn % 2 else OLD, site)
    (tmp_path / "stop").touch()
    output, _ = watcher.communicate()
    assert b"missed 0\n" == output


_WATCH = """
import os, sys
print("ready", flush=True)
missed = 0
while not os.path.exists(sys.argv[2]):
    try:
        open(sys.argv[1]).close()
    except OSError:
        missed += 1
print("missed", missed)
"""


def _can_exchange(folder: Path) -> bool:
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    return swapping._exchange(folder / "one", folder / "two")


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Another process that holds the lock."""
    code = (
        "import sys, time; from pathlib import Path; from exposit.build.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    )
    process = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "lock")], stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_second_build_waits_and_then_names_the_first(holder: subprocess.Popen[bytes], tmp_path: Path) -> None:
    """Exit code 4, with the process that holds the lock."""
    with pytest.raises(MachineError) as caught, locked(tmp_path / "lock", patience=0.2):
        pass
    assert (f"another build is at work here: process {holder.pid} holds the lock", 4) == (
        caught.value.message,
        caught.value.exit_code,
    )


def test_the_lock_of_a_dead_build_is_free(holder: subprocess.Popen[bytes], tmp_path: Path) -> None:
    """A killed process leaves no lock behind, whatever its file says."""
    holder.kill()
    holder.wait()
    with locked(tmp_path / "lock", patience=5):
        pass


def test_two_sites_published_into_one_folder_wait_for_each_other(tmp_path: Path) -> None:
    """The folder that holds the destination is locked while it is replaced."""
    with folder_locked(tmp_path), pytest.raises(MachineError) as caught:
        publish(NEW, tmp_path / "site", patience=0.1)
    assert 4 == caught.value.exit_code
