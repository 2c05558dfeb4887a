"""What each file of a tree is: a page, YAML of some section, a template, an asset; told from its path alone.

First step of `assemble`; looks at every path once, for a large site has thousands and each save asks again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from exposit.model import Tree

SECTIONS = ("facts", "charts", "glossary", "data")
"""What YAML files of an author's are called, the settings apart."""
SETTINGS = ("content/site.yaml", "content/site.yml")
_YAML = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of a tree by what they are, each kind in the order of the paths. `strays` are those below `content/`
    that nothing reads."""

    pages: dict[str, str] = field(default_factory=dict)
    texts: Mapping[str, dict[str, str]] = field(default_factory=lambda: {section: {} for section in SECTIONS})
    """`content/NAME.yaml` and `content/NAME/*.yaml` of each section, by its name."""
    templates: dict[str, str] = field(default_factory=dict)
    """By the name that other templates call them."""
    assets: dict[str, bytes] = field(default_factory=dict)
    """By their path in the site."""
    strays: list[str] = field(default_factory=list)


def parts_of(tree: Tree) -> Parts:
    """Sorts a tree into its parts. Markdown in `content/facts/` is a page: a mistake, which is told as one."""
    parts = Parts()
    for path in sorted(tree):
        content = tree[path]
        if path.startswith("content/assets/"):
            data = content.encode() if isinstance(content, str) else content
            parts.assets[path.removeprefix("content/")] = data
        elif path.startswith("templates/"):
            if isinstance(content, str):
                parts.templates[path.removeprefix("templates/")] = content
        elif not path.startswith("content/"):
            continue
        elif path.endswith(".md") and isinstance(content, str):
            parts.pages[path] = content
        elif path not in SETTINGS:
            section = _section(path)
            if section is not None and isinstance(content, str):
                parts.texts[section][path] = content
            else:
                parts.strays.append(path)
    return parts


def texts_of(tree: Tree, name: str) -> dict[str, str]:
    """The YAML of one section, in the order of the paths."""
    return parts_of(tree).texts[name]


def _section(path: str) -> str | None:
    """Which section's a YAML file below `content/` is."""
    if not path.endswith(_YAML):
        return None
    name, slash, _ = path.removeprefix("content/").partition("/")
    if not slash:
        name = name.rpartition(".")[0]
    return name if name in SECTIONS else None
