"""Whole sites, byte for byte: `tests/cases/sites/NAME/in` must build to exactly `tests/cases/sites/NAME/out`.

`make golden` writes the outputs anew after a change that is meant; CI never does. Pictures
stand in `out` as their hashes (`files.txt`), the theme's files as their names: they have tests of their own.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from exposit.build.memo import Memo
from exposit.build.run import Options, run
from exposit.build.tree import load_tree
from tests.golden import built, sites, stored

SITES = sites()


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_site_builds_to_exactly_these_files(site: Path) -> None:
    """No file more, no file less, every byte the same."""
    expected, actual = stored(site / "out"), built(site / "in")
    assert sorted(expected) == sorted(actual)
    for path in expected:
        assert (path, expected[path]) == (path, actual[path])


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.name)
def test_a_warm_build_gives_the_same_bytes(site: Path) -> None:
    """What is remembered is what would be made again."""
    tree, _ = load_tree(site / "in")
    memo = Memo()
    cold = run(tree, memo, Options()).outputs
    warm = run(tree, memo, Options())
    assert (dict(cold), 0) == (dict(warm.outputs), warm.made)


def test_there_are_golden_sites() -> None:
    """An empty folder would pass everything above."""
    assert [] != SITES
