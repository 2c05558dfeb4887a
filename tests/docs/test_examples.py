"""The guide's examples are real: what it tells authors to write is built, page by page.

A fenced block that names a file (```` ```yaml content/facts.yaml ````) is that file. Where a page names a file again,
the new lines go on where the last ones ended: in YAML below the section they belong to, in Markdown at the end.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from exposit.build.memo import Memo
from exposit.build.run import Options, run
from exposit.problems import as_text

ROOT = Path(__file__).parent.parent.parent
PAGES = sorted((ROOT / "docs" / "guide").glob("*.md"))
_BLOCK = re.compile(r"^```(?:yaml|markdown) (?P<path>content/\S+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]]*\]\((assets/[^\s)]+)")
_SECTION = re.compile(r"^(\w+):(?P<rest>.*)$")
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63d0a8fa0f0002740187"
    "17e13c4c0000000049454e44ae426082"
)


def sites() -> dict[str, dict[str, str | bytes]]:
    """The site each page of the guide describes, by the page's name; pages without examples have none."""
    found = {}
    for page in PAGES:
        site: dict[str, str | bytes] = {}
        for block in _BLOCK.finditer(page.read_text(encoding="utf-8")):
            path, text = block["path"], block["text"]
            known = site.get(path, "")
            assert isinstance(known, str)
            site[path] = joined(known, text) if path.endswith(".yaml") else known + "\n" + text
            site |= {f"content/{image}": PIXEL for image in _IMAGE.findall(text)}
        if site:
            found[page.name] = {
                path: text.lstrip("\n") if isinstance(text, str) else text for path, text in site.items()
            }
    return found


def joined(known: str, more: str) -> str:
    """Two YAML texts as one: a section that both have stands once, with the lines of both."""
    sections: dict[str, list[str]] = {}
    for text in (known, more):
        current: list[str] = []
        for line in text.splitlines():
            if match := _SECTION.match(line):
                name = match[0] if match["rest"].strip() else line
                current = sections.setdefault(name, [])
            else:
                current.append(line)
    return "".join("\n".join([name, *lines]) + "\n" for name, lines in sections.items())


SITES = sites()


@pytest.mark.parametrize("name", SITES)
def test_an_example_of_the_guide_builds_without_a_problem(name: str) -> None:
    """Every file a page of the guide shows, put together, is a site with neither errors nor warnings."""
    tree = dict(sorted(SITES[name].items()))

    def line_of(path: str, number: int) -> str:
        text = tree.get(path)
        return text.split("\n")[number - 1] if isinstance(text, str) else ""

    problems = run(tree, Memo(), Options()).problems
    assert [] == [as_text(problem, line_of) for problem in problems]


def test_the_guide_has_examples() -> None:
    """Else the test above would be glad of nothing."""
    wanted = {"start.md", "writing.md", "facts.md", "charts.md", "languages.md", "site.md", "checks.md"}
    assert set() == wanted - SITES.keys()
