"""What is made when, what is held back, what is told: on values, without a disk or a thread."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from exposit.build.memo import Memo
from exposit.build.options import Options
from exposit.build.run import run
from exposit.build.shelf import Shelf
from exposit.problems import Problem, Span
from exposit.serve.press import Press
from tests.serve.driving import SITE

INDEX = "content/en/index.md"
TREE: Mapping[str, str | bytes] = SITE


def finished(press: Press) -> Press:
    """All made that is made unasked."""
    press.list_until()
    press.gone()
    while (path := press.next()) is not None:
        press.make(path)
    press.judge()
    return press


def taken(press: Press, tree: Mapping[str, str | bytes], *problems: Problem) -> Press:
    changed = frozenset(path for path in {*press.tree, *tree} if press.tree.get(path) != tree.get(path))
    press.take(tree, problems, changed)
    return finished(press)


def edited(path: str, old: str, new: str) -> dict[str, str | bytes]:
    text = TREE[path]
    assert isinstance(text, str) and old in text
    return {**TREE, path: text.replace(old, new)}


@pytest.fixture
def press() -> Press:
    return taken(Press(Options()), TREE)


def page(press: Press, path: str = "index.html") -> str:
    return press.shown[path].content.decode()


@pytest.mark.parametrize(
    "tree",
    [
        TREE,
        edited(INDEX, "of them", "of these"),
        edited(INDEX, "{{ towns }}", "many"),
        edited("content/facts.yaml", "12", "13").copy(),
        edited("content/site.yaml", "Towns", "Places"),
        {**TREE, "content/en/third.md": "# Third\n\nNew.\n"},
        {path: text for path, text in TREE.items() if not path.endswith("second.md")},
        {**TREE, "templates/page.html": '{% extends "theme/page.html" %}{% block head %}<meta name="x">{% endblock %}'},
    ],
)
def test_what_is_on_show_is_what_a_build_would_publish(press: Press, tree: Mapping[str, str | bytes]) -> None:
    """From any state to any other, byte for byte; the list of problems is the build's too."""
    taken(press, tree)
    assert press.make("verify.json")  # asked for, as pictures are: everything is made for it
    clean = run(tree, Memo(), Options())
    if clean.ok:
        assert clean.outputs == {path: item.content for path, item in press.shown.items()}
    assert clean.problems == press.problems


def test_only_what_changed_is_made(press: Press) -> None:
    taken(press, edited("content/en/second.md", "Words.", "Other words."))
    assert {"second/index.html"} == {path for path in press.shown if b"Other words." in press.shown[path].content}
    assert 1 == press.made  # what lists pages (feed, sitemap, llms.txt) says nothing of their words
    taken(press, edited("content/en/second.md", "# ", "# Not "))
    assert 1 + 4 <= press.made  # the page, the three that list it, and the other pages' menus
    taken(press, press.tree)
    assert 0 == press.made


def test_what_a_build_made_is_not_made_again(tmp_path: Path) -> None:
    """A preview starts from what the last build kept; what was edited since is made, and the same comes of both."""
    memo = Memo(Shelf(tmp_path))
    run(TREE, memo, Options())
    memo.end_round()
    later = edited("content/en/second.md", "Words.", "Other words.")
    started = taken(Press(Options(), Memo(Shelf(tmp_path))), later)
    assert 1 == started.made
    assert taken(Press(Options()), later).shown == started.shown
    kept = (tmp_path / "index").read_bytes()
    taken(started, TREE)
    assert kept == (tmp_path / "index").read_bytes()  # who saves waits for no disk


def test_what_is_wanted_is_made_before_the_rest() -> None:
    press = Press(Options())
    press.take(TREE, ())
    assert press.list_until("fr/second/index.html")
    assert press.make("fr/second/index.html")
    assert ["fr/second/index.html"] == list(press.shown)
    assert not press.list_until("nowhere/index.html")


@pytest.mark.parametrize(
    ("tree", "code"),
    [
        (edited(INDEX, "{{ towns }}", "{{ twons }}"), "fact-unknown"),
        (edited(INDEX, "# Towns", "---\ntitle: [\n---\n# Towns"), "yaml-syntax"),
        (edited("content/facts.yaml", "value: 12", "value: 12 parsecs"), "unit-unknown"),
        (edited("content/site.yaml", "languages", "langages"), "key-unknown"),
        (edited("content/site.yaml", "languages: [en, fr]", "languages: [en"), "yaml-syntax"),
        (edited("content/facts.yaml", "facts:", "facts: {"), "yaml-syntax"),
        ({**TREE, "templates/page.html": "{% if %}"}, "template-syntax"),
        ({**TREE, "templates/page.html": "{{ 1 / 0 }}"}, "template-error"),
    ],
)
def test_a_mistake_leaves_the_last_good_page(press: Press, tree: Mapping[str, str | bytes], code: str) -> None:
    """The page stays as it was, to the letter; the problem is told; mended, all is as before."""
    good = {path: item.content for path, item in press.shown.items()}
    taken(press, tree)
    assert good["index.html"] == press.shown["index.html"].content
    assert code in {problem.code for problem in press.problems}
    taken(press, TREE)
    assert (good, ()) == ({path: item.content for path, item in press.shown.items()}, press.problems)


def test_what_the_gate_finds_is_shown_where_it_stands(press: Press) -> None:
    """A number without a source is still to be written down: its author sees the sentence, and the problem."""
    taken(press, edited(INDEX, "of them", "of 400 them"))
    assert "of 400 them" in page(press)
    assert ["number-unsourced"] == [problem.code for problem in press.problems if problem.severity == "error"][:1]


def test_a_page_whose_file_cannot_be_read_stays(press: Press) -> None:
    tree = {path: text for path, text in TREE.items() if path != INDEX}
    unreadable = Problem("file-encoding", "error", "it is not UTF-8", Span(INDEX, 1, 1, 2))
    before = page(press)
    taken(press, tree, unreadable)
    assert before == page(press)
    assert unreadable in press.problems


def test_a_page_that_cannot_be_read_is_the_only_thing_told(press: Press) -> None:
    """Not what follows from it: the check does not say either that its translation is missing or links lead nowhere."""
    unreadable = Problem("file-encoding", "error", "it is not UTF-8", Span(INDEX, 1, 1, 2))
    tree = {path: text for path, text in TREE.items() if path != INDEX}
    taken(press, tree, unreadable)
    assert (unreadable,) == press.problems


def test_a_page_that_is_deleted_goes(press: Press) -> None:
    taken(press, {path: text for path, text in TREE.items() if not path.endswith("second.md")})
    assert "second/index.html" not in press.shown


def test_without_a_folder_the_last_site_stays(press: Press) -> None:
    missing = Problem("content-missing", "error", "there is no folder `content` here")
    before = dict(press.shown)
    taken(press, {}, missing)
    assert (before, (missing,)) == (press.shown, press.problems)


def test_from_a_broken_start_there_is_what_there_can_be() -> None:
    """Nothing good was ever there: then what can be made is shown, and each mending shows more."""
    press = taken(Press(Options()), edited(INDEX, "{{ towns }}", "{{ twons }}"))
    assert "twons" in page(press)
    taken(press, edited(INDEX, "There are {{ towns }}", "Now {{ twons }}"))
    assert "Now" in page(press)
    taken(press, TREE)
    assert "There are" in page(press)
    assert () == press.problems


def test_a_bug_of_ours_is_told_and_nothing_else_suffers(press: Press) -> None:
    press.take(edited(INDEX, "of them", "of these"), (), frozenset({INDEX}))
    press.list_until()
    assert press.plan is not None
    job = press.plan.jobs["index.html"]
    press.plan.jobs["index.html"] = type(job)(job.path, job.key, lambda: {}["x"])  # type: ignore[arg-type,return-value]
    finished(press)
    assert ["internal"] == [problem.code for problem in press.problems]
    assert "of them" in page(press)


def test_what_was_wrong_with_a_file_is_not_told_of_it_once_it_changed(press: Press) -> None:
    """While its pages still wait: the mistake before and the one now were never there together."""
    name, codes = "templates/page.html", []
    for text in ("{{ super( }}", "{{ unknown.name }}"):
        press.take({**TREE, name: text}, (), frozenset({name}))
        press.list_until()
        press.make("index.html")
        codes.append([problem.code for problem in press.judge()])
        finished(press)
    assert [["template-syntax"], ["template-error"]] == codes


def test_what_is_mended_in_another_file_is_not_told_while_pages_wait(press: Press) -> None:
    """A mistake of the site as a whole is judged anew each time, without the finished pages."""
    missing = edited("content/fr/index.md", "{{ towns }}", "plusieurs")
    assert ["languages-disagree"] == [problem.code for problem in taken(press, missing).problems]
    mended = {**edited(INDEX, "{{ towns }}", "many"), "content/fr/index.md": missing["content/fr/index.md"]}
    press.take(mended, (), frozenset({"content/fr/index.md"}))
    press.list_until()
    assert () == press.judge()
