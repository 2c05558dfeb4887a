"""Every problem has its smallest broken site, and says exactly this about it.

`tests/cases/problems/CODE/` (or `CODE~what`, for a second case) holds `in/`, a site, and `expected.txt`, what
`exposit check` prints about it. `python -m tests.golden problems` writes the expectations anew: read the diff.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exposit.codes import CODES
from tests.golden import PROBLEMS, case_code, checked, problem_cases

CASES = problem_cases()

ELSEWHERE = {
    "chart-forms": "two forms of a chart that differ are a bug of ours: tests/check/test_charts.py",
    "formula-input": "is told at the fact that failed, and never shown: tests/facts/test_derive.py",
    "yaml-too-large": "a file of megabytes has no place in a repository: tests/read",
    "fact-removed": "compares two versions of a site: tests/check/test_history.py",
    "proof-escaped": "is said of a gate that fails: tests/prove",
    "proof-stuck": "is said of a display that is none: tests/prove",
    "revision-missing": "compares two versions of a site: tests/check/test_history.py",
    "file-outside": "a link that leaves the folder cannot be kept in a repository: tests/build/test_tree.py",
    "file-special": "a pipe cannot be kept in a repository: tests/build/test_tree.py",
    "file-too-large": "neither can a file of five megabytes: tests/build/test_tree.py",
    "file-unreadable": "nor one without permissions: tests/build/test_tree.py",
    "file-name": "nor two names that are one on some systems: tests/build/test_tree.py",
}
"""Codes whose case cannot be a folder of files, with where it is."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_broken_site_gives_exactly_this_text(case: Path) -> None:
    """The whole output of the check, letter for letter: place, line, caret, hint."""
    assert (case / "expected.txt").read_text(encoding="utf-8") == checked(case / "in")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_shows_the_problem_it_is_named_for(case: Path) -> None:
    """So that an expectation that was written anew cannot lose its subject."""
    assert f"[{case_code(case)}]: " in (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("code", sorted(CODES.keys() - ELSEWHERE.keys()))
def test_every_code_has_a_case(code: str) -> None:
    """A problem nobody has seen is a problem nobody can understand."""
    assert code in {case_code(case) for case in CASES}


def test_every_case_has_a_code() -> None:
    """A code that is gone leaves no case behind."""
    assert set() == {case_code(case) for case in CASES} - CODES.keys()
    assert set() == ELSEWHERE.keys() - CODES.keys()
    assert [] == [name for name in os.listdir(PROBLEMS) if not (PROBLEMS / name / "in").is_dir()]  # noqa: PTH208
