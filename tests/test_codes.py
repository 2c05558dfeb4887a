"""Every problem code in the engine is registered once, and every registered code is used."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from exposit.codes import CODES

PACKAGE = Path(__file__).parent.parent / "exposit"
CODE = re.compile(r"[a-z]+(?:-[a-z]+)+")
REPORTERS = re.compile(
    r"(Problem|Failure|Complaint|code|_?(error|warning|report|refused|refuse|fail|failed|stop|tell))"
)
"""What a call that makes a problem is named, by house custom; its code stands first."""


def _texts(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from _texts(node.body)
        yield from _texts(node.orelse)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value


def _coded(node: ast.AST) -> Iterator[str]:
    """The codes a piece of source reports with."""
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if REPORTERS.fullmatch(name) and node.args:
            yield from _texts(node.args[0])
        for keyword in node.keywords:
            if keyword.arg == "code":
                yield from _texts(keyword.value)
    elif isinstance(node, ast.Assign) and any(getattr(target, "id", "") == "code" for target in node.targets):
        yield from _texts(node.value)


def _used() -> dict[str, str]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for word in _coded(node):
                if CODE.fullmatch(word):
                    found.setdefault(word, str(path.relative_to(PACKAGE.parent)))
    return found


def _written() -> set[str]:
    """Every text constant outside the registry, and what may come before `-unknown`."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        if path != PACKAGE / "codes.py":
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.add(node.value)
    return found | {f"{kind}-unknown" for kind in ("fact", "source", "entity", "chart", "term")}


def test_every_code_used_is_registered():
    """A problem whose code the registry does not know would be missing from the guide."""
    assert {} == {code: where for code, where in _used().items() if code not in CODES}


def test_every_registered_code_is_used():
    """A code that nothing reports is a promise nobody keeps."""
    written = _written()
    assert [] == sorted(code for code in CODES if code not in written)


def test_codes_are_in_order_and_well_formed():
    """The guide lists them as they stand."""
    assert sorted(CODES) == list(CODES)
    assert [] == [code for code in CODES if not CODE.fullmatch(code)]


def test_summaries_are_sentences():
    """One sentence each, for the guide."""
    assert [] == [code for code, about in CODES.items() if not re.fullmatch(r"[A-Z`].*[.]", about.summary)]


def test_only_judgements_can_be_set():
    """What would publish a wrong or broken site stays an error."""
    assert [] == [code for code, about in CODES.items() if about.settable and about.severity == "error"]
