"""Where the preview's script goes into a page."""

from __future__ import annotations

import pytest

from exposit.serve.inject import inject

TAG = b'<script type="module" src="/_exposit/client.js" data-exposit data-build="b" data-version="v"></script>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"<!doctype html><html lang=en><head>", b"<title>a</title></head><body></body></html>"),
        (b"<!DOCTYPE html>\n<!-- </head> <head> -->\n<HTML class='a>b'>\n<Head data-a=\"<head>\">", b"<meta>"),
        (b"\xef\xbb\xbf<!doctype html>\n", b"<title>no head</title><p>text"),
        (b"<html>", b"<header>no head, though it begins like one</header>"),
        (b"", b"plain text with </body> and <head> in it"),
        (b"", b""),
    ],
)
def test_the_script_begins_the_head(before: bytes, after: bytes) -> None:
    """Whatever stands in a page's text, comments or attributes is never taken for the place."""
    assert before + TAG + after == inject(before + after, "b", "v")
