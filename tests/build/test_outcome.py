"""What was answered once is answered again only where nothing at all has changed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exposit.build.options import Options
from exposit.build.outcome import key_of
from exposit.build.tree import RACY
from exposit.build.whole import build_folder, judge_folder

MOMENT = 1.5 * RACY / 1e9
"""Seconds after which a file is no longer taken for one that is still being written."""
PAGE = "# Bicycles\n\nThey have three wheels.\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content" / "part").mkdir(parents=True)
    (tmp_path / "content" / "index.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "content" / "part" / "other.md").write_text("# Other\n\nWords.\n", encoding="utf-8")
    time.sleep(MOMENT)
    return tmp_path


def same_size_same_times(site: Path) -> None:
    page = site / "content" / "index.md"
    before = page.stat()
    page.write_text(PAGE.replace("three", "seven"), encoding="utf-8")
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))


CHANGES: tuple[Callable[[Path], object], ...] = (
    same_size_same_times,
    lambda site: (site / "content" / "new.md").write_text("# New\n"),
    lambda site: (site / "content" / "part" / "other.md").unlink(),
    lambda site: (site / "content" / "part").rename(site / "content" / "moved"),
    lambda site: (site / "content" / "index.md").chmod(0o600),
    lambda site: (site / "templates").mkdir() or (site / "templates" / "page.html").write_text("{{ body }}"),
)


@pytest.mark.parametrize("change", CHANGES, ids=["bytes", "added", "removed", "moved", "permissions", "template"])
def test_every_change_of_the_files_is_seen(change: Callable[[Path], object], site: Path) -> None:
    """Whatever an edit leaves as it was, the key is another."""
    before = key_of(site, Options())
    assert before is not None and before == key_of(site, Options())
    change(site)
    time.sleep(MOMENT)
    assert key_of(site, Options()) not in (before, None)


@pytest.mark.parametrize(
    "asked",
    [
        Options(draft=True),
        Options(base_url="https://example.org"),
        Options(today=date(2026, 1, 1)),
        Options(judge=True),
    ],
)
def test_what_was_asked_counts(asked: Options, site: Path) -> None:
    """The answer to one question is none to another; how strictly it is taken is not part of it."""
    assert key_of(site, asked) != key_of(site, Options()) == key_of(site, replace(Options(), strict=True, jobs=4))


def test_what_times_cannot_tell_is_always_read(site: Path) -> None:
    """A file written this moment, a link, a pipe, no content at all."""
    written = (site / "content" / "index.md").stat().st_ctime_ns
    assert (None, False) == (key_of(site, Options(), written + 1), key_of(site, Options(), written + 10**9) is None)
    (site / "content" / "link.md").symlink_to("index.md")
    assert None is key_of(site, Options())
    (site / "content" / "link.md").unlink()
    if hasattr(os, "mkfifo"):
        os.mkfifo(site / "content" / "pipe")
        assert None is key_of(site, Options())
    assert None is key_of(site / "content", Options())


def test_an_answer_given_again_is_the_same_answer(site: Path) -> None:
    """Problems with their lines, the number of pages, the site; strictness is applied anew."""
    first, again = (build_folder(site, None, Options()) for _ in range(2))
    assert (True, 2) == (first.result is not None, first.pages)
    assert (None, first.problems, first.pages, True) == (again.result, again.problems, again.pages, again.ok)
    assert ["They have three wheels."] == [
        again.line(problem.span.path, problem.span.line) for problem in again.problems if problem.span
    ]
    assert again.published is not None and (0, first.published.kept + first.published.written) == (
        again.published.written,
        again.published.kept,
    )  # type: ignore[union-attr]
    strict = build_folder(site, None, Options(strict=True))
    assert (None, False, None) == (strict.result, strict.ok, strict.published)


def test_a_site_changed_by_hand_is_built_again(site: Path) -> None:
    """The answer holds for what was published, not for what became of it."""
    build_folder(site, None, Options())
    (site / "site" / "index.html").write_text("changed")
    whole = build_folder(site, None, Options())
    assert whole.result is not None and "Bicycles" in (site / "site" / "index.html").read_text(encoding="utf-8")


def test_another_destination_is_filled(site: Path) -> None:
    """`--out` elsewhere publishes there, whatever was answered before."""
    build_folder(site, None, Options())
    build_folder(site, site / "other", Options())
    assert (site / "site" / "index.html").read_bytes() == (site / "other" / "index.html").read_bytes()


def test_a_broken_record_is_no_record(site: Path) -> None:
    """Then everything is read, and the record is written anew."""
    first = judge_folder(site, Options())
    (site / ".exposit" / "cache" / "checked").write_bytes(b"\x80\x05broken")
    again, third = judge_folder(site, Options()), judge_folder(site, Options())
    assert (first.problems, first.problems) == (again.problems, third.problems)
    assert (True, True) == (again.result is not None, third.result is None)


def test_where_nothing_changed_no_large_library_is_loaded(site: Path) -> None:
    """What makes the second build quick is what it does not do."""
    code = (
        "import sys; from pathlib import Path; from exposit.build.options import Options; "
        "from exposit.build.whole import build_folder; build_folder(Path(sys.argv[1]), None, Options()); "
        "print(sorted({'pint', 'pydantic', 'jinja2', 'babel', 'yaml', 'markdown', 'nh3'} & sys.modules.keys()))"
    )
    said = [
        subprocess.run([sys.executable, "-c", code, str(site)], capture_output=True, text=True, check=True)
        for _ in range(2)
    ]
    assert "jinja2" in said[0].stdout and "[]\n" == said[1].stdout
