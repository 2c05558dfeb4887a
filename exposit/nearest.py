"""“Did you mean …?”: the known name an author probably meant. Ground floor, for every room that looks a name up."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from difflib import SequenceMatcher
from types import MappingProxyType

from exposit.problems import Span

_MAXIMUM_LENGTH = 80
_NOTHING: Mapping[str, str] = MappingProxyType({})


_LIKE = 0.6
"""How much two names have in common that may be meant for each other, of 1 for the same."""


def nearest(word: str, known: Iterable[str], *, like: float = _LIKE) -> str | None:
    """The known name most like `word`, or None where none is `like` enough. The same for any order of `known`."""
    if not word or len(word) > _MAXIMUM_LENGTH:
        return None
    plain = _plain(word)
    best: tuple[float, str] | None = None
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(plain)
    for name in known:
        if abs(len(name) - len(word)) > max(3, len(word) // 3):
            continue
        candidate = _plain(name)
        if candidate == plain:
            score = 1.0
        else:
            matcher.set_seq1(candidate)
            floor = max(like, best[0] if best else 0.0)
            if matcher.quick_ratio() < floor:
                continue
            score = matcher.ratio()
        if score >= like and (best is None or (-score, name) < (-best[0], best[1])):
            best = (score, name)
    return best[1] if best else None


def did_you_mean(word: str, known: Iterable[str], *, listed: int = 8, like: float = _LIKE) -> str | None:
    """The hint for an unknown name: the nearest one, else all of them where they are few, else None."""
    names = list(known)
    name = nearest(word, names, like=like)
    if name is not None:
        return f"did you mean `{name}`?"
    if 0 < len(names) <= listed:
        return "known here: " + ", ".join(f"`{name}`" for name in names)
    return None


def no_such(kind: str, name: str) -> str:
    """What is said of a name that nobody wrote down."""
    return f"no {kind} is called `{name}`"


def unknown_name(
    kind: str, name: str, known: Mapping[str, Span] | Collection[str], renamed: Mapping[str, str] = _NOTHING
) -> tuple[str, str]:
    """That message, and the hint: what it is called now, else the nearest name and, where `known` has it, its place,
    else where such names stand."""
    if name in renamed:
        return no_such(kind, name), f"it is called `{renamed[name]}` now"
    near = nearest(name, known)
    if near is None:
        return no_such(kind, name), _WHERE[kind]
    place = known[near] if isinstance(known, Mapping) else None
    return no_such(kind, name), f"did you mean `{near}`?" + (f" ({place.path}:{place.line})" if place else "")


_WHERE = {
    "fact": "facts stand in content/facts.yaml, under `facts:`",
    "source": "sources stand in content/facts.yaml, under `sources:`",
    "entity": "entities stand in content/facts.yaml, under `entities:`",
    "term": "terms stand in content/glossary.yaml, under `terms:`",
    "chart": "charts stand in content/charts.yaml, under `charts:`",
}


def _plain(name: str) -> str:
    """What typing mistakes do not change: case, and how words are joined."""
    return name.casefold().replace("-", "_").replace(" ", "_")
