"""From a save to the new page in Chromium, edit by edit as editors save; beside it the same with MkDocs.

The clock starts before the file is written and stops in the frame after the page shows the edit. What does not come
within five seconds is missed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, sync_playwright

from bench.corpus import page_name, write_pages, write_site
from bench.measure import ROOT, Row, Setting, folder
from tests.browser.chromium import arguments, executable

PAGES = 1_000
LIMIT = 5.0
PEER = "mkdocs==1.6.1"
_WATCH = """
loaded();
const look = () => {
  const found = document.body?.textContent.match(/edit-[a-j]+x/g)?.at(-1);
  if (!found || found === window.lastEdit) return;
  window.lastEdit = found;
  requestAnimationFrame(() => seen(found, performance.timeOrigin + performance.now()));
};
new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
addEventListener("DOMContentLoaded", look);
"""


def in_place(path: Path, text: str) -> None:
    """Opens the file and writes over it."""
    path.write_text(text)


def renamed(path: Path, text: str) -> None:
    """Writes another file and puts it in this one's place."""
    other = path.with_name(f".{path.name}.new")
    other.write_text(text)
    other.replace(path)


def as_vim(path: Path, text: str) -> None:
    """Moves the file away, writes it anew, deletes the old one."""
    backup = path.with_name(f"{path.name}~")
    path.replace(backup)
    path.write_text(text)
    backup.unlink()


def linked(path: Path, text: str) -> None:
    """Writes through another name of the same file, from another folder."""
    other = path.parent.parent / f".{path.name}.link"
    other.hardlink_to(path)
    other.write_text(text)
    other.unlink()


def swapped(path: Path, text: str) -> None:
    """Puts a new folder in the place of the one the file is in."""
    here = path.parent
    new, old = here.with_name(f".{here.name}.new"), here.with_name(f".{here.name}.old")
    shutil.copytree(here, new)
    (new / path.name).write_text(text)
    here.replace(old)
    new.replace(here)
    shutil.rmtree(old)


WAYS: Sequence[Callable[[Path, str], None]] = (in_place, renamed, as_vim, linked)


@dataclass
class Seen:
    """What the browser showed, and when (seconds since the epoch); how often it loaded the page."""

    edits: dict[str, float] = field(default_factory=dict)
    loads: int = 0


@dataclass(frozen=True)
class Preview:
    """A preview at work: the page that is edited and where it is shown."""

    name: str
    page: Path
    address: str


def run(setting: Setting) -> Iterator[Row]:
    """Ours on the flagship and on many pages, then MkDocs on as many."""
    edits = setting.runs * 8
    pages = 100 if setting.quick else PAGES
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=executable(), args=arguments())
        stack.callback(browser.close)
        place = stack.enter_context(folder())
        for name, budget, make in (
            ("flagship", 60.0, _flagship),
            (f"{pages:,} pages", 120.0, lambda root: write_site(root, pages)),
        ):
            root = place / name.replace(" ", "-")
            make(root)
            with _ours(name, root) as preview:
                yield from _measured(browser.new_context(), preview, edits, budget)
        if setting.quick:
            return
        command = _mkdocs(place / "peer")
        if command is None:
            yield Row("MkDocs", (), note="could not be installed")
            return
        for name, count in (("MkDocs, 1 page", 1), (f"MkDocs, {pages:,} pages", pages)):
            with _theirs(name, place / f"peer-{count}", count, command) as preview:
                yield from _measured(browser.new_context(), preview, max(4, edits // (8 if count > 1 else 1)), None)


def _measured(context: BrowserContext, preview: Preview, edits: int, budget: float | None) -> Iterator[Row]:
    seen = Seen()
    context.expose_binding("seen", lambda _, edit, at: seen.edits.setdefault(edit, at / 1000))
    context.expose_binding("loaded", lambda _: setattr(seen, "loads", seen.loads + 1))
    context.add_init_script(_WATCH)
    page = context.new_page()
    page.goto(preview.address)
    page.wait_for_timeout(3_000)
    text = preview.page.read_text()
    samples: list[float] = []
    missed = 0
    loads = seen.loads
    for number in range(edits):
        took = _edit(page, seen, preview.page, text, number, WAYS[number % len(WAYS)])
        missed += took is None
        samples += [] if took is None else [took * 1000]
    reloads = (seen.loads - loads) / max(1, edits)
    note = f"{missed} of {edits} missed; {reloads:.2f} page loads a save"
    yield Row(f"{preview.name}: save to visible", tuple(samples), "ms", budget, note, p95=True)
    took = _edit(page, seen, preview.page, text, edits, swapped)
    yield Row(
        f"{preview.name}: folder swapped", () if took is None else (took * 1000,), "ms", note="" if took else "missed"
    )
    context.close()


def _edit(page: Page, seen: Seen, path: Path, text: str, number: int, way: Callable[[Path, str], None]) -> float | None:
    """Seconds from a save until it is to be seen; None where it never is."""
    mark = "edit-" + "".join("abcdefghij"[int(digit)] for digit in str(number)) + "x"
    start = time.time()
    way(path, f"{text}\n\nThis is {mark}.\n")
    while mark not in seen.edits and time.time() - start < LIMIT:
        page.wait_for_timeout(5)
    page.wait_for_timeout(150 + 37 * (number % 5))
    return seen.edits[mark] - start if mark in seen.edits else None


def _flagship(root: Path) -> None:
    for name in ("content", "templates"):
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, root / name)


@contextmanager
def _ours(name: str, root: Path) -> Iterator[Preview]:
    words = (sys.executable, "build.py", "serve", "--root", str(root), "--port", "0")
    with _process(words, ROOT) as process:
        assert process.stdout is not None
        address = re.search(r"http://\S+", process.stdout.readline())
        assert address is not None
        if name == "flagship":
            yield Preview(name, root / "content/en/index.md", address[0])
        else:
            where = page_name(0)
            yield Preview(name, root / f"content/{where}.md", f"{address[0]}{where}/")


def _mkdocs(place: Path) -> Path | None:
    """MkDocs in an environment of its own; None where that cannot be had."""
    made = subprocess.run([sys.executable, "-m", "venv", str(place)], capture_output=True, check=False)
    pip = [str(place / "bin/python"), "-m", "pip", "install", "--quiet", PEER]
    if made.returncode or subprocess.run(pip, capture_output=True, check=False).returncode:
        return None
    return place / "bin/mkdocs"


@contextmanager
def _theirs(name: str, root: Path, count: int, command: Path) -> Iterator[Preview]:
    docs = root / "docs"
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Front page\n")
    write_pages(docs, count)
    (root / "mkdocs.yml").write_text("site_name: Plain\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with _process((str(command), "serve", "-q", "-a", f"127.0.0.1:{port}"), root):
        for _ in range(1_200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        where = page_name(0)
        yield Preview(name, docs / f"{where}.md", f"http://127.0.0.1:{port}/{where}/")


@contextmanager
def _process(words: Sequence[str], place: Path) -> Iterator[subprocess.Popen[str]]:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        words, cwd=place, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
