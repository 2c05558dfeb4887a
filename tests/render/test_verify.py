"""`python verify.py` in a copy of a site: silent about a good one, and not to be fooled about any other."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path
from shutil import copytree

import pytest

from exposit.build.options import Options
from exposit.build.whole import build_folder
from tests.check.making import FACTS, PAGE
from tests.golden import SITES


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A golden site, built."""
    folder = tmp_path_factory.mktemp("verify")
    copytree(SITES / "regions" / "in", folder / "in")
    build_folder(folder / "in", folder / "out", Options(), cache=False)
    return folder / "out"


@pytest.fixture
def copy(published: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    for path in published.rglob("*"):
        if path.is_file():
            target = tmp_path / path.relative_to(published)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    return tmp_path


def verified(folder: Path) -> tuple[int, list[str]]:
    """What the program says, run by a bare Python: exit code and lines."""
    words = [sys.executable, "-I", str(folder / "verify.py"), str(folder)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert "" == done.stderr
    return done.returncode, done.stdout.splitlines()


def rewritten(folder: Path, name: str, old: str, new: str) -> None:
    """Changes a file and its hash, as a forger would."""
    path, listed = folder / name, folder / "verify.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
    data = json.loads(listed.read_text(encoding="utf-8"))
    data["files"][name] = sha256(path.read_bytes()).hexdigest()
    listed.write_text(json.dumps(data), encoding="utf-8")


def test_a_site_as_published_agrees(copy: Path) -> None:
    """All files, all calculations, all numbers."""
    code, lines = verified(copy)
    count = sum(path.is_file() for path in copy.rglob("*")) - sum(
        path.name in ("verify.json", ".exposit-site", ".exposit.json") for path in copy.iterdir()
    )
    assert (0, f"files: {count} published, {count} as they were") == (code, lines[0])
    assert "calculations: 2 agree, 0 do not, 0 could not be repeated" == lines[1]
    assert lines[2].startswith("numbers: ") and " 0 do not; " in lines[2]
    assert 3 == len(lines)


def test_a_query_is_written_out_whether_or_not_something_shows_it(tmp_path: Path) -> None:
    """The facts that a formula finds are in no table and no chart."""
    more = "".join(
        f"  {id_}:\n    label: {label}\n    formula: {formula}\n"
        for id_, label, formula in (
            ("all", "Sum", '"sum(nature: fleet)"'),
            ("kinds", "Kinds", '"count(nature: fleet)"'),
            ("each", "Mean", '"average(nature: fleet) / 2"'),
        )
    )
    (tmp_path / "in/content").mkdir(parents=True)
    (tmp_path / "in/content/facts.yaml").write_text(FACTS + more, encoding="utf-8")
    (tmp_path / "in/content/index.md").write_text(PAGE + "{{ all }}, {{ kinds }}, {{ each }}\n", encoding="utf-8")
    assert build_folder(tmp_path / "in", tmp_path / "out", Options(), cache=False).ok
    code, lines = verified(tmp_path / "out")
    assert 0 == code
    assert "calculations: 3 agree, 0 do not, 0 could not be repeated" in lines


def test_a_changed_or_missing_file_is_told(copy: Path) -> None:
    """Whatever was changed in it."""
    (copy / "index.html").write_bytes((copy / "index.html").read_bytes() + b" ")
    (copy / "feed.xml").unlink(missing_ok=True)
    (copy / "facts.csv").unlink()
    code, lines = verified(copy)
    assert 1 == code
    assert "  facts.csv: missing" in lines
    assert "  index.html: is not the file that was published" in lines


def test_a_value_that_does_not_follow_from_its_formula_is_told(copy: Path) -> None:
    """Also where the hashes were forged with it."""
    data = json.loads((copy / "facts.json").read_text(encoding="utf-8"))
    fact = next(item for item in data["facts"] if item.get("formula"))
    rewritten(copy, "facts.json", f'"value": "{fact["value"]}"', '"value": "12345"')
    code, lines = verified(copy)
    assert 1 == code
    assert any(line.startswith(f"  {fact['id']}: 12345 is published") for line in lines)


def test_a_number_on_a_page_that_is_not_its_fact_is_told(copy: Path) -> None:
    """In each language, read as its readers do."""
    for name in ("index.html", "fr/index.html"):
        text = (copy / name).read_text(encoding="utf-8")
        start = text.index(">", text.index("data-fact=")) + 1
        shown = text[start : text.index("<", start)]
        digit = next(character for character in shown if character.isdigit())
        changed = shown.replace(digit, "8" if digit != "8" else "3", 1)
        rewritten(copy, name, f">{shown}<", f">{changed}<")
    code, lines = verified(copy)
    assert 1 == code
    assert {"index.html", "fr/index.html"} <= {line.strip().partition(":")[0] for line in lines[3:]}


def test_what_is_no_site_is_told(tmp_path: Path, copy: Path) -> None:
    """With its own exit code."""
    (copy / "verify.json").unlink()
    code, lines = verified(copy)
    assert 2 == code
    assert lines[0].startswith("this is no site that can be checked: ")
