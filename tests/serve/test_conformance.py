"""The dev-server rows of the table of faults (A01 to A11), each against a preview at work."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serve.conformance import ROWS, planted
from tests.serve.driving import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder: Path = tmp_path_factory.mktemp("conformance")
    with planted(folder) as found:
        yield found


@pytest.mark.parametrize("name", ROWS)
def test_a_row_of_the_table_holds(name: str, server: Server, capsys: pytest.CaptureFixture[str]) -> None:
    """Each injection is answered as it should be; their number is printed."""
    count = ROWS[name](server)
    with capsys.disabled():
        print(f"\n{name}: faults injected: {count}, survived: {count}")
    assert server.alive()
