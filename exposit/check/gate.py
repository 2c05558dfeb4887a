"""The closed-world gate: on a finished file, every number rests on something, or it is an orphan.

Numbers vouched for carry a mark (`exposit.marks`); what is left is read as a reader would read it, exemptions first,
then shapes (dates, identifiers ...). Nothing is ever matched by value: two facts that happen to be 7 stay two facts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from exposit.check.links import Links, links_in
from exposit.check.surfaces import Piece, html_events, pieces
from exposit.language.numerals import find_numerals
from exposit.marks import BAR, CLOSE, OPEN
from exposit.model import Counted, Output, Tally

_TOKEN = re.compile(f"{OPEN}([^{BAR}]*){BAR}|{CLOSE}")
STAND_IN = "\ufffc"
"""Where a vouched-for number stood: keeps its neighbours apart, and is no digit."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """A number nothing vouches for. `kind` as in `find_numerals`; `sentence` is what a reader sees around it."""

    text: str
    kind: str
    sentence: str
    where: str
    language: str | None


@dataclass(frozen=True, slots=True)
class Inspection:
    """What the gate saw in one output."""

    path: str
    source: str | None = None
    orphans: tuple[Orphan, ...] = ()
    counted: tuple[Counted, ...] = ()
    exemptions_used: frozenset[str] = frozenset()
    facts_shown: frozenset[str] = frozenset()
    links: Links = field(default_factory=Links)

    @property
    def tally(self) -> Tally:
        """The page's denominator."""
        kinds = [item.kind for item in self.counted]
        return Tally(kinds.count("sourced"), kinds.count("calculated"), kinds.count("exempt"), kinds.count("label"))


@dataclass(slots=True)
class _Gate:
    """What one pass over an output gathers."""

    exempt: re.Pattern[str] | None
    is_calculated: Callable[[str], bool]
    orphans: list[Orphan] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    depth: int = 0

    def unmarked(self, piece: Piece) -> str:
        """The piece with everything vouched for taken out; what was, is counted."""
        kept: list[str] = []
        position = 0
        for token in _TOKEN.finditer(piece.text):
            if self.depth == 0:
                kept.append(piece.text[position : token.start()])
            if token[1] is not None:
                if self.depth == 0:
                    kept.append(STAND_IN)
                    self.count(token[1], piece, token.end())
                self.depth += 1
            elif self.depth:
                self.depth -= 1
            position = token.end()
        if self.depth == 0:
            kept.append(piece.text[position:])
        return "".join(kept)

    def count(self, name: str, piece: Piece, start: int) -> None:
        kind, _, key = name.partition(":")
        if kind == "fact":
            self.shown.add(key)
        if not piece.counted:
            return
        close = piece.text.find(CLOSE, start)
        text = _TOKEN.sub("", piece.text[start : close if close >= 0 else None])
        if kind == "fact":
            self.counted.append(Counted("calculated" if self.is_calculated(key) else "sourced", text, key))
        elif kind == "claim":
            self.counted.append(Counted("calculated", text, key))
        elif kind == "exempt":
            self.counted.append(Counted("exempt", text, key))
        elif kind == "date":
            self.counted.append(Counted("label", text))

    def exempted(self, piece: Piece, text: str) -> str:
        if self.exempt is None:
            return text

        def blank(match: re.Match[str]) -> str:
            self.used.add(match[0])
            if piece.counted:
                self.counted.append(Counted("exempt", match[0], match[0]))
            return STAND_IN

        return self.exempt.sub(blank, text)

    def read(self, piece: Piece) -> None:
        text = self.exempted(piece, self.unmarked(piece))
        if not _MAYBE.search(text):
            return
        for found in find_numerals(text, piece.language or "en"):
            if found.kind == "label":
                if piece.counted:
                    self.counted.append(Counted("label", found.text))
            elif not (found.kind == "word" and piece.silent):
                sentence = _sentence(text, found.start, found.end)
                self.orphans.append(Orphan(found.text, found.kind, sentence, piece.where, piece.language))


_MAYBE = re.compile(r"[^\W_]")


def inspect(output: Output, exemptions: Iterable[str], is_calculated: Callable[[str], bool]) -> Inspection:
    """Reads `output` whole. `exemptions` are the site's exempt texts; longer ones win over shorter ones."""
    gate = _Gate(exempt_pattern(exemptions), is_calculated)
    events = html_events(output)
    for piece in pieces(output, events):
        if piece.alone:
            # An attribute is a text of its own: a mark open around its element does not vouch for it.
            depth, gate.depth = gate.depth, 0
            gate.read(piece)
            gate.depth = depth
        else:
            gate.read(piece)
    return Inspection(
        output.path,
        output.source,
        tuple(gate.orphans),
        tuple(gate.counted),
        frozenset(gate.used),
        frozenset(gate.shown),
        links_in(events),
    )


def exempt_pattern(texts: Iterable[str]) -> re.Pattern[str] | None:
    """One pattern for all exempt texts, whole words only, any kind of space where the author wrote one."""
    ordered = sorted(set(texts), key=lambda text: (-len(text), text))
    if not ordered:
        return None
    alternatives = "|".join(re.escape(text).replace("\\ ", "[ \u00a0\u202f]") for text in ordered)
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence around a place, stand-ins shown as an ellipsis, at most some 120 characters."""
    left = max(
        (text.rfind(stop, 0, start) + len(stop) for stop in (". ", "! ", "? ", "\n") if stop in text[:start]), default=0
    )
    right = min((i for i in (text.find(stop, end) for stop in (". ", "! ", "? ", "\n")) if i >= 0), default=len(text))
    left, right = max(left, start - 60), min(right + 1, end + 60)
    return " ".join(text[left:right].replace(STAND_IN, "…").split())
