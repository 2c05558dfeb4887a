"""Files in `content/` that nothing reads: under a wrong name they would be missed by readers and by nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from exposit.assemble.reading import SECTIONS, page_paths, texts_of
from exposit.model import Tree
from exposit.nearest import nearest
from exposit.problems import Problem, Span

_SETTINGS = ("content/site.yaml", "content/site.yml")
_PROSE = (".markdown", ".mdown", ".mkd", ".txt", ".html", ".htm", ".rst", ".docx", ".odt")


def stray_files(tree: Tree) -> Iterator[Problem]:
    """A warning for each, with what it was probably meant to be."""
    read = {*_SETTINGS, *page_paths(tree), *(path for name in SECTIONS for path in texts_of(tree, name))}
    for path in sorted(tree):
        if path.startswith("content/") and not path.startswith("content/assets/") and path not in read:
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
