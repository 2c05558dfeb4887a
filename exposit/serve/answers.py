"""What each request gets: an output by its exact address, the preview's own files, the event stream, an open editor.

Runs in the server's loop; asks the builder for what is still to be made. Knows no sockets.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict
from functools import cache, partial
from html import escape
from importlib import resources
from pathlib import Path
from urllib.parse import quote

from exposit.problems import Problem, as_text
from exposit.serve import editor
from exposit.serve.builder import Builder
from exposit.serve.connection import Answer
from exposit.serve.doorkeeper import COOKIE, Doorkeeper
from exposit.serve.edition import Change, Shown, path_at, shown
from exposit.serve.inject import inject
from exposit.serve.request import Refusal, Request
from exposit.serve.streams import MOST, Streams, event
from exposit.serve.telling import facts_told, lines_of, problems_told

OWN = "/_exposit/"
KINDS: Mapping[str, str] = {
    "html": "text/html; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "xml": "application/xml",
    "txt": "text/plain; charset=utf-8",
    "py": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "ico": "image/x-icon",
    "woff2": "font/woff2",
    "woff": "font/woff",
    "mp4": "video/mp4",
    "webm": "video/webm",
    "mp3": "audio/mpeg",
    "ogg": "audio/ogg",
    "pdf": "application/pdf",
    "webmanifest": "application/manifest+json",
}
_PATIENCE = 30.0
"""Seconds a request waits for its output to be made."""


class Preview:
    """The answers of one preview. `remote` tells whether it is open to other machines: then it opens no editor."""

    def __init__(self, root: Path, builder: Builder, door: Doorkeeper, streams: Streams, *, follow: bool) -> None:
        self._root = root
        self._builder = builder
        self._door = door
        self._streams = streams
        self._follow = follow
        self._problems: tuple[Problem, ...] = ()

    def told(self, build: str, problems: tuple[Problem, ...]) -> bytes:
        """The event that says what is wrong."""
        self._problems = problems
        return event("problems", {"build": build, **problems_told(problems, self._builder.press.tree)})

    def changed(self, change: Change) -> bytes:
        """The event that says what is new."""
        data = {
            "build": change.build,
            "pages": dict(change.pages),
            "splices": {page: asdict(splice) for page, splice in change.splices.items()},
            "files": change.files,
            "gone": change.gone,
            "moved": dict(change.moved),
            "edited": change.edited if self._follow else None,
        }
        return event("change", data)

    def listens(self, request: Request, here: str) -> bool:
        """Whether this is a request for the event stream that may be granted."""
        wanted = request.method == "GET" and request.path == OWN + "events"
        return wanted and self._door.refusal(request, here) is None and len(self._streams) < MOST

    def listen(self, transport: asyncio.Transport) -> None:
        """Begins an event stream with where things stand: a page that missed something learns it from that."""
        builder = self._builder
        pages = builder.viewed()
        hello = event(
            "hello", {"build": builder.build, "pages": pages, "moved": dict(builder.moved), "follow": self._follow}
        )
        self._streams.add(transport, hello + self.told(builder.build, self._problems))

    def left(self, transport: asyncio.Transport) -> None:
        """The connection of an event stream ended."""
        self._streams.remove(transport)

    def answer(self, request: Request, body: bytes, here: str, reply: Callable[[Answer], None]) -> None:
        """Gives the answer to `reply`."""
        refusal = self._door.refusal(request, here)
        if refusal is not None:
            reply(_refused(refusal))
        elif self._door.introduces(request) and request.method == "GET":
            cookie = f"Set-Cookie: {COOKIE}={self._door.token}; Path=/; HttpOnly; SameSite=Strict"
            reply(Answer(303, headers=(f"Location: {quote(request.path)}", cookie)))
        elif request.path == OWN + "open":
            reply(self._opened(request, body))
        elif request.method not in ("GET", "HEAD"):
            reply(Answer(405, b"only GET and HEAD\n", headers=("Allow: GET, HEAD",)))
        elif request.path.startswith(OWN):
            reply(self._own(request.path.removeprefix(OWN)))
        else:
            self._output(request, reply)

    def _own(self, name: str) -> Answer:
        if name == "desk":
            self._builder.taken_in()
            plan = self._builder.press.plan
            data = facts_told(plan.site) if plan else {"facts": {}, "pages": {}}
            return Answer(200, json.dumps(data, ensure_ascii=False).encode(), KINDS["json"])
        if name == "events":
            return Answer(503, b"too many pages listen\n")
        content = client_files().get(name)
        return Answer(404, b"there is no such file\n") if content is None else Answer(200, content, _kind(name))

    def _opened(self, request: Request, body: bytes) -> Answer:
        """Opens a file of the site in the editor: only a file that is part of the site, only for our own page."""
        if request.method != "POST":
            return Answer(405, b"only POST\n", headers=("Allow: POST",))
        if request.headers.get("origin") is None or self._door.token:
            return Answer(403, b"only the preview's own pages on this machine open the editor\n")
        if request.headers.get("content-type", "").partition(";")[0].strip() != "application/json":
            return Answer(415, b"send JSON\n")
        place = _place(body)
        if place is None or place[0] not in self._builder.press.tree:
            return Answer(404, b"the site has no such file\n")
        path, line, column = place
        if not editor.open_at(self._root / path, line, column):
            return Answer(501, b"no editor with a window was found: set VISUAL, for example to `code`\n")
        return Answer(204)

    def _output(self, request: Request, reply: Callable[[Answer], None]) -> None:
        path = path_at(request.path)
        if path.endswith(".html") and request.headers.get("sec-fetch-dest", "document") in ("document", "empty"):
            self._builder.looked_at(path)
        if not self._builder.unmade(path):
            reply(self._found(request, path))
            return
        loop = asyncio.get_running_loop()
        answered = False

        def once() -> None:
            nonlocal answered
            if not answered:
                answered = True
                late.cancel()
                reply(self._found(request, path))

        late = loop.call_later(_PATIENCE, once)
        self._builder.want(path, partial(_into, loop, once))

    def _found(self, request: Request, path: str) -> Answer:
        item = self._builder.press.shown.get(path)
        if item is not None:
            return self._shown(request, path, item)
        if f"{path}/index.html" in self._builder.press.shown:
            return Answer(307, headers=(f"Location: {quote(request.path)}/",))
        missing = self._missing(request.path)
        return self._page(missing, 200 if request.path == "/" else 404)

    def _missing(self, address: str) -> Shown:
        """What stands where there is no page: the site's own “not found”, or, where there is no site, what is wrong."""
        language = address.split("/")[1]
        for path in (f"{language}/404.html", "404.html"):
            found = self._builder.press.shown.get(path)
            if found is not None and address != "/":
                return found
        line_of = lines_of(self._builder.press.tree)
        return shown(_nothing(self._problems, line_of).encode(), good=False)

    def _shown(self, request: Request, path: str, item: Shown) -> Answer:
        if path.endswith(".html"):
            return self._page(item, 200)
        span = _span(request.headers.get("range", ""), len(item.content))
        if span is None:
            return Answer(200, item.content, _kind(path), ("Accept-Ranges: bytes",))
        first, last = span
        where = f"Content-Range: bytes {first}-{last}/{len(item.content)}"
        return Answer(206, item.content[first : last + 1], _kind(path), (where,))

    def _page(self, item: Shown, status: int) -> Answer:
        content = inject(item.content, self._builder.build, item.version)
        return Answer(status, content, KINDS["html"])


def _into(loop: asyncio.AbstractEventLoop, then: Callable[[], None]) -> None:
    """Calls `then` in the loop, from any thread; a loop that has ended has nobody waiting."""
    with suppress(RuntimeError):
        loop.call_soon_threadsafe(then)


def _refused(refusal: Refusal) -> Answer:
    return Answer(refusal.status, (refusal.reason + "\n").encode())


def _kind(path: str) -> str:
    return KINDS.get(path.rpartition(".")[2].lower(), "application/octet-stream")


def _place(body: bytes) -> tuple[str, int, int] | None:
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(data, dict):
        return None
    path, line, column = data.get("path"), data.get("line", 1), data.get("column", 1)
    if not isinstance(path, str) or not isinstance(line, int) or not isinstance(column, int):
        return None
    return path, max(1, line), max(1, column)


def _span(text: str, size: int) -> tuple[int, int] | None:
    """The one part of a file that is asked for; None for all of it: also where several are, or none that exists."""
    unit, _, wanted = text.partition("=")
    first, dash, last = wanted.strip().partition("-")
    numbers = [number for number in (first, last) if number]
    if unit.strip() != "bytes" or not dash or not numbers:
        return None
    if not all(number.isascii() and number.isdigit() and len(number) < 16 for number in numbers):
        return None
    if not first:
        start, end = max(0, size - int(last)), size - 1
    else:
        start, end = int(first), min(int(last) if last else size - 1, size - 1)
    return (start, end) if start <= end else None


@cache
def client_files() -> Mapping[str, bytes]:
    """The preview's own files, by name."""
    folder = resources.files("exposit.serve").joinpath("client")
    return {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}


def _nothing(problems: tuple[Problem, ...], line_of: Callable[[str, int], str]) -> str:
    """A page for where there is none yet: it can be read without the script, and waits for what comes."""
    texts = "\n\n".join(as_text(problem, line_of) for problem in problems)
    told = f"<pre>{escape(texts)}</pre>" if texts else ""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n<title>Nothing to show yet</title>\n'
        '<link rel="stylesheet" href="/_exposit/nothing.css">\n</head>\n<body>\n<main>\n'
        "<h1>There is nothing to show here yet</h1>\n"
        "<p>The preview shows the page as soon as there is one.</p>\n"
        f"{told}\n</main>\n</body>\n</html>\n"
    )
