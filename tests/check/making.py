"""A small site to hold against the checks: one page, one fact, and whatever a test adds."""

from __future__ import annotations

from collections.abc import Mapping

from exposit.build.memo import Memo
from exposit.build.run import Options, Result, run

FACTS = """\
entities:
  town: {name: "Harbour Town"}
sources:
  report:
    title: "Cycling in Harbour Town"
    publisher: "Town Hall"
    url: https://example.org/report
    published: 2025-11-03
    language: en
    tier: primary
facts:
  bikes:
    label: "Bicycles for hire"
    value: 500
    about: town
    nature: fleet
    evidence: {source: report, quote: "The town hires out 500 bicycles."}
"""
CHART = """\
charts:
  fleet:
    kind: bars
    facts: [bikes]
    title: "The fleet"
    description: "One bar."
"""
PAGE = "# Bicycles\n\nThe town has {{ bikes }} of them.\n\n"


def built(more: str = "", files: Mapping[str, str | bytes] | None = None, *, head: str = "", site: str = "") -> Result:
    """The site with `more` at the end of its page, `head` as its front matter, `site` in its settings."""
    front = f"---\n{head}\n---\n" if head else ""
    tree: dict[str, str | bytes] = {
        "content/site.yaml": site if "title:" in site else f"title: Harbour\n{site}",
        "content/facts.yaml": FACTS,
        "content/index.md": front + PAGE + more,
    }
    return run({**tree, **(files or {})}, Memo(), Options())


def fact(text: str) -> dict[str, str]:
    """The facts file with one fact more, called `more`, and a label."""
    lines = "".join(f"    {line}\n" for line in ('label: "More"', *text.splitlines()))
    return {"content/facts.yaml": f"{FACTS}  more:\n{lines}"}


def told(result: Result, *codes: str) -> list[str]:
    """“path:line: message” of every problem with one of the codes; of all of them where none is given."""
    return [
        f"{problem.span.path}:{problem.span.line}: {problem.message}" if problem.span else problem.message
        for problem in result.problems
        if not codes or problem.code in codes
    ]
