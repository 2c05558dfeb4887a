"""`exposit new`: what it writes builds strictly, in each language and in both."""

from __future__ import annotations

from pathlib import Path

import pytest

from exposit.build.run import Options
from exposit.build.whole import build_folder
from exposit.new.starter import starter
from exposit.new.write import write_new
from exposit.problems import as_text


@pytest.mark.parametrize("languages", [("en",), ("fr",), ("en", "fr"), ("fr", "en")], ids="-".join)
@pytest.mark.parametrize("title", [None, 'Bicycles: "fast" & cheap'])
def test_a_new_site_has_no_problem(languages: tuple[str, ...], title: str | None, tmp_path: Path) -> None:
    """Not an error, not a warning, and every page is there."""
    write_new(tmp_path, starter(languages, title))
    whole = build_folder(tmp_path, None, Options(strict=True))
    assert [] == [as_text(problem, whole.line) for problem in whole.problems]
    fronts = ["index.html", *(f"{language}/index.html" for language in languages[1:])]
    assert [True] * len(fronts) == [(tmp_path / "site" / front).is_file() for front in fronts]


def test_one_language_has_plain_texts_and_pages_in_content() -> None:
    """No mapping by language is left where there is only one."""
    files = starter(("fr",))
    assert "content/index.md" in files
    assert [] == [path for path, text in files.items() if "{en:" in text or "{fr:" in text or "TITLE" in text]
