"""Promise *bilingual*: two languages of one page cannot state different facts."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from exposit.build.memo import Memo
from exposit.build.run import Options, Result, run
from exposit.build.tree import load_tree
from exposit.model import ChartBlock, Citation, Page, Reference, Words
from tests.golden import SITES

ROOT = SITES.parent.parent.parent
FOLDERS = {"flagship": ROOT, "regions": SITES / "regions" / "in"}
DISAGREE = ("languages-disagree", "section-unpaired", "translation-missing")


def built(tree: dict[str, str | bytes]) -> Result:
    return run(tree, Memo(), Options(judge=True, look=False))


@pytest.fixture(scope="module", params=FOLDERS, ids=str)
def tree(request: pytest.FixtureRequest) -> dict[str, str | bytes]:
    return dict(load_tree(FOLDERS[request.param])[0])


def shown(page: Page) -> Counter[tuple[str, str]]:
    """What a page shows, as a multiset, sections marked `only` apart."""
    found: Counter[tuple[str, str]] = Counter()
    for placed in page.body.holes:
        hole = placed.hole
        if placed.only:
            continue
        if isinstance(hole, Reference | ChartBlock | Citation):
            found[type(hole).__name__.replace("Reference", "fact"), hole.id] += 1
        elif isinstance(hole, Words):
            found["fact", " ".join(hole.formula.text.split())] += 1
    return found


def pairs(result: Result) -> list[tuple[Page, Page]]:
    by_key: dict[str, list[Page]] = {}
    for page in result.site.pages.values():
        by_key.setdefault(page.key, []).append(page)
    return [(pages[0], pages[1]) for pages in by_key.values() if len(pages) == 2]


def test_the_two_languages_of_every_page_show_the_same(tree: dict[str, str | bytes]) -> None:
    """Counted apart from the check that judges it."""
    result = built(tree)
    assert [] != pairs(result)
    for one, other in pairs(result):
        assert shown(one) == shown(other)
    assert [] == [problem for problem in result.problems if problem.code in DISAGREE]


def test_a_fact_taken_out_of_one_language_is_told_with_both_places(tree: dict[str, str | bytes]) -> None:
    """Each page of each language, one reference at a time is enough: the last of its text."""
    for one, other in pairs(built(tree)):
        for page, twin in ((one, other), (other, one)):
            text = str(tree[page.path])
            references = list(re.finditer(r"\{\{ ?([a-z][\w.]*)[^}]*\}\}", text))
            if not references:
                continue
            last = references[-1]
            less = built({**tree, page.path: text[: last.start()] + "them" + text[last.end() :]})
            told = [problem for problem in less.problems if problem.code == "languages-disagree"]
            assert 1 == len(told)
            assert f"`{last[1]}`" in told[0].message and page.path in told[0].message
            assert told[0].span is not None and twin.path == told[0].span.path
            assert [page.path] == [related.span.path for related in told[0].related]


def test_a_text_missing_in_one_language_is_an_error(tree: dict[str, str | bytes]) -> None:
    """A label of one language does not do for the other."""
    path = next(name for name in tree if name.startswith("content/facts") and "label: {en:" in str(tree[name]))
    text = re.sub(r"label: \{en: (\"[^\"]*\"), fr: \"[^\"]*\"\}", r"label: {en: \1}", str(tree[path]), count=1)
    assert text != tree[path]
    told = [problem for problem in built({**tree, path: text}).problems if problem.code == "text-missing-language"]
    assert [("error", path)] == [(problem.severity, problem.span.path if problem.span else "") for problem in told]


def test_a_page_missing_in_one_language_is_shown_with_a_notice(tree: dict[str, str | bytes]) -> None:
    """A warning to the author, the other language's page to the reader."""
    result = built(tree)
    gone = next(page for page in result.site.pages.values() if page.language != result.site.config.languages[0])
    less = built({path: text for path, text in tree.items() if path != gone.path})
    assert "translation-missing" in {problem.code for problem in less.problems if problem.severity == "warning"}
