"""Adds an entry to an author's YAML as an author would: by inserting lines. Comments, order and layout stay.

Pure: text in, text out. The text is taken as it stands on the disk, with whatever line ends it has.
"""

from __future__ import annotations

import re

_TOP = re.compile(r"^(?:(?P<key>[A-Za-z_][\w-]*|\"[^\"]*\"|'[^']*')\s*:(?P<rest>.*)|---.*|\.\.\.\s*)$")


def append_entry(text: str, section: str, entry: str) -> str | None:
    """`text` with `entry` (its lines indented as under `section`, by two) at the end of the block mapping `section`.

    The section is added at the end where there is none. None where it is written in a way lines cannot be added to
    (`facts: {a: …}` on one line, an alias)."""
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    if lines and lines[-1] == "":
        lines.pop()
    start = next((at for at, line in enumerate(lines) if _key(line) == section), None)
    new = entry.rstrip("\n").split("\n")
    if start is None:
        gap = [""] if lines and lines[-1].strip() else []
        return ending.join([*lines, *gap, f"{section}:", *new, ""])
    rest = _plain(_TOP.match(lines[start]), lines[start])
    if rest in ("{}", "null", "~"):
        lines[start] = re.sub(r":\s*(\{\}|null|~)", ":", lines[start], count=1)
    elif rest:
        return None
    end = _end(lines, start)
    indent = _indent(lines, start + 1, end)
    new = [indent + line[2:] if line.strip() else "" for line in new]
    spaced = _spaced(lines, start + 1, end, indent)
    return ending.join([*lines[:end], *([""] if spaced else []), *new, *lines[end:], ""])


def _key(line: str) -> str | None:
    found = _TOP.match(line)
    key = found["key"] if found else None
    return key.strip("\"'") if key else None


def _plain(found: re.Match[str] | None, line: str) -> str:
    """What follows the section's colon, a comment aside."""
    rest = (found["rest"] if found else line) or ""
    return re.sub(r"(^|\s)#.*$", "", rest).strip()


def _end(lines: list[str], start: int) -> int:
    """The line after the section's last entry: before blank lines and comments that introduce the next section."""
    stop = next((at for at in range(start + 1, len(lines)) if _TOP.match(lines[at])), len(lines))
    while stop > start + 1 and (not lines[stop - 1].strip() or lines[stop - 1].startswith("#")):
        stop -= 1
    return stop


def _indent(lines: list[str], start: int, end: int) -> str:
    for line in lines[start:end]:
        if line.strip() and not line.lstrip().startswith("#"):
            return line[: len(line) - len(line.lstrip(" "))]
    return "  "


def _spaced(lines: list[str], start: int, end: int, indent: str) -> bool:
    """Whether the author sets entries apart with blank lines."""
    entries = [at for at in range(start, end) if re.match(rf"{indent}[^\s#]", lines[at])]
    return any(not lines[at - 1].strip() for at in entries[1:])
