"""Other generators on the same pages, where they are installed: what a benchmark of ours is put beside.

Each gets the same Markdown, one template of its own with a head, a heading and the body, and its other settings as they
come. Hugo comes from a system's packages, Eleventy from npm (`npm install @11ty/eleventy` in a folder that the
variable EXPOSIT_BENCH_NODE names), MkDocs from PyPI (`pip install mkdocs`, in any environment on the PATH).
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import write_pages

NODE = "EXPOSIT_BENCH_NODE"
PAGE = (
    "<!doctype html><html lang=en><meta charset=utf-8><title>{title}</title><main><h1>{title}</h1>{body}</main></html>"
)


@dataclass(frozen=True, slots=True)
class Peer:
    """A generator: how it is called, and the folder where it is to be called."""

    name: str
    command: tuple[str, ...]
    folder: Path
    output: Path


def peers(folder: Path, count: int) -> Iterator[Peer]:
    """Every generator that is here, with `count` pages ready below `folder`."""
    for prepare in (_hugo, _eleventy, _mkdocs):
        yield from prepare(folder, count)


def _hugo(folder: Path, count: int) -> Iterator[Peer]:
    program = shutil.which("hugo")
    if program is None:
        return
    root = folder / "hugo"
    _write(root / "config.toml", 'baseURL = "https://example.org/"\ntitle = "Plain"\n')
    layout = PAGE.format(title="{{ .Title }}", body="{{ .Content }}")
    _write(root / "layouts/_default/single.html", layout)
    _write(root / "layouts/_default/list.html", layout)
    write_pages(root / "content", count)
    yield Peer(f"Hugo {_version(program, 'version')}", (program, "--quiet"), root, root / "public")


def _eleventy(folder: Path, count: int) -> Iterator[Peer]:
    modules = Path(os.environ.get(NODE, "")) / "node_modules"
    program = modules / ".bin/eleventy"
    if not os.environ.get(NODE) or not program.exists():
        return
    root = folder / "eleventy"
    layout = PAGE.format(title="{{ title }}", body="{{ content | safe }}")
    _write(root / "_includes/page.njk", layout)
    _write(root / "eleventy.config.js", 'module.exports = () => ({ dir: { output: "public" } });\n')
    _write(root / "eleventy.data.json", json.dumps({}))
    write_pages(root, count)
    for part in root.glob("part-*"):
        _write(part / f"{part.name}.json", json.dumps({"layout": "page.njk"}))
    command = (str(program), "--quiet", "--formats=md")
    yield Peer(f"Eleventy {_version(str(program), '--version')}", command, root, root / "public")


def _mkdocs(folder: Path, count: int) -> Iterator[Peer]:
    program = shutil.which("mkdocs")
    if program is None:
        return
    root = folder / "mkdocs"
    _write(root / "mkdocs.yml", "site_name: Plain\n")
    _write(root / "docs/index.md", "# Plain\n")
    write_pages(root / "docs", count)
    yield Peer(f"MkDocs {_version(program, '--version')}", (program, "build", "--quiet"), root, root / "site")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _version(program: str, option: str) -> str:
    """The first thing that looks like a version in what a program says of itself."""
    said = subprocess.run([program, option], capture_output=True, text=True, check=False).stdout.split()
    return next((word.strip("v,") for word in said if word.strip("v")[:1].isdigit()), "")
