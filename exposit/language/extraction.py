"""Which messages the engine's code and templates use, and which of them a catalogue lacks: for tests and translators.

Reads Python through its syntax tree, templates by their `_("…")`, `gettext`, `ngettext` and `{% trans %}`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping

from exposit.language.messages import messages

_CALLS = frozenset({"_", "gettext", "ngettext", "say", "counted"})
_STRING = r"""\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_CALL = re.compile(rf"\b(?:_|say|(n)?gettext)\({_STRING}(?:\s*,{_STRING})?")
_TRANS = re.compile(r"{%-?\s*trans\b[^%]*%}(.*?)(?:{%-?\s*pluralize\b[^%]*%}.*?)?{%-?\s*endtrans\s*-?%}", re.DOTALL)
_HOLE = re.compile(r"{{\s*(\w+)\s*}}")


def messages_in(path: str, text: str) -> frozenset[str]:
    """Every message a file uses, by its English (the singular of those that have a plural)."""
    found = _in_python(text) if path.endswith(".py") else _in_template(text)
    return frozenset(message for message in found if message.strip())


def missing_messages(sources: Mapping[str, str], language: str) -> dict[str, tuple[str, ...]]:
    """The messages that no entry of the language's catalogue translates -> the files that use them, both sorted."""
    say = messages(language)
    users: dict[str, list[str]] = {}
    for path in sorted(sources):
        for message in messages_in(path, sources[path]):
            if not say.has(message):
                users.setdefault(message, []).append(path)
    return {message: tuple(users[message]) for message in sorted(users)}


def _in_python(text: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Call) and _name(node.func) in _CALLS and node.args:
            yield from _strings(node.args[0])


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _strings(argument: ast.expr) -> Iterable[str]:
    """The literal, or both of “a if … else b”."""
    if isinstance(argument, ast.IfExp):
        return [*_strings(argument.body), *_strings(argument.orelse)]
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return [argument.value]
    return []


def _in_template(text: str) -> Iterator[str]:
    for call in _CALL.finditer(text):
        yield str(ast.literal_eval(call[2]))
    for block in _TRANS.finditer(text):
        yield _HOLE.sub(r"%(\1)s", block[1])
