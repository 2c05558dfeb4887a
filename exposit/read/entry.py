"""Reading the values of one YAML file for a site of known languages and units: texts, dates, addresses, quantities.

Between `read.schema`, which has judged the shape, and the reader of each file, which knows what the keys mean. Problems
are collected as they are found.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar
from urllib.parse import urlsplit

from exposit.facts.dates import parse_date
from exposit.facts.failure import Failure, shortened
from exposit.facts.units import Units
from exposit.model import Inline, Localized, PartialDate
from exposit.nearest import did_you_mean
from exposit.problems import ALL, Problem, Related, Span
from exposit.read.document import Document, KeyPath
from exposit.read.forms import ID, likely_id
from exposit.read.inline import read_inline
from exposit.read.schema import Entry, torn_text, validate

M = TypeVar("M", bound=Entry)

ID_RULE = "an id is lower-case letters, digits and `_`, joined by dots"
_UNSAFE = re.compile(r"[\s<>\"`\\^{}|\u200b-\u200f\u202a-\u202e\u2060-\u2069]")
_PORT = re.compile(r":\d{1,5}")


class EntryReader:
    """Reads values by their path in `document`; `problems` has everything that was wrong, in the order met."""

    def __init__(self, document: Document, languages: Sequence[str], units: Units) -> None:
        self.document = document
        self.languages = tuple(languages)
        self.units = units
        self.problems: list[Problem] = []

    def report(
        self,
        code: str,
        message: str,
        span: Span,
        hint: str | None = None,
        related: tuple[Related, ...] = (),
    ) -> None:
        """Collect an error."""
        self.problems.append(Problem(code, "error", message, span, hint, related))

    def fail(self, failure: Failure, path: KeyPath) -> None:
        """Collect a failure inside the text at `path`, at its exact place."""
        span = self.document.place(path)(failure.start, max(failure.end, failure.start + 1))
        self.report(failure.code, failure.message, span, failure.hint)

    def text(self, path: KeyPath, *, neutral: bool = False) -> Localized | None:
        """The text readers see at `path`, by language; None where there is none. `neutral`: one text may serve every
        language, as a name does."""
        value = self.document.value(path)
        if isinstance(value, str):
            return self._plain_text(path, value, neutral)
        if isinstance(value, dict):
            return self._text_by_language(path, value)
        return None

    def date(self, path: KeyPath) -> PartialDate | None:
        """The date at `path`, as exact as it was written."""
        value = self.document.value(path)
        if not isinstance(value, str):
            return None
        found = parse_date(value)
        if isinstance(found, Failure):
            self.fail(found, path)
            return None
        return found

    def day(self, path: KeyPath) -> datetime.date | None:
        """The day at `path`; a month or a year is an error."""
        found = self.date(path)
        if found is None:
            return None
        if found.month is None or found.day is None:
            message = f"`{found}` is not a day"
            self.report("date-syntax", message, self.document.span(path), "write `2025-11-03`")
            return None
        return datetime.date(found.year, found.month, found.day)

    def address(self, path: KeyPath) -> str | None:
        """The web address at `path`: absolute, http or https."""
        value = self.document.value(path)
        if not isinstance(value, str):
            return None
        hint = address_hint(value)
        if hint is None:
            return value
        message = f"`{shortened(value)}` is not a web address"
        self.report("url-invalid", message, self.document.span(path), hint)
        return None

    def entries(self, section: str, kind: str, model: type[M]) -> Iterator[tuple[str, M | None]]:
        """Each entry of a section with its id: its shape, None where it has none. `kind` is what the ids name."""
        entries = self.document.mapping().get(section)
        for id_ in entries if isinstance(entries, dict) else ():
            entry, problems = validate(model, self.document, (section, id_))
            self.problems.extend(problems)
            if is_id(id_) or self.is_id(id_, self.document.key_span((section, id_)), kind):
                yield id_, entry

    def written(self, section: str) -> set[str]:
        """The ids that stand in a section, those included that a syntax error took; `ALL` where it is no mapping."""
        data = self.document.data
        entries = data.get(section) if isinstance(data, dict) else data
        names = {str(id_) for id_ in entries} if isinstance(entries, dict) else set()
        if entries is not None and not isinstance(entries, dict):
            names.add(ALL)
        return names | {path[1] for path in self.document.lost if len(path) > 1 and path[0] == section}

    def is_id(self, word: str, span: Span, kind: str) -> bool:
        """Whether `word` is an id."""
        if is_id(word):
            return True
        article = "an" if kind[0] in "aeiou" else "a"
        likely = likely_id(word)
        hint = f"did you mean `{likely}`? {ID_RULE}" if likely else ID_RULE
        self.report("id-invalid", f"`{shortened(word)}` is not the id of {article} {kind}", span, hint)
        return False

    def _plain_text(self, path: KeyPath, value: str, neutral: bool) -> Localized | None:
        if len(self.languages) > 1 and not neutral:
            wanted = ", ".join(f'{language}: "…"' for language in self.languages)
            message = f"`{_name(path)}` does not say which language it is in"
            hint = f"write `{_name(path)}: {{{wanted}}}`"
            self.report("text-missing-language", message, self.document.span(path), hint)
        span = self.document.span(path)
        first = self._inline(path, self.languages[0], value, span)
        rest = {language: self._inline(path, language, value, span, again=True) for language in self.languages[1:]}
        return {self.languages[0]: first, **rest}

    def _text_by_language(self, path: KeyPath, value: Mapping[str, object]) -> Localized | None:
        found: dict[str, Inline] = {}
        spans = self.document.spans(path)
        torn = False
        for language, words in value.items():
            below = (*path, language)
            if language not in self.languages:
                torn = self._unknown_language(below) or torn
            elif not isinstance(words, str):
                kind = "is empty" if words is None else "must be a text"
                code = "value-empty" if words is None else "value-kind"
                hint = "write it after the colon, in quotes"
                self.report(code, f"`{language}` of `{_name(path)}` {kind}", self.document.key_span(below), hint)
            elif not words.strip():
                message = f"`{language}` of `{_name(path)}` is empty"
                self.report("value-empty", message, spans[language], "write the text, or delete the key")
            else:
                found[language] = self._inline(below, language, words, spans[language])
        missing = [language for language in self.languages if language not in value]
        if missing and not torn and not self.document.is_lost(path):
            self._missing_languages(path, missing)
        if not found:
            return None
        # A preview is rendered in spite of errors: another language is better than a hole.
        instead = next(iter(found.values()))
        return {language: found.get(language, instead) for language in self.languages}

    def _unknown_language(self, path: KeyPath) -> bool:
        """Reports a key that is no language of the site; True where it is a piece of a torn text."""
        torn = torn_text(self.document, path)
        if torn is not None:
            self.problems.append(torn)
            return True
        word = str(path[-1])
        message = f"`{shortened(word)}` is not a language of this site"
        hint = did_you_mean(word, self.languages, listed=0) or "its languages: " + _listed(self.languages)
        if self.document.is_flow(path[:-1]) and " " in word:
            hint += "; a text with a comma in it must be quoted"
        self.report("language-unknown", message, self.document.key_span(path), hint)
        return False

    def _missing_languages(self, path: KeyPath, missing: Sequence[str]) -> None:
        message = f"`{_name(path)}` lacks {_listed(missing)}"
        hint = "write " + ", ".join(f'`{language}: "…"`' for language in missing)
        self.report("text-missing-language", message, self.document.key_span(path), hint)

    def _inline(self, path: KeyPath, language: str, value: str, span: Span, *, again: bool = False) -> Inline:
        """`again`: the same words in another language; what was wrong with them has been said."""
        document = self.document

        def place(start: int, end: int) -> Span:
            return document.place(path)(start, end)

        inline, problems = read_inline(value, language, span, self.units, place)
        if not again:
            self.problems.extend(problems)
        return inline


def is_id(word: str) -> bool:
    """Whether a word has the form of an id."""
    return len(word) <= 120 and ID.fullmatch(word) is not None


def with_hidden(problems: Sequence[Problem], names: Iterable[str]) -> tuple[Problem, ...]:
    """The problems, the first error of them bearing the names of the entries that could not be read."""
    hidden = tuple(sorted(set(names)))
    found = list(problems)
    first = next((at for at, problem in enumerate(found) if problem.severity == "error"), None)
    if hidden and first is not None:
        found[first] = replace(found[first], hides=hidden)
    return tuple(found)


def address_hint(value: str) -> str | None:
    """What is wrong with a web address; None where nothing is."""
    bad = _UNSAFE.search(value)
    if bad:
        shown = bad.group() if bad.group().isprintable() and not bad.group().isspace() else f"U+{ord(bad.group()):04X}"
        return f"`{shown}` cannot stand in an address" if bad.group() != " " else "an address has no spaces"
    try:
        parts = urlsplit(value)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return "write one such as `https://example.org/page`"
    if parts.scheme not in ("http", "https"):
        bare = value.removeprefix("//")
        first = bare.split("/")[0]
        if (not parts.scheme or _PORT.search(first)) and "." in first and "@" not in first:
            return f"write `https://{bare}`"
        return "write one that begins with `https://`"
    if not host or not any(character.isalnum() for character in host):
        return "write one such as `https://example.org/page`"
    return None


def _name(path: KeyPath) -> str:
    """How a message speaks of the value at `path`: its last key."""
    return next((str(key) for key in reversed(path) if isinstance(key, str)), "")


def _listed(words: Sequence[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)
