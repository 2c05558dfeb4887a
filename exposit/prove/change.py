"""Changes: every stated value once, and a look at each place that shows it. One that stays was not a reference."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import partial

from exposit.assemble import Memo, Read
from exposit.build.run import Options, Result, run
from exposit.marks import BAR, CLOSE, OPEN, strip
from exposit.model import Fact, Name, PartialDate, Quantity, Site, Tree, Words

_SHOWN = re.compile(f"{OPEN}fact:([^{BAR}]*){BAR}([^{CLOSE}]*){CLOSE}")


@dataclass(frozen=True, slots=True)
class Changes:
    """`displays` counts places that show a changed fact; `stuck` names those that showed the same afterwards and were
    not reported as wrong either."""

    changed: int
    displays: int
    stuck: tuple[str, ...]


def change_facts(tree: Tree, memo: Memo, options: Options) -> Changes:
    """Changes facts in groups that share no derived fact, so that one change cannot hide another."""
    before = run(tree, memo, options)
    shown = _displays(before)
    stuck: list[str] = []
    displays = changed = 0
    for group in _groups(before.site):
        after = run(tree, memo, replace(options, alter=partial(_changed, ids=group)))
        again = _displays(after)
        refused = _refused(after)
        for id_ in group:
            changed += 1
            for path, texts in shown[id_].items():
                displays += len(texts)
                now = again[id_].get(path, [])
                same = [text for text, other in zip(texts, now, strict=False) if text == other]
                # Words of the author's own do not move; the check of words must have spoken up instead.
                stuck += [f"{path}: {id_} still shows “{text}”" for text in same if text not in refused[id_]]
    return Changes(changed, displays, tuple(stuck))


def _groups(site: Site) -> list[tuple[str, ...]]:
    """Facts that may change together: no derived fact rests on two of them."""
    touches: dict[str, set[str]] = defaultdict(set)
    for id_, derivation in site.derivations.items():
        for leaf in derivation.leaves:
            touches[leaf].add(id_)
    groups: list[tuple[list[str], set[str]]] = []
    for id_, fact in site.facts.items():
        if not isinstance(fact.value, Quantity | PartialDate):
            continue
        for ids, used in groups:
            if not used & touches[id_]:
                ids.append(id_)
                used |= touches[id_]
                break
        else:
            groups.append(([id_], set(touches[id_])))
    return [tuple(ids) for ids, _ in groups]


def _changed(read: Read, ids: tuple[str, ...]) -> Read:
    facts = dict(read.facts.facts)
    for id_ in ids:
        facts[id_] = _other(facts[id_])
    return replace(read, facts=replace(read.facts, facts=facts))


def _other(fact: Fact) -> Fact:
    """The fact with another value, as precise as before."""
    value = fact.value
    if isinstance(value, Quantity):
        step = value.step or Decimal(1)
        shift = value.value * 2 if value.value else step * 3
        ends = (value.ends[0] + shift, value.ends[1] + shift) if value.ends else None
        moved = replace(value, value=value.value + shift, low=value.low + shift, high=value.high + shift, ends=ends)
        return replace(fact, value=moved)
    if isinstance(value, PartialDate):
        month = None if value.month is None else value.month % 12 + 1
        quarter = None if value.quarter is None else value.quarter % 4 + 1
        day = None if value.day is None else min(value.day, 27) % 27 + 1
        return replace(fact, value=PartialDate(value.year + 3, quarter, month, day))
    return fact


def _refused(result: Result) -> dict[str, set[str]]:
    """Fact -> the author's own words for it that were reported as no longer saying what it says."""
    told = {problem.span for problem in result.problems if problem.code == "words-mismatch"}
    site = result.site
    holes = [placed.hole for page in site.pages.values() for placed in page.body.holes]
    holes += [hole for text in site.texts for hole in text.holes]
    found: dict[str, set[str]] = defaultdict(set)
    for hole in holes:
        if isinstance(hole, Words) and isinstance(hole.formula.tree, Name) and hole.words_span in told:
            found[hole.formula.tree.id].add(hole.words)
    return found


def _displays(result: Result) -> dict[str, dict[str, list[str]]]:
    """Fact -> file -> every text that shows it, in order."""
    found: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for path, text in _texts(result):
        for match in _SHOWN.finditer(text):
            found[match[1]].setdefault(path, []).append(strip(match[2]))
    return found


def _texts(result: Result) -> Iterator[tuple[str, str]]:
    for path, output in result.marked.items():
        yield path, output.content if isinstance(output.content, str) else output.shows
