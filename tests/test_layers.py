"""The map is kept: imports point up it, each library has one door, the disk and the clock exist at the edge only."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "exposit"
MODULES = sorted(path for path in PACKAGE.rglob("*.py"))

FLOORS = {
    "problems": 0, "marks": 0, "nearest": 0, "codes": 0,
    "model": 1,
    "facts": 2,
    "language": 3,
    "read": 4, "check": 4, "render": 4,
    "assemble": 5,
    "explain": 6,
    "build": 7,
    "prove": 8, "serve": 8, "new": 8,
    "cli": 9,
    "__main__": 10,
}  # fmt: skip
"""A room may import its own floor's nothing and every lower floor; `theme` is data."""
APART = ("read", "check", "render")
"""Never import each other, though they stand on one floor."""
EDGE = ("build", "serve", "new", "cli")
"""The rooms that may touch disk, clock, network and processes."""

DOORS = {
    "pint": "exposit/facts/units.py",
    "babel": "exposit/language/locales.py",
    "text_to_num": "exposit/language/spelled.py",
    "yaml": "exposit/read/yaml.py",
    "pydantic": "exposit/read/schema/",
    "pydantic_core": "exposit/read/schema/",
    "markdown": "exposit/read/markdown.py",
    "nh3": "exposit/read/sanitise.py",
    "jinja2": "exposit/render/templates.py",
    "plotly": "exposit/render/charts/figures/figure.py",
    "resvg_py": "exposit/render/charts/drawn/raster.py",
    "selectolax": "exposit/check/html.py",
    "watchdog": "exposit/serve/watch.py",
    "click": "exposit/cli/",
    "rich": "exposit/cli/progress.py",
    "markupsafe": "exposit/render/",
}
OUTSIDE_CALLS = {"open", "input", "print"}
OUTSIDE_METHODS = {
    "read_text", "read_bytes", "write_text", "write_bytes", "unlink", "mkdir", "rmdir", "touch", "rglob", "glob",
    "iterdir", "now", "today", "utcnow", "time_ns", "monotonic", "urlopen", "getenv", "uuid1", "uuid4",
}  # fmt: skip
OUTSIDE_MODULES = {
    "os", "shutil", "tempfile", "socket", "subprocess", "time", "urllib.request", "http", "random", "secrets",
    "multiprocessing", "asyncio", "signal", "glob",
}  # fmt: skip
PROGRAM = {
    "exposit/render/theme.py": "the theme",
    "exposit/language/messages.py": "the catalogues of the engine's own words",
}
"""Files that read what belongs to the program itself, from the installed package, as code is read."""


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """Everything a file says, the module itself first."""
    return tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))))


def imported(path: Path) -> Iterator[tuple[str, int]]:
    """Every module a file imports, wherever in it, with its line."""
    for node in nodes_of(path):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name_of(path)}:{node.lineno}: a relative import"
            module = node.module or ""
            yield module, node.lineno
            if module == "exposit":
                yield from ((f"exposit.{alias.name}", node.lineno) for alias in node.names)


def rooms_used(path: Path) -> Iterator[tuple[str, int]]:
    for module, line in imported(path):
        if module.startswith("exposit."):
            room = module.split(".")[1]
            if room in FLOORS:
                yield room, line


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_only_point_up_the_map(path: Path) -> None:
    """A room knows the rooms above it in the map, and no other; read, check and render do not know each other."""
    room = room_of(path)
    if room in ("__init__", "theme"):
        return
    assert room in FLOORS, f"{name_of(path)}: the room `{room}` is not on the map"
    wrong = [
        f"{name_of(path)}:{line}: `{room}` imports `{other}`"
        for other, line in rooms_used(path)
        if other != room and FLOORS[other] >= FLOORS[room] and FLOORS[room] > 0
    ]
    assert [] == wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_library_has_one_door(path: Path) -> None:
    """A third-party import stands behind its door, and every third-party library has one."""
    name = name_of(path)
    wrong = []
    for module, line in imported(path):
        library = module.split(".")[0]
        door = DOORS.get(library)
        if door is not None and not name.startswith(door):
            wrong.append(f"{name}:{line}: `{library}` belongs behind {door}")
        elif door is None and library not in _STANDARD and library != "exposit":
            wrong.append(f"{name}:{line}: `{library}` has no door")
    assert [] == wrong


@pytest.mark.parametrize("path", [path for path in MODULES if room_of(path) not in (*EDGE, "theme")], ids=name_of)
def test_no_disk_and_no_clock_below_the_edge(path: Path) -> None:
    """Below build/ there are values in and values out: no file, no time, no chance, no process, no network."""
    name = name_of(path)
    if name in PROGRAM:
        return
    wrong = [f"{name}:{line}: imports `{module}`" for module, line in imported(path) if module in OUTSIDE_MODULES]
    for node in nodes_of(path):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in OUTSIDE_CALLS:
                wrong.append(f"{name}:{node.lineno}: calls `{node.func.id}`")
            elif isinstance(node.func, ast.Attribute) and node.func.attr in OUTSIDE_METHODS:
                wrong.append(f"{name}:{node.lineno}: calls `.{node.func.attr}`")
    assert [] == wrong


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_are_small_and_named_for_their_subject(path: Path) -> None:
    """At most 400 lines, functions of at most 50, and no drawer for whatever fits nowhere."""
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 400
    assert not {"utils", "util", "helpers", "helper", "manager", "base", "common", "misc"} & set(
        path.relative_to(PACKAGE).with_suffix("").parts
    )
    long = [
        f"{name_of(path)}:{node.lineno}: `{node.name}` has {(node.end_lineno or 0) - node.lineno + 1} lines"
        for node in nodes_of(path)
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50
    ]
    assert [] == long


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_says_where_it_stands(path: Path) -> None:
    """A docstring of at most twelve lines at the head of each module."""
    module = nodes_of(path)[0]
    assert isinstance(module, ast.Module)
    docstring = ast.get_docstring(module)
    assert docstring is not None
    assert len(docstring.split("\n")) <= 12


def test_doors_and_rooms_exist() -> None:
    """What this test allows is there: a door that is gone or a room that was renamed must not linger here."""
    assert [] == [door for door in DOORS.values() if not (ROOT / door).exists()]
    assert [] == [room for room in FLOORS if not any(room_of(path) == room for path in MODULES)]
    assert [] == [name for name in PROGRAM if not (ROOT / name).exists()]


_STANDARD = __import__("sys").stdlib_module_names
