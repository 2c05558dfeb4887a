"""What a preview answers to those who mean no good, row by row: `ROWS`, each with the injections it makes.

`python -m tests.serve.conformance` prints the table with its counts; `test_conformance.py` holds it.
"""

from __future__ import annotations

import os
import random
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.serve.driving import Listener, Server, serving, status_of, until, write

CANARY = "canary-7f3a"
Row = Callable[[Server], int]
"""Makes its injections against a preview, fails where one is answered wrongly, gives their number."""


def traversal(server: Server) -> int:
    """A01: no way of writing an address leads out of the site."""
    up = (
        "../",
        "..%2f",
        "%2e%2e/",
        "%2e%2e%2f",
        "%252e%252e%252f",
        "..%5c",
        "..\\",
        "%c0%ae%c0%ae/",
        "..;/",
        "%uff0e./",
    )
    targets = [f"/{step * deep}canary.txt" for step in up for deep in (1, 2, 6)]
    targets += [
        f"{server.root}/canary.txt", f"//{server.root}/canary.txt", f"/@fs{server.root}/canary.txt",
        f"/file://{server.root}/canary.txt", "/assets/../../canary.txt", "/assets/..%2f..%2fcanary.txt",
        "/content/../canary.txt", "/..%00/canary.txt", "/assets/dot.svg%00.html", "/assets/dot.svg/../../../canary.txt",
        f"/../{server.root.name}-sibling/canary.txt", "/./../canary.txt",
        "/assets//../../canary.txt", "/%2e/%2e%2e/canary.txt",
    ]  # fmt: skip
    for target in targets:
        answer = server.ask(target)
        assert CANARY.encode() not in answer, target
        assert status_of(answer) in (400, 403, 404), (target, answer[:80])
    absolute = server.send(f"GET http://{CANARY}.example/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    assert status_of(absolute) == 400
    return len(targets) + 1


def links(server: Server) -> int:
    """A02: what a link outside the site leads to is not read, and the problem names the link."""
    assert server.status("/assets/away.txt") == 404
    assert server.status("/assets/folder/canary.txt") == 404
    listener = Listener(server.port)
    told = listener.problems(lambda data: bool(data["errors"]))
    listener.close()
    assert {"content/assets/away.txt", "content/assets/folder"} <= {item["path"] for item in told["problems"]}
    return 2


def hidden(server: Server) -> int:
    """A03: what is hidden, left over or ours does not exist."""
    targets = (
        "/.git/config", "/.env", "/assets/.env", "/assets/.git/config", "/assets/photo.jpg~", "/en/.index.md.swp",
        "/.exposit/cache", "/content/site.yaml", "/site.yaml", "/en/index.md", "/facts.yaml", "/_exposit/../.env",
    )  # fmt: skip
    for target in targets:
        answer = server.ask(target)
        assert (status_of(answer), CANARY.encode() in answer) == (404, False), target
    return len(targets)


def hosts(server: Server) -> int:
    """A04: only this machine's own names are answered to."""
    foreign = (
        "evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "0.0.0.0", "[::ffff:127.0.0.1]", "127.1",
        "user@localhost", "", "localhost:99999", "2130706433", "[::]", "localhost evil", "evil.example#localhost",
    )  # fmt: skip
    for host in foreign:
        answer = server.ask("/", headers={"Host": host})
        assert status_of(answer) in (400, 403), (host, answer[:60])
    assert b"--allow-host evil.example" in server.ask("/", headers={"Host": "evil.example"})
    assert status_of(server.send(b"GET / HTTP/1.1\r\nConnection: close\r\n\r\n")) == 403
    assert status_of(server.send(b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\n\r\n")) == 400
    own = ("localhost", "LOCALHOST", "127.0.0.1", "[::1]", f"localhost:{server.port}")
    for host in own:
        assert server.status("/", headers={"Host": host}) == 200, host
    return len(foreign) + 2 + len(own)


def origins(server: Server) -> int:
    """A05: pages of another origin neither read nor set off anything."""
    own = f"http://127.0.0.1:{server.port}"
    foreign = (
        "http://evil.example",
        "null",
        "https://127.0.0.1:1",
        f"http://localhost:{server.port}",
        "file://",
        own + ".evil",
    )
    for target in ("/_exposit/events", "/", "/_exposit/open"):
        for origin in foreign:
            answer = server.ask(target, headers={"Origin": origin})
            assert status_of(answer) == 403, (target, origin)
            assert b"access-control-allow" not in answer.lower()
    for site in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"}):
        assert server.status("/", headers=site) == 403
    assert b"Cross-Origin-Resource-Policy: same-origin" in server.ask("/", headers={"Origin": own})
    upgrade = {"Connection": "Upgrade", "Upgrade": "websocket", "Origin": own, "Sec-WebSocket-Version": "13"}
    assert b"HTTP/1.1 101" not in _first(server, "/_exposit/socket", upgrade)
    json = {"Content-Type": "application/json"}
    place = b'{"path": "content/site.yaml", "line": 1}'
    assert server.status("/_exposit/open", "POST", json, place) == 403
    assert server.status("/_exposit/open", "POST", {**json, "Origin": "null"}, place) == 403
    assert server.status("/_exposit/open", "POST", {"Origin": own, "Content-Type": "text/plain"}, place) == 415
    outside = b'{"path": "../canary.txt", "line": 1}'
    assert server.status("/_exposit/open", "POST", {**json, "Origin": own}, outside) == 404
    return 3 * len(foreign) + 8


def _first(server: Server, target: str, headers: Mapping[str, str]) -> bytes:
    with socket.create_connection(("127.0.0.1", server.port), 5) as connection:
        lines = "".join(f"{name}: {value}\r\n" for name, value in {"Host": "localhost", **headers}.items())
        connection.sendall(f"GET {target} HTTP/1.1\r\n{lines}\r\n".encode())
        return connection.recv(4_096)


def bound(server: Server) -> int:
    """A06: nobody else on the network can come in; where they may, it takes the token."""
    other = next((address for address in _addresses() if not address.startswith("127.")), None)
    if other:
        with socket.socket() as probe:
            probe.settimeout(2)
            assert probe.connect_ex((other, server.port)) != 0
    with serving(server.root, "--host", "0.0.0.0") as open_to_all:
        assert open_to_all.status("/") == 403
        token = open_to_all.address.partition("?token=")[2]
        assert len(token) >= 20
        came = open_to_all.ask(f"/?token={token}")
        assert status_of(came) == 303
        cookie = came.partition(b"Set-Cookie: ")[2].partition(b";")[0].decode()
        assert open_to_all.status("/", headers={"Cookie": cookie}) == 200
        assert open_to_all.status("/?token=wrong") == 403
    return 5


def _addresses() -> list[str]:
    try:
        return [str(found[4][0]) for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)]
    except OSError:
        return []


def requests(server: Server) -> int:
    """A07: whatever is no plain request of a browser is refused at once, and the connection ends."""
    host = b"Host: localhost\r\n"
    methods = ("PUT", "DELETE", "TRACE", "OPTIONS", "PATCH")
    bad: tuple[tuple[bytes, tuple[int, ...]], ...] = (
        *((f"{method} / HTTP/1.1\r\n".encode() + host + b"\r\n", (405,)) for method in methods),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 0\r\n\r\n", (405,)),
        (b"get / HTTP/1.1\r\n" + host + b"\r\n", (400,)),
        (b"GET / HTTP/1.1\r\n" + host + b"Content-Length: 5\r\n\r\nhello", (400,)),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", (400,)),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello", (400,)),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: -1\r\n\r\n", (400,)),
        (b"POST / HTTP/1.1\r\n" + host + b"Content-Length: 99999999\r\n\r\n", (413,)),
        (b"GET /a\rb HTTP/1.1\r\n" + host + b"\r\n", (400,)),
        (b"GET /%0d%0aX:%20y HTTP/1.1\r\n" + host + b"\r\n", (400,)),
        (b"GET / HTTP/1.1\n" + host + b"\n", (400,)),
        (b"GET / HTTP/2.0\r\n" + host + b"\r\n", (400,)),
        (b"GET /" + b"a" * 65_536 + b" HTTP/1.1\r\n" + host + b"\r\n", (414,)),
        (b"GET / HTTP/1.1\r\n" + host + b"X: " + b"a" * 1_000_000 + b"\r\n\r\n", (431,)),
        (b"GET / HTTP/1.1\r\n" + host + b"X: y\r\n" * 5_000 + b"\r\n", (431,)),
        (b"GET / HTTP/1.1\r\n" + host + b" folded: x\r\n\r\n", (400,)),
        (b"GET / HTTP/1.1\r\n" + host + b"Bad Name: x\r\n\r\n", (400,)),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\x00" * 200, (400,)),
        (b"\x00" * 64, (400,)),
        (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", (400,)),
        (b"CONNECT evil.example:443 HTTP/1.1\r\n" + host + b"\r\n", (400,)),
    )  # fmt: skip
    for data, wanted in bad:
        start = time.monotonic()
        answer = server.send(data.replace(host, host + b"Connection: close\r\n", 1), limit=5)
        assert status_of(answer) in wanted, (data[:60], answer[:80])
        assert time.monotonic() - start < 3, data[:60]
    ranges = {"Range": "bytes=" + ",".join(f"{at}-{at + 1}" for at in range(1_300))}
    answer = server.ask("/assets/dot.svg", headers=ranges)
    assert status_of(answer) == 200
    assert status_of(server.ask("/assets/dot.svg", headers={"Range": "bytes=1-3"})) == 206
    return len(bad) + 2


def slow(server: Server) -> int:
    """A08: two hundred who never finish their request keep nobody waiting, and are let go."""
    with ExitStack() as stack:
        half = [stack.enter_context(socket.create_connection(("127.0.0.1", server.port), 30)) for _ in range(200)]
        for each in half:
            each.sendall(b"GET / HTTP/1.1\r\nHost: local")
        start = time.monotonic()
        assert server.status("/") == 200
        assert time.monotonic() - start < 2
        lazy = stack.enter_context(socket.create_connection(("127.0.0.1", server.port), 30))
        lazy.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n" * 50)
        assert server.status("/") == 200
        for each in half:
            assert each.recv(1) == b""
    return 201


def many(server: Server) -> int:
    """A09: two hundred listeners are all told of a save, and of a hundred more; nothing is left of them."""
    listeners = [Listener(server.port) for _ in range(200)]
    streams = [listener.events() for listener in listeners]
    for stream in streams:
        assert next(stream).name == "hello"
    server.page("/")
    page = server.root / "content/en/index.md"
    text = page.read_text()
    page.write_text(text + "\nTold to all.\n")
    for stream in streams:
        assert next(event for event in stream if event.name == "change").data["pages"]
    for listener in listeners[1:]:
        listener.close()
    page.write_text(text)
    assert next(event for event in streams[0] if event.name == "change").data["pages"]
    listeners[0].close()
    until(lambda: _open_files(server) < 60)
    return 200


def _open_files(server: Server) -> int:
    folder = Path(f"/proc/{server.process.pid}/fd")
    return len(list(folder.iterdir())) if folder.is_dir() else 0


def ends(server: Server) -> int:
    """A10: a port that is taken is told with another; every way to end it ends it at once."""
    import subprocess

    words = [sys.executable, "build.py", "serve", "--root", str(server.root), "--port", str(server.port)]
    taken = subprocess.run(words, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parent.parent.parent)
    assert taken.returncode == 3
    assert f"port {server.port} is taken" in taken.stderr
    assert "try `--port " in taken.stderr
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        with serving(server.root) as other:
            Listener(other.port)
            start = time.monotonic()
            assert other.end(number) == 128 + number
            assert time.monotonic() - start < 3
    with serving(server.root) as other:
        assert other.process.stdout is not None
        os.close(os.dup(other.process.stdout.fileno()))
        (other.root / "content/en/second.md").touch()
        assert other.status("/") == 200
    return 5


def noise(server: Server) -> int:
    """A11: whatever is sent, the preview lives and never answers with an error of its own."""
    chance = random.Random(11)
    parts = (
        b"GET ", b"/", b" HTTP/1.1", b"\r\n", b"Host: localhost", b":", b"\x00", b"%", b"..", b"\xff", b"\r\n\r\n",
        b"POST ", b"Content-Length: 3", b"?token=", b"/_exposit/open", b"/_exposit/events", b"{}", b"Origin: null",
    )  # fmt: skip
    count = int(os.environ.get("EXPOSIT_NOISE", "1500"))
    for _ in range(count):
        data = b"".join(chance.choice(parts) for _ in range(chance.randint(1, 12)))
        if chance.random() < 0.5:
            data = b"GET " + data.replace(b"\r\n", b"") + b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", server.port), 10) as connection:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            connection.settimeout(10)
            try:
                answer = connection.recv(64)
            except ConnectionError:
                answer = b""
            assert not answer.startswith(b"HTTP/1.1 5"), (data, answer)
    assert server.alive()
    assert server.status("/") == 200
    return count


ROWS: Mapping[str, Row] = {
    "A01": traversal, "A02": links, "A03": hidden, "A04": hosts, "A05": origins, "A06": bound, "A07": requests,
    "A08": slow, "A09": many, "A10": ends, "A11": noise,
}  # fmt: skip


@contextmanager
def planted(folder: Path) -> Iterator[Server]:
    """A preview of a site with things around it and in it that must never come out."""
    root = write(folder / "site-root")
    secrets = ("canary.txt", ".env", ".git/config", "content/assets/.env", "content/assets/.git/config",
               "content/assets/photo.jpg~", "content/en/.index.md.swp", "../site-root-sibling/canary.txt",
               "../canary.txt", "../outside/canary.txt")  # fmt: skip
    write(root, dict.fromkeys(secrets, CANARY))
    (root / "content/assets/away.txt").symlink_to(folder / "canary.txt")
    (root / "content/assets/folder").symlink_to(folder / "outside")
    with serving(root) as server:
        until(lambda: server.status("/") == 200)
        yield server


def main() -> int:
    """Prints the table."""
    with tempfile.TemporaryDirectory() as folder, planted(Path(folder)) as server:
        injected = survived = 0
        for name, row in ROWS.items():
            said = (row.__doc__ or "").partition("\n")[0].removeprefix(f"{name}: ")
            try:
                start = time.monotonic()
                count = row(server)
                injected, survived = injected + count, survived + count
                print(f"{name}  {count:5}  {time.monotonic() - start:5.1f} s  {said}")
            except AssertionError as error:
                injected += 1
                print(f"{name}   FAIL  {said} {error}")
    print(f"faults injected: {injected}, survived: {survived}")
    return int(injected != survived)


if __name__ == "__main__":
    sys.exit(main())
