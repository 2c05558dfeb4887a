"""The inside of one inline form: `{{ id | form }}`, `[words]{...}`, `[[term]]`, `[@source]` -> a hole or problems.

Comes after `inline.scan` has found where a form begins and ends; knows neither Markdown nor YAML. Every place is asked
of a function, so that the same code serves a page and a scalar in a YAML file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from exposit.facts.failure import Failure
from exposit.facts.formula import parse_formula
from exposit.facts.units import Units
from exposit.language.wording import FORMS
from exposit.model import Citation, Exempt, Hole, Reference, TermUse, Words
from exposit.nearest import nearest
from exposit.problems import Problem, Span

Place = Callable[[int, int], Span]
"""Where `text[start:end]` stands in the author's file."""

ID = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*")
ID_RULE = "an id is lower-case letters, digits and `_`, joined by dots"
_KEYED = re.compile(r"(\w+)[ \t]*:")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()>#+.!|~<-])")
_LINE_END = re.compile(r"[ \t]*\n(?:[ \t]*>)*[ \t]*")
_MARKUP = re.compile(
    r"`|\]\(|</?[A-Za-z]|(?<![\w*])(\*{1,3})(?=[^\s*]).+?(?<=[^\s*])\1|(?<!\w)(_{1,3})(?=[^\s_]).+?\2(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Token:
    """One form as found: `text[start:end]`. `hole` is None where it cannot be read; then `problems` says why, and the
    characters stay as the author wrote them."""

    start: int
    end: int
    hole: Hole | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of the text, stripped, that knows where it stands."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    def at(self, place: Place) -> Span:
        """Its place; the first character's where it is empty."""
        return place(self.start, max(self.end, self.start + 1))


def cut(text: str, start: int, end: int) -> Piece:
    """`text[start:end]` without the white space around it."""
    part = text[start:end]
    return Piece(part.strip(), start + len(part) - len(part.lstrip()))


def error(code: str, message: str, span: Span, hint: str | None = None) -> Problem:
    """An error of the kind every form reports."""
    return Problem(code, "error", message, span, hint)


def shorten(words: str, limit: int = 60) -> str:
    """An author's words, on one line and short enough to be quoted in a message."""
    line = " ".join(words.split())
    return line if len(line) <= limit else line[: limit - 1] + "…"


def read_reference(text: str, start: int, end: int, place: Place) -> Token:
    """`{{ id | form | form }}` at `text[start:end]`, braces included."""
    pieces: list[Piece] = []
    offset = start + 2
    for part in text[start + 2 : end - 2].split("|"):
        # In a Markdown table a bar is escaped by habit; it means the same here.
        bare = part[:-1] if part.endswith("\\") else part
        pieces.append(cut(text, offset, offset + len(bare)))
        offset += len(part) + 1
    name, *forms = pieces
    if not name.text:
        hint = "write `{{ id }}`, with the id of a fact; braces meant as text are written `\\{{`"
        message = f"`{shorten(text[start:end])}` names no fact"
        return Token(start, end, None, (error("reference-syntax", message, place(start, end), hint),))
    if not ID.fullmatch(name.text):
        return Token(start, end, None, (_bad_reference(name, place),))
    # Whether a form exists and suits the fact is judged by `check.forms`, which knows the fact.
    written = [form for form in forms if form.text]
    problems = tuple(
        error(
            "reference-syntax",
            "no form follows `|`",
            form.at(place),
            f"write `{{{{ {name.text} }}}}`, or a form after it",
        )
        for form in forms
        if not form.text
    )
    spans = tuple(form.at(place) for form in written)
    hole = Reference(name.text, tuple(form.text for form in written), name.at(place), spans)
    return Token(start, end, hole, problems)


def _bad_reference(name: Piece, place: Place) -> Problem:
    message = f"`{shorten(name.text)}` is not the id of a fact"
    likely = likely_id(name.text)
    words = name.text.split()
    if len(words) > 1 and ID.fullmatch(words[0]) and all(word in FORMS or word == "label" for word in words[1:]):
        hint = f"write `{{{{ {' | '.join(words)} }}}}`"
    elif likely:
        hint = f"did you mean `{likely}`? {ID_RULE}"
    elif re.search(r"[-+*/^<>=(]", name.text):
        hint = f"a reference names one fact; a calculation is written `[your words]{{{shorten(name.text)}}}`"
    else:
        hint = f"{ID_RULE}; braces meant as text are written `\\{{{{`"
    return error("reference-syntax", message, name.at(place), hint)


def likely_id(text: str) -> str | None:
    """The id an author may have meant: lower case, `_` for `-` and spaces; None where that is no id either."""
    guess = re.sub(r"[ \t-]+", "_", text.strip()).lower()
    return guess if guess != text and len(guess) <= 80 and ID.fullmatch(guess) else None


def read_term(text: str, start: int, end: int, place: Place) -> Token:
    """`[[term]]` at `text[start:end]`, brackets included."""
    name = cut(text, start + 2, end - 2)
    if ID.fullmatch(name.text):
        return Token(start, end, TermUse(name.text, None, name.at(place)))
    likely = likely_id(name.text)
    meant = f"`[{shorten(name.text, 30)}]{{term: {likely}}}`" if likely else "`[[id]]`, with the id of a term"
    message = f"`{shorten(name.text)}` is not the id of a term" if name.text else "`[[]]` names no term"
    hint = f"write {meant}; brackets meant as text are written `\\[[`"
    return Token(start, end, None, (error("term-syntax", message, place(start, end), hint),))


def read_citation(text: str, start: int, end: int, place: Place) -> Token:
    """`[@source]` at `text[start:end]`, brackets included."""
    name = cut(text, start + 2, end - 1)
    if ID.fullmatch(name.text):
        return Token(start, end, Citation(name.text, name.at(place)))
    several = [part.strip().removeprefix("@") for part in re.split("[,;]", name.text)]
    if len(several) > 1 and all(ID.fullmatch(part) for part in several):
        hint = "one source each: write `" + " ".join(f"[@{part}]" for part in several) + "`"
    elif likely := likely_id(name.text):
        hint = f"did you mean `[@{likely}]`? {ID_RULE}"
    else:
        hint = "write `[@id]`, with the id of a source; brackets meant as text are written `\\[@`"
    message = f"`{shorten(name.text)}` is not the id of a source" if name.text else "`[@]` names no source"
    return Token(start, end, None, (error("citation-syntax", message, place(start, end), hint),))


def read_words(text: str, brackets: tuple[int, int], end: int, units: Units, place: Place, markup: bool) -> Token:
    """`[words]{inside}`: `brackets` are the offsets of `[` and `]`, `end` is behind the `}`. `markup` says that the
    words stand in Markdown, where backslashes and entities mean something."""
    start, close = brackets
    words, inside = cut(text, start + 1, close), cut(text, close + 2, end - 1)
    # Line ends become spaces one for one, so that places stay true and a formula reads the same wherever it wraps.
    inside = Piece(_LINE_END.sub(lambda found: " " * len(found[0]), inside.text), inside.start)
    wrong = _words_problem(words, inside, place(start, end), markup)
    if wrong:
        return Token(start, end, None, (wrong,))
    plain = _plain(words.text, markup)
    keyed = _KEYED.match(inside.text)
    if not keyed:
        return _read_formula(Token(start, end, None), plain, words, inside, units, place)
    value = cut(text, inside.start + keyed.end(), inside.end)
    match keyed[1]:
        case "exempt" if value.text:
            return Token(start, end, Exempt(plain, " ".join(value.text.split()), inside.at(place)))
        case "term" if ID.fullmatch(value.text):
            return Token(start, end, TermUse(value.text, plain, value.at(place)))
    return Token(start, end, None, (_bad_key(keyed[1], words, value, inside, place),))


def _words_problem(words: Piece, inside: Piece, span: Span, markup: bool) -> Problem | None:
    quoted = shorten(words.text, 30)
    if not words.text:
        hint = f"write the words between the brackets, or `{{{{ {shorten(inside.text, 30) or 'id'} }}}}`"
        return error("words-syntax", "no words stand before the braces", span, hint)
    if not inside.text:
        hint = f"write a fact, a formula or a claim between the braces, or `[{quoted}]{{exempt: the reason}}`"
        return error("words-syntax", f"the braces after `[{quoted}]` are empty", span, hint)
    if inside.text == "exempt":
        return error("words-syntax", "an exemption says why", span, f"write `[{quoted}]{{exempt: the reason}}`")
    if "{{" in words.text or "]{" in words.text or words.text.startswith("[@"):
        return error("words-syntax", "the words of a form cannot hold another form", span, "write one after the other")
    if markup and _MARKUP.search(words.text[:500]):
        hint = "put emphasis and links around the whole form: `**[words]{id}**`"
        return error("words-syntax", f"`{quoted}` must be plain words", span, hint)
    return None


def _bad_key(key: str, words: Piece, value: Piece, inside: Piece, place: Place) -> Problem:
    quoted = shorten(words.text, 30)
    if key == "exempt":
        return error(
            "words-syntax", "an exemption says why", inside.at(place), f"write `[{quoted}]{{exempt: the reason}}`"
        )
    if key == "term":
        likely = likely_id(value.text)
        message = f"`{shorten(value.text)}` is not the id of a term" if value.text else "`term:` names no term"
        hint = f"did you mean `[{quoted}]{{term: {likely}}}`?" if likely else ID_RULE
        return error("term-syntax", message, value.at(place), hint)
    near = nearest(key, ("exempt", "term"))
    if near:
        hint = f"did you mean `{near}:`?"
    else:
        hint = (
            f"write `exempt: reason`, `term: id` or a formula; facts are counted by `count({shorten(inside.text, 40)})`"
        )
    return error("words-syntax", f"`{key}:` cannot stand in these braces", inside.at(place), hint)


def _read_formula(found: Token, plain: str, words: Piece, inside: Piece, units: Units, place: Place) -> Token:
    formula = parse_formula(inside.text, units)
    if isinstance(formula, Failure):
        start = inside.start + min(formula.start, max(len(inside.text) - 1, 0))
        end = inside.start + min(max(formula.end, formula.start + 1), len(inside.text))
        return replace(found, problems=(error(formula.code, formula.message, place(start, end), formula.hint),))
    span = inside.at(place)
    return replace(found, hole=Words(plain, replace(formula, span=span), span, words.at(place)))


def _plain(words: str, markup: bool) -> str:
    text = _LINE_END.sub(" ", words)
    if markup:
        text = html.unescape(_ESCAPED.sub(r"\1", text))
    return text
