"""What Jinja says of a broken template, in our words and at the place of the word it speaks of.

Jinja knows the line at which it gave up and no column. Used by `templates`, which knows Jinja; this module does not.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from exposit import model
from exposit.nearest import did_you_mean, nearest
from exposit.problems import Problem, Related, SourceText, Span

GUIDE = "templates see only what the guide lists"
_TAGS = frozenset(
    "autoescape block call extends filter for from if import include macro print set with raw "
    "else elif endautoescape endblock endcall endfilter endfor endif endmacro endset endwith endraw".split()
)
_CLOSED = frozenset(name.removeprefix("end") for name in _TAGS if name.startswith("end")) - {"raw", "set"}
_QUOTED = re.compile(r"'([^']*)'")
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '([^']*)'")
_INNERMOST = re.compile(r"The innermost block that needs to be closed is '([^']*)'")
_WANTED = re.compile(r"looking for (?:the following tags: )?((?:'[^']*'(?: or )?)+)")
_NO_SUCH = re.compile(r"No (filter|test) named '([^']*)'")
_NO_TEST = re.compile(r"No test named '([^']*)' found")
_EXPECTED = re.compile(r"expected token '([^']*)', got '([^']*)'")
_UNEXPECTED = re.compile(r"(?:unexpected|Expected an expression, got) '([^']*)'")
_CHARACTER = re.compile(r"unexpected char '(.*)' at (\d+)", re.DOTALL)
_COMMENT = re.compile(r"Missing end of comment")
_ATTRIBUTE = re.compile(r"'(?:exposit\.model\.\w+\.(\w+) object|[^']*)' has no attribute '([^']*)'")
_UNDEFINED = re.compile(r"'([^']*)' is undefined")
_UNSAFE = re.compile(r"access to attribute '([^']*)'")
_LONE_BRACE = re.compile(r"(?<![%}#])\}(?!\})")
_TAG = re.compile(r"\{%[-+]?\s*(\w+)|\{#.*?#\}", re.DOTALL)
_ENDS = {"end of print statement": "}}", "end of statement block": "%}", "end of template": "the end"}


@dataclass(frozen=True, slots=True)
class Known:
    """The names that a template may use, by what they are."""

    filters: Collection[str]
    tests: Collection[str]
    templates: Collection[str]


def syntax_problem(said: str, line: int, source: SourceText, known: Known) -> Problem:
    """The mistake that Jinja speaks of as `said`, having given up at `line`."""

    def told(message: str, span: Span, hint: str | None = None, related: tuple[Related, ...] = ()) -> Problem:
        return Problem("template-syntax", "error", message, span, hint, related)

    innermost, tag = _INNERMOST.search(said), _UNKNOWN_TAG.search(said)
    wanted = _QUOTED.findall(found[1]) if (found := _WANTED.search(said)) else []
    if tag and tag[1] not in _TAGS:
        hint = did_you_mean(tag[1], [*wanted, *sorted(_TAGS)], listed=0) or "tags are `for`, `if`, `block`, `set` …"
        return told(f"`{tag[1]}` is no tag", at_word(source, line, tag[1]), hint)
    if innermost:
        return told(*_unclosed(innermost[1], tag[1] if tag else None, line, source))
    if tag:
        opener = tag[1].removeprefix("end") if tag[1].startswith("end") else "if"
        hint = f"delete it, or write the `{{% {opener} … %}}` it belongs to"
        return told(f"`{tag[1]}` stands outside what it belongs to", at_word(source, line, tag[1]), hint)
    if found := _NO_SUCH.search(said):
        names = known.filters if found[1] == "filter" else known.tests
        hint = did_you_mean(found[2], names) or f"{found[1]}s are Jinja’s own, such as `{sorted(names)[0]}`"
        return told(f"`{found[2]}` is no {found[1]}", at_word(source, line, found[2]), hint)
    if found := _CHARACTER.search(said):
        span = source.span(min(int(found[2]), max(len(source.text) - 1, 0)))
        return told(f"`{found[1]}` cannot stand here", span, "a text is written in quotes")
    if _COMMENT.search(said):
        return told("`{#` is never closed", at_word(source, line, "{#"), "write `#}` at the end of the comment")
    if found := _EXPECTED.search(said) or _UNEXPECTED.search(said):
        return told(*_unexpected(found.groups(), line, source))
    quoted = _QUOTED.search(said)
    return told(worded(said), at_word(source, line, quoted[1] if quoted else "", last=True))


def failure_problem(said: str, span: Span, source: SourceText | None, *, hint: bool, names: Collection[str]) -> Problem:
    """What went wrong while a template ran, at `span`, its line; `names` are those it could use, `hint` says that a
    name is what was wrong."""
    message, word = worded(said), ""
    advice: str | None = GUIDE if hint else None
    if found := _ATTRIBUTE.search(said):
        word = found[2]
        message = f"there is no `{word}` here"
        kind = getattr(model, found[1], None) if found[1] else None
        advice = did_you_mean(word, getattr(kind, "__dataclass_fields__", ()), listed=0) or GUIDE
    elif found := _UNDEFINED.search(said):
        word = found[1]
        message = f"there is nothing called `{word}` here"
        advice = did_you_mean(word, names, listed=0) or GUIDE
    elif found := _NO_TEST.search(said):
        word = found[1]
        message = f"`{word}` is no test"
    elif found := _UNSAFE.search(said):
        word = found[1]
        message = f"`{word}` may not be asked for"
    if source is not None and word:
        span = at_word(source, span.line, word)
    return Problem("template-error", "error", message, span, advice)


def missing_problem(name: str, span: Span, source: SourceText | None, known: Known) -> Problem:
    """A template asks for another one that is not there."""
    stems = {other.rpartition(".")[0]: other for other in known.templates}
    near = nearest(name.removesuffix(".html"), stems)
    hint = f"did you mean `{stems[near]}`?" if near else "templates stand in `templates/`; the theme’s are `theme/…`"
    span = span if source is None else at_word(source, span.line, name, quoted=True)
    return Problem("template-missing", "error", f"there is no template `{name}`", span, hint)


def at_word(source: SourceText, line: int, word: str, *, last: bool = False, quoted: bool = False) -> Span:
    """The place of the first or the `last` such word in a line, or of the first that is `quoted`; of the line's first
    character where there is none."""
    text = source.line(line)
    before, after = (r"(?<!\w)" if word[:1].isalnum() else "", r"(?!\w)" if word[-1:].isalnum() else "")
    if quoted:
        before, after = r"(?<=['\"])", r"(?=['\"])"
    places = [match.start() for match in re.finditer(before + re.escape(word) + after, text)] if word else []
    if not places:
        return source.span_at(line, 1)
    return source.span_at(line, places[-1 if last else 0] + 1, len(word))


def worded(said: str) -> str:
    """Jinja's sentence in our form."""
    message = _QUOTED.sub(r"`\1`", said).rstrip(".")
    return message[:1].lower() + message[1:]


def _unclosed(name: str, tag: str | None, line: int, source: SourceText) -> tuple[str, Span, str, tuple[Related, ...]]:
    """A block that is open at its template's end, or where another one ends: at its own place."""
    opener = _opener(name, tag, line, source)
    hint = f"write `{{% end{name} %}}` where it ends"
    if tag is not None:
        span = at_word(source, line, tag)
        related = (Related("opened here", opener),) if opener else ()
        return (
            f"`{tag}` stands where `end{name}` is missing",
            span,
            f"close `{name}` first: `{{% end{name} %}}`",
            related,
        )
    return f"`{name}` is never closed", opener or at_word(source, line, ""), hint, ()


def _opener(name: str, tag: str | None, line: int, source: SourceText) -> Span | None:
    """Where the innermost open block of that name was opened, seen from `line`."""
    stack: list[tuple[str, int]] = []
    for match in _TAG.finditer(source.text):
        word = match[1]
        if word is None or (word == tag and source.span(match.start(1)).line >= line):
            continue
        if word in _CLOSED:
            stack.append((word, match.start(1)))
        elif word.startswith("end") and stack and stack[-1][0] == word.removeprefix("end"):
            stack.pop()
    start = next((start for word, start in reversed(stack) if word == name), None)
    return None if start is None else source.span(start, start + len(name))


def _unexpected(words: tuple[str, ...], line: int, source: SourceText) -> tuple[str, Span, str | None]:
    """A word where another one should be: `(wanted, got)`, or what was `got` alone."""
    wanted, got = words if len(words) == 2 else ("", words[0])
    shown = _ENDS.get(got, got)
    span = at_word(source, line, shown)
    if got in _ENDS:
        return f"something is missing before `{shown}`", span, None
    if got == "}":
        alone = _LONE_BRACE.search(source.line(line))
        span = source.span_at(line, alone.start() + 1) if alone else span
        return "`}` closes nothing here", span, "an expression ends with `}}`"
    if wanted:
        hint = "write `==` to compare" if got == "=" else None
        return f"`{shown}` stands where `{_ENDS.get(wanted, wanted)}` should", span, hint
    return f"`{shown}` cannot stand here", span, None
