"""No number reaches a reader without a source, wherever it is written; and what is no quantity stops nobody."""

from __future__ import annotations

import pytest

from exposit.build.run import Result
from tests.check.making import CHART, FACTS, built, fact, told

NUMBER = "number-unsourced"
TRUSTED = "raw_html: trusted"


def orphans(result: Result) -> list[str]:
    """What the gate reported."""
    return told(result, NUMBER)


IN_MARKDOWN = {
    "prose": "There are 4321 cats.",
    "a heading": "## There are 4321 cats",
    "a table": "| a | b |\n|---|---|\n| x | 4321 |",
    "a table's head": "| 4321 | b |\n|---|---|\n| x | y |",
    "an alternative text": "![4321 cats](https://example.org/x.png)",
    "a credit": '![cats](https://example.org/x.png "4321 cats")',
    "the title of a link": '[cats](https://example.org/ "4321 cats")',
    "the words of a link": "[4321 cats](https://example.org/)",
    "a link kept for later": '[cats][r]\n\n[r]: https://example.org "4321 cats"',
    "a footnote": "Cats.[^a]\n\n[^a]: There are 4321 cats.",
    "a defined term": "4321 cats\n:   animals",
    "a definition": "Cats\n:   4321 of them",
    "an abbreviation": "CAT stands for it.\n\n*[CAT]: 4321 cats",
    "the title of an admonition": '!!! note "4321 cats"\n    Words.',
    "an admonition": "!!! note\n    There are 4321 cats.",
    "an item": "- 4321 cats",
    "an attribute list": 'Cats.\n{: title="4321 cats" }',
    "a heading's attributes": '## Cats {#cats title="4321 cats"}',
    "words between stars": "There are **43**21 cats.",
    "a quotation nobody is named for": "> There are 4321 cats.",
}
IN_RAW_HTML = {
    "an aria-label": '<span aria-label="4321 cats">x</span>',
    "a description": '<p aria-description="4321 cats">x</p>',
    "a role's description": '<p aria-roledescription="4321 cats">x</p>',
    "a value": '<p role="meter" aria-valuenow="4321">x</p>',
    "a summary": "<details><summary>4321 cats</summary>x</details>",
    "details": "<details><summary>x</summary>There are 4321 cats.</details>",
    "a caption": "<table><caption>4321 cats</caption><tr><td>x</td></tr></table>",
    "a head's abbreviation": '<table><tr><th abbr="4321 cats">x</th></tr></table>',
    "a figure's caption": "<figure><p>x</p><figcaption>4321 cats</figcaption></figure>",
    "hidden text": "<p>There <span hidden>are 4321</span> cats.</p>",
    "deleted text": "<p><del>4321 cats</del></p>",
    "a time": '<p><time datetime="2020">4321 cats</time></p>',
    "digits apart": "<p>There are 3<b>8</b> cats.</p>",
    "digits around a break": "<p>There are 4<wbr>321 cats.</p>",
    "digits around a comment": "<p>There are 4<!-- -->321 cats.</p>",
    "another language": '<p lang="de">4321 Katzen</p>',
    "a claim to be a fact": '<p><span data-fact="bikes">4321</span></p>',
    "a claim to be a quotation": '<p data-quote="report">There are 4321 cats.</p>',
}
ONLY_WHERE_TRUSTED = {
    "a placeholder": '<input placeholder="4321 cats">',
    "a button": '<input type="submit" value="4321 cats">',
    "a meter": '<meter value="43" max="100">x</meter>',
    "a text area": "<textarea>4321 cats</textarea>",
    "a drawing": "<svg><text>4321 cats</text></svg>",
    "a drawing's parts": "<svg><text>43<tspan>21</tspan> cats</text></svg>",
    "a frame's document": '<iframe srcdoc="4321 cats"></iframe>',
    "a style sheet": '<style>p::before { content: "4321 cats" }</style>',
    "a style sheet's escapes": "<style>p::before { content: '\\34 321 cats' }</style>",
    "a style attribute": "<p style=\"--words: '4321 cats'\">x</p>",
    "linked data": '<script type="application/ld+json">{"name": "4321 cats"}</script>',
    "a number of linked data": '<script type="application/ld+json">{"price": 4321}</script>',
    "a value of linked data": '<script type="application/ld+json">{"value": "4321"}</script>',
    "a mark made by hand": "<p>&#xe100;fact:bikes&#xe101;4321&#xe102;</p>",
}
IN_CHARACTERS = {
    "entities": "There are &#52;&#x33;21 cats.",
    "full width": "There are \uff14\uff13\uff12\uff11 cats.",
    "Arabic digits": "There are \u0664\u0663\u0662\u0661 cats.",
    "mathematical digits": "There are \U0001d7d2\U0001d7d1 cats.",
    "raised digits": "There are \u2074\u00b3 cats.",
    "circled digits": "There are \u2463 cats.",
    "a Roman numeral of its own": "There are \u2167 cats.",
    "a fraction of its own": "\u00bd of them are cats.",
    "a zero-width space": "There are 4\u200b321 cats.",
    "a thin space": "There are 4\u2009321 cats.",
    "a soft hyphen": "There are 4\u00ad321 cats.",
    "a word joiner": "There are 4\u2060321 cats.",
}


@pytest.mark.parametrize("more", IN_MARKDOWN.values(), ids=IN_MARKDOWN)
def test_a_number_in_markdown_is_seen(more: str) -> None:
    """Whatever Markdown makes of it, it is a number a reader meets."""
    assert [] != orphans(built(more))


@pytest.mark.parametrize("more", IN_RAW_HTML.values(), ids=IN_RAW_HTML)
@pytest.mark.parametrize("site", ["", TRUSTED], ids=["sanitised", "trusted"])
def test_a_number_in_raw_html_is_seen(more: str, site: str) -> None:
    """By eye or by ear, whole or in parts, cleaned or as it is."""
    assert [] != orphans(built(more, site=site))


@pytest.mark.parametrize("more", ONLY_WHERE_TRUSTED.values(), ids=ONLY_WHERE_TRUSTED)
def test_what_a_trusting_site_lets_through_is_read(more: str) -> None:
    """Without the sanitiser there is more for the gate to see."""
    assert [] != [*orphans(built(more, site=TRUSTED)), *told(built(more, site=TRUSTED), "character-private")]


@pytest.mark.parametrize("more", IN_CHARACTERS.values(), ids=IN_CHARACTERS)
def test_a_number_in_unusual_characters_is_seen(more: str) -> None:
    """A digit is what a reader takes for one."""
    assert [] != orphans(built(more))


SETTINGS = {
    "the site's title": 'title: "4321 cats"',
    "its description": 'description: "4321 cats"',
    "its authors": 'authors: ["4321 cats"]',
    "its vocabulary": 'vocabulary: {nature: {fleet: "4321 cats"}}',
    "the noun of a unit": 'units: {cat: ["cat of 4321", "cats of 4321"]}',
    "the reason of an exemption": 'exempt: [{text: "Bicycles", reason: "one of 4321"}]',
}
HEADS = {
    "a title": 'title: "4321 cats"',
    "a description": 'description: "4321 cats"',
    "authors": 'authors: ["4321 cats"]',
}
SOURCED = 'value: 3\nevidence: {source: report, quote: "There are 3."}\n'
TEXTS_OF_FACTS = {
    "a caveat": SOURCED + 'caveat: "only 4321"',
    "a dissent's reason": SOURCED + 'dissent: [{source: report, says: 4, because: "of 4321 more"}]',
    "a revision's reason": SOURCED + 'revisions: [{date: 2025-01-01, was: 4, why: "of 4321 more"}]',
    "the reason of an exemption": SOURCED + 'caveat: "[GPT-4o]{exempt: one of 4321}"',
}


@pytest.mark.parametrize("site", SETTINGS.values(), ids=SETTINGS)
def test_a_number_in_the_settings_is_seen(site: str) -> None:
    """What stands in `site.yaml` stands on every page."""
    assert [] != orphans(built(site=site))


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
def test_a_number_in_front_matter_is_seen(head: str) -> None:
    """Titles and descriptions are what search engines show."""
    assert [] != orphans(built(head=head))


@pytest.mark.parametrize("text", TEXTS_OF_FACTS.values(), ids=TEXTS_OF_FACTS)
def test_a_number_in_the_texts_of_a_fact_is_seen(text: str) -> None:
    """Its value rests on evidence, its other words do not."""
    assert [] != orphans(built("{{ more }}", fact(text)))


def test_a_number_in_a_label_or_a_name_is_seen() -> None:
    """Of a fact and of an entity."""
    for old, new in (("Bicycles for hire", "4321 bicycles"), ("Harbour Town", "Harbour 4321 cats")):
        assert [] != orphans(built(files={"content/facts.yaml": FACTS.replace(f'"{old}"', f'"{new}"')}))


@pytest.mark.parametrize("key", ["title", "subtitle", "description", "note"])
@pytest.mark.parametrize("more", ["", "::: chart fleet\n"], ids=["unused", "shown"])
def test_a_number_in_the_words_of_a_chart_is_seen(key: str, more: str) -> None:
    """Charts have pages of their own, whether a page shows them or not."""
    spec = "".join(line for line in CHART.splitlines(True) if not line.startswith(f"    {key}:"))
    files = {"content/charts.yaml": f'{spec}    {key}: "There are 4321 cats"\n'}
    assert [] != orphans(built(more, files))


def test_a_number_in_an_annotation_or_the_glossary_is_seen() -> None:
    """Remarks on a chart, names and meanings of terms."""
    remark = CHART + '    annotations: [{fact: bikes, text: "as many as 4321 cats"}]\n'
    assert [] != orphans(built("::: chart fleet\n", {"content/charts.yaml": remark}))
    for term in ('{term: "hire", means: "4321 cats"}', '{term: "4321 cats", means: "hire"}'):
        assert [] != orphans(built(files={"content/glossary.yaml": f"terms:\n  hire: {term}\n"}))


SHELL = '<!doctype html><html lang="en"><head><title>x</title>{head}</head><body>{body}</body></html>'
TEMPLATES = {
    "its own words": SHELL.format(head="", body="4321 cats"),
    "a meta of its own": SHELL.format(head='<meta name="twitter:data1" content="4321 cats">', body=""),
    "a style sheet": SHELL.format(head='<style>p::after { content: "4321" }</style>', body=""),
    "data as text": SHELL.format(head="", body="{{ data.team.name }}"),
    "data as a number": SHELL.format(head="", body="{{ data.team.age }}"),
}


@pytest.mark.parametrize("text", TEMPLATES.values(), ids=TEMPLATES)
def test_a_number_in_a_template_is_seen(text: str) -> None:
    """A site's own templates, and the data they lay out."""
    files = {"templates/page.html": text, "content/data/team.yaml": 'name: "Bob, 4321"\nage: 4321\n'}
    assert [] != orphans(built(files=files))


@pytest.mark.parametrize(
    "body",
    ["\ue100fact:bikes\ue1014321\ue102", '{{ "\\ue100fact:bikes\\ue1014321\\ue102" }}'],
    ids=["written", "escaped"],
)
def test_a_template_cannot_make_a_mark(body: str) -> None:
    """The characters that say who vouches for a number are the engine's."""
    result = built(files={"templates/page.html": SHELL.format(head="", body=body)})
    assert 3 == len(told(result, "character-private"))


ASSETS = {
    "a drawing": ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><text>43<tspan>21</tspan> cats</text></svg>'),
    "a drawing with a link": ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><text>43<a>21</a></text></svg>'),
    "a drawing that is broken": ("a.svg", "<svg><text>4321 cats"),
    "a style sheet": ("a.css", 'p::before { content: "4321" " cats" }'),
    "a page": ("a.html", "<p>4321 cats</p>"),
}


@pytest.mark.parametrize(("name", "text"), ASSETS.values(), ids=ASSETS)
def test_a_number_in_a_file_published_as_it_is_is_seen(name: str, text: str) -> None:
    """Words in a drawing are words; the file itself is not touched."""
    result = built(f"[it](assets/{name})", {f"content/assets/{name}": text})
    assert [f"content/assets/{name}:1"] == sorted({line.rpartition(": `")[0] for line in orphans(result)})
    assert text.encode() == result.outputs[f"assets/{name}"]


NO_QUANTITY = [
    "A note.[^1]\n\n[^1]: Words.\n\n1. first\n2. second",
    "1984. A year to remember.",
    "On 3 November 2025, in Q3 2025, on 2025-11-03, in the 1990s, from 2019 to 2031, at 14:30.",
    "See section 4.2, figure 3 and page 12 of version 2.0.1.",
    "A 10-Q filing, an H100 chip, a GPT-4o model, COVID-19, the 5G network, AWS S3.",
    "Write `4321` or <kbd>4321</kbd>.\n\n    4321 lines of code\n\n```\n4321\n```",
    "<https://example.org/4321> and [it](https://example.org/4321)",
    "> There are 4321 cats. [@report]",
    "He said <q>there are 4321 cats</q>.",
    "The first, one of the largest, in the 21st century.",
    "[4321]{exempt: a product}",
    "CO<sub>2</sub> and H<sub>2</sub>O.",
    "<!-- 4321 -->",
]


@pytest.mark.parametrize("more", NO_QUANTITY)
def test_what_is_no_quantity_passes(more: str) -> None:
    """Dates, versions, places in a document, names, code, quotations, addresses, exemptions."""
    assert [] == told(built(more), NUMBER, "number-in-words")


def test_names_made_of_number_words_are_no_numbers() -> None:
    """Ids and pages, in every file that holds their addresses."""
    more = fact("formula: bikes * 2")["content/facts.yaml"].replace("  more:\n", "  half.double:\n")
    files = {"content/facts.yaml": more, "content/two-thirds.md": "# Other\n\nSee {{ half.double }}.\n"}
    assert [] == told(built("See [the other](two-thirds.md).", files))


def test_a_number_is_told_with_its_place_its_sentence_and_the_nearest_facts() -> None:
    """File, line, column, what stands around it, what to write instead."""
    problem = next(item for item in built("We hire out 500 bicycles a day. It rains.").problems if item.code == NUMBER)
    assert problem.span is not None
    assert ("content/index.md", 5, 13, 16) == (
        problem.span.path,
        problem.span.line,
        problem.span.column,
        problem.span.end_column,
    )
    assert "`500` has no source: “We hire out 500 bicycles a day.” (p)".removesuffix(" (p)") == problem.message
    assert "write `{{ bikes }}`, or `[500]{exempt: reason}`" == problem.hint


def test_exemptions_come_first_and_must_be_of_use() -> None:
    """Exempt texts before shapes; one that matches nothing or has run out is an error."""
    exempt = 'as_of: 2026-01-01\nexempt:\n  - {text: "24/7", reason: "idiom"}\n  - {text: "Level 42", reason: "band"}\n'
    assert [] == told(built("Level 42 plays 24/7.", site=exempt))
    assert ["content/site.yaml:5: the exemption of `Level 42` matches nothing"] == told(
        built("Open 24/7.", site=exempt), "exemption-unused"
    )
    ended = exempt.replace('reason: "idiom"', 'reason: "idiom", until: 2025-12-31')
    assert ["content/site.yaml:4: the exemption of `24/7` ran out on 2025-12-31"] == told(
        built("Level 42 plays 24/7.", site=ended), "exemption-expired"
    )
