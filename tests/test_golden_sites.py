"""Whole sites, byte for byte: `tests/cases/sites/NAME/in` must build to exactly `tests/cases/sites/NAME/out`.

`make golden` writes the outputs anew after a change that is meant; CI never does. Pictures
stand in `out` as their hashes (`files.txt`), the theme's files as their names: they have tests of their own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from exposit.build.run import Options, run
from tests.golden import built, cold, roots, stored

SITES = roots()


@pytest.mark.parametrize("root", SITES.values(), ids=SITES)
def test_a_site_builds_to_exactly_these_files(root: Path) -> None:
    """No file more, no file less, every byte the same."""
    expected, actual = stored(root.parent / "out"), built(root)
    assert sorted(expected) == sorted(actual)
    for path in expected:
        assert (path, expected[path]) == (path, actual[path])


@pytest.mark.parametrize("root", SITES.values(), ids=SITES)
def test_a_warm_build_gives_the_same_bytes(root: Path) -> None:
    """What is remembered is what would be made again."""
    first = cold(root)
    warm = run(first.tree, first.memo, Options())
    assert (dict(first.result.outputs), 0) == (dict(warm.outputs), warm.made)


def test_there_are_golden_sites() -> None:
    """An empty folder would pass everything above."""
    assert {} != SITES
