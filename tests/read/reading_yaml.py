"""YAML texts to hold against the reader, and what it tells of them."""

import yaml

from exposit.read.document import Document
from exposit.read.yaml import read_yaml

PARSERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]


def read(text: str, loader: object = None) -> Document:
    return read_yaml("f.yaml", text, loader=loader)


def told(document: Document) -> list[tuple[str, str, str, str | None]]:
    """Each problem as place, code, message and hint."""
    return [
        (f"{p.span.line}:{p.span.column}-{p.span.end_column}", p.code, p.message, p.hint) for p in document.problems
    ]
