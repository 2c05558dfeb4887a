"""The Jinja door: whose template it is, what it may do, how it fails."""

import pickle
from dataclasses import replace

import pytest

from exposit.model import Inline
from exposit.problems import Problem, Span
from exposit.render.templates import BrokenTemplateError, TemplateMistakeError, Templates
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


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("a\n{{ nothing }}", (2, 4, 11), "there is nothing called `nothing` here", "templates see only"),
        ("{{ titel }}", (1, 4, 9), "there is nothing called `titel` here", "did you mean `title`?"),
        ("{{ words.txt }}", (1, 10, 13), "there is no `txt` here", "did you mean `text`?"),
        ("{{ 'a'.b }}", (1, 8, 9), "there is no `b` here", "templates see only"),
        ("a\n\n{% if %}", (3, 7, 9), "something is missing before `%}`", None),
        ("{{ 1 + }}", (1, 8, 10), "something is missing before `}}`", None),
        ("{% if title = 1 %}{% endif %}", (1, 13, 14), "`=` stands where `%}` should", "write `==` to compare"),
        ("{% for a of b %}{% endfor %}", (1, 10, 12), "`of` stands where `in` should", None),
        ("{% if title %}{{ title }{% endif %}", (1, 24, 25), "`}` closes nothing here", "ends with `}}`"),
        ("{{ title ! }}", (1, 10, 11), "`!` cannot stand here", "in quotes"),
        ("{# a", (1, 1, 3), "`{#` is never closed", "write `#}`"),
        ("{% blok a %}{% endblock %}", (1, 4, 8), "`blok` is no tag", "did you mean `block`?"),
        ("{% block a %}{% endblok %}", (1, 17, 24), "`endblok` is no tag", "did you mean `endblock`?"),
        ("{% endfor %}", (1, 4, 10), "`endfor` stands outside what it belongs to", "write the `{% for … %}`"),
        ("{% else %}", (1, 4, 8), "`else` stands outside what it belongs to", "write the `{% if … %}`"),
        ("{% block a %}{% endblock %}{% block a %}{% endblock %}", (1, 37, 38), "block `a` defined twice", None),
        ("{{ title | trunc(3) }}", (1, 12, 17), "`trunc` is no filter", "did you mean `truncate`?"),
        ("{% if title is odder %}{% endif %}", (1, 16, 21), "`odder` is no test", None),
        ("{% if a %}\n{% for x in [] %}{% endfor %}\n<p>", (1, 4, 6), "`if` is never closed", "write `{% endif %}`"),
        ("{{ title.__class__ }}", (1, 10, 19), "`__class__` may not be asked for", "templates see only"),
        ("{{ 1 / 0 }}", (1, 1, 2), "division by zero", None),
    ],
)
def test_a_mistake_is_told_at_its_word(text: str, place: tuple[int, int, int], message: str, hint: str | None) -> None:
    """In our words, where the author has to look, with what would be right."""
    problem = _broken(text, title="A", words=Inline("Trees", "en"))
    assert problem.span is not None
    assert (("templates/page.html", *place), message) == (tuple(problem.span), problem.message)
    assert hint in problem.hint if hint and problem.hint else hint is problem.hint


def test_a_block_closed_too_early_shows_what_is_open() -> None:
    problem = _broken("{% block a %}\n{% for x in [1] %}\n{% endblock %}")
    assert ("`endblock` stands where `endfor` is missing", Span("templates/page.html", 3, 4, 12)) == (
        problem.message,
        problem.span,
    )
    assert [Span("templates/page.html", 2, 4, 7)] == [related.span for related in problem.related]


def test_a_fact_that_is_asked_for_is_told_where_it_is_quoted() -> None:
    """Not at another word of the line that is spelled alike."""

    def fact(name: str) -> str:
        raise TemplateMistakeError("fact-unknown", name, f"no fact is called `{name}`", None)

    assert Span("templates/page.html", 1, 21, 25) == _broken('{% set deal = fact("deal") %}', fact=fact).span


def test_a_template_that_does_not_exist_is_named() -> None:
    gone = _broken('{% include "gone.html" %}')
    assert "templates/page.html:1: error[template-missing]: there is no template `gone.html`" == _line(gone)
    assert "did you mean `theme/page.html`?" == _broken('{% extends "theme/pag.html" %}').hint


def test_the_sandbox_holds() -> None:
    problem = _broken("{{ x.__class__.__mro__ }}", x=1)
    assert "template-error" == problem.code


def test_a_failure_of_the_engine_s_own_code_is_not() -> None:
    from exposit.render.routes import relative

    with pytest.raises(AttributeError):
        _templates(page="{{ f(1) }}").render("page.html", {"f": lambda to: relative("", to)})


def test_endless_templates_end() -> None:
    assert "template-error" == _broken('{% include "page.html" %}').code


def test_every_template_of_the_site_is_checked_whether_used_or_not() -> None:
    found = list(_templates(a="{% endif %}", b="fine", c="{# open").check())
    assert [("template-syntax", "templates/a.html"), ("template-syntax", "templates/c.html")] == [
        (each.code, each.span.path if each.span else "") for each in found
    ]


def test_templates_and_their_failures_travel_between_processes() -> None:
    own = _templates(page="{{ x }}")
    own.render("page.html", {"x": 1})
    assert "2" == pickle.loads(pickle.dumps(own)).render("page.html", {"x": 2})
    error = pickle.loads(pickle.dumps(BrokenTemplateError(_broken("{{ y }}"))))
    assert "there is nothing called `y` here" == error.problem.message
