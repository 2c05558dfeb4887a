"""What the preview says in the terminal: in full what is new, and never a flood."""

from __future__ import annotations

import io

from exposit.problems import Problem, Span
from exposit.serve.builder import Begun
from exposit.serve.terminal import Terminal

MISSING = [Problem("translation-missing", "warning", f"page {at}", Span("content/a.md", 1, 1, 2)) for at in range(50)]
LINK = Problem("link-broken", "error", "`b.md` is not there", Span("content/a.md", 1, 3, 7), "write `c.md`")


def told(*states: list[Problem]) -> str:
    """What is written while the site goes through states."""
    stream = io.StringIO()
    terminal = Terminal(stream)
    for problems in states:
        stream.truncate(0)
        stream.seek(0)
        terminal.judged(problems, {"content/a.md": "to b.md\n"})
    return stream.getvalue()


def test_a_problem_is_told_once_and_its_end_too() -> None:
    text = told([LINK])
    assert "content/a.md:1:3: error[link-broken]: `b.md` is not there" in text
    assert text.endswith("\n1 error\n")
    assert "" == told([LINK], [LINK])
    assert "nothing is wrong any more\n" == told([LINK], [])


def test_what_was_told_is_not_told_again() -> None:
    assert told([*MISSING, LINK], [], [*MISSING, LINK]).endswith("\n\n1 error, 50 warnings\n")
    assert "error[" not in told([LINK], [LINK, *MISSING[:3]])


def test_a_thousand_problems_are_no_flood() -> None:
    """Errors first, then as many as are read, then how many more."""
    text = told([*MISSING, LINK])
    assert 20 == text.count("error[") + text.count("warning[")
    assert "error[link-broken]" in text
    assert "… and 31 more: `exposit check` writes them all out" in text
    assert text.endswith("1 error, 50 warnings\n")


def test_a_build_is_one_line() -> None:
    stream = io.StringIO()
    Terminal(stream).begun(Begun(("content/a.md",), ("/a/",), 0.0412, 3))
    assert "content/a.md → /a/ · 41 ms · 3 more files\n" == stream.getvalue()[10:]
