"""What the open pages are told, as plain data: problems with their text, facts with their places."""

from __future__ import annotations

from collections.abc import Sequence

from exposit.model import Site, Tree
from exposit.problems import LineOf, Problem, SourceText, as_dict, as_text

_MOST = 200
"""Problems that are sent; nobody reads more at once."""


def lines_of(tree: Tree) -> LineOf:
    """Gives the lines of a site's files, for the text of a problem."""
    texts: dict[str, SourceText] = {}

    def line(path: str, number: int) -> str:
        if path not in texts:
            text = tree.get(path)
            texts[path] = SourceText(path, text if isinstance(text, str) else "")
        return texts[path].line(number)

    return line


def problems_told(problems: Sequence[Problem], tree: Tree) -> dict[str, object]:
    """Errors first, each with the text a terminal shows; how many there are in all."""
    line_of = lines_of(tree)
    ordered = sorted(problems, key=lambda problem: problem.severity != "error")
    errors = sum(problem.severity == "error" for problem in problems)
    told = [{**as_dict(problem), "text": as_text(problem, line_of)} for problem in ordered[:_MOST]]
    return {"problems": told, "errors": errors, "warnings": len(problems) - errors}


def facts_told(site: Site) -> dict[str, object]:
    """For the desk: how well each fact stands and where it is written; the file of each page."""
    facts = {
        id_: {
            "status": site.statuses.get(id_, "unsourced"),
            "path": fact.span.path,
            "line": fact.span.line,
            "column": fact.span.column,
        }
        for id_, fact in site.facts.items()
    }
    pages = {"/" + page.route: page.path for page in site.pages.values()}
    return {"facts": facts, "pages": pages}
