"""The cache: a shortcut that is never wrong and never in the way."""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

from exposit.build.memo import Memo
from exposit.build.options import Options
from exposit.build.run import run
from exposit.build.shelf import Shelf, engine_stamp
from exposit.build.tree import load_tree
from exposit.model import Quantity, Unit
from exposit.problems import Problem, Span

VALUE = (
    Quantity(Decimal("38E9"), Unit((("USD", 1),)), Decimal("37.5E9"), Decimal("38.5E9")),
    (Problem("a-code", "error", "message", Span("content/a.md", 1, 1, 2)),),
)


def test_what_was_put_is_found_again_by_another_process(tmp_path: Path) -> None:
    """A value written by one memo is read by the next."""
    first = Memo(Shelf(tmp_path))
    first.put("key", VALUE)
    first.end_round()
    assert (VALUE, None) == (Memo(Shelf(tmp_path)).get("key"), Memo(Shelf(tmp_path)).get("other"))


def test_without_a_store_nothing_touches_the_disk() -> None:
    """A memo in memory alone keeps its values for the rounds that use them."""
    memo = Memo()
    memo.put("key", "value")
    memo.end_round()
    assert "value" == memo.get("key")


def test_memory_forgets_what_two_rounds_did_not_ask_for() -> None:
    """An undone edit is still known one round later; what nobody asks for goes."""
    memo = Memo()
    memo.put("old", "value")
    memo.put("used", "value")
    for _ in range(3):
        memo.get("used")
        memo.end_round()
    assert (None, "value") == (memo.get("old"), memo.get("used"))


def test_another_engine_starts_anew(tmp_path: Path) -> None:
    """What another version, another Python or another set of libraries made is not read."""
    memo = Memo(Shelf(tmp_path, stamp="one"))
    memo.put("key", "value")
    memo.end_round()
    assert ("value", None) == (Shelf(tmp_path, stamp="one").load("key"), Shelf(tmp_path, stamp="two").load("key"))


def test_every_damage_is_the_same_as_nothing(tmp_path: Path) -> None:
    """Each byte of index and values flipped, each length cut: a value is right or missing, never wrong."""
    memo = Memo(Shelf(tmp_path, stamp="s"))
    memo.put("key", VALUE)
    memo.end_round()
    for file in sorted(tmp_path.iterdir()):
        whole = file.read_bytes()
        broken = [whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :] for at in range(len(whole))]
        for data in [*broken, *(whole[:at] for at in range(0, len(whole), 7))]:
            file.write_bytes(data)
            assert Shelf(tmp_path, stamp="s").load("key") in (VALUE, None)
        file.write_bytes(whole)
    assert VALUE == Shelf(tmp_path, stamp="s").load("key")


def test_a_pickle_that_runs_something_is_not_run(tmp_path: Path) -> None:
    """A cache that came with a cloned folder cannot start programs."""

    class Bomb:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, (f"touch {tmp_path / 'ran'}",)

    (tmp_path / "index").write_bytes(pickle.dumps(Bomb()))
    assert None is Shelf(tmp_path, stamp="s").load("key")
    assert not (tmp_path / "ran").exists()


def test_what_cannot_be_kept_is_left_out(tmp_path: Path) -> None:
    """A value that no pickle can hold is used in this process and made again in the next."""
    memo = Memo(Shelf(tmp_path))
    memo.put("function", lambda: 1)
    memo.put("fine", 1)
    memo.end_round()
    assert (None, 1) == (Shelf(tmp_path).load("function"), Shelf(tmp_path).load("fine"))


def test_a_folder_that_cannot_be_written_is_no_obstacle(tmp_path: Path) -> None:
    """A file stands where the cache should be."""
    (tmp_path / "cache").write_text("in the way")
    memo = Memo(Shelf(tmp_path / "cache"))
    memo.put("key", "value")
    memo.end_round()
    assert "value" == memo.get("key")


def test_two_processes_add_to_one_cache(tmp_path: Path) -> None:
    """Neither loses what the other wrote."""
    one, two = Memo(Shelf(tmp_path)), Memo(Shelf(tmp_path))
    one.put("one", 1)
    two.put("two", 2)
    one.end_round()
    two.end_round()
    fresh = Shelf(tmp_path)
    assert (1, 2) == (fresh.load("one"), fresh.load("two"))


def test_the_cache_stays_bounded_and_keeps_what_is_in_use(tmp_path: Path) -> None:
    """Past its limit it keeps what was asked for last."""
    for number in range(40):
        memo = Memo(Shelf(tmp_path, limit=50_000, stamp="s"))
        memo.get("constant") or memo.put("constant", "always")
        memo.put(f"edit {number}", os.urandom(5_000))
        memo.end_round()
    assert sum(file.stat().st_size for file in tmp_path.iterdir()) < 60_000
    assert ["index"] == [file.name for file in tmp_path.iterdir() if not file.name.startswith("values-")]
    shelf = Shelf(tmp_path, stamp="s")
    assert ("always", None) == (shelf.load("constant"), shelf.load("edit 0"))
    assert shelf.load("edit 39") is not None


def test_the_stamp_is_the_same_for_the_same_engine() -> None:
    """And does not depend on when it is asked for."""
    assert engine_stamp() == engine_stamp()


def test_everything_a_build_keeps_comes_back(tmp_path: Path) -> None:
    """Every value of a whole site, of every class it holds: one that cannot be read again is made again, silently."""
    site = Path(__file__).parents[1] / "cases/sites/regions/in"
    tree, _ = load_tree(site)
    memo = Memo(Shelf(tmp_path))
    run(tree, memo, Options(jobs=1))
    memo.end_round()
    again = Shelf(tmp_path)
    kept = list(again._index.entries)
    assert len(kept) > 40
    assert [key for key in kept if again.load(key) is None] == []


def test_where_every_file_is_as_it_was_no_reader_is_loaded(tmp_path: Path) -> None:
    """They are most of what a command loads: `exposit facts` answers in a third of the time without them."""
    site = Path(__file__).parents[1] / "cases/sites/regions/in"
    shutil.copytree(site / "content", tmp_path / "content")
    program = (
        "import sys; from pathlib import Path; from exposit.build.whole import read_folder; import exposit.explain;"
        f"read_folder(Path({str(tmp_path)!r}));"
        "print(sorted({'pydantic', 'yaml', 'markdown', 'nh3'} & sys.modules.keys()))"
    )
    first, second = (
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True) for _ in range(2)
    )
    assert "yaml" in first.stdout
    assert second.stdout.strip() == "[]"
