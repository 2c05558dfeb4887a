"""Pictures that lack letters: a page falls back on its reader's fonts, a drawing has ours alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exposit.model import Output, Site
from exposit.problems import Problem, Span


def check_pictures(site: Site, outputs: Sequence[Output]) -> Iterator[Problem]:
    """Each text with letters that no font of ours has, told once however many pictures show it."""
    told: set[Span] = set()
    for output in outputs:
        for span, letters in _places(site, output) if output.lacks else ():
            if span not in told:
                told.add(span)
                message = f"pictures cannot show `{letters}`: their fonts lack these letters"
                hint = "the page shows them in its reader’s fonts; for pictures write Latin, Greek or Cyrillic letters"
                yield Problem("picture-letters", "warning", message, span, hint)


def _places(site: Site, output: Output) -> Iterator[tuple[Span, str]]:
    """Where the letters were written, and which; the picture's own file where nobody knows."""
    found = False
    pages = [text for page in site.pages.values() if page.path == output.source for text in (page.title,)]
    for text in (*site.texts, *pages):
        letters = _first_run(text.text, output.lacks)
        if letters and text.language == output.language and text.span.path:
            found = True
            yield text.span, letters
    if not found:
        yield Span(output.source or f"site/{output.path}", 1, 1, 2), output.lacks


def _first_run(text: str, letters: str) -> str:
    """The first of these letters in a text, and those that follow it without a break."""
    rest = text.lstrip("".join({*text} - {*letters}))
    return rest[: len(rest) - len(rest.lstrip(letters))]
