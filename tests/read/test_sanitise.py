"""What passes into a page, what does not, and what is said about it."""

from __future__ import annotations

import pytest

from exposit.read.sanitise import Dropped, sanitise


@pytest.mark.parametrize(
    "html",
    [
        '<p class="a" id="b" lang="fr" dir="rtl" data-x="1" aria-label="c">text</p>',
        '<table><thead><tr><th>a</th></tr></thead><tbody><tr><td colspan="2">b</td></tr></tbody></table>',
        '<figure><img alt="a" src="assets/b.jpg"><figcaption>c</figcaption></figure>',
        '<details open=""><summary>a</summary><p>b</p></details>',
        '<video controls="" src="assets/a.mp4" poster="assets/b.jpg"></video>',
        '<p><ins>a</ins><del>b</del><sub>c</sub><sup>d</sup><kbd>e</kbd><abbr title="f">g</abbr></p>',
        '<p><q cite="https://x.org/">a</q> <cite>b</cite> <time datetime="2025">c</time> <mark>d</mark></p>',
        '<p><a href="https://x.org/?a=1&amp;b=2#c">a</a> <a href="mailto:a@b.c">b</a> <a href="tel:+33">c</a></p>',
        '<p><a href="x.md#y">a</a> <a href="#b">b</a> <a href="/c/">c</a></p>',
        '<ol start="3"><li>a</li></ol><dl><dt>b</dt><dd>c</dd></dl><hr>',
        '<pre><code class="language-yaml">a: &lt;b&gt;</code></pre>',
        '<p>\ue0000\ue001 and <img alt="\ue0001\ue001" src="a.jpg"></p>',
    ],
)
def test_honest_markup_passes(html: str) -> None:
    """What Markdown makes and authors rightly write comes out byte for byte, and nothing is reported."""
    assert sanitise(html) == (html, ())


@pytest.mark.parametrize(
    ("html", "clean", "dropped"),
    [
        ("<script>a</script>b", "b", [Dropped("script")]),
        ('<p onclick="a()">b</p>', "<p>b</p>", [Dropped("p", "onclick")]),
        ('<p style="color: red">b</p>', "<p>b</p>", [Dropped("p", "style")]),
        ("<style>p {}</style>b", "b", [Dropped("style")]),
        ('<iframe src="https://x.org">a</iframe>b', "b", [Dropped("iframe")]),
        ("<object>a</object><embed>b", "b", [Dropped("object"), Dropped("embed")]),
        ("<svg><script>a</script></svg>b", "b", [Dropped("svg"), Dropped("script")]),
        ('<a href="javascript:a">b</a>', "<a>b</a>", [Dropped("a", "href", "javascript:a")]),
        ('<a href=" java&#10;script:a">b</a>', "<a>b</a>", [Dropped("a", "href", " java\nscript:a")]),
        (
            '<img alt="a" src="data:image/png;base64,b">',
            '<img alt="a">',
            [Dropped("img", "src", "data:image/png;base64,b")],
        ),
        ('<a href="HTTPS://x.org">b</a>', '<a href="HTTPS://x.org">b</a>', []),
        ("<x-y>a</x-y><center>b</center>", "ab", [Dropped("x-y"), Dropped("center")]),
        ('<form action="/a"><input name="b"></form>c', "c", [Dropped("form"), Dropped("input")]),
        ("a<!-- b -->c", "ac", []),
        ("<b>a<i>b</b>", "<b>a<i>b</i></b>", []),
        ("a < b & c", "a &lt; b &amp; c", []),
        (
            '<meta http-equiv="refresh" content="0"><base href="//x"><link rel="a">',
            "",
            [Dropped("meta"), Dropped("base"), Dropped("link")],
        ),
        ('<img srcset="https://x.org/a 2x" src="b">', '<img src="b">', [Dropped("img", "srcset")]),
    ],
)
def test_what_does_not_pass(html: str, clean: str, dropped: list[Dropped]) -> None:
    """What runs, loads, styles or frames goes, and is named once."""
    assert sanitise(html) == (clean, tuple(dropped))


def test_names_for_a_message() -> None:
    """Each kind of thing dropped has its words."""
    assert [str(what) for what in (Dropped("b"), Dropped("b", "style"), Dropped("a", "href", "x:y"))] == [
        "<b>",
        "style of <b>",
        "href=x:y",
    ]
