"""“Did you mean …?”: the known name an author probably meant. Ground floor, for every room that looks a name up."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

_MAXIMUM_LENGTH = 80


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like `word`, or None where none is like enough. The same for any order of `known`."""
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
            floor = max(0.6, best[0] if best else 0.0)
            if matcher.quick_ratio() < floor:
                continue
            score = matcher.ratio()
        if score >= 0.6 and (best is None or (-score, name) < (-best[0], best[1])):
            best = (score, name)
    return best[1] if best else None


def did_you_mean(word: str, known: Iterable[str], *, listed: int = 8) -> str | None:
    """The hint for an unknown name: the nearest one, else all of them where they are few, else None."""
    names = list(known)
    name = nearest(word, names)
    if name is not None:
        return f"did you mean `{name}`?"
    if 0 < len(names) <= listed:
        return "known here: " + ", ".join(f"`{name}`" for name in names)
    return None


def _plain(name: str) -> str:
    """What typing mistakes do not change: case, and how words are joined."""
    return name.casefold().replace("-", "_").replace(" ", "_")
