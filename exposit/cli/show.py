"""How a command speaks: problems as text, JSON or GitHub annotations, and one line that sums up.

Text goes to standard error, so that standard output holds the summary, or the one JSON array, and nothing else.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TextIO

from exposit.build.machine import MachineError
from exposit.problems import LineOf, Problem, as_dict, as_github, as_json, as_text

FORMATS = ("text", "json", "github")
_HEAD = re.compile(r"^(?P<place>\S.*?: )?(?P<kind>error|warning)(?P<rest>\[[a-z0-9-]+\]: )", re.MULTILINE)
_CARET = re.compile(r"^( *\| *)(\^+)$", re.MULTILINE)
_COLOURS = {"error": "31;1", "warning": "33;1"}


def put(text: str, stream: TextIO | None = None) -> None:
    """Writes a line. A reader who left (`| head`) is no failure, nor is a terminal without our letters."""
    stream = sys.stdout if stream is None else stream
    try:
        try:
            stream.write(text + "\n")
        except UnicodeEncodeError:
            coding = stream.encoding
            stream.write(text.encode(coding, "backslashreplace").decode(coding) + "\n")
        stream.flush()
    except BrokenPipeError:
        with Path(os.devnull).open("w") as nowhere:  # else the interpreter complains when it flushes at its end
            os.dup2(nowhere.fileno(), stream.fileno())


def problems(found: Sequence[Problem], style: str, line_of: LineOf) -> None:
    """All problems, in the style asked for."""
    if style == "json":
        put(as_json(found))
    elif style == "github":
        for problem in found:
            put(as_github(problem))
    else:
        for problem in found:
            put(_coloured(as_text(problem, line_of), sys.stderr) + "\n", sys.stderr)


def summary(text: str, style: str) -> None:
    """The last line, for people: where the output is for machines it goes to standard error."""
    put(text, sys.stdout if style == "text" else sys.stderr)


def fault(obstacle: MachineError, style: str = "text") -> None:
    """What the machine refused, and what to do about it."""
    if style == "json":
        put(json.dumps([as_dict(Problem("machine", "error", obstacle.message, None, obstacle.hint))], indent=2))
    text = f"error: {obstacle.message}" + (f"\n   = {obstacle.hint}" if obstacle.hint else "")
    put(text, sys.stderr)


def counted(found: Sequence[Problem]) -> str:
    """“2 errors, 1 warning”, “3 warnings”, empty when all is well."""
    errors = sum(problem.severity == "error" for problem in found)
    numbers = ((errors, "error"), (len(found) - errors, "warning"))
    return ", ".join(plural(number, noun) for number, noun in numbers if number)


def plural(number: int, noun: str) -> str:
    """“1 file”, “34 files”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def wants_colour(stream: TextIO) -> bool:
    """Whether a person looks at this stream and has not asked for plain text."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _coloured(text: str, stream: TextIO) -> str:
    if not wants_colour(stream):
        return text
    kind = "warning" if _kind(text) == "warning" else "error"
    colour = _COLOURS[kind]
    text = _HEAD.sub(
        lambda found: f"{found['place'] or ''}\x1b[{colour}m{found['kind']}\x1b[0m{found['rest']}", text, count=1
    )
    return _CARET.sub(lambda found: f"{found[1]}\x1b[{colour}m{found[2]}\x1b[0m", text)


def _kind(text: str) -> str:
    found = _HEAD.search(text)
    return found["kind"] if found else "error"
