"""Do the author's own words say what the facts say? `[sept ans]{aws.term}`, `[more than half]{a / b > 50 percent}`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from exposit.language.agreement import holds, numbers_of, says
from exposit.language.numerals import Found, find_numerals
from exposit.language.wording import write
from exposit.model import Comparison, Exempt, Hole, Name, Number, PartialDate, Quantity, Site, Value, Verdict, Words
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
    said, name = _says(site, value, language), words.formula.text
    if holds(words.words, language, value).kind == "no":
        message = f"`{words.words}` does not say what `{name}` says: {said}"
        ways = [f"write `[{said}]{{{name}}}`"]
        ways += [f"`{{{{ {name} }}}}`"] if isinstance(words.formula.tree, Name) else []
        bound = next(filter(None, map(_bound, find_numerals(words.words, language))), None)
        ways += [f"make it a claim, `[{words.words}]{{{name} {bound} …}}`"] if bound else []
        hint = ", or ".join(ways)
        yield Problem("words-mismatch", "error", message, words.words_span, hint)
        return
    for found in numbers_of(words.words, language, value):
        if found.kind != "label" and not (isinstance(value, Quantity) and says(found, value)):
            message, hint = f"`{found.text}` in `{words.words}` is not what `{name}` says: {said}", _ALONE
            if isinstance(value, Quantity) and says(found, value, loosely=True):
                sign = _bound(found)
                message = f"`{words.words}` says {'more' if sign == '>' else 'less'} than `{name}` does: {said}"
                hint = f"make it a claim: `[{words.words}]{{{name} {sign} …}}`"
            yield Problem("words-mismatch", "error", message, words.words_span, hint)
            return


def _bound(found: Found) -> str | None:
    """The sign of a comparison that “more than”, “less than” before a number speak of."""
    qualifier = found.reading.qualifier if found.reading else None
    return ">" if qualifier in _ABOVE else "<" if qualifier in _BELOW else None


_ALONE = "words that a fact vouches for may hold no other number"


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
    yield from _compared(words, verdict, language)


def _compared(words: Words, verdict: Verdict, language: str) -> Iterator[Problem]:
    """Every number in the words is one of the two sides, and “less than” does not stand for “greater than”."""
    formula = words.formula.text
    for found in find_numerals(words.words, language):
        if found.kind == "label":
            continue
        if not _is_compared(words, verdict, found):
            within = f" in `{words.words}`" if found.text != words.words else ""
            message = f"`{found.text}`{within} is not in the comparison `{formula}`"
            hint = "a number in the words must be one of the two sides that are compared"
        elif _is_opposite(words, verdict, found):
            message = f"`{words.words}` says the opposite of the comparison `{formula}`"
            hint = "turn the sign of the comparison, or correct the words"
        else:
            continue
        yield Problem("claim-number", "error", message, words.words_span, hint)
        return


def _is_compared(words: Words, verdict: Verdict, found: Found) -> bool:
    """Whether a number is one of the two sides. “More than” speaks of the bound, where one side was written as one."""
    tree = words.formula.tree
    if _says_side(found, verdict.right):
        return True
    bounded = isinstance(tree, Comparison) and isinstance(tree.right, Number) and not isinstance(tree.left, Number)
    return _says_side(found, verdict.left) and not (bounded and _bound(found) is not None)


def _says_side(found: Found, side: Quantity | PartialDate) -> bool:
    return isinstance(side, Quantity) and says(found, side, loosely=True)


_ABOVE, _BELOW = frozenset({"over", "at least"}), frozenset({"under", "up to"})
_OPPOSITES = {">": _BELOW, ">=": _BELOW, "<": _ABOVE, "<=": _ABOVE, "=": frozenset({"over", "under"})}
_FLIPPED = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
_NEGATION = re.compile(r"\b(?:not|never|no|hardly|pas|jamais|guère|sans)\b|n[’']t\b", re.IGNORECASE)


def _is_opposite(words: Words, verdict: Verdict, found: Found) -> bool:
    """Whether the words before a number turn the comparison round: “less than half” of what is more than half."""
    tree = words.formula.tree
    if not isinstance(tree, Comparison) or found.reading is None or _NEGATION.search(words.words[: found.start]):
        return False
    at_right = _says_side(found, verdict.right)
    operator = tree.operator if at_right else _FLIPPED.get(tree.operator, tree.operator)
    return not (at_right and _says_side(found, verdict.left)) and found.reading.qualifier in _OPPOSITES.get(
        operator, ()
    )


def _says(site: Site, value: Value, language: str) -> str:
    if isinstance(value, (Quantity, PartialDate)):
        return write(value, language, (), site.config.units).text
    return ""
