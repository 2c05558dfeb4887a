"""From the path of a page's file to its language, its key and its address; and what is wrong with a path.

`content/LANG/a/b.md` is `/a/b/` for the site's first language, `/LANG/a/b/` beyond; `index.md` is its folder. A site of
one language has its pages straight in `content/`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from exposit.problems import Problem, Related, Span
from exposit.read.forms import error, shorten

_DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x20\x7f-\xa0<>:\"\\|?*#%\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_CODE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]+)*")
_GENERATED = ("facts", "charts", "sources", "glossary", "corrections")
_LONGEST = 200
"""Bytes of one name: file systems end at 255, and stages and suffixes need room."""


@dataclass(frozen=True, slots=True)
class Address:
    """What a page's path says about it."""

    language: str
    key: str
    route: str


def read_path(path: str, languages: Sequence[str]) -> tuple[Address, tuple[Problem, ...]]:
    """The address of the page at `path`, a path below the root with `/`."""
    parts = list(PurePosixPath(unicodedata.normalize("NFC", path)).with_suffix("").parts)
    if parts and parts[0] == "content":
        del parts[0]
    problems = [problem for part in PurePosixPath(path).parts for problem in _name_problems(part, path)]
    first = languages[0]
    language = parts[0] if len(parts) > 1 and parts[0] in languages else None
    if language is not None:
        del parts[0]
    elif len(languages) > 1:
        problems.append(_homeless(parts, path, languages))
    language = language or first
    key = "/".join(parts) or "index"
    folder = parts[:-1] if parts and parts[-1] == "index" else parts
    route = "".join(f"{part}/" for part in ([] if language == first else [language]) + folder)
    problems += _reserved(folder, path, language == first, languages)
    return Address(language, key, route), tuple(problems)


def _span(path: str) -> Span:
    return Span(path, 1, 1, 2)


def _name_problems(name: str, path: str) -> list[Problem]:
    stem = name.removesuffix(".md")
    quoted = shorten(name)
    better = re.sub(r"-+", "-", _FORBIDDEN.sub("-", stem)).strip("-. ")
    found: list[Problem] = []
    if _FORBIDDEN.search(stem):
        hint = f"call it `{shorten(better)}`" if better else "use letters, digits and `-`"
        found.append(error("page-name", f"`{quoted}` holds characters an address cannot", _span(path), hint))
    elif _DEVICES.fullmatch(stem):
        hint = f"call it `{stem}-page`: Windows keeps this name for itself"
        found.append(error("page-name", f"`{quoted}` cannot be the name of a file everywhere", _span(path), hint))
    elif stem != stem.rstrip(". ") or not stem.strip("."):
        found.append(error("page-name", f"`{quoted}` ends in a point", _span(path), "leave it out"))
    if len(name.encode("utf-8", "replace")) > _LONGEST:
        found.append(error("page-name", f"`{quoted}` is too long", _span(path), f"use at most {_LONGEST} bytes"))
    return found


def _homeless(parts: Sequence[str], path: str, languages: Sequence[str]) -> Problem:
    listed = ", ".join(languages)
    if len(parts) > 1 and _CODE.fullmatch(parts[0]):
        hint = f"write `languages: [{listed}, {parts[0]}]` in site.yaml, or move it into one of: {listed}"
    else:
        hint = f"move it to content/{languages[0]}/{'/'.join(parts)}.md"
    return error("page-language", "this page stands in no language's folder", _span(path), hint)


def _reserved(folder: Sequence[str], path: str, is_first: bool, languages: Sequence[str]) -> list[Problem]:
    """Addresses the engine writes to, or where another language begins."""
    if not folder:
        return []
    if folder[0] in _GENERATED:
        hint = f"call it something else, as `about-{folder[0]}`"
        return [error("page-reserved", f"`/{folder[0]}/` is written by the engine", _span(path), hint)]
    if folder[0] == "_exposit":
        return [error("page-reserved", "`/_exposit/` belongs to the preview", _span(path), "call it something else")]
    if is_first and folder[0] in languages[1:]:
        hint = "call it something else"
        return [error("page-reserved", f"`/{folder[0]}/` is where another language begins", _span(path), hint)]
    return []


def twin_problems(routes: Mapping[str, str]) -> tuple[Problem, ...]:
    """Pages with one address, of `routes` by path; addresses that differ only in capital letters or in how accents are
    written are one on some machines. Files that are themselves one file there have been told of when they were read."""
    seen: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(routes):
        other = seen.setdefault(_folded(routes[path]), path)
        if other != path and _folded(other) != _folded(path):
            message = f"`{shorten(path, 100)}` and `{shorten(other, 100)}` have one address, `/{routes[path]}`"
            related = (Related("the other one", _span(other)),)
            problems.append(Problem("page-twin", "error", message, _span(path), "rename one of them", related))
    return tuple(problems)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
