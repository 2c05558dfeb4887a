"""Adds a fact, a source or a page to a site that exists: finds the file, inserts the lines, judges the result, and only
then writes. An error in the file that grows is not written; what follows elsewhere, such as a claim that is true no
longer or a page that its translation has to follow, is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from exposit.assemble.parts import texts_of
from exposit.assemble.reading import read_settings
from exposit.build.machine import named
from exposit.build.memo import Memo
from exposit.build.run import Options, run
from exposit.build.tree import load_tree
from exposit.model import Tree
from exposit.new.append import append_entry
from exposit.new.write import replace_text, write_new
from exposit.problems import Problem, has_errors


@dataclass(frozen=True, slots=True)
class Added:
    """Which files were written, if `written`; `problems` are those the addition brings into the site, in these files
    or, once they are written, elsewhere."""

    paths: tuple[str, ...]
    written: bool
    problems: tuple[Problem, ...]
    tree: Tree
    entry: str = ""
    """The lines to paste, where a file is laid out so that lines cannot be added to it."""

    @property
    def at_home(self) -> tuple[Problem, ...]:
        """The problems in the files themselves."""
        return tuple(problem for problem in self.problems if problem.span and problem.span.path in self.paths)


def languages_of(root: Path) -> tuple[str, ...]:
    """The languages of the site below `root`."""
    tree, _ = load_tree(root)
    return read_settings(tree, Memo())[0].languages


def add_entry(root: Path, section: str, id_: str, entry: str) -> Added:
    """Adds an entry to the file that holds its like. Raises MachineError."""
    tree, _ = load_tree(root)
    path = _file_for(tree, section, id_)
    target = root / path
    with named("read", target):
        text = target.read_bytes().decode("utf-8-sig") if target.exists() else ""
    grown = append_entry(text, section, entry)
    if grown is None:
        return Added((path,), False, (), tree, entry)
    added = _judged(tree, {path: grown.replace("\r\n", "\n")})
    if not has_errors(added.at_home):
        if target.exists():
            replace_text(target, grown)
        else:
            write_new(root, {path: grown})
        added = replace(added, written=True)
    return added


def add_pages(root: Path, files: Mapping[str, str]) -> Added:
    """Adds new pages, one a language. Raises MachineError, also where one exists."""
    tree, _ = load_tree(root)
    added = _judged(tree, files)
    if not has_errors(added.at_home):
        write_new(root, files)
        added = replace(added, written=True)
    return added


def _judged(tree: Tree, changed: Mapping[str, str]) -> Added:
    """What the site would have to say about itself with these files, and has not said before."""
    memo = Memo()
    before = {(item.code, item.message) for item in run(tree, memo, Options()).problems}
    grown = {**tree, **changed}
    after = run(dict(sorted(grown.items())), memo, Options()).problems
    new = tuple(item for item in after if (item.code, item.message) not in before)
    return Added(tuple(changed), False, new, grown)


def _file_for(tree: Tree, section: str, id_: str) -> str:
    """Where facts of the same family stand, else the first file with that section, else `content/facts.yaml`."""
    texts = texts_of(tree, "facts")
    family = re.compile(rf"^\s+{re.escape(id_.partition('.')[0])}\.", re.MULTILINE)
    has_section = re.compile(rf"^{section}\s*:", re.MULTILINE)
    with_section = [path for path, text in texts.items() if has_section.search(text)]
    kin = [path for path in with_section if section == "facts" and family.search(texts[path])]
    return next(iter([*kin, *with_section, *texts, "content/facts.yaml"]))
