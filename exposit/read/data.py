"""content/data/NAME.yaml -> plain values for a site's own templates, its texts read like every other text.

A mapping whose keys are the site's languages is a text; on a site of one language a text is one that has our forms in
it. Numbers, `true`, `false` and `null` are what YAML 1.2 says they are, except that no number is a float.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from exposit.facts.units import Units
from exposit.model import Config, Inline
from exposit.problems import Problem
from exposit.read.document import KeyPath, Plain
from exposit.read.entry import EntryReader
from exposit.read.inline import read_inline
from exposit.read.yaml import read_yaml

_WHOLE = re.compile(r"[-+]?[0-9]{1,40}")
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]{1,40}|[0-9]{1,40}(?:\.[0-9]{0,40})?)(?:[eE][-+]?[0-9]{1,2})?")
_FORMS = re.compile(r"\{\{|\]\{|\[\[|\[@")
_WORDS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}


def read_data(path: str, text: str, config: Config) -> tuple[object, tuple[Problem, ...]]:
    """The file's data: mappings, lists, texts, `int`, `Decimal`, `bool`, None, and texts by language."""
    document = read_yaml(path, text)
    reader = EntryReader(document, config.languages, Units(config.units))
    data = _value(reader, (), document.data)
    return data, (*document.problems, *reader.problems)


def data_texts(path: str, text: str, config: Config) -> Iterator[Inline]:
    """Every scalar of the file as a text in the site's first language: for finding where a number that a template
    laid out was written."""
    document, units = read_yaml(path, text), Units(config.units)
    stack: list[tuple[KeyPath, object]] = [((), document.data)]
    while stack:
        at, value = stack.pop()
        if isinstance(value, dict):
            stack.extend(((*at, key), item) for key, item in value.items())
        elif isinstance(value, list):
            stack.extend(((*at, index), item) for index, item in enumerate(value))
        elif isinstance(value, str):
            yield read_inline(value, config.languages[0], document.span(at), units, document.place(at))[0]


def _value(reader: EntryReader, path: KeyPath, value: object) -> object:
    if isinstance(value, dict):
        if _is_text(reader, value):
            return reader.text(path) or {}
        return {key: _value(reader, (*path, key), item) for key, item in value.items()}
    if isinstance(value, list):
        return [_value(reader, (*path, index), item) for index, item in enumerate(value)]
    if not isinstance(value, str):
        return value
    if _FORMS.search(value):
        return reader.text(path) or str(value)
    return _scalar(value) if isinstance(value, Plain) else value


def _is_text(reader: EntryReader, value: Mapping[str, object]) -> bool:
    """Whether this is a text by language: every key is a language of the site, but for the pieces of a torn text."""
    keys = [key for key, item in value.items() if item is not None or key in reader.languages]
    scalars = all(isinstance(value[key], str) for key in keys)
    return bool(keys) and scalars and all(key in reader.languages for key in keys)


def _scalar(word: Plain) -> object:
    if word in _WORDS:
        return _WORDS[word]
    if _WHOLE.fullmatch(word) and not re.match(r"[-+]?0\d", word):  # `010` is a number to some and a code to others
        return int(word)
    if _DECIMAL.fullmatch(word) and not re.match(r"[-+]?0\d", word):
        return Decimal(word)
    return str(word)
