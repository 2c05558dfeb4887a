"""The Jinja door: the theme's templates with the site's own over them by file name, in a sandbox.

Content and facts are never template source; what templates print is escaped unless it is Markup. A mistake in a
template is the one thing that can still fail after `assemble`: it leaves as a `BrokenTemplateError`, which
carries a Problem.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache, partial
from traceback import walk_tb

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2 import pass_context as in_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import SandboxedEnvironment

from exposit.model import Inline, Site
from exposit.problems import Problem, SourceText, Span
from exposit.render.template_mistakes import Known, at_word, failure_problem, missing_problem, syntax_problem
from exposit.render.theme import installed

_OURS = "exposit/theme/templates/"
_THEIRS = "templates/"
_PRIVATE = re.compile("[\ue000-\ue1ff]|\\\\u[eE][01][0-9a-fA-F]{2}|\\\\U0000[eE][01][0-9a-fA-F]{2}")


class BrokenTemplateError(Exception):
    """A template that cannot be rendered. The build reports `problem` like any other."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem

    def __reduce__(self) -> tuple[type[BrokenTemplateError], tuple[Problem]]:
        return BrokenTemplateError, (self.problem,)


class TemplateMistakeError(Exception):
    """A mistake in what a template asks the engine for, with the code that it has in a page."""

    def __init__(self, code: str, word: str, message: str, hint: str | None) -> None:
        super().__init__(message)
        self.code, self.word, self.message, self.hint = code, word, message, hint


class Templates:
    """The templates of one site. Compiled at first use; survives being sent to another process."""

    def __init__(self, site: Site) -> None:
        self._own = {name: text for name, text in site.templates.items() if name.endswith((".html", ".jinja", ".txt"))}

    def __getstate__(self) -> dict[str, object]:
        return {"_own": self._own}

    @cached_property
    def _environment(self) -> SandboxedEnvironment:
        return _environment_of(tuple(self._own.items()))

    def _load(self, name: str) -> tuple[str, str, None] | None:
        return _loaded(self._own, name)

    def has(self, name: str) -> bool:
        """Whether there is a template of this name."""
        return self._load(name) is not None

    def render(self, name: str, context: Mapping[str, object]) -> str:
        """The template `name` with `context`. Raises BrokenTemplateError for a mistake in a template."""
        try:
            return self._environment.get_template(name).render(context)
        except Exception as error:
            problem = self._problem_of(error, name, context)
            if problem is None:
                raise
            raise BrokenTemplateError(problem) from error

    def check(self) -> Iterator[Problem]:
        """Every mistake of syntax in the site's own templates, whether a page uses them or not, and every character
        in them with which a number could be made to look vouched for."""
        for name in sorted(self._own):
            yield from _private(name, self._own[name])
            try:
                self._environment.parse(self._own[name], name, _THEIRS + name)
            except TemplateSyntaxError as error:
                yield self._syntax(error, name)

    def _problem_of(self, error: Exception, name: str, context: Mapping[str, object]) -> Problem | None:
        """The mistake as a value; None where the fault is ours: an exception from the engine's own code."""
        if isinstance(error, TemplateSyntaxError):
            return self._syntax(error, name)
        start = Span(_THEIRS + name, 1, 1, 2)
        if isinstance(error, TemplateMistakeError):
            span = _last_line(error) or start
            source = self._source(span.path)
            span = at_word(source, span.line, error.word, quoted=True) if source else span
            return Problem(error.code, "error", error.message, span, error.hint)
        place = _place(error)
        if place is None and not isinstance(error, TemplateError):
            return None
        span = place or start
        source = self._source(span.path)
        if isinstance(error, TemplateNotFound):
            return missing_problem(str(error.name), span, source, self._known)
        is_name = isinstance(error, UndefinedError | SecurityError)
        said = str(error) or type(error).__name__
        return failure_problem(said, span, source, hint=is_name, names=context.keys())

    def _syntax(self, error: TemplateSyntaxError, name: str) -> Problem:
        path = error.filename or _THEIRS + (error.name or name).removeprefix(_THEIRS)
        source = self._source(path) or SourceText(path, "")
        return syntax_problem(str(error), error.lineno, source, self._known)

    def _source(self, path: str) -> SourceText | None:
        """The text of a template of the site's own."""
        text = self._own.get(path.removeprefix(_THEIRS)) if path.startswith(_THEIRS) else None
        return None if text is None else SourceText(path, text)

    @property
    def _known(self) -> Known:
        theme = tuple(installed("templates"))
        names = {*self._own, *theme, *(f"theme/{name}" for name in theme)}
        return Known(self._environment.filters.keys(), self._environment.tests.keys(), sorted(names))


def _private(name: str, text: str) -> Iterator[Problem]:
    source = SourceText(_THEIRS + name, text)
    for match in _PRIVATE.finditer(text):
        written = match[0] if len(match[0]) > 1 else f"U+{ord(match[0]):04X}"
        message = f"`{written}` is a private character"
        hint = "delete it: U+E000 to U+E1FF are used by the engine"
        yield Problem("character-private", "error", message, source.span(match.start(), match.end()), hint)


@in_context
def _printed(context: Context, value: object) -> object:
    """What `{{ value }}` prints: a text by language (`data.cards[0].title`) in the language of its page."""
    if isinstance(value, Mapping):
        is_text = bool(value) and all(isinstance(part, Inline) for part in value.values())
    else:
        is_text = isinstance(value, Inline)
    return context["text"](value) if is_text and "text" in context else value


def missing_template(name: str, span: Span) -> BrokenTemplateError:
    """What to raise where `name` is asked for at a place and is nowhere."""
    hint = "a layout is a file in `templates/`, named in a page's front matter without its ending"
    return BrokenTemplateError(Problem("template-missing", "error", f"there is no template `{name}`", span, hint))


@lru_cache(maxsize=2)
def _environment_of(own: tuple[tuple[str, str], ...]) -> SandboxedEnvironment:
    """The templates over the theme's, compiled. Kept for the next build: compiling them takes longer than a page."""
    return SandboxedEnvironment(
        loader=FunctionLoader(partial(_loaded, dict(own))),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def _loaded(own: Mapping[str, str], name: str) -> tuple[str, str, None] | None:
    if name in own:
        return own[name], _THEIRS + name, None
    # `theme/page.html` is the theme's own, for a site's template that builds on the one it replaces.
    plain = name.removeprefix("theme/")
    content = installed("templates").get(plain)
    return None if content is None else (content.decode(), _OURS + plain, None)


def _last_line(error: Exception) -> Span | None:
    """The last line of a template on the way to an exception."""
    lines = [(frame.f_code.co_filename, line) for frame, line in walk_tb(error.__traceback__)]
    return next((Span(file, line, 1, 2) for file, line in reversed(lines) if file.startswith((_THEIRS, _OURS))), None)


def _place(error: Exception) -> Span | None:
    """Where in a template it happened; None if the engine's own code failed after the last template's line."""
    span: Span | None = None
    for frame, line in walk_tb(error.__traceback__):
        file = frame.f_code.co_filename
        if file.startswith((_THEIRS, _OURS)):
            span = Span(file, line, 1, 2)
        elif span is not None and frame.f_globals.get("__name__", "").startswith("exposit."):
            span = None
    return span
