"""What the other browser tests stand on: pages come as the host sends them, and what goes wrong is seen."""

from __future__ import annotations

from tests.browser.fixtures import Sites, Visits
from tests.browser.reading import Look
from tests.browser.serving import headers_for, serving


def test_pages_come_with_the_headers_of_the_host(sites: Sites, visit: Visits) -> None:
    """The policy is sent, and the file that is not there is answered with the page for that."""
    seen = visit(sites("one-file"))
    policy = headers_for("/")["Content-Security-Policy"]
    assert policy == seen.page.request.get(seen.origin + "/").headers["content-security-policy"]
    assert 404 == seen.page.request.get(seen.origin + "/nowhere/").status


def test_what_goes_wrong_is_seen(visit: Visits) -> None:
    """A breach of the policy, a missing file, a request to elsewhere, a page that is too wide or hard to read."""
    page = (
        b'<!doctype html><html><title>t</title><img src="/a.png"><img src="http://127.0.0.2/b.png">'
        b"<p>text</p><pre></pre><table border><td>" + b"wide" * 200 + b"</table><script>1</script></html>"
    )
    with serving({"index.html": page}) as site:
        seen = visit(site, "/", Look(width=320))
        trouble = "\n".join(seen.trouble())
        assert ("inline script" in trouble, "404: " in trouble, "foreign: http://127.0.0.2/b.png" in trouble) == (
            True,
        ) * 3
        assert [True, True] == ["<td>" in seen.wider()[0], any("html-has-lang" in line for line in seen.axe())]


def test_a_page_read_without_scripts_can_be_judged(visit: Visits) -> None:
    """Its script has not run when axe does."""
    page = b'<!doctype html><title>t</title><script src="/a.js"></script>'
    with serving({"index.html": page, "a.js": b"document.documentElement.lang = 'en'"}) as site:
        named = [
            any("html-has-lang" in line for line in visit(site, "/", Look(script=ran)).axe()) for ran in (True, False)
        ]
        assert [False, True] == named
