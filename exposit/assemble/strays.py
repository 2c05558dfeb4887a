"""Files in `content/` that nothing reads: under a wrong name they would be missed by readers and by nobody else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from exposit.assemble.parts import SECTIONS
from exposit.nearest import nearest
from exposit.problems import Problem, Span

_PROSE = (".markdown", ".mdown", ".mkd", ".txt", ".html", ".htm", ".rst", ".docx", ".odt")


def stray_files(paths: Iterable[str]) -> Iterator[Problem]:
    """A warning for each of `paths`, with what it was probably meant to be."""
    for path in paths:
        yield Problem("file-unread", "warning", f"`{path}` is not read", Span(path, 1, 1, 2), _hint(path))


def _hint(path: str) -> str:
    file = PurePosixPath(path)
    if file.suffix.lower() in (".yaml", ".yml"):
        near = nearest(file.stem, ("site", *SECTIONS)) if len(file.parts) == 2 else None
        listed = "`site.yaml`, `facts.yaml`, `charts.yaml`, `glossary.yaml`"
        return f"did you mean `content/{near}.yaml`?" if near else f"files of settings and facts are called {listed}"
    if file.suffix.lower() in (".md", *_PROSE):
        return f"a page is Markdown, in a file such as `{file.with_suffix('.md')}`"
    return "pictures and other files to publish stand in `content/assets/`"
