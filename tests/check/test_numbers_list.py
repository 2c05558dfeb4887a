"""The list behind a page's denominator has as many rows as the denominator says, kind by kind, on any site."""

import re
from pathlib import Path

import pytest

from exposit.build.run import Result
from tests.check.making import CHART, built, fact
from tests.golden import cold, roots

_FOOT = re.compile(r'<p class="tally"><a href="([^"]*)">([^<]*)</a>')
FOLDERS = roots(flagship=Path(__file__).parent.parent.parent)


def lists(result: Result) -> dict[str, tuple[str, list[str]]]:
    """Page -> what its foot says, and the words of every row of its list."""
    found = {}
    for path, content in result.outputs.items():
        if path.endswith("numbers/index.html"):
            page = path.removesuffix("numbers/index.html")
            foot = _FOOT.search(result.outputs[f"{page}index.html"].decode())
            body = content.decode().partition("<tbody>")[2].partition("</tbody>")[0]
            rows = [
                " ".join(re.sub("<[^>]*>", " ", row).split()) for row in re.findall("<tr>.*?</tr>", body, re.DOTALL)
            ]
            assert foot is not None and foot[1].endswith("numbers/"), page
            found[page] = (foot[2], rows)
    return found


@pytest.mark.parametrize("root", FOLDERS.values(), ids=FOLDERS)
def test_the_list_is_as_long_as_the_foot_says(root: Path) -> None:
    """One count, one list: golden sites and the flagship, in each language."""
    for page, (foot, rows) in lists(cold(root).result).items():
        assert re.match(r"[\d,\u202f]*", foot)[0].replace("\u202f", "").replace(",", "") == str(len(rows)), page  # type: ignore[index]


def test_every_kind_of_number_is_in_the_list() -> None:
    """A fact, words, a claim, exemptions of the page and of the site, in headings and labels; and a chart."""
    result = built(
        "## Open 24/7\n\n[five hundred]{bikes}, [over 400]{bikes > 400}, [GPT-4o1 9]{exempt: a name}, since 2019.\n"
        "\n{{ more }}\n\n::: chart fleet\n",
        {**fact('formula: bikes * 2\ncaveat: "24/7"'), "content/charts.yaml": CHART.replace("One bar.", "Open 24/7.")},
        head='description: "All of {{ bikes }}, 24/7."',
        site='exempt: [{text: "24/7", reason: "an idiom"}]\n',
    )
    assert [] == [problem.message for problem in result.problems]
    foot, rows = lists(result)[""]
    assert "10 quantities: 4 sourced, 2 calculated, 4 exempt; 1 date or label" == foot
    assert [
        "500 Bicycles for hire Town Hall One source",
        "24/7 an idiom",
        "500 Bicycles for hire Town Hall One source",
        "24/7 an idiom",
        "five hundred Bicycles for hire Town Hall One source",
        "over 400 Bicycles for hire &gt; 400",
        "GPT-4o1 9 a name",
        "1,000 More Town Hall Our calculation",
        "24/7 an idiom",
        "500 Bicycles for hire Town Hall One source",
    ] == rows
    assert ">Dates and labels</h2>\n<p data-uncounted>2019</p>" in result.outputs["numbers/index.html"].decode()
