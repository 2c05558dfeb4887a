"""`exposit add`: the site with the addition is judged before a line is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from exposit.cli.group import commands
from exposit.new.starter import starter
from exposit.new.write import write_new


def add(root: Path, *words: str) -> tuple[int, str]:
    done = CliRunner().invoke(commands, ["add", words[0], "--root", str(root), *words[1:]], standalone_mode=False)
    return (done.return_value if done.exception is None else 2), done.output


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_new(tmp_path, starter(["en", "fr"]))
    return tmp_path


FACT = ["fact", "lanes.planned", "--label", "en=Planned", "--label", "fr=Prévu", "--value", "400 kilometre"]


def test_a_fact_is_added_and_nothing_else_changes(site: Path) -> None:
    """All lines that were there are still there, in their order, comments too."""
    before = (site / "content/facts.yaml").read_text().splitlines()
    code, _ = add(site, *FACT, "--source", "example_report", "--quote", "400 kilometres are planned")
    after = (site / "content/facts.yaml").read_text().splitlines()
    assert (0, before) == (code, after[: len(before)])
    assert [
        "",
        "  lanes.planned:",
        '    label: {en: "Planned", fr: "Prévu"}',
        "    value: 400 kilometre",
        "    evidence:",
        "      source: example_report",
        '      quote: "400 kilometres are planned"',
    ] == after[len(before) :]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([*FACT, "--source", "example_reprot", "--quote", "400 kilometres"], "error[source-unknown]"),
        ([*FACT, "--source", "example_report", "--quote", "300 kilometres"], "error[quote-mismatch]"),
        (["fact", "lanes.now", *FACT[2:], "--source", "example_report", "--quote", "400 kilometres"], "error["),
    ],
)
def test_what_would_be_an_error_is_not_written(words: list[str], expected: str, site: Path) -> None:
    """An unknown source, a quote that says otherwise, an id that is taken: the problem is shown, the file untouched."""
    before = (site / "content/facts.yaml").read_text()
    code, output = add(site, *words)
    assert (1, True, before) == (code, expected in output, (site / "content/facts.yaml").read_text())


def test_what_follows_elsewhere_is_told_and_does_not_stop_it(site: Path) -> None:
    """A page may already ask for the fact: that its translation does not show it is the next thing to write."""
    page = site / "content/en/index.md"
    page.write_text(page.read_text() + "\n{{ lanes.planned }} are planned.\n")
    code, output = add(site, *FACT, "--source", "example_report", "--quote", "400 kilometres are planned")
    assert (0, 1) == (code, output.count("error[languages-disagree]"))
    assert "wrote content/facts.yaml; what follows from it: 1 error elsewhere\n" == output.splitlines(keepends=True)[-1]
    assert "  lanes.planned:\n" in (site / "content/facts.yaml").read_text()


def test_a_source_and_a_page_are_added(site: Path) -> None:
    """The page once for each language."""
    assert 0 == add(site, "source", "census", "--title", "The census", "--url", "https://example.org/census")[0]
    assert (
        '  census:\n    title: "The census"\n    url: "https://example.org/census"\n'
        in (site / "content/facts.yaml").read_text()
    )
    assert 0 == add(site, "page", "more/lanes", "--title", "en=Lanes", "--title", "fr=Pistes")[0]
    assert ("# Lanes\n\n", "# Pistes\n\n") == (
        (site / "content/en/more/lanes.md").read_text(),
        (site / "content/fr/more/lanes.md").read_text(),
    )


def test_without_a_terminal_nothing_is_asked(site: Path) -> None:
    """A missing option is named instead."""
    code, _ = add(site, "fact", "lanes.planned", "--label", "en=Planned", "--value", "400 kilometre")
    assert 2 == code
