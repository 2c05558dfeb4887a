"""The lines of a new entry, as the guide writes them. Pure: values in, text out, indented by two."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ./%+*()_^-]*")
_AMBIGUOUS = re.compile(r"(?i)(yes|no|on|off|true|false|null|y|n)")


def scalar(text: str) -> str:
    """A YAML scalar that reads back as this text: plain where nothing can be misread, else quoted."""
    if _SAFE.fullmatch(text) and not _AMBIGUOUS.fullmatch(text) and text == text.strip():
        return text
    return json.dumps(text, ensure_ascii=False)


def words(texts: Mapping[str, str], languages: tuple[str, ...]) -> str:
    """A text that readers see: quoted, a mapping where the site has several languages."""
    quoted = {language: json.dumps(text, ensure_ascii=False) for language, text in texts.items()}
    if len(languages) == 1:
        return quoted[languages[0]]
    return "{" + ", ".join(f"{language}: {quoted[language]}" for language in languages) + "}"


def source_entry(id_: str, fields: Mapping[str, str]) -> str:
    """A source: `fields` in the order they are to stand."""
    lines = [
        f"    {key}: {json.dumps(value, ensure_ascii=False) if key in _PROSE else scalar(value)}"
        for key, value in fields.items()
        if value
    ]
    return "\n".join([f"  {id_}:", *lines]) + "\n"


_PROSE = ("title", "publisher")


def fact_entry(id_: str, label: str, fields: Mapping[str, str], source: str | None, quote: str | None) -> str:
    """A fact: `label` as `words` gives it, then `fields` (`value`, `formula`, `as_of` …), then its evidence."""
    lines = [f"  {id_}:", f"    label: {label}"]
    lines += [f"    {key}: {scalar(value)}" for key, value in fields.items() if value]
    if source:
        lines += ["    evidence:", f"      source: {source}"]
        lines += [f"      quote: {json.dumps(quote, ensure_ascii=False)}"] if quote else []
    return "\n".join(lines) + "\n"


def page_text(title: str, description: str | None = None) -> str:
    """A page with its heading, ready to be written."""
    front = f"---\ndescription: {json.dumps(description, ensure_ascii=False)}\n---\n\n" if description else ""
    return f"{front}# {title}\n\n"
