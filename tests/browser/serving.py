"""A finished site behind a local server that answers as the host does: headers of `netlify.toml`, gzip, the 404 page.

`python -m tests.browser.serving [ROOT] [PORT]` serves the site below ROOT by hand, for Lighthouse and the like.
"""

from __future__ import annotations

import gzip
import sys
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path, PurePosixPath
from threading import Thread
from urllib.parse import unquote, urlsplit

from tests.golden import cold

ROOT = Path(__file__).parent.parent.parent
TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".csv": "text/csv; charset=utf-8",
    ".svg": "image/svg+xml",
    ".xml": "application/xml",
    ".txt": "text/plain; charset=utf-8",
    ".png": "image/png",
    ".woff2": "font/woff2",
}
PACKED = ("text/", "application/", "image/svg")


@dataclass(frozen=True)
class Served:
    """A site that answers at `origin`, and the files it is made of, by path."""

    origin: str
    outputs: Mapping[str, bytes] = field(repr=False)

    def pages(self) -> list[str]:
        """The address of every page for readers, as `/a/b/`; redirects and the 404 are not among them."""
        return [
            "/" + path.removesuffix("index.html")
            for path, content in sorted(self.outputs.items())
            if path.endswith("index.html") and b'http-equiv="refresh"' not in content
        ]

    def text(self, route: str) -> str:
        """The file at a route, as text."""
        return self.outputs[file_at(route)].decode()


def file_at(address: str) -> str:
    """The file an address asks for: `/a/` is `a/index.html`."""
    path = unquote(urlsplit(address).path).lstrip("/")
    return path + "index.html" if path == "" or path.endswith("/") else path


@cache
def _rules() -> list[tuple[str, dict[str, str]]]:
    settings = tomllib.loads((ROOT / "netlify.toml").read_text(encoding="utf-8"))
    return [(rule["for"], rule["values"]) for rule in settings["headers"]]


def headers_for(address: str) -> dict[str, str]:
    """The headers the host sends with an address."""
    return {name: value for rule, values in _rules() if fnmatchcase(address, rule) for name, value in values.items()}


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no news; anything else is."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


@contextmanager
def serving(outputs: Mapping[str, bytes], port: int = 0) -> Iterator[Served]:
    """The files, answered on a port of this machine (0: a free one) as long as the context lasts."""
    packed: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = file_at(self.path)
            there = path in outputs
            content = outputs.get(path if there else "404.html", b"")
            kind = TYPES.get(PurePosixPath(path if there else "404.html").suffix, "application/octet-stream")
            self.send_response(200 if there else 404)
            if kind.startswith(PACKED) and "gzip" in self.headers.get("Accept-Encoding", ""):
                if path not in packed:
                    packed[path] = gzip.compress(content, 6)
                content = packed[path]
                self.send_header("Content-Encoding", "gzip")
            for name, value in {**headers_for(urlsplit(self.path).path), "Content-Type": kind}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(content)

        do_HEAD = do_GET  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            """Silent."""

    server = _Server(("127.0.0.1", port), Handler)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}", outputs)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


if __name__ == "__main__":
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    with serving(cold(root).result.outputs, int(sys.argv[2]) if len(sys.argv) > 2 else 0) as served:
        print(served.origin, flush=True)
        sys.stdin.read()
