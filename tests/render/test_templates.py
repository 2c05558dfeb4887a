"""The Jinja door: whose template it is, what it may do, how it fails."""

import pickle
from dataclasses import replace

import pytest

from exposit.model import Inline
from exposit.problems import Problem
from exposit.render.templates import BrokenTemplateError, Templates
from tests.render.sample import sample

SITE = sample()


def _templates(**own: str) -> Templates:
    return Templates(replace(SITE, templates={f"{name}.html": text for name, text in own.items()}))


def _broken(text: str, **context: object) -> Problem:
    with pytest.raises(BrokenTemplateError) as found:
        _templates(page=text).render("page.html", context)
    return found.value.problem


def _line(problem: Problem) -> str:
    span = problem.span
    assert span
    return f"{span.path}:{span.line}: {problem.severity}[{problem.code}]: {problem.message}"


def test_a_site_s_template_stands_over_the_theme_s_of_the_same_name() -> None:
    assert "mine" == _templates(missing="mine").render("missing.html", {})


def test_a_site_may_build_on_the_template_it_replaces() -> None:
    own = _templates(redirect='{% include "theme/redirect.html" %}<!-- more -->')
    made = own.render("redirect.html", {"lang": "en", "policy": "", "href": "/", "canonical": None, "moved": "Moved"})
    assert made.startswith("<!doctype html>") and made.endswith("<!-- more -->")


def test_values_are_escaped() -> None:
    assert "&lt;b&gt;" == _templates(page="{{ x }}").render("page.html", {"x": "<b>"})


def test_a_text_by_language_prints_itself_in_the_page_s_language() -> None:
    title = {"en": Inline("Trees", "en"), "fr": Inline("Arbres", "fr")}
    own = _templates(page="{{ card.title }}, {{ card.title.fr }}, {{ card }}")
    said = own.render(
        "page.html", {"card": {"title": title}, "text": lambda text: (text["en"] if text is title else text).text}
    )
    assert "Trees, Arbres, {" == said[:16]


def test_an_unknown_name_has_a_line() -> None:
    assert "templates/page.html:2: error[template-error]: `nothing` is undefined" == _line(_broken("a\n{{ nothing }}"))


def test_broken_syntax_has_a_line() -> None:
    problem = _broken("a\n\n{% if %}")
    assert "templates/page.html:3: error[template-syntax]: expected an expression, got `end of statement block`" == (
        _line(problem)
        .replace("Expected", "expected")
        .replace("got end of statement block", "got `end of statement block`")
    )


def test_a_template_that_does_not_exist_is_named() -> None:
    assert "templates/page.html:1: error[template-missing]: there is no template `gone.html`" == _line(
        _broken('{% include "gone.html" %}')
    )


def test_the_sandbox_holds() -> None:
    problem = _broken("{{ x.__class__.__mro__ }}", x=1)
    assert "template-error" == problem.code


def test_a_failing_expression_is_the_author_s_problem() -> None:
    assert "templates/page.html:1: error[template-error]: division by zero" == _line(_broken("{{ 1 / 0 }}"))


def test_a_failure_of_the_engine_s_own_code_is_not() -> None:
    from exposit.render.routes import relative

    with pytest.raises(AttributeError):
        _templates(page="{{ f(1) }}").render("page.html", {"f": lambda to: relative("", to)})


def test_endless_templates_end() -> None:
    assert "template-error" == _broken('{% include "page.html" %}').code


def test_every_template_of_the_site_is_checked_whether_used_or_not() -> None:
    found = list(_templates(a="{% endif %}", b="fine").check())
    assert [("template-syntax", "templates/a.html")] == [
        (each.code, each.span.path if each.span else "") for each in found
    ]


def test_templates_and_their_failures_travel_between_processes() -> None:
    own = _templates(page="{{ x }}")
    own.render("page.html", {"x": 1})
    assert "2" == pickle.loads(pickle.dumps(own)).render("page.html", {"x": 2})
    error = pickle.loads(pickle.dumps(BrokenTemplateError(_broken("{{ y }}"))))
    assert "`y` is undefined" == error.problem.message
