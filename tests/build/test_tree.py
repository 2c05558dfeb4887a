"""The only reader: what it sees, what it refuses, and that nothing an author can put into the folder blocks it."""

from __future__ import annotations

import os
import socket
import threading
import time
from pathlib import Path

import pytest

from exposit.build.tree import RACY, TreeReader, ignored, is_text, load_tree
from exposit.problems import as_text


def site(root: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def messages(root: Path) -> list[str]:
    _, problems = load_tree(root)
    return [as_text(problem, lambda path, number: "") for problem in problems]


def test_texts_are_texts_assets_are_bytes_and_paths_are_in_order(tmp_path: Path) -> None:
    """Pages and YAML come as text, assets as bytes whatever their name, in the order of their paths."""
    site(
        tmp_path,
        {
            "templates/page.html": "<p>",
            "content/b.md": "b",
            "content/a/z.md": "z",
            "content/assets/a.svg": "<svg/>",
            "content/photo.jpg": b"\xff\xd8",
            "site/index.html": "old",
            "README.md": "not ours",
        },
    )
    tree, problems = load_tree(tmp_path)
    assert () == problems
    assert [
        ("content/a/z.md", "z"),
        ("content/assets/a.svg", b"<svg/>"),
        ("content/b.md", "b"),
        ("content/photo.jpg", b"\xff\xd8"),
        ("templates/page.html", "<p>"),
    ] == list(tree.items())


def test_marks_and_line_ends_do_not_matter(tmp_path: Path) -> None:
    """A byte-order mark is dropped, CRLF and lone CR are line feeds."""
    tree, _ = load_tree(site(tmp_path, {"content/a.md": b"\xef\xbb\xbfone\r\ntwo\rthree\n"}))
    assert {"content/a.md": "one\ntwo\nthree\n"} == tree


@pytest.mark.parametrize(
    "name", [".git", ".env", ".a.md.swp", "a.md~", "#a.md#", ".#a.md", "4913", "a.md.orig", "Thumbs.db", ".DS_Store"]
)
def test_what_editors_and_systems_leave_is_ignored(name: str, tmp_path: Path) -> None:
    """Hidden files, backups and swap files do not exist for us."""
    assert ignored(name)
    tree, problems = load_tree(site(tmp_path, {"content/index.md": "x", f"content/{name}": "secret"}))
    assert ({"content/index.md": "x"}, ()) == (tree, problems)


def test_a_site_without_content_is_told_how_to_start(tmp_path: Path) -> None:
    """No `content/`: a friendly problem, not a traceback."""
    assert [
        "error[content-missing]: there is no folder `content` here\n"
        "   = `exposit new DIR` makes a small site to start from; `--root DIR` names the folder that holds `content/`"
    ] == messages(tmp_path)


def test_pages_beside_the_missing_folder_are_noticed(tmp_path: Path) -> None:
    """Markdown files in the root: the hint says to move them."""
    _, problems = load_tree(site(tmp_path, {"index.md": "# Hello"}))
    assert "move the pages into a folder `content`" == problems[0].hint


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            b"un\r\ndeux caf" + b"\xe9\n",
            "content/a.md:2:9: error[file-encoding]: `content/a.md` is not UTF-8: byte 13 is 0xE9\n"
            "  = save it as UTF-8 (in Windows-1252 that byte is `é`)",
        ),
        (
            b"\xef\xbb\xbf\xc3\xa9\xff",
            "content/a.md:1:2: error[file-encoding]: `content/a.md` is not UTF-8: byte 6 is 0xFF\n"
            "  = save it as UTF-8 (in Windows-1252 that byte is `ÿ`)",
        ),
        (
            "é".encode("utf-16"),
            "content/a.md:1:1: error[file-encoding]: `content/a.md` is UTF-16, not UTF-8\n  = save it as UTF-8",
        ),
        (
            b"a\nb\0c",
            "content/a.md:2:2: error[file-encoding]: `content/a.md` is no text: it holds a NUL character\n"
            "  = if it is a picture or a download, put it into `content/assets/`",
        ),
        (
            b"a\xed\xa0\x80",
            "content/a.md:1:2: error[file-encoding]: `content/a.md` is not UTF-8: byte 2 is 0xED\n"
            "  = save it as UTF-8 (in Windows-1252 that byte is `í`)",
        ),
    ],
)
def test_what_is_not_utf8_is_placed_by_byte_line_and_column(data: bytes, expected: str, tmp_path: Path) -> None:
    """The message names the byte counted from 1, the span its line and its column in code points."""
    site(tmp_path, {"content/a.md": data})
    assert [expected] == messages(tmp_path)
    assert {} == load_tree(tmp_path)[0]


def test_links_that_leave_the_root_are_refused(tmp_path: Path) -> None:
    """A file or a folder behind a link is only read if it stands below the root and is not hidden."""
    outside = site(tmp_path / "outside", {"secret.md": "secret", "folder/x.md": "x"})
    root = site(tmp_path / "root", {"content/index.md": "x", "shared/y.md": "y", ".env": "TOKEN"})
    (root / "content/file.md").symlink_to(outside / "secret.md")
    (root / "content/folder").symlink_to(outside / "folder")
    (root / "content/env.md").symlink_to(root / ".env")
    (root / "content/gone.md").symlink_to(root / "nowhere")
    (root / "content/shared").symlink_to(root / "shared")
    tree, _ = load_tree(root)
    assert {"content/index.md": "x", "content/shared/y.md": "y"} == tree
    copy = "\n  = put a copy into the folder: a site is built from what stands in it"
    assert [
        "content/env.md:1:1: error[file-outside]: `content/env.md` is a link to a hidden file\n"
        "  = put a copy under another name into the folder",
        f"content/file.md:1:1: error[file-outside]: `content/file.md` is a link that leaves the site's folder{copy}",
        f"content/folder:1:1: error[file-outside]: `content/folder` is a link that leaves the site's folder{copy}",
        "content/gone.md:1:1: error[file-unreadable]: the link `content/gone.md` leads nowhere: "
        "no such file or directory",
    ] == messages(root)


def test_links_in_a_circle_end(tmp_path: Path) -> None:
    """A link back to a folder above, and one to itself, are named and not followed."""
    root = site(tmp_path, {"content/a/index.md": "x"})
    (root / "content/a/again").symlink_to(root / "content/a")
    (root / "content/loop").symlink_to(root / "content/loop")
    tree, problems = load_tree(root)
    assert {"content/a/index.md": "x"} == tree
    assert [("file-outside", "content/a/again"), ("file-unreadable", "content/loop")] == [
        (problem.code, problem.span.path) for problem in problems if problem.span
    ]


def test_pipes_sockets_and_devices_do_not_block(tmp_path: Path) -> None:
    """What is no plain file is named at once, without being opened for reading."""
    root = site(tmp_path, {"content/index.md": "x"})
    os.mkfifo(root / "content/pipe.md")
    plug = socket.socket(socket.AF_UNIX)
    there = Path.cwd()
    os.chdir(root / "content")  # a socket's path must be short
    try:
        plug.bind("plug.md")
    finally:
        os.chdir(there)
        plug.close()
    assert [
        "content/pipe.md:1:1: error[file-special]: `content/pipe.md` is no plain file\n"
        "  = a site is made of plain files: move it out of the folder",
        "content/plug.md:1:1: error[file-special]: `content/plug.md` is no plain file\n"
        "  = a site is made of plain files: move it out of the folder",
    ] == messages(root)


def test_a_text_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    """A sparse file of a gigabyte is refused by its size alone."""
    root = site(tmp_path, {"content/a.md": ""})
    os.truncate(root / "content/a.md", 1_000_000_000)
    assert [
        "content/a.md:1:1: error[file-too-large]: `content/a.md` has 1000 MB; the most is 5 MB\n"
        "  = split it into several pages"
    ] == messages(root)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_named(tmp_path: Path) -> None:
    """A file and a folder without permission are problems of their own; the rest is read."""
    root = site(tmp_path, {"content/a.md": "a", "content/b.md": "b", "content/c/d.md": "d"})
    (root / "content/a.md").chmod(0)
    (root / "content/c").chmod(0)
    assert [
        "content/a.md:1:1: error[file-unreadable]: `content/a.md` cannot be read: permission denied",
        "content/c:1:1: error[file-unreadable]: the folder `content/c` cannot be read: permission denied",
    ] == messages(root)
    (root / "content/c").chmod(0o700)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("what?.md", "the name `what?.md` holds `?`, which not every system allows"),
        ("con.md", "the name `con.md` is reserved on Windows"),
        ("a\n.md", "the name `a\n.md` holds `U+000A`, which not every system allows"),
        ("dot.", "the name `dot.` ends in a point or a space, which not every system keeps"),
    ],
)
def test_names_that_not_every_system_can_hold_are_refused(name: str, expected: str, tmp_path: Path) -> None:
    """On every system, so that a site made on one can be checked out on another."""
    _, problems = load_tree(site(tmp_path, {f"content/{name}": "x"}))
    assert [("file-name", expected)] == [(problem.code, problem.message) for problem in problems]


def test_twins_are_named_together(tmp_path: Path) -> None:
    """Two names that differ only by case or by Unicode composition."""
    root = site(
        tmp_path, {"content/A.md": "1", "content/a.md": "2", "content/\u00e9.md": "3", "content/e\u0301.md": "4"}
    )
    assert [
        "`content/a.md` and `content/A.md` are one file on some systems",
        "`content/\u00e9.md` and `content/e\u0301.md` are one file on some systems",
    ] == [problem.message for problem in load_tree(root)[1]]


def test_the_reader_reports_what_changed_and_nothing_else(tmp_path: Path) -> None:
    """Changed, new and vanished files by path; a file touched without a change is not among them."""
    root = site(tmp_path, {"content/a.md": "a", "content/b.md": "b", "content/c.md": "c"})
    reader = TreeReader(root)
    assert {"content/a.md", "content/b.md", "content/c.md"} == reader.read()[2]
    assert frozenset() == reader.read()[2]
    (root / "content/a.md").write_text("changed")
    (root / "content/b.md").unlink()
    (root / "content/d.md").write_text("new")
    os.utime(root / "content/c.md")
    tree, _, changed = reader.read()
    assert {"content/a.md", "content/b.md", "content/d.md"} == changed
    assert {"content/a.md": "changed", "content/c.md": "c", "content/d.md": "new"} == tree


def test_an_edit_of_the_same_size_with_its_time_put_back_is_seen(tmp_path: Path) -> None:
    """Same size, same time of change: the time of the inode tells."""
    root = site(tmp_path, {"content/a.md": "one"})
    page = root / "content/a.md"
    os.utime(page, ns=(10**18, 10**18))
    reader = TreeReader(root)
    reader.read()
    page.write_text("two")
    os.utime(page, ns=(10**18, 10**18))
    assert ({"content/a.md": "two"}, {"content/a.md"}) == reader.read()[::2]


def test_a_problem_that_comes_or_goes_counts_as_a_change(tmp_path: Path) -> None:
    """So that the preview shows it, and takes it away."""
    root = site(tmp_path, {"content/a.md": "one"})
    reader = TreeReader(root)
    reader.read()
    (root / "content/a.md").write_bytes(b"\xff")
    assert {"content/a.md"} == reader.read()[2]
    (root / "content/a.md").write_bytes(b"one")
    assert {"content/a.md"} == reader.read()[2]


def test_two_versions_of_a_file_are_never_mixed(tmp_path: Path) -> None:
    """Read while another thread rewrites it: always one version, whole. A file system does not tell of a write that
    stands still in its middle: one that took longer than `RACY`, on a machine that is much too busy, proves nothing."""
    root = site(tmp_path, {"content/a.md": "a" * 300_000})
    page, stop = root / "content/a.md", threading.Event()
    mixed, slowest = False, 0.0

    def rewrite() -> None:
        nonlocal slowest
        while not stop.is_set():
            for letter in "ab":
                start = time.monotonic_ns()
                with page.open("r+b") as file:
                    file.write(letter.encode() * 300_000)
                slowest = max(slowest, time.monotonic_ns() - start)

    writer = threading.Thread(target=rewrite)
    writer.start()
    try:
        for _ in range(8):
            tree, problems = load_tree(root)
            text = tree.get("content/a.md")
            assert problems or isinstance(text, str)
            mixed = mixed or (isinstance(text, str) and len(set(text)) > 1)
    finally:
        stop.set()
        writer.join()
    assert not mixed or slowest > RACY


def test_what_counts_as_text() -> None:
    """By its ending, outside the folder of assets."""
    expected = {"content/a.md": True, "content/a.MD": True, "content/a.png": False, "content/assets/a.css": False}
    assert expected == {path: is_text(path) for path in expected}


def test_a_glance_at_a_saved_file_sees_what_a_look_would(tmp_path: Path) -> None:
    """Other files are taken as they were; a problem that comes with the save is told, one that was there stays."""
    reader = TreeReader(site(tmp_path, {"content/a.md": "a", "content/b.md": b"\xff", "content/c.md": "c"}))
    reader.read()
    site(tmp_path, {"content/a.md": "aa", "content/c.md": "cc"})
    tree, problems, changed = reader.glance(["content/a.md"]) or ({}, (), frozenset())
    assert (tree, changed) == ({"content/a.md": "aa", "content/c.md": "c"}, {"content/a.md"})
    assert [problem.span.path for problem in problems if problem.span] == ["content/b.md"]
    assert reader.read()[2] == {"content/c.md"}
    assert reader.glance(["content/a.md"]) == (*reader.read()[:2], frozenset())


def test_a_glance_is_not_enough_where_files_come_go_or_lead_elsewhere(tmp_path: Path) -> None:
    reader = TreeReader(site(tmp_path, {"content/a.md": "a", "content/b.md": "b"}))
    reader.read()
    site(tmp_path, {"content/new.md": "n"})
    (tmp_path / "content/b.md").unlink()
    for path in ("content/new.md", "content/b.md", "content", ".", "content/none.md"):
        assert reader.glance(["content/a.md", path]) is None
    (tmp_path / "content/b.md").symlink_to("/etc/passwd")
    assert reader.glance(["content/b.md"]) is None
    assert "content/b.md" not in reader.read()[0]
