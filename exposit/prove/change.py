"""Changes: every fact once, and a look at each place that shows it. One that stays was not a reference.

Half of the facts change in one build and the other half in the next, so that a display can be caught at moving when it
should not, too. Calculated facts follow; those that did not, since their inputs cancelled out, get a build of their
own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial

from exposit.assemble import Read
from exposit.build.memo import Memo
from exposit.build.run import Options, Result, run
from exposit.language.wording import write
from exposit.marks import BAR, CLOSE, OPEN, strip
from exposit.model import Fact, Name, Output, PartialDate, Quantity, Site, Tree, Undisclosed, Words
from exposit.problems import Problem, Span
from exposit.prove.score import Score, scored, surface_of

_SHOWN = re.compile(f"{OPEN}fact:([^{BAR}]*){BAR}([^{CLOSE}]*){CLOSE}")
_EXTRA = 2
"""More builds than these are not spent on calculated facts whose inputs cancel out."""
_FACTORS = (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37)
"""Primes, so that no product of some is a product of others."""

Shown = Mapping[str, Mapping[str, list[str]]]
"""Fact -> file -> every text that shows it, in order."""


@dataclass(frozen=True, slots=True)
class Changes:
    """`changed` stated facts and `followed` calculated ones; `score` counts the places that show them and those that
    moved; `problems` name the others."""

    changed: int
    followed: int
    score: Score
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Trial:
    """What the builds have shown so far."""

    before: Result
    shown: Shown
    done: set[str] = field(default_factory=set)
    seen: list[tuple[str, bool]] = field(default_factory=list)
    stuck: dict[tuple[str, str, str], None] = field(default_factory=dict)
    strayed: dict[tuple[str, str, str], None] = field(default_factory=dict)


def change_facts(tree: Tree, memo: Memo, before: Result, options: Options, tell: Callable[[str], None]) -> Changes:
    """Changes every stated fact of the site as it was `before`, and follows each to where it is shown."""
    site = before.site
    stated = [id_ for id_, fact in site.facts.items() if _other(fact) != fact]
    trial = _Trial(before, _displays(before))
    halves = [ids for ids in (stated[::2], stated[1::2]) if ids]
    for turn, ids in enumerate(halves):
        tell(f"changing facts ({turn + 1} of {len(halves)})")
        _try(trial, tree, memo, options, ids, others=True)
    for _ in range(_EXTRA):
        ids = _unmoved_inputs(site, trial.done)
        if not ids:
            break
        tell("changing inputs that cancelled out")
        _try(trial, tree, memo, options, ids, others=False)
    problems = [_stuck(site, *place) for place in trial.stuck] + [_strayed(site, *place) for place in trial.strayed]
    followed = sum(1 for id_ in trial.done if id_ in site.derivations)
    return Changes(len(stated), followed, scored(trial.seen), tuple(problems))


def _unmoved_inputs(site: Site, done: set[str]) -> list[str]:
    """For each calculated fact that has not moved yet one fact at its bottom, none of which another one rests on."""
    waiting = [derived for id_, derived in site.derivations.items() if id_ not in done and derived.leaves]
    chosen: dict[str, None] = {}
    used: set[str] = set()
    for derived in waiting:
        if not used & set(derived.leaves):
            chosen[derived.leaves[-1]] = None
            used |= set(derived.leaves)
    return list(chosen)


def _try(trial: _Trial, tree: Tree, memo: Memo, options: Options, ids: list[str], *, others: bool) -> None:
    """One build with other values for `ids`; with `others`, the rest of the stated facts is watched for straying."""
    after = run(tree, memo, replace(options, look=False, alter=partial(_changed, ids=tuple(ids))))
    memo.end_round()
    values, changed = trial.before.site.values, after.site.values
    again, refused = _displays(after), _refused(after)
    moved = [id_ for id_ in values if id_ in changed and id_ not in trial.done and _reads_otherwise(trial, after, id_)]
    for id_ in moved:
        trial.done.add(id_)
        for path, texts in trial.shown.get(id_, {}).items():
            _follow(trial, id_, path, texts, again.get(id_, {}).get(path, []), refused[id_])
    if not others:
        return
    for id_ in values.keys() & changed.keys():
        if changed[id_] == values[id_] and trial.before.site.statuses.get(id_) == after.site.statuses.get(id_):
            for path, texts in trial.shown.get(id_, {}).items():
                now = again.get(id_, {}).get(path, texts)
                if len(now) == len(texts):
                    gone = [text for text, other in zip(sorted(texts), sorted(now), strict=True) if text != other]
                    trial.strayed.update(((id_, path, text), None) for text in gone)


def _reads_otherwise(trial: _Trial, after: Result, id_: str) -> bool:
    """Whether a fact is another one to a reader. A calculated one may move by less than its last digit, where the
    changes behind it cancel out: then it has not been tried yet."""
    before, now = trial.before.site.values[id_], after.site.values[id_]
    if id_ in after.site.derivations and isinstance(before, Quantity) and isinstance(now, Quantity):
        language = after.site.config.languages[0]
        return write(before, language).text != write(now, language).text
    return before != now


def _follow(trial: _Trial, id_: str, path: str, texts: list[str], now: list[str], refused: Collection[str]) -> None:
    """Each place of one file that shows a changed fact. Words of the author's own do not move; the check of words must
    have spoken up instead."""
    surface = surface_of(trial.before.marked[path])
    for index, text in enumerate(texts):
        stays = index < len(now) and now[index] == text and _plain(text) not in refused
        trial.seen.append((surface, not stays))
        if stays:
            trial.stuck[id_, path, text] = None


def _changed(read: Read, ids: tuple[str, ...]) -> Read:
    facts = dict(read.facts.facts)
    for turn, id_ in enumerate(ids):
        facts[id_] = _other(facts[id_], turn)
    return replace(read, facts=replace(read.facts, facts=facts))


def _other(fact: Fact, turn: int = 0) -> Fact:
    """The fact with another value, as precise as before; neighbours change by different factors."""
    value = fact.value
    if isinstance(value, Quantity):
        shift = value.value * (_FACTORS[turn % len(_FACTORS)] - 1) if value.value else (value.step or Decimal(1)) * 3
        ends = (value.ends[0] + shift, value.ends[1] + shift) if value.ends else None
        moved = replace(value, value=value.value + shift, low=value.low + shift, high=value.high + shift, ends=ends)
        return replace(fact, value=moved)
    if isinstance(value, PartialDate):
        month = None if value.month is None else value.month % 12 + 1
        quarter = None if value.quarter is None else value.quarter % 4 + 1
        day = None if value.day is None else min(value.day, 27) % 27 + 1
        return replace(fact, value=PartialDate(value.year + 3, quarter, month, day))
    if value is None or isinstance(value, Undisclosed):
        return fact
    return replace(fact, value={code: replace(text, text=f"{text.text} (changed)") for code, text in value.items()})


def _refused(result: Result) -> dict[str, set[str]]:
    """Fact -> the author's own words for it that were reported as no longer saying what it says."""
    told = {problem.span for problem in result.problems if problem.code == "words-mismatch"}
    site = result.site
    holes = [placed.hole for page in site.pages.values() for placed in page.body.holes]
    holes += [hole for text in site.texts for hole in text.holes]
    found: dict[str, set[str]] = defaultdict(set)
    for hole in holes:
        if isinstance(hole, Words) and isinstance(hole.formula.tree, Name) and hole.words_span in told:
            found[hole.formula.tree.id].add(_plain(hole.words))
    return found


def _plain(words: str) -> str:
    """Without what typography may have changed."""
    return " ".join(words.replace("\u2019", "'").replace("\u2011", "-").split())


def _displays(result: Result) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for path, text in _texts(result.marked):
        for match in _SHOWN.finditer(text):
            found[match[1]].setdefault(path, []).append(strip(match[2]))
    return found


def _texts(outputs: Mapping[str, Output]) -> Iterator[tuple[str, str]]:
    for path, output in outputs.items():
        yield path, output.content if isinstance(output.content, str) else output.shows


def _stuck(site: Site, id_: str, path: str, text: str) -> Problem:
    message = f"`{id_}` was changed, and `{path}` still shows “{text}”"
    return Problem("proof-stuck", "error", message, _span(site, id_), "what stands there is no reference to the fact")


def _strayed(site: Site, id_: str, path: str, text: str) -> Problem:
    message = f"`{id_}` was left as it is, and “{text}” in `{path}` changed"
    hint = "what stands there is a reference to another fact"
    return Problem("proof-stuck", "error", message, _span(site, id_), hint)


def _span(site: Site, id_: str) -> Span:
    fact = site.facts.get(id_)
    return fact.span if fact else Span("content/facts.yaml", 1, 1, 2)
