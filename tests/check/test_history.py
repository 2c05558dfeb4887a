"""A published number that changes is a correction: `check --against REF`, over a real repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from exposit.build.machine import MachineError
from exposit.build.options import Options
from exposit.build.whole import check_folder
from exposit.problems import Span
from tests.check.making import FACTS, PAGE


def git(folder: Path, *words: str) -> None:
    """Git, with nothing of this machine's settings."""
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *settings, *words), cwd=folder, check=True, capture_output=True)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site below the root of a repository."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "content/site.yaml").write_text("title: Harbour\n", encoding="utf-8")
    (folder / "content/facts.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "content/index.md").write_text(PAGE, encoding="utf-8")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-q", "-m", "Published")
    git(tmp_path, "tag", "v1")
    return folder


def told(site: Path, ref: str = "v1") -> list[str]:
    """“code: message” of everything."""
    found = check_folder(site, Options(), cache=False, against=ref).problems
    return [f"{problem.code}: {problem.message}" for problem in found]


def rewrite(site: Path, *swaps: tuple[str, str], name: str = "facts.yaml") -> None:
    path = site / "content" / name
    text = path.read_text(encoding="utf-8")
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")


MORE = (("value: 500", "value: 600"), ("hires out 500", "hires out 600"))


def test_what_did_not_change_is_not_told(site: Path) -> None:
    """Nor are words around a value."""
    assert [] == told(site)
    rewrite(site, ('label: "Bicycles for hire"', 'label: "Bicycles to hire"'))
    assert [] == told(site)


def test_a_value_that_changed_in_silence_is_told(site: Path) -> None:
    """With what it said, in the author's own form, at the value."""
    rewrite(site, *MORE)
    problem = check_folder(site, Options(), cache=False, against="v1").problems[0]
    assert "`bikes` said 500 at v1 and says 600 now, and no revision says why" == problem.message
    assert "add `revisions: [{date: …, was: 500, why: …}]`, so that readers are told" == problem.hint
    assert problem.span is not None
    assert ("content/facts.yaml", 14) == (problem.span.path, problem.span.line)


def test_a_revision_answers(site: Path) -> None:
    """One more than there were."""
    why = '    revisions: [{date: 2026-01-02, was: 500, why: "They bought more."}]\n'
    rewrite(site, *MORE, ("    about: town\n", f"    about: town\n{why}"))
    assert [] == told(site)
    git(site, "commit", "-aqm", "Corrected")
    rewrite(site, ("value: 600", "value: 700"), ("hires out 600", "hires out 700"))
    assert ["revision-missing: `bikes` said 600 at HEAD and says 700 now, and no revision says why"] == told(
        site, "HEAD"
    )


def test_a_fact_that_is_gone_is_told_unless_it_left_its_name(site: Path) -> None:
    """Links to it would end."""
    rewrite(site, ("  bikes:\n", "  cycles:\n"))
    rewrite(site, ("{{ bikes }}", "{{ cycles }}"), name="index.md")
    assert ["fact-removed: `bikes` was published at v1 and is gone: links to it end"] == told(site)
    rewrite(site, ("    about: town\n", "    about: town\n    was: bikes\n"))
    assert [] == told(site)
    rewrite(site, *MORE)
    assert ["revision-missing: `cycles` said 500 at v1 and says 600 now, and no revision says why"] == told(site)


def test_files_may_move(site: Path) -> None:
    """`facts.yaml` becomes a folder: the facts are the same."""
    (site / "content/facts").mkdir()
    (site / "content/facts.yaml").rename(site / "content/facts/fleet.yaml")
    assert [] == told(site)


def test_what_could_not_be_read_is_not_gone(site: Path) -> None:
    """The fact stands there, with a mistake in it: that is the one thing to tell."""
    rewrite(site, ("value: 500", "value: many"))
    assert ["quantity-syntax: `many` stands where a number should"] == told(site)
    rewrite(site, ("  bikes:\n", "  bikes: [\n"))
    assert ["yaml-syntax: the bracket `[` is never closed"] == told(site)


def test_what_is_gone_with_its_file_is_told_in_another(site: Path) -> None:
    """A place that an author can open."""
    (site / "content/facts").mkdir()
    (site / "content/facts.yaml").rename(site / "content/facts/fleet.yaml")
    rewrite(site, ("  bikes:\n", "  cycles:\n"), name="facts/fleet.yaml")
    rewrite(site, ("{{ bikes }}", "{{ cycles }}"), name="index.md")
    [problem] = check_folder(site, Options(), cache=False, against="v1").problems
    assert Span("content/facts/fleet.yaml", 1, 1, 2) == problem.span


def test_a_revision_says_what_was_published(site: Path) -> None:
    """One that tells of another value corrects another mistake."""
    why = '    revisions: [{date: 2026-01-02, was: 450, why: "They bought more."}]\n'
    rewrite(site, *MORE, ("    about: town\n", f"    about: town\n{why}"))
    [problem] = check_folder(site, Options(), cache=False, against="v1").problems
    assert "`bikes` said 500 at v1 and says 600 now, and its new revision says that it was 450" == problem.message
    assert "write `was: 500`" == problem.hint
    rewrite(site, ("was: 450", "was: a guess of ours"))
    assert [] == told(site)


CALCULATED = """\
  twice:
    label: "The fleet to come"
    formula: 2 * bikes
"""


def test_another_formula_is_another_value(site: Path) -> None:
    """What it rests on answers for itself; the formula does not."""
    path = site / "content/facts.yaml"
    path.write_text(FACTS + CALCULATED, encoding="utf-8")
    git(site, "commit", "-aqm", "Twice")
    git(site, "tag", "v2")
    rewrite(site, ("2 * bikes", "bikes + bikes"))
    assert [] == told(site, "v2")
    rewrite(site, ("bikes + bikes", "3 * bikes"))
    [problem] = check_folder(site, Options(), cache=False, against="v2").problems
    assert "`twice` said 1,000 at v2 and says 1,500 now, and no revision says why" == problem.message
    assert problem.span is not None
    assert 20 == problem.span.line
    rewrite(site, ("    formula: 3 * bikes", "    formula: 2 * bikes"), *MORE)
    assert ["revision-missing: `bikes` said 500 at v2 and says 600 now, and no revision says why"] == told(site, "v2")


def test_a_result_that_counts_another_fact_is_told(site: Path) -> None:
    """Every fact it rests on is as it was: that one more is counted, or one less, nobody would be told."""
    total = '  all: {label: "All", formula: "sum(nature: afloat)"}\n'
    text = (site / "content/facts.yaml").read_text(encoding="utf-8")
    boats = (
        '  boats: {label: "Boats", value: 40, nature: afloat, evidence: {source: report, quote: "It has 40 boats"}}\n'
    )
    ferries = boats.replace("boats:", "ferries:").replace("Boats", "Ferries").replace("40", "3")
    (site / "content/facts.yaml").write_text(text + boats + total, encoding="utf-8")
    git(site, "commit", "-qam", "A fleet")
    git(site, "tag", "v2")
    assert [] == [line for line in told(site, "v2") if "revision" in line]
    (site / "content/facts.yaml").write_text(text + boats + ferries + total, encoding="utf-8")
    found = check_folder(site, Options(), cache=False, against="v2").problems
    (problem,) = [problem for problem in found if problem.code == "revision-missing"]
    assert "`all` said 40 at v2 and says 43 now, and no revision says why" == problem.message
    assert problem.hint is not None
    assert problem.hint.endswith("its query finds other facts now: + `ferries`")
    revised = total.replace("formula", "revisions: [{date: 2026-01-01, was: 40, why: Ferries}], formula")
    (site / "content/facts.yaml").write_text(text + boats + ferries + revised, encoding="utf-8")
    assert [] == [line for line in told(site, "v2") if "revision" in line]


def test_a_stated_value_that_is_calculated_now_is_compared(site: Path) -> None:
    """The way to a number is new, and so is the number."""
    rewrite(site, ("    value: 500", "    formula: 250 + 250"))
    assert [] == told(site)
    rewrite(site, ("250 + 250", "250 + 249"), ("hires out 500", "hires out 499"))
    assert ["revision-missing: `bikes` said 500 at v1 and says 499 now, and no revision says why"] == told(site)


def test_a_fact_in_words_is_told_in_its_words(site: Path) -> None:
    """Both of them."""
    words = '  motto:\n    label: "Motto"\n    text: "Ride on"\n    evidence: {source: report, quote: "Ride on"}\n'
    path = site / "content/facts.yaml"
    path.write_text(FACTS + words, encoding="utf-8")
    git(site, "commit", "-aqm", "Motto")
    rewrite(site, ('text: "Ride on"', 'text: "Ride fast"'))
    assert [
        "revision-missing: `motto` said “Ride on” at HEAD and says “Ride fast” now, and no revision says why"
    ] == told(site, "HEAD")


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("nothing", "git knows no revision `nothing` of this folder"),
        ("v1:site", "git knows no revision `v1:site` of this folder"),
        ("--output=x", "`--output=x` is not a git revision"),
        ("", "no git revision is named"),
    ],
)
def test_a_revision_that_git_does_not_know_is_the_machines_refusal(site: Path, ref: str, message: str) -> None:
    """So is a name that would be an option, and an empty one: a variable that nobody set must not pass for a check."""
    with pytest.raises(MachineError) as caught:
        told(site, ref)
    assert message == str(caught.value)


def test_a_folder_without_git_has_no_revisions(site: Path, tmp_path: Path) -> None:
    """Nothing to compare with is no comparison."""
    (tmp_path / ".git").rename(tmp_path / "gone")
    with pytest.raises(MachineError):
        told(site)


def test_a_revision_before_the_site_existed_has_nothing_to_compare(site: Path, tmp_path: Path) -> None:
    """The folder was not there: nothing was published."""
    git(tmp_path, "checkout", "-q", "--orphan", "empty")
    (tmp_path / "notes").write_text("x", encoding="utf-8")
    git(tmp_path, "add", "notes")
    git(tmp_path, "rm", "-rqf", "--cached", "site")
    git(tmp_path, "commit", "-q", "-m", "Before")
    assert [] == told(site, "empty")
