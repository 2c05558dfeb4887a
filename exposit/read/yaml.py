"""The PyYAML door: a YAML text -> `Document`, with a place for every key and value and a problem for every mistake.

First of the readers; `read.schema` comes after it. Takes the parser's events only, never its composer or resolver, so
nothing is guessed and nothing recurses. After a mistake the entry around it is blanked and the rest is read
(`read.recovery`). The C parser is used where it is built in, the pure one otherwise, with the same results.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from exposit.problems import Problem, SourceText
from exposit.read.compose import Composer, RefusedError
from exposit.read.document import Document
from exposit.read.recovery import Recovery
from exposit.read.syntax import STRAY_KEY, explain, tab
from exposit.read.yaml_characters import clean

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LONGEST_TEXT: Final = 5_000_000
"""Characters in one file: a facts file of some ten thousand facts."""
_MOST_MISTAKES: Final = 25
"""Syntax errors shown of one file: each costs another reading of it."""

# PyYAML's two parsers disagree on what a question mark, or a colon before a bracket or comma, means inside brackets.
# Where they stand in a word they are hidden from it, one character for one.
_MASKS = {"?": "\ue1ff", ":": "\ue1fe"}
# The mark itself comes first: a pattern that begins by looking back is tried at every character.
_INNER = re.compile(r"\?(?:(?<=[^\s,\[{]\?)|(?=\S))|:(?=[,\[\]{}])(?<=[^\s\"'\]}]:)")
_UNMASKED = {ord(mask): character for character, mask in _MASKS.items()}
# A tab between words is a space; one before a key is refused by one parser and accepted by the other.
_INNER_TAB = re.compile(r"(?<=[^\n\t ])[ ]*\t[\t ]*|^[ ]*\t[\t ]*$", re.MULTILINE)
_TAB_INDENT = re.compile(r"^ *\t", re.MULTILINE)


def read_yaml(path: str, text: str, *, start: int = 0, end: int | None = None, loader: Any = None) -> Document:
    """Read `text[start:end]` of the file `path`; places are those of the whole file.

    `loader` is the PyYAML loader whose parser is used; by default the fastest there is."""
    if text.startswith("\ufeff"):
        text, start, end = text[1:], max(start - 1, 0), None if end is None else end - 1
    source = SourceText(path, text)
    part = text[start:end]
    if len(part) > LONGEST_TEXT:
        message = f"{len(part):,} characters are too many for one file"
        hint = f"split it: at most {LONGEST_TEXT:,} are read"
        return Document(source, None, (Problem("yaml-too-large", "error", message, source.span(start), hint),))
    problems, part = clean(source, part, start)
    if "\t" in part:
        part = _INNER_TAB.sub(lambda match: " " * len(match.group()), part)
    return _read_all(source, part, start, problems, loader or _LOADER)


def _read_all(source: SourceText, part: str, base: int, problems: list[Problem], loader: Any) -> Document:
    recovery = Recovery(part)
    for _ in range(_MOST_MISTAKES):
        text = recovery.text
        composer = Composer(source, text, base)
        try:
            _refuse_tabs(text)
            _feed(composer, text, loader)
        except RefusedError as refused:
            complaint = refused.complaint
            # One `-` too many makes every key below it a stray one: that is one mistake.
            repeated = complaint.message == STRAY_KEY and any(item.message == STRAY_KEY for item in problems)
            if not repeated and not recovery.follows_from_last_cut(complaint.start):
                span = source.span(base + complaint.start, base + complaint.end)
                problems.append(Problem(complaint.code, "error", complaint.message, span, complaint.hint))
            if not recovery.cut(complaint.start, complaint.with_line_before):
                break
            if complaint.code == "yaml-tab":  # tabs are looked for before anything else, in the whole text
                recovery.forget()
            continue
        lost = frozenset((*recovery.lost, *composer.lost))
        return Document(source, composer.data, (*problems, *composer.problems), lost, composer.root, base)
    return Document(source, None, tuple(problems), frozenset(recovery.all_keys()), start=base)


def _refuse_tabs(text: str) -> None:
    found = _TAB_INDENT.search(text) if "\t" in text else None
    if found:
        raise RefusedError(tab(text, found.end() - 1))


def _feed(composer: Composer, text: str, loader: Any) -> None:
    """All events of `text`, in PyYAML's terms, to the composer in ours."""
    masked = _INNER.sub(lambda match: _MASKS[match.group()], text)
    try:
        parser = loader(masked)
        while _feed_one(composer, parser.get_event()):
            pass
    except yaml.MarkedYAMLError as error:
        context = error.context_mark.index if error.context_mark else None
        mark = error.problem_mark or error.context_mark
        at = mark.index if mark else 0
        raise RefusedError(explain(text, error.context or "", context, error.problem or "", at)) from None


def _feed_one(composer: Composer, event: Any) -> bool:
    """Whether there may be more."""
    kind = type(event)
    start, end = event.start_mark.index, event.end_mark.index
    if kind is yaml.ScalarEvent:
        if event.anchor is not None or event.tag is not None:
            start = composer.properties(start, end, event.anchor, event.tag)
        value = event.value
        if not value.isascii():
            value = value.translate(_UNMASKED)
        composer.scalar(start, end, value, event.style or "")
    elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
        if event.anchor is not None or event.tag is not None:
            start = composer.properties(start, end, event.anchor, event.tag)
        composer.open(start, kind is yaml.MappingStartEvent, bool(event.flow_style))
    elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
        composer.close(end)
    elif kind is yaml.AliasEvent:
        composer.alias(start, end)
    elif kind is yaml.DocumentStartEvent:
        return composer.document(start)
    return kind is not yaml.StreamEndEvent
