"""A number the engine words is written with a capital where it opens a sentence or a heading: “Up to £25 million …”.

Beside `display`, which fills texts. Looks at what stands before a hole, in HTML or in plain text; where it cannot tell
the end of a sentence from an abbreviation, nothing changes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from exposit.marks import BAR, HOLE_CLOSE, OPEN

_NEAR = 300
_OPENED = re.compile(
    r"(?:<(?:a|abbr|b|bdi|cite|del|em|i|ins|mark|q|small|span|strong|u)\b[^>]*>|[“«‘\"'(\[¿¡]|[\s\u00a0\u202f])+$"
)
"""What may stand between the beginning of a sentence and its first word: inline elements, quotes, brackets, spaces."""
_BLOCK = re.compile(r"(?:<(?:p|li|h[1-6]|blockquote|dd|dt|div|figcaption|caption|summary|section)\b[^>]*>)$")
_STOP = re.compile(
    rf"(?P<word>[^\s<>{OPEN}]*)(?P<stop>[.!?…])(?:[”»\"’)\]]|[\u00a0\u202f]»|</\w+>|<sup\b[^>]*>.{{0,200}}?</sup>)*$"
)
_SHORT = 3
"""Shorter words before a full stop are abbreviations, unless they are small words such as “so” and “it”."""
_VOWELS = frozenset("aeiouyàâéèêîôû")
_ABBREVIATIONS = frozenset(
    "approx etc est avg incl excl resp max min art chap fig sec vol env éd prof gov sen rep dept inc ltd corp mmes ibid"
    " no op ed al ex st ca co us uk eu jan feb mar apr jun jul aug sep sept oct nov dec janv févr avr juil déc".split()
)
_FIRST_LETTER = re.compile(rf"((?:<[^>]*>|{OPEN}[^{BAR}]*{BAR})*)([^\W\d_])")


_SPACES = " \n\t\u00a0\u202f"


def opens_sentence(before: str) -> bool:
    """Whether what follows `before` is the first word of a sentence, a heading or a whole text."""
    return _opens(before[-_NEAR:], len(before) <= _NEAR)


@lru_cache(maxsize=4_096)
def _opens(near: str, whole: bool) -> bool:
    """The same of what is near; `whole`: nothing stands before that. Every form of a chart asks it of its title."""
    words = near.rstrip(_SPACES)
    if words and (words[-1].isalnum() or words[-1] in ",;"):
        return False
    opened = _OPENED.search(near)
    rest = near[: opened.start()] if opened else near
    if not rest:
        return whole
    if near.endswith('="') or _BLOCK.search(rest):
        return True
    stop = _STOP.search(rest) if opened and any(map(str.isspace, opened[0])) else None
    return stop is not None and (stop["stop"] in "!?…" or _ends(stop["word"]))


def _ends(word: str) -> bool:
    """Whether a full stop after this word ends a sentence."""
    bare = word.strip("“”«»‘’\"'()[]").lower()
    if not bare or bare[-1].isdigit() or bare[-1] == HOLE_CLOSE:
        return True
    is_word = len(bare) >= _SHORT or (len(bare) > 1 and not _VOWELS.isdisjoint(bare))
    return is_word and "." not in bare and bare not in _ABBREVIATIONS


def capitalised(shown: str) -> str:
    """A display, marked text or HTML, with its first letter as a capital; as it is where it begins with a digit."""
    first = _FIRST_LETTER.match(shown)
    return shown[: first.start(2)] + first[2].upper() + shown[first.end() :] if first else shown
