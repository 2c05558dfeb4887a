"""Opens a file of the site in the author's editor, at a line.

What an author set (`VISUAL`, `EDITOR`) goes first where it is an editor with a window of its own: one that needs our
terminal cannot be opened from a page. Else the first of the usual ones that is installed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

_PLACE = "{file}:{line}:{column}"
EDITORS: Mapping[str, tuple[str, ...]] = {
    "code": ("--goto", _PLACE),
    "codium": ("--goto", _PLACE),
    "code-insiders": ("--goto", _PLACE),
    "cursor": ("--goto", _PLACE),
    "zed": (_PLACE,),
    "subl": (_PLACE,),
    "sublime_text": (_PLACE,),
    "mate": ("--line", "{line}:{column}", "{file}"),
    "bbedit": ("+{line}", "{file}"),
    "idea": ("--line", "{line}", "--column", "{column}", "{file}"),
    "pycharm": ("--line", "{line}", "--column", "{column}", "{file}"),
    "webstorm": ("--line", "{line}", "--column", "{column}", "{file}"),
    "kate": ("--line", "{line}", "--column", "{column}", "{file}"),
    "gedit": ("+{line}:{column}", "{file}"),
    "gnome-text-editor": ("+{line}:{column}", "{file}"),
    "gvim": ("--remote-silent", "+{line}", "{file}"),
    "mvim": ("--remote-silent", "+{line}", "{file}"),
    "emacsclient": ("--no-wait", "+{line}:{column}", "{file}"),
    "geany": ("{file}:{line}:{column}",),
    "notepad++": ("-n{line}", "-c{column}", "{file}"),
}
"""Editors with a window, by the name of their command, and how each is told a place."""
_ANY = ("{file}",)


def command(place: Path, line: int, column: int, environment: Mapping[str, str]) -> list[str] | None:
    """The command that opens `place`; None where there is no editor we can open."""
    for variable in ("EXPOSIT_EDITOR", "VISUAL", "EDITOR"):
        words = _split(environment.get(variable, ""))
        if words and (Path(words[0]).stem in EDITORS or variable == "EXPOSIT_EDITOR"):
            return _told(words, place, line, column)
    path = environment.get("PATH")
    found = next((name for name in EDITORS if shutil.which(name, path=path)), None)
    return _told([found], place, line, column) if found else None


def open_at(place: Path, line: int, column: int) -> bool:
    """Opens `place`, and does not wait for it. Whether that could be begun."""
    words = command(place, line, column, os.environ)
    if words is None:
        return False
    try:
        subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError:
        return False
    return True


def _split(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return text.split()


def _told(words: Sequence[str], place: Path, line: int, column: int) -> list[str]:
    how = EDITORS.get(Path(words[0]).stem, _ANY)
    return [*words, *(part.format(file=place, line=line, column=column) for part in how)]
