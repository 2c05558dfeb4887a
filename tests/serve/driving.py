"""Runs a real `exposit serve` on a folder and speaks to it: over sockets, over its event stream, through its files."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
PATIENCE = 30.0
"""Seconds after which a test gives up; what is fast is shown by the benchmarks."""

SITE: Mapping[str, str] = {
    "content/site.yaml": 'title: {en: "Towns", fr: "Villes"}\nlanguages: [en, fr]\n',
    "content/facts.yaml": """\
sources:
  census:
    title: "Census"
    publisher: "The office"
    url: https://example.org/census
    published: 2024-05-01
    language: en
    tier: primary
facts:
  towns:
    label: {en: "Towns", fr: "Villes"}
    value: 12
    as_of: 2024-05-01
    evidence: {source: census, quote: "The office counted 12 towns."}
""",
    "content/en/index.md": "# Towns\n\nThere are {{ towns }} of them.\n\nA [second page](second.md).\n",
    "content/en/second.md": "# Second\n\nWords.\n",
    "content/fr/index.md": "# Villes\n\nIl y en a {{ towns }}.\n\nUne [seconde page](second.md).\n",
    "content/fr/second.md": "# Seconde\n\nDes mots.\n",
    "content/assets/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>',
}
"""A small site in two languages that is good as it stands."""


def write(root: Path, files: Mapping[str, str | bytes] = SITE) -> Path:
    """Writes files below `root`."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def mistakes(chance: random.Random) -> Iterator[dict[str, bytes]]:
    """Broken states of the site, one after the other, of every kind."""
    names = [name for name in SITE if not name.startswith("content/assets")]
    noise = [
        b"\x00",
        b"\xff\xfe",
        b"{{",
        b"}}",
        b"{% if",
        b"[",
        b"- :",
        b"\t",
        b"&a *a",
        b"<script>",
        b"::: chart x\n",
        b"---\n",
    ]
    while True:
        name = chance.choice([*names, "templates/page.html", "templates/base.html"])
        data = SITE.get(name, '{% extends "theme/page.html" %}').encode()
        kind = chance.choice(("cut", "noise", "empty", "double", "binary", "swap"))
        at = chance.randrange(len(data))
        if kind == "cut":
            data = data[:at]
        elif kind == "noise":
            data = data[:at] + chance.choice(noise) + data[at:]
        elif kind == "empty":
            data = b""
        elif kind == "double":
            data = data + data
        elif kind == "binary":
            data = bytes(chance.randrange(256) for _ in range(400))
        else:
            data = SITE[chance.choice(names)].encode()
        yield {name: data}


def until(look: Callable[[], T], patience: float = PATIENCE) -> T:
    """What `look` gives, once it gives something true."""
    end = time.monotonic() + patience
    while not (found := look()):
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.01)
    return found


@dataclass(frozen=True)
class Heard:
    """One event of the stream."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)


class Listener:
    """Somebody at the event stream."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self._socket.sendall(b"GET /_exposit/events HTTP/1.1\r\nHost: localhost\r\n\r\n")
        self._rest = b""

    def events(self) -> Iterator[Heard]:
        """What comes, as it comes."""
        while True:
            while b"\n\n" not in self._rest:
                data = self._socket.recv(65_536)
                if not data:
                    return
                self._rest += data
            block, _, self._rest = self._rest.partition(b"\n\n")
            lines = dict(line.split(": ", 1) for line in block.decode().splitlines() if ": " in line)
            if "event" in lines:
                yield Heard(lines["event"], json.loads(lines["data"]))

    def wait(self, fits: Callable[[Heard], bool]) -> Heard:
        """The next event that fits."""
        return next(heard for heard in self.events() if fits(heard))

    def problems(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next list of problems that fits."""
        return self.wait(lambda heard: heard.name == "problems" and fits(heard.data)).data

    def close(self) -> None:
        """Leaves."""
        self._socket.close()


@dataclass
class Server:
    """A preview at work."""

    process: subprocess.Popen[str]
    root: Path
    port: int
    address: str
    lines: list[str]

    def send(self, data: bytes, *, limit: float = PATIENCE) -> bytes:
        """Raw bytes in, everything that comes back until the connection ends."""
        with socket.create_connection(("127.0.0.1", self.port), limit) as connection:
            found = b""
            try:
                connection.sendall(data)
                while part := connection.recv(65_536):
                    found += part
            except ConnectionError:
                pass
            return found

    def ask(
        self, target: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> bytes:
        """A whole answer, head and body."""
        lines = {"Host": f"127.0.0.1:{self.port}", "Connection": "close", **(headers or {})}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        length = f"Content-Length: {len(body)}\r\n" if body else ""
        return self.send(f"{method} {target} HTTP/1.1\r\n{head}{length}\r\n".encode() + body)

    def status(
        self, target: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> int:
        """The status of an answer."""
        return status_of(self.ask(target, method, headers, body))

    def page(self, target: str = "/") -> str:
        """The body of an answer."""
        return self.ask(target).partition(b"\r\n\r\n")[2].decode()

    def alive(self) -> bool:
        """Whether it still runs."""
        return self.process.poll() is None

    def end(self, number: int = signal.SIGINT) -> int:
        """Sends a signal; the exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


def status_of(answer: bytes) -> int:
    """The status in an answer's first line; 0 where there is none."""
    found = re.match(rb"HTTP/1\.1 ([0-9]{3}) ", answer)
    return int(found[1]) if found else 0


@contextmanager
def serving(root: Path, *words: str, environment: Mapping[str, str] | None = None) -> Iterator[Server]:
    """A preview of the site below `root`, on a free port."""
    process = subprocess.Popen(
        [sys.executable, "build.py", "serve", "--root", str(root), "--port", "0", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, **(environment or {})},
        cwd=Path(__file__).parent.parent.parent,
    )
    try:
        assert process.stdout is not None
        said: list[str] = []
        found = None
        while found is None and (line := process.stdout.readline()):  # a warning may come first
            said.append(line)
            found = re.search(r"http://\S+?:([0-9]+)/\S*", line)
        assert found, "".join(said)
        server = Server(process, root, int(found[1]), found[0], said)
        _collect(server)
        yield server
    finally:
        if process.poll() is None:
            process.kill()
        process.wait()


def _collect(server: Server) -> None:
    """Keeps what it prints, so that it never waits for a reader."""
    from threading import Thread

    def read() -> None:
        assert server.process.stdout is not None
        server.lines.extend(server.process.stdout)

    Thread(target=read, daemon=True).start()
