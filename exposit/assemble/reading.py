"""Every file of a site read once: tree -> Config, Facts, charts, terms, data and pages, with all their problems.

Reading is the slow step, so each file goes through the memo: its model depends on its own text, on the settings it is
read under and on nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from hashlib import blake2b
from pathlib import PurePosixPath
from typing import Protocol, TypeVar, cast

from exposit import __version__
from exposit.assemble.parts import SETTINGS, Parts
from exposit.assemble.readers import read_charts, read_config, read_data, read_facts, read_glossary, read_page
from exposit.model import ChartSpec, Config, Facts, Page, Term, Tree
from exposit.problems import Problem, has_errors
from exposit.read.paths import twin_problems

T = TypeVar("T")

PageRead = tuple[Page | None, tuple[Problem, ...]]
PageReading = Callable[[], PageRead]
"""Reads one page; a pure function of values that can be sent to another process."""
Spread = Callable[[Sequence[PageReading]], Iterable[PageRead]]
"""Has several pages read, which takes longest of all, and gives what came of each in their order."""


class Memo(Protocol):
    """Remembers what was made of what. Values are immutable and depend on the key alone."""

    def get(self, key: str) -> object | None:
        """What was put under `key`, or None."""

    def put(self, key: str, value: object, *, lasting: bool = True) -> None:
        """Keeps `value`, which must not be None; where it is not `lasting`, for this process alone."""


def remembered(memo: Memo, key: str, make: Callable[[], T], *, lasting: bool = True) -> T:
    """What `make` gives, made once per key. Not `lasting` is what is as quickly made as read from a disk."""
    found = memo.get(key)
    if found is None:
        found = make()
        memo.put(key, found, lasting=lasting)
    return cast(T, found)


def digest(*parts: object) -> str:
    """A short hash of texts, bytes, or the repr of model values (whose spans are left out of it)."""
    state = blake2b(digest_size=12)
    for part in parts:
        data = part if isinstance(part, bytes) else (part if isinstance(part, str) else repr(part)).encode()
        state.update(b"%d:" % len(data))
        state.update(data)
    return state.hexdigest()


@dataclass(frozen=True, slots=True)
class Read:
    """All a tree holds, read; nothing resolved yet."""

    config: Config
    facts: Facts
    charts: Mapping[str, ChartSpec]
    terms: Mapping[str, Term]
    data: Mapping[str, object]
    pages: tuple[Page, ...]
    problems: tuple[Problem, ...]
    lost: frozenset[str] = frozenset()
    """Names of entries that a syntax error hid."""
    key: str = ""
    """A hash of all that was read but the pages; empty where it was altered since."""


@lru_cache(maxsize=16_384)
def page_memo_key(path: str, text: str, settings: str) -> str:
    """Under which a read page is remembered."""
    return f"page:{digest(__version__, path, text, settings)}"


def settings_of(config: Config) -> str:
    """The part of the configuration that reading a text depends on."""
    return digest(config.languages, sorted(config.units), config.raw_html)


def read_settings(tree: Tree, memo: Memo) -> tuple[Config, tuple[Problem, ...]]:
    """`site.yaml`, or the defaults of a site that has none."""
    path = next((path for path in SETTINGS if path in tree), SETTINGS[0])
    text = tree.get(path)
    if not isinstance(text, str):
        return Config(), ()
    config, problems = remembered(memo, f"config:{digest(__version__, text)}", lambda: read_config(path, text))
    return config, tuple(problems)


def one_by_one(makes: Sequence[PageReading]) -> Iterator[PageRead]:
    """Pages read here, one after the other."""
    for make in makes:
        yield make()


def read_all(tree: Tree, parts: Parts, memo: Memo, spread: Spread = one_by_one) -> Read:
    """Everything in `tree`, sorted into its `parts`, each file through the memo; pages that are new by `spread`."""
    config, in_settings = read_settings(tree, memo)
    found = list(in_settings)
    keys = [digest(config)]
    settings = settings_of(config)
    natures = digest(config.natures, config.certainties, settings)

    def read(kind: str, texts: Mapping[str, str], make: Callable[[], tuple[T, tuple[Problem, ...]]]) -> T:
        key = f"{kind}:{digest(__version__, natures, *(part for item in texts.items() for part in item))}"
        value, problems = remembered(memo, key, make)
        found.extend(problems)
        keys.append(key)
        return value

    fact_texts = parts.texts["facts"]
    facts = read("facts", fact_texts, lambda: read_facts(fact_texts, config)) if fact_texts else Facts()
    charts: dict[str, ChartSpec] = {}
    for path, text in parts.texts["charts"].items():
        charts.update(read("charts", {path: text}, partial(read_charts, path, text, config)))
    terms: dict[str, Term] = {}
    for path, text in parts.texts["glossary"].items():
        terms.update(read("glossary", {path: text}, partial(read_glossary, path, text, config)))
    data: dict[str, object] = {}
    for path, text in parts.texts["data"].items():
        name = PurePosixPath(path).stem
        data[name] = read("data", {path: text}, partial(read_data, path, text, config))
    pages: list[Page] = []
    for page, problems in _read_pages(parts.pages, config, settings, memo, spread):
        found.extend(problems)
        if page is not None:
            pages.append(page)
    found.extend(twin_problems({page.path: page.route for page in pages}))
    lost = frozenset(name for problem in found for name in problem.hides)
    if has_errors(in_settings):
        # Which languages the site has was not to be read: no text elsewhere is to blame.
        unread = any(item.code == "language-unsupported" or item.code.startswith("yaml-") for item in in_settings)
        kept = () if unread else in_settings
        found = [problem for problem in found if problem in kept or problem.code not in _OF_LANGUAGES]
    return Read(config, facts, charts, terms, data, tuple(pages), tuple(found), lost, digest(*keys, sorted(lost)))


def _read_pages(
    texts: Mapping[str, str], config: Config, settings: str, memo: Memo, spread: Spread
) -> Iterator[PageRead]:
    """Every page in order. For reading one nothing is needed but its own text and the settings."""
    keys = {path: page_memo_key(path, text, settings) for path, text in texts.items()}
    known = {path: cast("PageRead | None", memo.get(key)) for path, key in keys.items()}
    new = [path for path, page in known.items() if page is None]
    read = spread([partial(read_page, path, texts[path], config) for path in new])
    for path, page in zip(new, read, strict=True):
        memo.put(keys[path], page)
        known[path] = page
    yield from cast("Iterable[PageRead]", known.values())


_OF_LANGUAGES = ("language-unknown", "page-language")
