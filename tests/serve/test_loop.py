"""A preview at work: what a save leads to, what a mistake leads to, and that nothing ends it."""

from __future__ import annotations

import json
import random
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from exposit.build.memo import Memo
from exposit.build.options import Options
from exposit.build.run import run
from exposit.build.tree import load_tree
from tests.serve.driving import SITE, Heard, Listener, Server, mistakes, serving, until, write

INDEX = "content/en/index.md"
EDITS = 30
"""Broken edits in one run; `EXPOSIT_BROKEN=500` for the whole promise."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    with serving(write(tmp_path / "site-root")) as found:
        found.page("/")
        yield found


@pytest.fixture
def listener(server: Server) -> Iterator[Listener]:
    found = Listener(server.port)
    assert found.wait(lambda heard: heard.name == "problems").data["problems"] == []
    yield found
    found.close()


def text(root: Path, name: str = INDEX) -> str:
    return (root / name).read_text()


def test_a_save_is_told_and_served(server: Server, listener: Listener) -> None:
    """One event, with the page's new version; the page that is served has it."""
    write(server.root, {INDEX: text(server.root) + "\nSaved.\n"})
    change = listener.wait(lambda heard: heard.name == "change").data
    page = server.page("/")
    assert "Saved." in page
    assert f'data-version="{change["pages"]["/"]}"' in page
    assert (["/"], [], {}) == (list(change["pages"]), change["gone"], change["moved"])


def test_a_save_without_a_change_is_told_to_nobody(server: Server, listener: Listener) -> None:
    (server.root / INDEX).touch()
    write(server.root, {INDEX: text(server.root)})
    write(server.root, {"content/fr/index.md": text(server.root, "content/fr/index.md") + "\n<!-- -->\n"})
    write(server.root, {INDEX: text(server.root) + "\nSaved.\n"})
    assert ["/"] == list(listener.wait(lambda heard: heard.name == "change").data["pages"])


def test_a_fact_that_changes_changes_its_pages(server: Server, listener: Listener) -> None:
    facts = text(server.root, "content/facts.yaml").replace("value: 12", "value: 13").replace("12 towns", "13 towns")
    server.page("/fr/")
    write(server.root, {"content/facts.yaml": facts})
    change = listener.wait(lambda heard: heard.name == "change").data
    assert {"/", "/fr/"} == set(change["pages"])
    assert ">13<" in server.page("/fr/")


def test_a_page_that_is_renamed_takes_its_readers_along(server: Server, listener: Listener) -> None:
    (server.root / "content/en/second.md").rename(server.root / "content/en/third.md")
    change = listener.wait(lambda heard: bool(heard.data.get("moved"))).data
    assert {"/second/": "/third/"} == change["moved"]
    assert 200 == server.status("/third/")
    assert "Des mots." in server.page("/second/")  # the other language's page, now that this one's is elsewhere
    late = Listener(server.port)
    assert {"/second/": "/third/"} == late.wait(lambda heard: heard.name == "hello").data["moved"]
    late.close()
    (server.root / "content/en/third.md").rename(server.root / "content/en/fourth.md")
    listener.wait(lambda heard: "/third/" in heard.data.get("moved", {}))
    later = Listener(server.port)
    moved = later.wait(lambda heard: heard.name == "hello").data["moved"]
    assert {"/second/": "/fourth/", "/third/": "/fourth/"} == moved
    later.close()


def test_a_picture_that_changes_is_named(server: Server, listener: Listener) -> None:
    write(server.root, {"content/assets/dot.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>'})
    assert ["/assets/dot.svg"] == listener.wait(lambda heard: bool(heard.data.get("files"))).data["files"]
    assert 'width="8"' in server.page("/assets/dot.svg")


def test_a_change_of_branch_ends_where_a_clean_build_ends(server: Server, listener: Listener) -> None:
    """Three hundred files at once: a few builds at most, and then every byte as if it had been built anew."""
    start = int(listener_build(server))
    write(
        server.root, {f"content/{code}/page-{at}.md": "# P\n\nWords.\n" for at in range(150) for code in ("en", "fr")}
    )
    until(lambda: "Words." in server.page("/page-149/") and "Words." in server.page("/fr/page-0/"))
    until(lambda: int(listener_build(server)) - start >= 1)
    assert int(listener_build(server)) - start <= 4
    tree, _ = load_tree(server.root)
    clean = run(tree, Memo(), Options())
    for path in ("index.html", "page-7/index.html", "sitemap.xml", "llms.txt"):
        page = server.page("/" + path)
        assert clean.outputs[path].decode() == page.replace(_tag(page), "")


def listener_build(server: Server) -> str:
    other = Listener(server.port)
    number = other.wait(lambda heard: heard.name == "hello").data["build"].rpartition(".")[2]
    other.close()
    return str(number)


def _tag(page: str) -> str:
    start = page.find('<script type="module" src="/_exposit/')
    return page[start : page.index("</script>", start) + 9] if start >= 0 else "\0"


def test_pictures_are_made_when_they_are_asked_for(tmp_path: Path) -> None:
    charts = """charts:
  all:
    kind: bars
    facts: [towns]
    title: {en: "Towns", fr: "Villes"}
    description: {en: "One bar.", fr: "Une barre."}
"""
    with serving(write(tmp_path, {**SITE, "content/charts.yaml": charts})) as server:
        assert server.ask("/charts/all.png").partition(b"\r\n\r\n")[2].startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("broken", "codes"),
    [
        ({}, {"content-missing"}),
        ({"content/index.md": b"\xff\xfe\x00"}, {"file-encoding"}),
        ({**SITE, "content/facts.yaml": "facts: [\n"}, {"yaml-syntax"}),
        ({**SITE, "content/site.yaml": "title: {en: [}\n"}, {"yaml-quote"}),
        ({**SITE, "templates/base.html": "{% block %}"}, {"template-syntax"}),
        ({**SITE, INDEX: "# Towns\n\n{{ twons }}\n"}, {"fact-unknown"}),
        ({**SITE, "content/facts.yaml": b"\x89PNG\r\n\x1a\n\x00\x00"}, {"file-encoding", "character-control"}),
    ],
)
def test_from_a_broken_start_to_a_good_site(broken: dict[str, str | bytes], codes: set[str], tmp_path: Path) -> None:
    """Something is always to be seen, and it names the problem; mended, it is the site."""
    with serving(write(tmp_path, broken)) as server:
        listener = Listener(server.port)
        assert 200 == server.status("/")
        assert "<h1" in server.page("/")
        told = listener.problems(lambda data: bool(data["problems"]))
        assert codes & {problem["code"] for problem in told["problems"]}
        shutil.rmtree(tmp_path / "content", ignore_errors=True)
        shutil.rmtree(tmp_path / "templates", ignore_errors=True)
        write(tmp_path)
        listener.problems(lambda data: not data["problems"])
        assert "There are" in until(lambda: server.page("/"))
        assert 0 != server.end()


def test_content_that_is_deleted_and_restored(server: Server, listener: Listener) -> None:
    """The last good page stays the while; then the folder is watched as before."""
    shutil.move(server.root / "content", server.root / "away")
    told = listener.problems(lambda data: bool(data["errors"]))
    assert ["content-missing"] == [problem["code"] for problem in told["problems"]]
    assert "There are" in server.page("/")
    shutil.move(server.root / "away", server.root / "content")
    listener.problems(lambda data: not data["errors"])
    write(server.root, {INDEX: text(server.root) + "\nAfterwards.\n"})
    until(lambda: "Afterwards." in server.page("/"))


def test_a_file_that_is_emptied_to_be_written_anew_is_not_shown_empty(server: Server, listener: Listener) -> None:
    """As editors save in place, and tools that format what was saved. Of several, for this machine may be busy."""
    whole, steps = text(server.root), []
    for word in ("first", "once", "again", "at last"):
        write(server.root, {INDEX: ""})
        threading.Event().wait(0.02)
        write(server.root, {INDEX: f"{whole}\nWritten {word}.\n"})
        until(lambda: f"Written {word}" in server.page("/"))  # noqa: B023 (asked at once)
        last, told = server.page("/").partition('data-version="')[2][:16], [""]
        while told[-1] != last:
            told.append(listener.wait(lambda heard: "/" in heard.data.get("pages", ())).data["pages"]["/"])
        steps.append(len(told) - 1)
    assert 1 in steps[1:]


def test_broken_edits_never_end_it(server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """After each there is a page to be seen and every error has its place; at the end all is well again."""
    import os

    count = int(os.environ.get("EXPOSIT_BROKEN", EDITS))
    kinds = mistakes(random.Random(4))
    listener = Listener(server.port)
    for number in range(count):
        broken = next(kinds)
        write(server.root, broken)
        if number % 3 == 0:
            assert len(server.page("/").split("</script>")[-1]) > 9, broken
        name = next(iter(broken))
        if name in SITE:
            write(server.root, {name: SITE[name]})
        else:
            (server.root / name).unlink()
    write(server.root, {"content/fr/second.md": SITE["content/fr/second.md"] + "\nFin.\n"})
    until(lambda: "Fin." in server.page("/fr/second/"))
    until(lambda: _all_well(server))
    assert server.alive()
    listener.close()
    with capsys.disabled():
        print(f"\n{count} broken edits: 0 exits")


def _all_well(server: Server) -> bool:
    listener = Listener(server.port)
    try:
        told = listener.wait(lambda heard: heard.name == "problems").data
    finally:
        listener.close()
    return not told["problems"]


def test_each_kind_of_mistake_is_named_with_its_place(server: Server, listener: Listener) -> None:
    """The text is the terminal's; it goes away when the mistake does."""
    for name, old, new, code in (
        (INDEX, "{{ towns }}", "{{ twons }}", "fact-unknown"),
        (INDEX, "second.md", "third.md", "link-broken"),
        ("content/facts.yaml", "value: 12", "value: twelve", "quantity-syntax"),
        ("content/facts.yaml", "facts:", "facts: [", "yaml-syntax"),
        ("content/site.yaml", "languages:", "langages:", "key-unknown"),
        ("content/en/second.md", "Words.", "It has 44 doors.", "number-unsourced"),
    ):
        before = text(server.root, name)
        write(server.root, {name: before.replace(old, new)})
        told = listener.problems(lambda data, code=code: code in {item["code"] for item in data["problems"]})  # type: ignore[misc]
        problem = next(item for item in told["problems"] if item["code"] == code)
        assert problem["text"].startswith(f"{name}:{problem['line']}:{problem['column']}: error[{code}]: ")
        write(server.root, {name: before})
        listener.problems(lambda data: not data["errors"])


def test_the_terminal_says_what_set_it_off_and_what_is_wrong(server: Server, listener: Listener) -> None:
    before = text(server.root)
    write(server.root, {INDEX: before.replace("{{ towns }}", "{{ twons }}")})
    listener.problems(lambda data: bool(data["errors"]))
    write(server.root, {INDEX: before})
    listener.problems(lambda data: not data["errors"])
    until(lambda: any("nothing is wrong" in line for line in server.lines))
    said = "".join(server.lines)
    assert "error[fact-unknown]: no fact is called `twons`" in said
    assert f"  {INDEX}" in said
    quiet = len(server.lines)
    (server.root / INDEX).touch()
    assert quiet == len(server.lines)


def test_an_editor_is_opened_at_the_place(tmp_path: Path) -> None:
    """Only for the preview's own page."""
    told = tmp_path / "told"
    editor = tmp_path / "editor"
    editor.write_text(f'#!/bin/sh\necho "$@" > {told}.new; mv {told}.new {told}\n')
    editor.chmod(0o755)
    root = write(tmp_path / "site-root")
    with serving(root, environment={"EXPOSIT_EDITOR": str(editor)}) as server:
        server.page("/")
        headers = {"Origin": f"http://127.0.0.1:{server.port}", "Content-Type": "application/json"}
        body = json.dumps({"path": INDEX, "line": 3, "column": 2}).encode()
        assert 204 == server.status("/_exposit/open", "POST", headers, body)
        until(told.exists)
        assert str(root / INDEX) in told.read_text()


def test_drafts_are_shown_when_asked_for(tmp_path: Path) -> None:
    root = write(tmp_path, {**SITE, "content/en/new.md": "---\ndraft: true\n---\n# New\n\nSoon.\n"})
    with serving(root) as server:
        assert (200, 404) == (server.status("/"), server.status("/new/"))
    with serving(root, "--draft") as server:
        assert (200, 200) == (server.status("/"), server.status("/new/"))


def test_the_desk_knows_where_facts_are_written(server: Server) -> None:
    told = json.loads(server.page("/_exposit/desk"))
    assert {"status": "single", "path": "content/facts.yaml", "line": 10, "column": 3} == told["facts"]["towns"]


def test_a_stream_begins_with_where_things_stand(server: Server) -> None:
    """A page that missed something learns it from that."""
    server.page("/")
    listener = Listener(server.port)
    hello: Heard = listener.wait(lambda heard: heard.name == "hello")
    assert f'data-version="{hello.data["pages"]["/"]}"' in server.page("/")
    listener.close()
