"""Names every system can hold and tell apart."""

from __future__ import annotations

import pytest

from exposit.build.names import unusable


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["index.html", "fr/index.html", "é/index.html"], []),
        (["../x"], [("../x", "cannot be published: `..` is no name")]),
        (["/etc/x"], [("/etc/x", "cannot be published: `` is no name")]),
        (["a//b"], [("a//b", "cannot be published: `` is no name")]),
        (["a\\b"], [("a\\b", "cannot be published: `a\\b` holds `\\`, which not every system allows")]),
        (["C:x"], [("C:x", "cannot be published: `C:x` holds `:`, which not every system allows")]),
        (["nul.html"], [("nul.html", "cannot be published: `nul.html` is reserved on Windows")]),
        (["a" * 241], [("a" * 241, f"cannot be published: `{'a' * 241}` is longer than 240 bytes")]),
        (["A/x", "a/x"], [("a/x", "cannot be told from `A/x` on every file system")]),
        (["a", "a/b"], [("a/b", "needs a folder where the file `a` stands")]),
        (["A", "a/b"], [("a/b", "needs a folder where the file `A` stands")]),
        (["straße", "STRASSE"], [("straße", "cannot be told from `STRASSE` on every file system")]),
    ],
)
def test_unusable_paths_are_named_with_the_reason(paths: list[str], expected: list[tuple[str, str]]) -> None:
    """Traversal, names Windows reserves, twins, and files where folders must be."""
    assert expected == list(unusable(paths))
