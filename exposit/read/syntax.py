"""What is wrong with a text that is no YAML, in an author's words.

Called by `read.yaml` with what the parser says and where. The two parsers of PyYAML word the same mistake differently,
so the sentence is made from the place and the text around it, never from theirs.
"""

from __future__ import annotations

import re

from exposit.read.yaml_characters import Complaint, escapes, forbidden

_NO_SPACE = re.compile(r"\s*(?P<entry>(?P<key>[A-Za-z_][\w.]*):(?P<gap>[\u00a0\u202f]?)(?P<value>[^\s/].*))$")
_ENTRY = re.compile(r"\s*(?:-\s+)*(?P<key>[^\s:#'\"{\[][^:#]*?):\s+(?P<value>\S.*)$")
_QUOTE = re.compile(r"""[\s:,\[{](?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?P<open>["']))""")
"""A text in quotes that ends on its line, or the beginning of one that does not."""
STRAY_KEY = "a key stands among the items of a list"
_NO_BREAK = ("\u00a0", "\u202f")
_LONGEST_EXCERPT = 60


def tab(text: str, at: int) -> Complaint:
    """The complaint about a tab in the indentation."""
    in_brackets = text[:at].rstrip()[-1:] in ("{", "[", ",")
    message = "a tab stands where the line is indented"
    return Complaint("yaml-tab", message, at, at + 1, "indent with spaces", with_line_before=in_brackets)


def explain(text: str, context: str, context_at: int | None, problem: str, at: int) -> Complaint:
    """The complaint for what a parser reports: the construct it was reading and where that began, what it met and
    where."""
    at = min(at, len(text))
    opened = at if context_at is None else context_at
    if text[at : at + 3] in ("---", "...") and _line_start(text, at) == at:
        hint = "delete the line, or split the file"
        return Complaint("yaml-documents", "a document ends or begins here", at, at + 3, hint)
    if "quoted scalar" in context:
        return _in_quotes(text, opened, problem, at)
    if "mapping values are not allowed" in problem:
        return _stray_colon(text, at)
    if "could not find expected ':'" in problem:
        return _no_colon(text, opened)
    if "sequence entries are not allowed" in problem:
        hint = "begin the list on the next line, or quote the text"
        return Complaint("yaml-syntax", "a list cannot begin on the line of its key", at, at + 1, hint)
    if "cannot start any token" in problem or "violates indentation" in problem:
        return _no_token(text, at)
    if "anchor" in context or "alias" in context:
        return _needs_quotes(text, opened, f"a text cannot begin with `{text[opened : opened + 1]}`")
    if "tag" in context or "tag" in problem:
        return _needs_quotes(text, opened, "a text cannot begin with `!`")
    if "block scalar" in context:
        mark = text[opened : opened + 1]
        hint = f"write `{mark}` alone and the text on the lines below, indented; or quote the text"
        return Complaint("yaml-syntax", f"nothing may follow `{mark}` on its line", at, _word_end(text, at), hint)
    if "flow" in context and at >= len(text.rstrip()):
        opened = max(text.rfind("{", 0, at), text.rfind("[", 0, at), 0)
    if "flow" in context and text[opened : opened + 1] in ("{", "["):
        return _in_brackets(text, opened, at)
    if "document start" in problem:
        hint = "delete the line `...`, or split the file"
        return Complaint("yaml-documents", "the text goes on after its end", at, _word_end(text, at), hint)
    if "block collection" in context or "block sequence" in context:
        hint = "a list has `-` before every item; a mapping has none"
        return Complaint("yaml-syntax", STRAY_KEY, at, _word_end(text, at), hint)
    if "block mapping" in context:
        return _in_mapping(text, at)
    if at < len(text) and not text[at].isspace():
        return _needs_quotes(text, at, f"a text cannot begin with `{text[at]}`")
    return Complaint("yaml-syntax", "this cannot be read as YAML", at, at + 1, "quote the text")


def _in_quotes(text: str, opened: int, problem: str, at: int) -> Complaint:
    if "escape" in problem or "hex" in problem:
        slash = text.rfind("\\", opened, at + 2)
        for start, width, character in escapes(text, slash, slash + 10):
            complaint = forbidden(character, start, start + width) if start == slash else None
            if complaint is not None:
                return complaint
        shown = text[slash : slash + 2]
        hint = "write `\\\\` for a backslash, or put the text in single quotes"
        message = f"`{shown}` is no escape that YAML knows"
        return Complaint("yaml-syntax", message, slash, slash + 2, hint)
    return _never_closed(text, opened)


def _never_closed(text: str, opened: int) -> Complaint:
    quote = text[opened]
    message = f"the quote `{quote}` is never closed"
    hint = f"close it with `{quote}` at the end of the text"
    return Complaint("yaml-syntax", message, opened, _line_end(text, opened), hint)


def _stray_colon(text: str, at: int) -> Complaint:
    start, end = _line_start(text, at), _line_end(text, at)
    line = text[start:end]
    first = _ENTRY.match(line)
    if first and start + first.end("key") < at:
        value = first["value"].rstrip()
        message = "a text with a colon in it must be quoted"
        shown = _quoted(value) if len(value) <= _LONGEST_EXCERPT else '"…"'
        value_start = start + first.start("value")
        return Complaint(
            "yaml-syntax", message, value_start, value_start + len(value), f"write `{first['key']}: {shown}`"
        )
    key = _excerpt(line[: at - start].strip())
    key_start = start + len(line) - len(line.lstrip())
    before_start = _line_start(text, max(start - 1, 0))
    before = text[before_start : max(start - 1, 0)]
    if before.lstrip(" ")[:1] in _NO_BREAK and before.strip():
        at = before_start + len(before) - len(before.lstrip(" "))
        message = "a no-break space stands where the line is indented"
        return Complaint("yaml-syntax", message, at, at + 1, "indent with plain spaces")
    missing = _NO_SPACE.match(text, before_start, max(start - 1, 0))
    if missing:
        written = _excerpt(missing["entry"].rstrip())
        kind = "a plain space: a no-break one stands there" if missing["gap"] else "a space"
        message = f"`{written}` has no space after its colon"
        hint = f"write {kind}" if missing["gap"] else f"write `{missing['key']}: {_excerpt(missing['value'].rstrip())}`"
        entry_end = missing.start("entry") + len(missing["entry"].rstrip())
        return Complaint("yaml-syntax", message, missing.start("entry"), entry_end, hint)
    hint = "align it with the keys around it; a key with keys below has nothing after its colon"
    return Complaint("yaml-syntax", f"`{key}` cannot be a key here", key_start, at, hint, with_line_before=True)


def _no_colon(text: str, opened: int) -> Complaint:
    line = text[opened : _line_end(text, opened)].rstrip()
    glued = _NO_SPACE.match(line)
    if glued and glued["gap"]:
        return _no_plain_space(opened, line)
    shown = _excerpt(line)
    hint = f"write `{shown}: …`, or indent the line if it goes on with the text above"
    return Complaint("yaml-syntax", f"`{shown}` has no colon", opened, opened + len(line), hint)


def _no_plain_space(at: int, entry: str) -> Complaint:
    message = f"`{_excerpt(entry)}` has no space after its colon"
    hint = "write a plain space: a no-break one stands there"
    return Complaint("yaml-syntax", message, at, at + len(entry), hint)


def _no_token(text: str, at: int) -> Complaint:
    character = text[at : at + 1]
    if character == "\t":
        return tab(text, at)
    return _needs_quotes(text, at, f"a text cannot begin with `{character}`")


def _needs_quotes(text: str, at: int, message: str) -> Complaint:
    rest = text[at : _line_end(text, at)].rstrip()
    hint = "quote the text"
    line = text[_line_start(text, at) : at]
    if len(rest) <= _LONGEST_EXCERPT and not re.search(r"[{\[,]", line):
        hint = f"quote the text: `{_quoted(rest)}`"
    return Complaint("yaml-quote", message, at, at + max(len(rest.split(" ")[0]), 1), hint)


def _in_brackets(text: str, opened: int, at: int) -> Complaint:
    left_open = _open_quote(text, opened, at)
    if left_open is not None:
        return _never_closed(text, left_open)
    bracket = text[opened]
    closing = {"{": "}", "[": "]"}[bracket]
    goes_on = "\n" in text[opened:at] and (text[at : at + 1] == ":" or not text[_line_start(text, at) : at].strip())
    if goes_on or at >= len(text.rstrip()):
        message = f"the bracket `{bracket}` is never closed"
        hint = f"close it with `{closing}`; quote a text that has brackets in it"
        return Complaint("yaml-syntax", message, opened, opened + 1, hint)
    character = text[at]
    if character == ":":
        start = max(text.rfind(mark, opened, at) for mark in "{[,") + 1
        part = text[start : at + 1].strip()
        message = "a text with a colon in it must be quoted"
        key, colon, value = part.partition(":")
        hint = f'write `{key}: "{value.strip()} …"`' if colon and value.strip(" :") else "quote the text"
        return Complaint("yaml-syntax", message, at, at + 1, hint)
    message = f"`{_excerpt(text[at : _word_end(text, at)])}` cannot stand here"
    hint = 'quote the text it belongs to; a quote inside quotes is written `\\"`'
    return Complaint("yaml-syntax", message, at, _word_end(text, at), hint)


def _open_quote(text: str, opened: int, at: int) -> int | None:
    """The quote on the bracket's line that ends only on a later one, before the mistake at `at`: the mistake then is
    the quote, and the text where it happens to end is innocent."""
    end = _line_end(text, opened)
    if at <= end:
        return None
    line = text[opened:end]
    return next((opened + found.end() - 1 for found in _QUOTE.finditer(line) if found["open"]), None)


def _in_mapping(text: str, at: int) -> Complaint:
    start, end = _line_start(text, at), _line_end(text, at)
    line = text[start:end]
    before = line[: at - start]
    if not before.strip():
        shown = _excerpt(line.strip())
        if shown.startswith(":"):
            return Complaint("yaml-key", "a key is missing before the colon", at, at + 1, "write `key: value`")
        hint = "align it with the keys around it"
        return Complaint("yaml-syntax", f"`{shown}` is indented like nothing above it", at, end, hint)
    first = _ENTRY.match(line)
    value = first["value"].rstrip() if first else ""
    opener = value[:2] if value[:2] in ("{{", "[[", "[@") else value[:1]
    if first and (len(opener) == 2 or re.match(r"\[.*\][({]", value)):
        value_start = start + first.start("value")
        shown = _quoted(value) if len(value) <= _LONGEST_EXCERPT else '"…"'
        message = f"a text that begins with `{opener}` must be quoted"
        hint = f"write `{first['key']}: {shown}`"
        return Complaint("yaml-quote", message, value_start, value_start + len(value), hint)
    if text[at] in "}]":
        return Complaint("yaml-syntax", f"`{text[at]}` closes nothing", at, at + 1, "delete it, or quote the text")
    closed = before.rstrip()[-1:]
    closing = start + len(before.rstrip()) - 1
    opening = text.rfind(closed, 0, closing) if closed in ("'", '"') else closing
    if "\n" in text[opening:closing]:  # the quote that closes was meant to open a later text
        return _never_closed(text, opening)
    message = f"the text goes on after the closing `{closed}`"
    hint = 'quote all of it; a quote inside quotes is written `\\"`' if closed == '"' else "quote all of it"
    return Complaint("yaml-syntax", message, at, _word_end(text, at), hint)


def _quoted(text: str) -> str:
    """The text in double quotes, as YAML wants it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _excerpt(text: str) -> str:
    return text if len(text) <= _LONGEST_EXCERPT else text[: _LONGEST_EXCERPT - 1] + "…"


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    end = len(text) if end == -1 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def _word_end(text: str, at: int) -> int:
    end = at
    while end < len(text) and not text[end].isspace():
        end += 1
    return max(end, at + 1)
