#!/usr/bin/env python3
"""Checks a published site without trusting what made it: Python's own library, nothing else.

    python verify.py                     the site this file lies in
    python verify.py FOLDER              a downloaded copy
    python verify.py https://example.org the site as it is served

Every file must be the one that was published; every calculated fact is worked out again from the stated ones; every
number shown for a fact is read again, as a person reads it, and must be its value to the last digit shown.
Exit code: 0 all agrees, 1 something differs, 2 the site could not be read.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Context, Decimal, localcontext
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

Fetch = Callable[[str], bytes]
WORKING = Context(prec=60)
CLOSE = Decimal("1e-20")
"""How far two ways of working out the same number may lie apart, relative to it: both round somewhere."""


class StrangeError(Exception):
    """A site that does not hold what it should."""


# ---------------------------------------------------------------- files


def place(words: list[str]) -> Fetch:
    """How a file of the site is got."""
    where = words[0] if words else str(Path(__file__).parent)
    if where.startswith(("http://", "https://")):
        return lambda path: bytes(urlopen(where.rstrip("/") + "/" + quote(path), timeout=30).read())
    return lambda path: (Path(where) / path).read_bytes()


def files(fetch: Fetch, published: Mapping[str, str]) -> Iterator[str]:
    """What is missing or not as it was published."""
    for path, expected in published.items():
        try:
            content = fetch(path)
        except (OSError, URLError):
            yield f"{path}: missing"
            continue
        if hashlib.sha256(content).hexdigest() != expected:
            yield f"{path}: is not the file that was published"


# ---------------------------------------------------------------- calculations


def amount(fact: Mapping[str, Any], sizes: Mapping[str, str]) -> Decimal:
    """A fact's value in the base units of what it measures."""
    return Decimal(fact["value"]) * size(fact["unit"], sizes)


def size(unit: str, sizes: Mapping[str, str]) -> Decimal:
    """How large one of a unit is, in base units."""
    return Decimal(sizes[unit])


def worked_out(tree: Any, facts: Mapping[str, Any], sizes: Mapping[str, str]) -> Decimal:
    """The value of a formula, in base units. Raises StrangeError where it cannot be known from the facts alone."""
    if isinstance(tree, str):
        fact = facts.get(tree)
        if fact is None or fact["type"] != "quantity":
            raise StrangeError(f"`{tree}` is no amount")
        return amount(fact, sizes)
    kind, *parts = tree
    if kind == "number":
        return Decimal(parts[0]) * size(parts[1], sizes)
    if kind == "years":
        return years(*(facts[name]["date"] for name in parts)) * Decimal(sizes["year"])
    if kind == "count":
        return Decimal(len(parts))
    values = [worked_out(part, facts, sizes) for part in parts]
    return combined(kind, values)


def combined(kind: str, values: list[Decimal]) -> Decimal:
    """The result of one operation."""
    first, *rest = values
    for value in rest:
        if kind == "+":
            first += value
        elif kind == "-":
            first -= value
        elif kind == "*":
            first *= value
        elif kind == "/":
            first /= value
        elif kind == "^":
            first **= value
    if kind == "negative":
        return -first
    if kind in ("sum", "average"):
        return sum(values, Decimal(0)) / (len(values) if kind == "average" else 1)
    return {"min": min, "max": max}[kind](values) if kind in ("min", "max") else first


def years(one: str, other: str) -> Decimal:
    """Years of 365.25 days from one full date to another; whole ones from a day to the same day of another year."""
    try:
        first, second = date.fromisoformat(one), date.fromisoformat(other)
    except ValueError as error:
        raise StrangeError("not a full date") from error
    if (first.month, first.day) == (second.month, second.day):
        return Decimal(second.year - first.year)
    return Decimal((second - first).days) / Decimal("365.25")


def calculations(data: Mapping[str, Any], facts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """For each calculated fact its id and what is wrong with it, empty where nothing is, “given” where it cannot be
    worked out from what is published."""
    for name, tree in data["formulas"].items():
        try:
            result = worked_out(tree, facts, data["units"])
        except StrangeError:
            yield name, "given"
            continue
        stated = amount(facts[name], data["units"])
        agree = abs(result - stated) <= CLOSE * max(abs(result), abs(stated))
        yield name, "" if agree else f"{name}: {facts[name]['value']} is published, and its formula gives another value"


# ---------------------------------------------------------------- what pages show

NUMBER = re.compile(r"[-\u2212]?\d[\d.,\u00a0\u202f\u2009 ]*")
SCALES = {
    "en": {"thousand": 3, "million": 6, "billion": 9, "trillion": 12, "m": 6, "bn": 9, "tn": 12},
    "fr": {"mille": 3, "million": 6, "millions": 6, "milliard": 9, "milliards": 9, "billion": 12, "billions": 12,
           "md": 9, "m": 6, "k": 3},
}  # fmt: skip


class Displays(HTMLParser):
    """Gathers the text of every element with `data-fact`, and the page's language."""

    def __init__(self) -> None:
        super().__init__()
        self.language = "en"
        self.found: list[tuple[str, str]] = []
        self._open: list[tuple[str, str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        named = dict(attrs)
        if tag == "html" and named.get("lang"):
            self.language = (named["lang"] or "en").partition("-")[0]
        if named.get("data-fact"):
            self._open.append((tag, named["data-fact"] or "", []))

    def handle_endtag(self, tag: str) -> None:
        """An element ends; a display holds no element of its own kind."""
        if self._open and self._open[-1][0] == tag:
            _, name, words = self._open.pop()
            self.found.append((name, "".join(words)))

    def handle_data(self, data: str) -> None:
        """Text."""
        if self._open:
            self._open[-1][2].append(data)


def read(text: str, language: str) -> tuple[Decimal, Decimal] | None:
    """The one number of a text and half its last digit; None where it has none, or several."""
    found = NUMBER.findall(text)
    if len(found) != 1 or language not in SCALES:
        return None
    digits = re.sub(r"[\s\u00a0\u202f\u2009]", "", found[0]).replace("\u2212", "-").rstrip(".,")
    digits = digits.replace(",", "") if language == "en" else digits.replace(",", ".")
    after = re.match(r"[\s\u00a0\u202f]*([^\W\d_]+)", text[text.index(found[0]) + len(found[0].rstrip()) :])
    power = SCALES[language].get(after[1].lower(), 0) if after else 0
    value = Decimal(digits)
    step = Decimal(1).scaleb(int(value.as_tuple().exponent) + power)
    return value.scaleb(power), step / 2


def shows(text: str, language: str, fact: Mapping[str, Any]) -> bool | None:
    """Whether a display says its fact's value; None where it says it in words, which are not read here."""
    if fact["type"] != "quantity":
        return None
    number = read(text, language)
    if number is None:
        return None
    value = Decimal(fact["value"])
    times = 100 if "%" in text and fact["unit"] != "percent" else 1
    rounded = Decimal(fact.get("step") or 0) / 2  # the zeros of “about 110” may be rounded too
    return abs(number[0] - value * times) <= max(number[1], rounded * times)


def displays(fetch: Fetch, pages: list[str], facts: Mapping[str, Any]) -> Iterator[tuple[str, bool | None]]:
    """Every display of every page, told as “page: fact shows text”, and whether it is right."""
    for page in pages:
        reader = Displays()
        reader.feed(fetch(page).decode("utf-8"))
        for name, text in reader.found:
            if name in facts:
                yield f"{page}: `{name}` shows “{text}”", shows(text, reader.language, facts[name])
            else:
                yield f"{page}: `{name}` is no published fact", False


# ---------------------------------------------------------------- all of it


def main(words: list[str]) -> int:
    """The whole check, told on standard output."""
    fetch = place(words)
    try:
        data = json.loads(fetch("verify.json"))
        facts = {fact["id"]: fact for fact in json.loads(fetch("facts.json"))["facts"]}
    except (OSError, ValueError, KeyError) as error:
        print(f"this is no site that can be checked: {error}")
        return 2
    wrong = list(files(fetch, data["files"]))
    print(f"files: {len(data['files'])} published, {len(data['files']) - len(wrong)} as they were")
    results = list(calculations(data, facts))
    given = sum(told == "given" for _, told in results)
    bad = [told for _, told in results if told not in ("", "given")]
    print(f"calculations: {len(results) - given - len(bad)} agree, {len(bad)} do not, {given} could not be repeated")
    pages = [path for path in data["files"] if path.endswith(".html") and not path.startswith("assets/")]
    try:
        seen = list(displays(fetch, pages, facts))
    except OSError:
        seen = []  # a page is missing: told above
    off = [told for told, right in seen if right is False]
    right = sum(right is True for _, right in seen)
    print(f"numbers: {right} shown on {len(pages)} pages agree, {len(off)} do not; {len(seen) - right - len(off)} are"
          " dates or words, which are not read here")  # fmt: skip
    for line in [*wrong, *bad, *off]:
        print(f"  {line}")
    return 1 if wrong or bad or off else 0


if __name__ == "__main__":
    with localcontext(WORKING):
        sys.exit(main(sys.argv[1:]))
