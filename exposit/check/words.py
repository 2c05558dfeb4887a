"""Do the author's own words say what the facts say? `[sept ans]{aws.term}`, `[more than half]{a / b > 50 percent}`."""

from __future__ import annotations

from collections.abc import Iterator

from exposit.language.agreement import holds
from exposit.language.numerals import find_numerals
from exposit.language.wording import write
from exposit.model import Comparison, Exempt, Hole, Name, PartialDate, Quantity, Site, Value, Verdict, Words
from exposit.problems import Problem


def check_words(site: Site) -> Iterator[Problem]:
    """Every piece of words in pages and texts."""
    for page in site.pages.values():
        for placed in page.body.holes:
            yield from _judged(site, placed.hole, page.language)
    for text in site.texts:
        for hole in text.holes:
            yield from _judged(site, hole, text.language)


def _judged(site: Site, hole: Hole, language: str) -> Iterator[Problem]:
    if isinstance(hole, Words):
        yield from _words(site, hole, language)
    elif isinstance(hole, Exempt) and not find_numerals(hole.words, language, ones=True):
        message = f"`{hole.words}` holds no number: nothing there needs an exemption"
        yield Problem("exemption-unused", "error", message, hole.span, "write the words without brackets and braces")


def _words(site: Site, words: Words, language: str) -> Iterator[Problem]:
    if isinstance(words.formula.tree, Comparison):
        verdict = site.verdicts.get(words.formula.text)
        if verdict is not None:
            yield from _claim(site, words, verdict, language)
        return
    value = value_of(site, words)
    if value is None or not isinstance(value, (Quantity, PartialDate)):
        return
    match = holds(words.words, language, value)
    if match.kind == "no":
        said = _says(site, value, language)
        name = words.formula.text
        message = f"`{words.words}` does not say what `{name}` says: {said}"
        hint = f"write `[{said}]{{{name}}}`" + (
            f", or `{{{{ {name} }}}}`" if isinstance(words.formula.tree, Name) else ""
        )
        yield Problem("words-mismatch", "error", message, words.words_span, hint)


def value_of(site: Site, words: Words) -> Value | None:
    """What the formula behind some words comes to: a fact's own value, or a result."""
    tree = words.formula.tree
    if isinstance(tree, Name):
        return site.values.get(tree.id)
    result = site.results.get(words.formula.text)
    return result.result if result else None


def _claim(site: Site, words: Words, verdict: Verdict, language: str) -> Iterator[Problem]:
    formula = words.formula.text
    if verdict.truth != "true":
        left = _says(site, verdict.left, language)
        right = _says(site, verdict.right, language)
        if verdict.truth == "false":
            message = f"`{words.words}` is not true: `{formula}` compares {left} with {right}"
            yield Problem(
                "claim-false", "error", message, words.span, "correct the words, or the comparison behind them"
            )
        else:
            message = (
                f"`{words.words}` is true only at the middle of what is known: `{formula}` compares {left} with {right}"
            )
            hint = "the facts are not precise enough for it; say it more carefully"
            yield Problem("claim-uncertain", "warning", message, words.span, hint)
    for found in find_numerals(words.words, language):
        if found.kind == "label" or found.reading is None:
            continue
        sides = [side for side in (verdict.left, verdict.right) if isinstance(side, Quantity)]
        if all(holds(words.words, language, side).kind == "no" for side in sides):
            message = f"`{found.text}` in `{words.words}` is not in the comparison `{formula}`"
            hint = "a number in the words must be one of the two sides that are compared"
            yield Problem("claim-number", "error", message, words.words_span, hint)
            return


def _says(site: Site, value: Value, language: str) -> str:
    if isinstance(value, (Quantity, PartialDate)):
        return write(value, language, (), site.config.units).text
    return ""
