"""Files pages ask for: names by content, one sheet, nothing from elsewhere; and the budgets they must keep."""

import gzip
import re
from dataclasses import replace

from exposit.model import Config
from exposit.render.assets import asset_jobs, fingerprinted, scripts, stylesheet, stylesheet_route
from exposit.render.theme import installed
from tests.render.sample import sample

SITE = sample()


def _files() -> dict[str, bytes]:
    made = [job.make() for job in asset_jobs(SITE)]
    return {output.path: output.content if isinstance(output.content, bytes) else b"" for output in made}


def test_a_name_holds_the_hash_of_the_bytes() -> None:
    assert "a.b.9b8f37abe9.css" != fingerprinted("a.b.css", b"1")
    assert fingerprinted("a.css", b"1") != fingerprinted("a.css", b"2")
    assert re.fullmatch(r"a\.b\.[0-9a-f]{10}\.css", fingerprinted("a.b.css", b"1"))


def test_everything_a_sheet_or_a_script_names_is_published() -> None:
    files = _files()
    for path, content in files.items():
        if path.endswith((".css", ".js")) and "plotly" not in path:
            for name in re.findall(r"""["'(]\./([\w.-]+)""", content.decode()):
                assert f"assets/{name}" in files, f"{path} names {name}"


def test_an_author_s_files_keep_their_names() -> None:
    assert b"%PDF" == _files()["assets/terms.pdf"]


def test_fonts_travel_with_their_licences_and_keep_their_budget() -> None:
    files = _files()
    fonts = {path: content for path, content in files.items() if path.endswith(".woff2")}
    assert 3 == len(fonts)
    assert sum(map(len, fonts.values())) <= 65_000
    assert 2 == sum("LICENSE" in path and "fonts" in path for path in files)


def test_fonts_have_the_signs_numbers_are_written_with() -> None:
    from io import BytesIO

    from fontTools.ttLib import TTFont

    for name in ("serif.woff2", "sans.woff2"):
        letters = TTFont(BytesIO(installed("fonts")[name])).getBestCmap()
        assert [] == [sign for sign in "0123456789$€£%×÷−≈→«»’\u00a0\u202f\u2009éèœŒÀ" if ord(sign) not in letters]


def test_the_page_s_script_keeps_its_budget() -> None:
    assert len(scripts(SITE)["site.js"][1]) <= 2048


def test_the_sheet_keeps_its_share_of_the_budget() -> None:
    assert len(gzip.compress(stylesheet(SITE).encode())) <= 12_000


def test_nothing_comes_from_elsewhere() -> None:
    names = ("site.js", "ledger.js")
    ours = stylesheet(SITE) + "".join(scripts(SITE)[name][1].decode() for name in names)
    assert [] == re.findall(r"(?:https?:)?//[a-z][^\s\"')]*\.[a-z]+", re.sub(r"^//.*$", "", ours, flags=re.M))


def test_the_accent_of_the_site_is_in_the_sheet_and_changes_its_name() -> None:
    other = replace(SITE, config=Config(theme={"accent": "#7a1f5c"}))
    assert "--accent: #7a1f5c" in stylesheet(other)
    assert "ACCENT" not in stylesheet(SITE)
    assert stylesheet_route(other) != stylesheet_route(SITE)


def test_a_site_s_own_sheets_replace_or_follow_the_theme_s() -> None:
    own = replace(SITE, templates={"css/page.css": ".mine{}", "css/zz.css": ".last{}"})
    sheet = stylesheet(own)
    assert ".mine{}" in sheet and ".hero h1 { font-size: var(" not in sheet
    assert sheet.rstrip().endswith(".last{}")


def test_scripts_that_name_others_come_after_them() -> None:
    own = replace(SITE, templates={"js/a.js": 'import "./b.js"', "js/b.js": "1"})
    changed = replace(SITE, templates={"js/a.js": 'import "./b.js"', "js/b.js": "2"})
    assert scripts(own)["a.js"][0] != scripts(changed)["a.js"][0]
    assert f'import "./{scripts(own)["b.js"][0]}"' == scripts(own)["a.js"][1].decode()


def test_scripts_that_name_each_other_keep_their_names() -> None:
    own = replace(SITE, templates={"js/a.js": 'import "./b.js"', "js/b.js": 'import "./a.js"'})
    assert ["a.js", "b.js"] == [scripts(own)[name][0] for name in ("a.js", "b.js")]


def test_a_site_without_charts_carries_no_plotly() -> None:
    assert [] == [job.path for job in asset_jobs(replace(SITE, charts={})) if "plotly" in job.path]
