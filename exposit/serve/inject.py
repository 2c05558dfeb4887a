"""Puts the preview's script into a page on its way out: at the beginning of the head, wherever that is.

Only the few things that can stand before a head are read (doctype, comments, `<html>`, `<head>`): nothing an author
writes into a page's text, script or comment can be taken for the place. The published bytes never hold it.
"""

from __future__ import annotations

import re

_ATTRIBUTES = rb"""(?:\s(?:"[^"]*"|'[^']*'|[^'">])*)?"""
_BEFORE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<!doctype[^>]*>|<html"
    + _ATTRIBUTES
    + rb">)*(?:<head"
    + _ATTRIBUTES
    + rb">)?",
    re.IGNORECASE | re.DOTALL,
)


def inject(page: bytes, build: str, version: str) -> bytes:
    """The page with the preview's script. `build` and `version` tell the script what it is part of."""
    tag = (
        '<script type="module" src="/_exposit/client.js" data-exposit '
        f'data-build="{build}" data-version="{version}"></script>'
    )
    before = _BEFORE.match(page)
    at = before.end() if before else 0
    return page[:at] + tag.encode() + page[at:]
