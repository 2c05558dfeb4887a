"""Whole builds as an author sees them, from start to exit: the flagship, and plain sites beside other generators.

A plain site is made of pages of five thousand bytes that show no number (`corpus`). Where a peer is installed (`peers`)
it builds the same pages in the same run: on a busy machine only the ratio says much.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.corpus import page_name, write_site
from bench.measure import ROOT, Ran, Row, Setting, folder, process
from bench.peers import peers

SIZES = (1_000, 10_000)
QUICK = (100, 1_000)
BUILD = (sys.executable, str(ROOT / "build.py"), "build", "--root")


def run(setting: Setting) -> Iterator[Row]:
    """The flagship, then plain sites."""
    yield from _flagship(setting)
    for size in QUICK if setting.quick else SIZES:
        yield from _plain(size, setting)


def _flagship(setting: Setting) -> Iterator[Row]:
    with folder() as place:
        for name in ("content", "templates"):
            if (ROOT / name).exists():
                shutil.copytree(ROOT / name, place / name)
        cold = [_cold(place) for _ in range(setting.runs)]
        yield _row("flagship, nothing cached, pictures too", cold)
        warm = [process((*BUILD, str(place))) for _ in range(setting.runs)]
        yield _row("flagship, nothing changed", warm, 0.35)
        facts = next(iter(sorted(place.glob("content/facts*"))))
        path = facts if facts.is_file() else sorted(facts.iterdir())[0]
        edited = [_edited(place, path, f"\n# {number}\n") for number in range(setting.runs)]
        yield _row("flagship, a remark added to the facts", edited)
        front = sorted(place.glob("content/en/*.md"))[0]
        yield _row("flagship, one page edited", [_edited(place, front, "\nMore.\n") for _ in range(setting.runs)])


def _plain(size: int, setting: Setting) -> Iterator[Row]:
    runs = 1 if size > 1_000 else min(setting.runs, 3)
    with folder() as place:
        site = place / "exposit"
        write_site(site, size)
        cold = [_cold(site) for _ in range(runs)]
        yield _row(f"{size:,} pages, nothing cached", cold)
        memory = process((*BUILD, str(site), "--no-cache"), memory=True)
        yield Row(f"{size:,} pages, memory", (memory.mebibytes,), "MiB", 300)
        settle = process((*BUILD, str(site)))
        del settle
        yield _row(f"{size:,} pages, nothing changed", [process((*BUILD, str(site))) for _ in range(setting.runs)], 0.5)
        edited = site / "content" / f"{page_name(7)}.md"
        edits = [_edited(site, edited, f"\nMore of it, {'again ' * number}.\n") for number in range(setting.runs)]
        yield _row(f"{size:,} pages, one edited", edits, 1.0)
        for peer in peers(place, size):
            ran = []
            for _ in range(runs):
                shutil.rmtree(peer.output, ignore_errors=True)
                ran.append(process(peer.command, peer.folder, memory=True))
            ours, theirs = min(one.seconds for one in cold), min(one.seconds for one in ran)
            note = f"we take {ours / theirs:.1f} × as long; {max(one.mebibytes for one in ran):,.0f} MiB"
            yield _row(f"{size:,} pages, {peer.name}", ran, note=note)


def _cold(site: Path) -> Ran:
    shutil.rmtree(site / ".exposit", ignore_errors=True)
    shutil.rmtree(site / "site", ignore_errors=True)
    return process((*BUILD, str(site)))


def _edited(site: Path, file: Path, text: str) -> Ran:
    with file.open("a", encoding="utf-8") as end:
        end.write(text)
    return process((*BUILD, str(site)))


def _row(what: str, ran: list[Ran], budget: float | None = None, note: str = "") -> Row:
    cpu = f"processor {sorted(one.cpu for one in ran)[len(ran) // 2]:.2f} s"
    return Row(what, tuple(one.seconds for one in ran), budget=budget, note=f"{cpu}; {note}" if note else cpu)
