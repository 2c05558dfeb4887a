"""From a number on a finished page back to the line its author wrote: HTML knows no lines, authors need them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from exposit.marks import HOLE
from exposit.model import Inline, Numeral, Page, Site
from exposit.problems import SourceText, Span


class Locator:
    """Finds authored numerals by their words. Built once per check; each page's numerals are used in order."""

    def __init__(self, site: Site) -> None:
        self._pages: dict[str, dict[str, list[Numeral]]] = {}
        self._used: dict[tuple[str, str, str], int] = defaultdict(int)
        self._texts: dict[str, list[tuple[Inline, Numeral]]] = defaultdict(list)
        self._templates = site.templates
        self._assets = site.assets
        for page in site.pages.values():
            found = self._pages[page.path] = defaultdict(list)
            for numeral in _own(page):
                found[_plain(numeral.text)].append(numeral)
        for text in site.texts:
            for numeral in text.numerals:
                self._texts[_plain(numeral.text)].append((text, numeral))

    def place(self, words: str, sentence: str, output: str, source: str | None, language: str | None) -> Span | None:
        """Where `words` were written: in the page the output shows, in a text of YAML, in a template; else None."""
        wanted = _plain(words)
        if source is not None and source in self._pages:
            candidates = self._pages[source].get(wanted, [])
            if candidates:
                count = self._used[output, source, wanted]
                self._used[output, source, wanted] += 1
                return candidates[min(count, len(candidates) - 1)].span
        return self._text(wanted, sentence, language) or self._template(words) or self._asset(words, source)

    def _text(self, wanted: str, sentence: str, language: str | None) -> Span | None:
        best: tuple[int, Span] | None = None
        for text, numeral in self._texts.get(wanted, ()):
            likeness = _overlap(text.text, sentence) + (4 if text.language == language else 0)
            if best is None or likeness > best[0]:
                best = (likeness, numeral.span)
        return best[1] if best else None

    def _template(self, words: str) -> Span | None:
        return find_in(self._templates, words, "templates/")

    def _asset(self, words: str, source: str | None) -> Span | None:
        name = (source or "").removeprefix("content/")
        content = self._assets.get(name)
        return find_in({name: content.decode(errors="replace")}, words, "content/") if content is not None else None


def find_in(texts: Mapping[str, str], words: str, folder: str) -> Span | None:
    """The first place where `words` stand literally in one of these files."""
    for name, text in texts.items():
        offset = text.find(words)
        if offset >= 0:
            return SourceText(folder + name, text).span(offset, offset + len(words))
    return None


def _own(page: Page) -> Iterator[Numeral]:
    yield from page.body.numerals
    yield from page.title.numerals
    if page.description is not None:
        yield from page.description.numerals


def _plain(words: str) -> str:
    """Without what typography may have changed: kinds of spaces, quotes and dashes."""
    return " ".join(words.replace("\u2019", "'").replace("\u2011", "-").split()).lower()


def _overlap(text: str, sentence: str) -> int:
    """How many words two texts share: enough to tell two captions with the same number apart."""
    return len(set(HOLE.sub(" ", text).lower().split()) & set(sentence.lower().split()))
