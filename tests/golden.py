"""Reads and writes what golden tests expect. `python -m tests.golden [sites|problems] [NAME ...]` writes it anew."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from hashlib import sha256
from pathlib import Path

from exposit.build.memo import Memo
from exposit.build.run import Options, Result, run
from exposit.build.tree import load_tree
from exposit.build.whole import check_folder
from exposit.model import Tree
from exposit.problems import as_text

CASES = Path(__file__).parent / "cases"
SITES = CASES / "sites"
PROBLEMS = CASES / "problems"
KEPT = "kept.txt"
"""Beside a site's `in`: the patterns of the files worth keeping, where keeping all would drown the repository."""
LIST = "files.txt"
"""The hashes of the files that are not kept whole."""
_HASHED = re.compile(r"(assets/[a-z-]+)\.[0-9a-f]{10}\.")
"""The address of a theme's file: its hash is left out, or every edit of a style sheet would touch every page here."""

_ELSEWHERE = ("verify.json", "verify.py")
"""They hold the hashes of all the others, theme and all: tests/render/test_verify.py."""


def sites() -> list[Path]:
    """The golden sites, by name."""
    return sorted(path.parent for path in SITES.glob("*/in"))


def problem_cases() -> list[Path]:
    """The problem cases, by name."""
    return sorted(path.parent for path in PROBLEMS.glob("*/in"))


def case_code(case: Path) -> str:
    """The code a case is for: `number-unsourced~table` is a second case of `number-unsourced`."""
    return case.name.partition("~")[0]


def checked(site: Path) -> str:
    """What `exposit check` prints about a site."""
    whole = check_folder(site, Options(judge=True), cache=False)
    return "".join(as_text(problem, whole.line) + "\n\n" for problem in whole.problems)


@dataclass(frozen=True)
class Cold:
    """A site built from nothing, and what the build left to remember."""

    tree: Tree
    memo: Memo
    result: Result


@cache
def cold(root: Path) -> Cold:
    """The site below `root`, without a mistake: built once for all tests of a process that only look at it."""
    tree, problems = load_tree(root)
    memo = Memo()
    result = run(tree, memo, Options())
    assert result.ok and not problems, [item.message for item in (*problems, *result.problems)]
    return Cold(tree, memo, result)


def built(site: Path) -> dict[str, str]:
    """The site's files as they are kept: texts whole, the rest as lines of one list."""
    chosen = site.parent / KEPT
    patterns = chosen.read_text(encoding="utf-8").split() if chosen.exists() else ["*"]
    return kept(cold(site).result.outputs, patterns)


def roots(**more: Path) -> dict[str, Path]:
    """The roots of the golden sites, and of more, by name."""
    return {site.name: site / "in" for site in sites()} | more


def kept(outputs: Mapping[str, bytes], patterns: Sequence[str] = ("*",)) -> dict[str, str]:
    """Texts that are the site's own whole, those of `patterns`; pictures by hash; the theme's files, alike in every
    site, by name alone, and so is what no pattern names."""
    texts: dict[str, str] = {}
    listed: list[str] = []
    for path, data in sorted(outputs.items()):
        named = _HASHED.sub(r"\1.HASH.", path)
        if named != path or path in _ELSEWHERE:
            listed.append(f"the theme's own   {named}")
        elif not any(fnmatchcase(path, pattern) for pattern in patterns):
            listed.append(f"not kept          {path}")
        elif path.startswith("assets/") or path.endswith((".png", ".woff2", ".ico", ".py")):
            listed.append(f"{sha256(data).hexdigest()[:16]}  {path}")
        else:
            texts[path] = _HASHED.sub(r"\1.HASH.", data.decode("utf-8"))
    return {**texts, LIST: "\n".join([*sorted(listed, key=lambda line: line.rpartition(" ")[2]), ""])}


def stored(folder: Path) -> dict[str, str]:
    """What is expected, as it was written."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8") for path in files}


def write_site(site: Path) -> None:
    """Replaces what is expected of a site by what it builds to now."""
    files = built(site / "in")
    shutil.rmtree(site / "out", ignore_errors=True)
    for path, text in files.items():
        target = site / "out" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode())


def write_problem(case: Path) -> None:
    """Replaces what is expected of a broken site by what the check says now."""
    (case / "expected.txt").write_text(checked(case / "in"), encoding="utf-8")


def _main(words: list[str]) -> None:
    kind, names = (words[0], words[1:]) if words else ("all", [])
    for site in sites() if kind in ("all", "sites") else []:
        if not names or site.name in names:
            write_site(site)
    for case in problem_cases() if kind in ("all", "problems") else []:
        if not names or case.name in names:
            write_problem(case)


if __name__ == "__main__":
    _main(sys.argv[1:])
