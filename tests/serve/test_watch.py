"""Whatever an editor does to a file is noticed: by events, by polling, and where neither tells, by looking."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exposit.build.tree import TreeReader
from exposit.serve.watch import CLOSED, LONGEST, MANY, MANY_LONGEST, QUIET, Burst, Watcher
from tests.serve.driving import until, write

PAGE = "content/en/index.md"


def in_place(path: Path, text: str) -> None:
    path.write_text(text)


def appended(path: Path, text: str) -> None:
    with path.open("a") as file:
        file.write(text)


def renamed_over(path: Path, text: str) -> None:
    new = path.with_name(".index.md.tmp")
    new.write_text(text)
    new.replace(path)


def as_vim(path: Path, text: str) -> None:
    """Moves the file to a backup, writes a new one, deletes the backup."""
    backup = path.with_name("index.md~")
    path.replace(backup)
    path.write_text(text)
    backup.unlink()


def hard_linked(path: Path, text: str) -> None:
    other = path.parent.parent / "elsewhere.tmp"
    other.unlink(missing_ok=True)
    other.hardlink_to(path)
    other.write_text(text)
    other.unlink()


def same_size_same_time(path: Path, text: str) -> None:
    status = path.stat()
    old = path.read_text()
    path.write_text(old[:-2] + ("x" if old[-2] != "x" else "y") + old[-1])
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def folder_swapped(path: Path, text: str) -> None:
    folder = path.parent
    new = folder.with_name("en.new")
    shutil.copytree(folder, new)
    (new / path.name).write_text(text)
    folder.replace(folder.with_name("en.old"))
    new.replace(folder)
    shutil.rmtree(folder.with_name("en.old"))


def deep_folder(path: Path, text: str) -> None:
    new = path.parent / f"deep-{abs(hash(text))}" / "deeper" / "page.md"
    new.parent.mkdir(parents=True)
    new.write_text(text)


def content_made_again(path: Path, text: str) -> None:
    content = path.parent.parent
    kept = content.with_name("kept")
    shutil.copytree(content, kept)
    shutil.rmtree(content)
    (kept / "en" / path.name).write_text(text)
    kept.replace(content)


EDITS: tuple[Callable[[Path, str], None], ...] = (
    in_place, appended, renamed_over, as_vim, hard_linked, same_size_same_time, folder_swapped, deep_folder,
    content_made_again,
)  # fmt: skip


class Looks:
    """A watcher and a reader at work together, as the builder has them."""

    def __init__(self, root: Path, *, poll: bool) -> None:
        self.watcher = Watcher(root, poll=poll)
        self.reader = TreeReader(root)
        self.reader.read()
        self.watcher.start()

    def change(self) -> bool:
        """Waits once; whether something changed."""
        heard = self.watcher.wait()
        _, _, changed = self.reader.read()
        self.watcher.saw(announced=bool(heard), changed=bool(changed))
        if self.reader.unsettled:
            self.watcher.nudge(0.03)
        return bool(changed)


@pytest.fixture(params=[False, True], ids=["events", "poll"])
def looks(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Looks]:
    found = Looks(write(tmp_path), poll=request.param)
    yield found
    found.watcher.stop()


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_every_way_to_save_is_noticed(edit: Callable[[Path, str], None], looks: Looks, tmp_path: Path) -> None:
    """Three times in a row: many lose sight of a file after the first."""
    for number in range(3):
        edit(tmp_path / PAGE, f"# Towns\n\nEdit {number}.\n")
        until(looks.change)


def test_what_is_no_part_of_the_site_is_not_heard(tmp_path: Path) -> None:
    watcher = Watcher(write(tmp_path))
    watcher.start()
    write(tmp_path, {"site/index.html": "x", ".exposit/cache": "x", "content/en/.index.md.swp": "x", "notes.txt": "x"})
    assert frozenset() == watcher.wait()
    watcher.stop()


def test_a_file_written_through_another_name_is_heard(tmp_path: Path) -> None:
    """Some editors save through a hard link under a name of their own; whose file it is, the look will tell."""
    root = write(tmp_path)
    watcher = Watcher(root)
    watcher.start()
    other = root / "content/.other-name"
    other.hardlink_to(root / "content/en/index.md")
    other.write_text("Written.")
    other.unlink()
    assert {"."} == watcher.wait()
    watcher.stop()


def test_a_wish_ends_the_wait(tmp_path: Path) -> None:
    watcher = Watcher(tmp_path)
    watcher.wake()
    assert (frozenset(), False) == (watcher.wait(), watcher.pending())


@pytest.mark.parametrize(
    ("events", "rest"),
    [
        ([("modified", "a", 0.0)], LONGEST),
        ([("modified", "a", 0.0), ("closed", "a", 0.01)], 0.01 + CLOSED),
        ([("created", "a", 0.0), ("modified", "a", 0.0), ("closed", "a", 0.01)], 0.01 + CLOSED),
        ([("modified", "a", 0.0), ("modified", "b", 0.0), ("closed", "a", 0.01)], LONGEST),
        ([("deleted", "a", 0.0)], QUIET),
        ([("modified", "a", 0.0), ("moved", "a", 0.02)], 0.02 + CLOSED),
        ([("deleted", "a", at / 100) for at in range(20)], LONGEST),
        ([("modified", f"{at}", 0.0) for at in range(MANY + 1)], MANY_LONGEST),
    ],
)
def test_when_a_burst_of_events_is_over(events: list[tuple[str, str, float]], rest: float) -> None:
    """At once where the system says that files are closed, else after a quiet moment; never later than a limit."""
    burst = Burst()
    for kind, path, at in events:
        burst.add(kind, (path,), at)
    assert pytest.approx(rest) == burst.rest()
