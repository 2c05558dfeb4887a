"""The command line as a shell sees it: what is printed where, and with which exit code."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from exposit import __version__
from exposit.build.manifest import NAME

ROOT = Path(__file__).parent.parent
PAGE = "# A small site\n\nOne file is enough.\n"


def exposit(*words: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command as a shell would, without a terminal."""
    code = "import sys; from exposit.cli import main; main(sys.argv[1:])"
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=cwd or ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", **environment},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The smallest site: one file."""
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text(PAGE)
    return tmp_path


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_version_is_printed() -> None:
    """One line."""
    done = exposit("--version")
    assert (0, f"exposit {__version__}\n", "") == (done.returncode, done.stdout, done.stderr)


def test_the_version_loads_no_library_but_click() -> None:
    """It must stay instant: nothing heavy is imported before a command needs it."""
    code = (
        "import sys\nfrom exposit.cli import main\ntry:\n    main(['--version'])\nexcept SystemExit:\n    pass\n"
        "print(sorted({'yaml', 'pydantic', 'jinja2', 'markdown', 'plotly', 'pint', 'babel', 'rich', 'watchdog'}"
        " & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "[]" == done.stdout.splitlines()[-1]


@pytest.mark.parametrize("command", ["build", "check", "serve", "new", "add", "facts", "schema"])
def test_every_command_explains_itself_with_examples(command: str) -> None:
    """`--help` shows usage, options and at least one example."""
    done = exposit(command, "--help")
    assert (0, True, True) == (
        done.returncode,
        done.stdout.startswith(f"Usage: exposit {command} "),
        f"Examples:\n    exposit {command}" in done.stdout,
    )


def test_a_site_of_one_file_is_built(site: Path) -> None:
    """Exit code 0, one line on standard output, the page in `site/`."""
    done = exposit("build", "--root", site)
    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("built ")
    assert done.stdout.endswith(f" s → {site}/site/\n")
    assert "<title>A small site</title>" in (site / "site/index.html").read_text()


def test_nothing_changed_leaves_the_site_alone(site: Path) -> None:
    """The folder is the same one after a second build."""
    exposit("build", "--root", site)
    before = (site / "site").stat().st_ino
    assert 0 == exposit("build", "--root", site).returncode
    assert before == (site / "site").stat().st_ino


@pytest.mark.parametrize("command", [["build"], []])
def test_build_py_is_the_same_door(site: Path, command: list[str]) -> None:
    """`python build.py build` makes the bytes of `exposit build`, and so does `python build.py` with options alone."""
    exposit("build", "--root", site)
    done = subprocess.run(
        [sys.executable, "build.py", *command, "--root", site, "--out", site / "other", "--no-cache"],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    assert (0, files(site / "site")) == (done.returncode, files(site / "other"))


def test_a_mistake_stops_the_build_and_leaves_the_site(site: Path) -> None:
    """Exit code 1; the problem on standard error, a summary on standard output, the old site byte for byte."""
    exposit("build", "--root", site)
    before = files(site / "site")
    (site / "content/index.md").write_text(PAGE + "\nIt cost {{ no.fact }}.\n")
    done = exposit("build", "--root", site)
    assert (1, "1 error: nothing was published\n") == (done.returncode, done.stdout)
    assert (
        "content/index.md:5:12: error[fact-unknown]: no fact is called `no.fact`\n"
        "  |\n5 | It cost {{ no.fact }}.\n  |            ^^^^^^^\n"
    ) == "".join(done.stderr.splitlines(keepends=True)[:4])
    assert before == files(site / "site")


def test_json_is_one_array_on_standard_output(site: Path) -> None:
    """Every key of the contract, and nothing else there."""
    (site / "content/index.md").write_text(PAGE + "\nIt cost {{ no.fact }}.\n")
    done = exposit("check", "--root", site, "--format", "json")
    (problem,) = json.loads(done.stdout)
    assert 1 == done.returncode
    assert ["code", "severity", "message", "path", "line", "column", "end_column", "hint", "related"] == list(problem)
    assert ("fact-unknown", "error", "content/index.md", 5, 12, 19) == (
        problem["code"],
        problem["severity"],
        problem["path"],
        problem["line"],
        problem["column"],
        problem["end_column"],
    )


def test_json_of_a_good_site_is_an_empty_array(site: Path) -> None:
    """For build and check alike."""
    for command in ("build", "check"):
        done = exposit(command, "--root", site, "--format", "json")
        assert (0, []) == (done.returncode, json.loads(done.stdout))


def test_github_annotations_name_file_line_and_column(site: Path) -> None:
    """One line a problem, as GitHub reads it."""
    (site / "content/index.md").write_text(PAGE + "\nIt cost {{ no.fact }}.\n")
    done = exposit("check", "--root", site, "--format", "github")
    assert done.stdout.startswith("::error file=content/index.md,line=5,col=12,endColumn=19,title=fact-unknown::")


def test_strict_lets_warnings_stop_the_build(site: Path) -> None:
    """Without it a warning is printed and the site published."""
    (site / "content/index.md").write_text(PAGE + "\nThere were twelve of them.\n")
    calm, strict = exposit("build", "--root", site), exposit("build", "--root", site, "--strict")
    assert ((0, True), (1, "1 warning: nothing was published\n")) == (
        (calm.returncode, calm.stdout.endswith(" · 1 warning\n")),
        (strict.returncode, strict.stdout),
    )


def test_a_draft_goes_elsewhere_and_says_so(site: Path) -> None:
    """Into `.exposit/draft`, marked, and never over the site."""
    exposit("build", "--root", site)
    before = files(site / "site")
    assert 0 == exposit("build", "--root", site, "--draft").returncode
    assert json.loads((site / ".exposit/draft" / NAME).read_text())["draft"] is True
    assert 'content="noindex' in (site / ".exposit/draft/index.html").read_text()
    assert before == files(site / "site")


def test_a_folder_without_content_is_told_how_to_start(tmp_path: Path) -> None:
    """A problem, exit code 1, and how to begin."""
    done = exposit("build", "--root", tmp_path)
    assert (1, True) == (done.returncode, "exposit new DIR" in done.stderr)


def test_help_is_a_command_too() -> None:
    """`help` is what `--help` is, of all or of one command."""
    for words in ([], ["build"], ["add", "fact"]):
        asked, told = exposit("help", *words), exposit(*words, "--help")
        assert (0, told.stdout, "") == (asked.returncode, asked.stdout, asked.stderr)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["buidl"], "no command is called `buidl`; did you mean `exposit build`?"),
        (["add", "fcat"], "no command is called `fcat`; did you mean `exposit add fact`?"),
        (["add", "x"], "no command is called `x`; there are fact, page, source"),
    ],
)
def test_a_mistyped_command_is_told_which_was_meant(words: list[str], said: str) -> None:
    """The nearest one, or all there are."""
    done = exposit(*words)
    assert (2, f"error: {said}") == (done.returncode, done.stderr.splitlines()[1])


def test_the_package_is_a_command() -> None:
    """`python -m exposit` for those whose shell does not find `exposit`."""
    done = subprocess.run(
        [sys.executable, "-m", "exposit", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert f"exposit {__version__}\n" == done.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["frobnicate"],
        ["build", "--frob"],
        ["build", "--root", "/nowhere/at/all"],
        ["build", "--base-url", "example.org"],
        ["check", "--format", "xml"],
        ["new"],
    ],
)
def test_misuse_is_exit_code_2(words: list[str]) -> None:
    """With a word on what is right, and no traceback."""
    done = exposit(*words)
    assert (2, "", False) == (done.returncode, done.stdout, "Traceback" in done.stderr)
    assert "--help` explains it" in done.stderr


def test_output_into_content_is_refused(site: Path) -> None:
    """The next build would read it."""
    assert 2 == exposit("build", "--root", site, "--out", site / "content/out").returncode


def test_a_folder_that_is_not_ours_is_exit_code_3(site: Path) -> None:
    """And it stays as it is."""
    (site / "precious").mkdir()
    (site / "precious/file.txt").write_text("mine")
    done = exposit("build", "--root", site, "--out", site / "precious")
    assert (3, {"file.txt": b"mine"}) == (done.returncode, files(site / "precious"))
    assert (
        f"error: `{site}/precious` was not made by Exposit and is not empty: it stays as it is\n"
        "   = empty it, or name another folder with `--out DIR`\n"
    ) == done.stderr


def test_a_closed_pipe_is_no_failure(site: Path) -> None:
    """`exposit check | true` ends quietly, with the verdict as its exit code."""
    done = subprocess.run(
        ["bash", "-c", f"{sys.executable} build.py check --root {site} --format json | true; echo ${{PIPESTATUS[0]}}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ("0\n", False) == (done.stdout, "Traceback" in done.stderr or "BrokenPipe" in done.stderr)


def test_a_terminal_without_our_letters_gets_substitutes(site: Path) -> None:
    """An ASCII terminal sees an escape, not a crash."""
    done = exposit("build", "--root", site, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (0, True) == (done.returncode, r" s \u2192 " in done.stdout)


def test_the_environment_does_not_matter(site: Path) -> None:
    """No locale, no home, another time zone and hash seed: the same bytes."""
    exposit("build", "--root", site)
    bare = {"LC_ALL": "C", "TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "HOME": "/nonexistent"}
    done = exposit("build", "--root", site, "--out", site / "other", "--no-cache", **bare)
    assert (0, files(site / "site")) == (done.returncode, files(site / "other"))


def test_interrupting_is_exit_code_130(site: Path) -> None:
    """Ctrl-C while waiting for another build ends at once and leaves nothing behind."""
    code = (
        "import sys, time; from pathlib import Path; from exposit.build.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('held', flush=True); time.sleep(60)"
    )
    lock = site / ".exposit/lock"
    with subprocess.Popen([sys.executable, "-c", code, str(lock)], cwd=ROOT, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        holder.stdout.readline()
        waiting = subprocess.Popen(
            [sys.executable, "build.py", "build", "--root", str(site)], cwd=ROOT, stderr=subprocess.PIPE
        )
        time.sleep(1.5)
        waiting.send_signal(signal.SIGINT)
        _, errors = waiting.communicate(timeout=10)
        holder.kill()
    assert (130, False, False) == (waiting.returncode, b"Traceback" in errors, (site / "site").exists())


def test_schemas_are_json(tmp_path: Path) -> None:
    """On standard output as one object, with `--out` a file each."""
    printed = json.loads(exposit("schema").stdout)
    assert 0 == exposit("schema", "--out", tmp_path / "schemas").returncode
    written = {path.name: json.loads(path.read_text()) for path in (tmp_path / "schemas").iterdir()}
    assert {f"{name}.schema.json": schema for name, schema in printed.items()} == written
    assert {"site", "facts", "charts", "glossary"} <= printed.keys()


def test_a_bug_of_ours_is_a_sentence_and_a_report(site: Path) -> None:
    """Exit code 70, no traceback on the screen, all of it in a file that is named."""
    (site / ".exposit").mkdir()
    code = (
        "import sys; import exposit.build.whole as whole; from exposit.cli import main\n"
        "def broken(*given, **named): raise RuntimeError('planted')\n"
        "whole.build_folder = broken; main(sys.argv[1:])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "build", "--root", site], cwd=ROOT, capture_output=True, text=True, check=False
    )
    (report,) = (site / ".exposit").glob("exposit-crash-*.txt")
    assert (70, "") == (done.returncode, done.stdout)
    assert (
        "error: Exposit itself failed (RuntimeError); nothing was published\n"
        f"   = the report is in {report}; please send it to us\n"
    ) == done.stderr
    assert "RuntimeError: planted" in report.read_text()
