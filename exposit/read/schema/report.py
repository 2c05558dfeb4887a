"""What is wrong with the shape of a file, in our words and at the right place.

pydantic finds the mistakes; each of its kinds has a wording here. After a mistake the value is left out and the rest is
read, so that one wrong key does not hide the others.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from exposit.nearest import did_you_mean, nearest
from exposit.problems import Problem
from exposit.read.document import Document, KeyPath

M = TypeVar("M", bound=BaseModel)

_MOST_ROUNDS = 4
_LONGEST_EXCERPT = 60


def validate(model: type[M], document: Document, path: KeyPath = ()) -> tuple[M | None, tuple[Problem, ...]]:
    """The value at `path` as an instance of `model`, with what was wrong left out; None where a required key is
    missing."""
    value = document.value(path) if path else document.data
    if value is None and not path:
        value = {}
    problems: list[Problem] = []
    for attempt in range(_MOST_ROUNDS):
        try:
            return model.model_validate(value), tuple(problems)
        except ValidationError as error:
            mistakes = error.errors(include_url=False)
            if attempt == 0:
                problems = _worded(model, document, path, mistakes)
            value = _without(value, [_location(value, item["loc"]) for item in mistakes], mistakes)
            if value is None:
                break
    return None, tuple(problems)


def _worded(model: type[BaseModel], document: Document, path: KeyPath, mistakes: list[Any]) -> list[Problem]:
    """All mistakes in our words. A key that is only misspelt is not missing as well."""
    misspelt = set()
    for item in mistakes:
        if item["type"] == "extra_forbidden":
            *owner, key = item["loc"]
            misspelt.add((*owner, nearest(str(key), _keys_of(model, tuple(owner)))))
    kept = [item for item in mistakes if item["type"] != "missing" or item["loc"] not in misspelt]
    return [problem for item in kept for problem in _problems(model, document, path, item)]


def _location(value: Any, loc: tuple[int | str, ...]) -> KeyPath:
    """The part of a location that leads to something in `value`: unions and “one or a list” add steps of their own."""
    path: list[int | str] = []
    for index, key in enumerate(loc):
        if isinstance(value, dict):
            if key in value:
                path.append(key)
                value = value[key]
            elif index == len(loc) - 1:
                path.append(key)
        elif isinstance(value, list) and isinstance(key, int) and key < len(value):
            path.append(key)
            value = value[key]
    return tuple(path)


def _without(value: Any, locations: list[KeyPath], mistakes: list[Any]) -> Any:
    """A copy of `value` without what was wrong; None where it cannot do without."""
    dropped = set()
    for path, item in zip(locations, mistakes, strict=True):
        if item["type"] == "missing":  # what lacks a key goes as a whole
            path = path[:-1]
        if not path:
            return None
        dropped.add(path)
    return _copy(value, (), dropped)


def _copy(value: Any, at: KeyPath, dropped: set[KeyPath]) -> Any:
    if isinstance(value, dict):
        kept = {key: (item, (*at, key)) for key, item in value.items() if (*at, key) not in dropped}
        return {key: _copy(item, path, dropped) for key, (item, path) in kept.items()}
    if isinstance(value, list):
        return [_copy(item, (*at, index), dropped) for index, item in enumerate(value) if (*at, index) not in dropped]
    return value


def _problems(model: type[BaseModel], document: Document, base: KeyPath, item: Any) -> Iterator[Problem]:
    start = document.value(base) if base else document.data
    path = (*base, *_location(start, item["loc"]))
    inside = item["type"] in ("missing", "extra_forbidden")
    known = _keys_of(model, item["loc"][:-1] if inside else item["loc"])
    if item["type"] == "missing":
        if not document.is_lost(path[:-1]):
            yield _missing(document, path)
        return
    if item["type"] == "extra_forbidden":
        yield _unknown_key(document, path, known)
        return
    if document.is_lost(path) and item["type"] in ("empty", "not_mapping"):
        return
    wording = WORDINGS.get(item["type"], _misfit)
    code, message, hint = wording(document, path, {**item.get("ctx", {}), "keys": known})
    at_key = path and isinstance(path[-1], str) and document.value(path) is None
    yield Problem(code, "error", message, document.key_span(path) if at_key else document.span(path), hint)


def _missing(document: Document, path: KeyPath) -> Problem:
    key, owner = path[-1], _name(path[:-1])
    message = f"`{owner}` has no `{key}`" if owner else f"`{key}` is missing"
    in_list = len(path) > 1 and isinstance(path[-2], int)
    span = document.span(path[:-1]) if in_list else document.key_span(path[:-1])
    return Problem("key-missing", "error", message, span, f"write `{key}: …`")


def _unknown_key(document: Document, path: KeyPath, known: tuple[str, ...]) -> Problem:
    key = str(path[-1])
    torn = torn_text(document, path)
    if torn is not None and nearest(key, known) is None:
        return torn
    owner = _name(path[:-1])
    message = f"`{_excerpt(key)}` is not a key of `{owner}`" if owner else f"`{_excerpt(key)}` is not a key here"
    hint = did_you_mean(key, known) or "its keys: " + ", ".join(f"`{name}`" for name in known)
    return Problem("key-unknown", "error", message, document.key_span(path), hint)


def torn_text(document: Document, path: KeyPath) -> Problem | None:
    """The problem of a key that is really the rest of a text with a comma in it: `{en: Oracle, from 2027}`."""
    if document.value(path) is not None or not document.is_flow(path[:-1]):
        return None
    owner = document.value(path[:-1])
    if not isinstance(owner, dict):
        return None
    keys = list(owner)
    at = keys.index(path[-1])
    rest: list[str] = []
    while at > 0 and owner[keys[at]] is None:
        rest.insert(0, str(keys[at]))
        at -= 1
    before = owner[keys[at]]
    message = f"`{_excerpt(str(path[-1]))}` is torn from the text before it"
    hint = "quote the text: a comma ends it otherwise"
    if isinstance(before, str):
        text = ", ".join((before, *rest))
        if text[:1] in ("“", "”", "„", "«") and text[-1:] in (
            "”",
            "“",
            "»",
        ):  # a word processor's
            text = text[1:-1].strip()
        text = text.replace('"', '\\"')
        hint = f'quote the text: `{keys[at]}: "{_excerpt(text)}"`'
    return Problem("text-torn", "error", message, document.key_span(path), hint)


Wording = Callable[[Document, KeyPath, Mapping[str, Any]], tuple[str, str, str | None]]
"""Code, message and hint for a value that does not fit."""


def _empty(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    hint = "give it a value, or delete the key"
    span = document.key_span(path)
    rest = document.source.line(span.line)[span.end_column - 1 :].lstrip(": \t")
    if rest.startswith("#"):
        hint = f'what follows `#` is a comment: quote it, as `"{_excerpt(rest)}"`'
    return "value-empty", f"`{_name(path)}` is empty", hint


def _not_text(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    hint = "write it after the colon, in quotes"
    written = document.written(path)
    if written[:1] in ("[", "{") and "\n" not in written:
        hint = f"a text that begins with `{written[0]}` must be quoted"
    return "value-kind", f"`{_name(path)}` must be a text, not {_kind(document.value(path))}", hint


def _not_flag(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    value = document.value(path)
    if not isinstance(value, str):
        return "value-kind", f"`{_name(path)}` must be `true` or `false`, not {_kind(value)}", None
    meant = {"yes": "true", "on": "true", "true": "true", "no": "false", "off": "false", "false": "false"}
    likely = meant.get(value.casefold())
    hint = f"write `{likely}`" + (" without quotes" if value in meant and value == likely else "") if likely else None
    return "value-kind", f"`{_excerpt(value)}` is neither `true` nor `false`", hint or "write `true` or `false`"


def _not_whole(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    bounds = f"from {context['least']} to {context['most']}"
    written = str(document.value(path))
    year = re.match(r"(\d{4})-", written)
    hint = (
        f"write the year alone: `{year[1]}`"
        if year and context["most"] >= int(year[1])
        else f"the nearest is {min(max(int(written), context['least']), context['most'])}"
        if written.isdecimal()
        else "write it in digits"
    )
    return "value-kind", f"`{_name(path)}` must be a whole number {bounds}, not {_shown(document, path)}", hint


def _not_number(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    return "value-kind", f"{_shown(document, path)} is not a number", "write digits, with a point if need be: `1.5`"


_VERY_LIKE = 0.7
"""How much a word must have in common with one of a few short ones: a `table` is no `scale`."""


def _squeezed(word: str) -> str:
    """A word as `meant` has it: `Dot plot` and `dot-plot` are `dotplot`."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())


def _not_choice(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    choices = context["choices"]
    word = str(document.value(path))
    meant = context.get("meant", {}).get(_squeezed(word))
    near = did_you_mean(word, choices, like=_VERY_LIKE)
    hint = near if meant is None else f"did you mean `{meant}`?" if meant in choices else meant
    owner = next((str(key) for key in reversed(path) if isinstance(key, str)), "")
    return "choice-unknown", f"{_shown(document, path)} is not a value of `{owner}`", hint


def _not_mapping(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    keys = context["keys"]
    hint = "write its keys below it, indented" + (": " + ", ".join(f"`{key}`" for key in keys[:6]) if keys else "")
    owner = _name(path)
    what = _kind(document.value(path) if path else document.data)
    message = f"`{owner}` needs keys of its own, not {what}" if owner else f"this file needs keys, not {what}"
    return "value-kind", message, hint


def _not_list(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    what = _kind(document.value(path))
    return "value-kind", f"`{_name(path)}` must be a list, not {what}", "begin each item on a line of its own with `- `"


def _not_words(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    value = document.value(path)
    words = ", ".join(str(key) for key in value) if isinstance(value, dict) else ""
    return "value-kind", f"`{_name(path)}` must be a word or a list of words, not a mapping", f"write `[{words}]`"


def _not_query(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    value = str(document.value(path))
    hint = f"write `[{_excerpt(value)}]`" if " " not in value else "write `{nature: cloud_purchase}` or `[aws.deal]`"
    return "value-kind", f"`{_name(path)}` must be a query or a list of ids, not a text", hint


def _misfit(document: Document, path: KeyPath, context: Mapping[str, Any]) -> tuple[str, str, str | None]:
    return "value-kind", f"{_shown(document, path)} is not what `{_name(path)}` can have", None


WORDINGS: Mapping[str, Wording] = {
    "empty": _empty,
    "not_text": _not_text,
    "not_flag": _not_flag,
    "not_whole": _not_whole,
    "not_number": _not_number,
    "not_choice": _not_choice,
    "not_mapping": _not_mapping,
    "not_list": _not_list,
    "not_query": _not_query,
    "not_words": _not_words,
    "model_type": _not_mapping,
    "dict_type": _not_mapping,
    "list_type": _not_list,
}
"""How each kind of refusal is worded: those of `fields` and pydantic's own."""


def _keys_of(model: type[BaseModel], loc: tuple[int | str, ...]) -> tuple[str, ...]:
    """The keys of the model that stands at `loc`, as authors write them; none where no model does."""
    current: type[BaseModel] | None = model
    for key in loc:
        if isinstance(key, int) or current is None:
            continue
        field = next((item for name, item in current.model_fields.items() if (item.alias or name) == key), None)
        current = _model_in(field.annotation) if field is not None else None
    return () if current is None else tuple(item.alias or name for name, item in current.model_fields.items())


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field's annotation speaks of, through lists, options and annotations."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in (list, Union, types.UnionType) or hasattr(annotation, "__metadata__"):
        for part in get_args(annotation):
            found = _model_in(part)
            if found is not None:
                return found
    return None


def _name(path: KeyPath) -> str:
    """How a message speaks of the value at `path`: its key, for an item of a list the list's."""
    return next((str(key) for key in reversed(path) if isinstance(key, str)), "")


def _shown(document: Document, path: KeyPath) -> str:
    value = document.value(path)
    return f"`{_excerpt(value)}`" if isinstance(value, str) else _kind(value)


def _kind(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a text"


def _excerpt(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_EXCERPT else line[: _LONGEST_EXCERPT - 1] + "…"
