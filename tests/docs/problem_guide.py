"""`docs/problems.md`: what each code means is written by hand, and what the check says about the smallest broken
site stands beside it, letter for letter. `python -m tests.docs.problem_guide` writes these parts anew.
"""

from __future__ import annotations

import re
from pathlib import Path

from exposit.codes import CODES
from tests.golden import PROBLEMS

GUIDE = Path(__file__).parent.parent.parent / "docs" / "problems.md"
_ENTRY = re.compile(r"^## ([a-z-]+)\n", re.MULTILINE)
_MADE = re.compile(r"\A(?:\n*(?:Error|Warning)[^\n]*\n)?(?:\n*```text\n.*?\n```\n)?", re.DOTALL)


def message(code: str) -> str:
    """What the check prints about the first problem of a code's case; empty where the case is no folder of files."""
    expected = PROBLEMS / code / "expected.txt"
    if not expected.exists():
        return ""
    blocks = expected.read_text(encoding="utf-8").split("\n\n")
    return next(block for block in blocks if f"[{code}]: " in block).strip("\n")


def entries(text: str) -> dict[str, str]:
    """What is written by hand under each code."""
    parts = _ENTRY.split(text)
    return {code: _MADE.sub("", body).strip() for code, body in zip(parts[1::2], parts[2::2], strict=True)}


def written(text: str) -> str:
    """The whole page: its head as it is, an entry for every code in order."""
    told = entries(text)
    parts = [_ENTRY.split(text)[0].strip()]
    for code, about in CODES.items():
        grade = f"{about.severity.capitalize()}{', can be set' if about.settable else ''}. {about.summary}"
        shown = message(code)
        parts.append(f"## {code}\n\n{grade}")
        parts += [f"```text\n{shown}\n```"] if shown else []
        parts += [told[code]] if told.get(code) else []
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8")), encoding="utf-8")
