"""Which editor is opened, and how it is told the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from exposit.serve.editor import EDITORS, command

PLACE = Path("/site/content/a b.md")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"VISUAL": "code"}, ["code", "--goto", "/site/content/a b.md:3:7"]),
        ({"VISUAL": "code --wait"}, ["code", "--wait", "--goto", "/site/content/a b.md:3:7"]),
        ({"EDITOR": "/opt/bin/subl"}, ["/opt/bin/subl", "/site/content/a b.md:3:7"]),
        ({"VISUAL": "vim", "EDITOR": "gedit"}, ["gedit", "+3:7", "/site/content/a b.md"]),
        ({"EXPOSIT_EDITOR": "my-editor -x", "VISUAL": "code"}, ["my-editor", "-x", "/site/content/a b.md"]),
        ({"VISUAL": "vim"}, None),
        ({"VISUAL": "unclosed 'quote"}, None),
        ({}, None),
    ],
)
def test_the_author_s_editor_is_asked_where_it_has_a_window(
    environment: dict[str, str], words: list[str] | None, tmp_path: Path
) -> None:
    assert words == command(PLACE, 3, 7, {"PATH": str(tmp_path), **environment})


@pytest.mark.parametrize("name", EDITORS)
def test_an_installed_editor_is_found(name: str, tmp_path: Path) -> None:
    """Each of the usual ones is told the file and the line."""
    (tmp_path / name).write_text("")
    (tmp_path / name).chmod(0o755)
    words = command(PLACE, 3, 7, {"PATH": str(tmp_path)})
    assert words is not None
    assert name == words[0]
    told = " ".join(words[1:])
    assert ("/site/content/a b.md" in told, "3" in told) == (True, True)
