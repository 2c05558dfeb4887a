"""From a number on a finished page back to the line its author wrote: HTML knows no lines, authors need them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from exposit.marks import HOLE
from exposit.model import Inline, Numeral, Page, Site
from exposit.problems import SourceText, Span

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Written:
    """What is looked up in an author's files only when a number has no source, for it takes long: the numbers in a
    page's Markdown, by the page's path, and the texts of `content/data/`."""

    page: Callable[[str], Sequence[Numeral]]
    data: Callable[[], Iterable[Inline]]


class Locator:
    """Finds authored numerals by their words. Built once per check; each page's numerals are used in order."""

    def __init__(self, site: Site, written: Written) -> None:
        self._written = written
        self._site_pages = site.pages
        self._pages: dict[str, dict[str, list[Numeral]]] = {}
        self._used: dict[tuple[str, str, str], int] = defaultdict(int)
        self._titles: dict[str, tuple[Inline, ...]] = {}
        self._templates = site.templates
        self._assets = site.assets
        self._data: dict[str, list[tuple[Inline, Numeral]]] | None = None
        for page in site.pages.values():
            self._titles[page.path] = (page.title, *([page.description] if page.description else []))
        self._texts = _by_words(site.texts)

    def place(self, words: str, sentence: str, output: str, source: str | None, language: str | None) -> Span | None:
        """Where `words` were written: in the page the output shows, in a text of YAML, in a template; else None."""
        wanted = _plain(words)
        quoted = self._text(wanted, sentence, language)
        if quoted is not None and quoted[0] and not self._titled(source, sentence):
            return quoted[1]
        if source is not None and source in self._site_pages:
            candidates = self._of_page(source).get(wanted, [])
            if candidates:
                count = self._used[output, source, wanted]
                self._used[output, source, wanted] += 1
                return candidates[min(count, len(candidates) - 1)].span
        if quoted is not None:
            return quoted[1]
        return self._template(words) or self._datum(wanted, sentence) or self._asset(words, source)

    def _of_page(self, path: str) -> dict[str, list[Numeral]]:
        """The numerals of a page by their words, looked for once."""
        if path not in self._pages:
            found = self._pages[path] = defaultdict(list)
            for numeral in (*self._written.page(path), *_of_titles(self._site_pages[path])):
                found[_plain(numeral.text)].append(numeral)
        return self._pages[path]

    def _text(self, wanted: str, sentence: str, language: str | None) -> tuple[bool, Span] | None:
        """The text of YAML that is most like the sentence; whether it holds the sentence whole."""
        best: tuple[tuple[bool, float, int], bool, Span] | None = None
        for text, numeral in self._texts.get(wanted, ()):
            spoken = text.language == language
            likeness = (spoken, *_likeness(text.text, sentence))
            if best is None or likeness > best[0]:
                best = (likeness, spoken and _holds(text.text, sentence), numeral.span)
        return best[1:] if best else None

    def _titled(self, source: str | None, sentence: str) -> bool:
        """Whether the page's own title or description holds the sentence."""
        return any(_holds(text.text, sentence) for text in self._titles.get(source or "", ()))

    def _template(self, words: str) -> Span | None:
        return find_in(self._templates, words, "templates/")

    def _datum(self, wanted: str, sentence: str) -> Span | None:
        """The text of `content/data/` that is most like the sentence."""
        if self._data is None:
            self._data = _by_words(self._written.data())
        known = self._data.get(wanted, ())
        return max(known, key=lambda item: _likeness(item[0].text, sentence))[1].span if known else None

    def _asset(self, words: str, source: str | None) -> Span | None:
        name = (source or "").removeprefix("content/")
        content = self._assets.get(name)
        return find_in({name: content.decode(errors="replace")}, words, "content/") if content is not None else None


def find_in(texts: Mapping[str, str], words: str, folder: str) -> Span | None:
    """The first place where `words` stand literally, as whole words, in one of these files."""
    for name, text in texts.items():
        found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
        if found is not None:
            return SourceText(folder + name, text).span(*found.span())
    return None


def _by_words(texts: Iterable[Inline]) -> dict[str, list[tuple[Inline, Numeral]]]:
    """The numbers of texts, each with its text, by their words."""
    found: dict[str, list[tuple[Inline, Numeral]]] = defaultdict(list)
    for text in texts:
        for numeral in text.numerals:
            found[_plain(numeral.text)].append((text, numeral))
    return found


def _of_titles(page: Page) -> Iterator[Numeral]:
    yield from page.title.numerals
    if page.description is not None:
        yield from page.description.numerals


def _plain(words: str) -> str:
    """Without what typography may have changed: kinds of spaces, quotes and dashes."""
    return " ".join(words.replace("\u2019", "'").replace("\u2011", "-").split()).lower()


def _likeness(text: str, sentence: str) -> tuple[float, int]:
    """What part of the shorter of two texts stands in the other, and how many words they share."""
    ours, theirs = _words(text), _words(sentence)
    shared = len(ours & theirs)
    return shared / max(1, min(len(ours), len(theirs))), shared


def _holds(text: str, sentence: str) -> bool:
    """Whether all of the sentence stands in the text; one of a word or two must be the text, it may stand in many."""
    ours, theirs = _words(text), _words(sentence)
    return theirs <= ours if len(theirs) > 2 else theirs == ours


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(_plain(HOLE.sub(" ", text))))
