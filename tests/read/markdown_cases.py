"""The fixtures under `tests/cases/markdown`: `title . input . expected .`, with holes and problems in readable form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from exposit import marks
from exposit.facts.units import Units
from exposit.model import (
    Body,
    ChartBlock,
    Citation,
    Exempt,
    Hole,
    LinkTarget,
    PlacedHole,
    Reference,
    TableBlock,
    TermUse,
    Words,
)
from exposit.problems import Problem, SourceText
from exposit.read.body import read_body
from exposit.read.characters import clean_characters

FOLDER = Path(__file__).parents[1] / "cases" / "markdown"
_CASE = re.compile(r"^(?P<title>[^\n]+)\n\.\n(?P<input>.*?)^\.\n(?P<expected>.*?)^\.$", re.MULTILINE | re.DOTALL)
_MARK = re.compile(f"{marks.OPEN}([^{marks.BAR}]*){marks.BAR}([^{marks.CLOSE}]*){marks.CLOSE}")


class Case(NamedTuple):
    file: str
    title: str
    input: str
    expected: str

    @property
    def language(self) -> str:
        return "fr" if self.file.endswith(".fr.md") else "en"

    @property
    def trusted(self) -> bool:
        return self.file.startswith("trusted")


def read_cases() -> Iterator[Case]:
    for path in sorted(FOLDER.glob("*.md")):
        for match in _CASE.finditer(path.read_text(encoding="utf-8")):
            yield Case(path.name, match["title"], match["input"], match["expected"])


def convert_case(case: Case) -> str:
    """What a case comes to: HTML with readable holes, then one line for each problem."""
    source = SourceText("page.md", case.input)
    text, refused = clean_characters(case.input, source.span)
    body, problems = read_body(text, case.language, source.span, Units({}), trusted=case.trusted)
    return readable(body) + "".join(f"! {line(problem)}\n" for problem in (*refused, *problems))


def line(problem: Problem) -> str:
    span = problem.span
    place = f"{span.line}:{span.column}-{span.end_column}" if span else "nowhere"
    hint = f" ({problem.hint})" if problem.hint else ""
    return f"{place} {problem.severity}[{problem.code}] {problem.message}{hint}"


def readable(body: Body) -> str:
    html = marks.HOLE.sub(lambda match: show(body.holes[int(match[1])]), body.html)
    html = _MARK.sub(r"⟨\1\2⟩", html).replace("\u202f", "⍽").replace("\xa0", "⎵")
    return html if html.endswith("\n") or not html else html + "\n"


def show(placed: PlacedHole) -> str:
    flags = [placed.block] * (placed.block not in ("p", "attribute"))
    flags += [name for name in ("only", "quoted") if getattr(placed, name)]
    flags += ["in link"] * (placed.in_link and not isinstance(placed.hole, LinkTarget))
    return f"⟨{_hole(placed.hole)}{''.join(f', {flag}' for flag in flags)}⟩"


def _hole(hole: Hole) -> str:
    match hole:
        case Reference(id, forms):
            return " | ".join([id, *forms])
        case Words(words, formula):
            return f"{words} = {formula.text}"
        case Exempt(words, reason):
            return f"{words} exempt: {reason}"
        case TermUse(id, words):
            return f"term {id}" + (f": {words}" if words else "")
        case Citation(id):
            return f"@{id}"
        case ChartBlock(id):
            return f"chart {id}"
        case TableBlock(query):
            return f"table {query}"
        case LinkTarget(target, image):
            return f"{'file' if image else 'to'} {target}"


def rewrite() -> None:
    """Writes what every case comes to today into its file: run this module, then read the diff."""
    for path in sorted(FOLDER.glob("*.md")):
        cases = [case for case in read_cases() if case.file == path.name]
        texts = [f"{case.title}\n.\n{case.input}.\n{convert_case(case)}.\n" for case in cases]
        path.write_text("\n".join(texts), encoding="utf-8")


if __name__ == "__main__":
    rewrite()
