"""Drawings and pictures: measured words, bundled fonts, nothing lost."""

import struct
import zlib
from itertools import combinations
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

from exposit.assemble import assemble
from exposit.build.memo import Memo
from exposit.build.tree import load_tree
from exposit.check.gate import inspect
from exposit.marks import mark, strip
from exposit.model import Output
from exposit.render.charts.chart import chart_of
from exposit.render.charts.drawn.drawing import drawing
from exposit.render.charts.drawn.raster import png
from exposit.render.charts.letters import FAMILY, WEIGHT, Face, balanced, drawn, isolated, lines, undrawn, width
from tests.golden import SITES
from tests.render.charts.sample import chart, day, fact, flagship, remark, site

SITE = flagship()
EVERY = [(name, language) for name in SITE.charts for language in ("en", "fr")]


def pixels(picture: bytes, rows: int) -> list[bytes]:
    """The first rows of an 8-bit RGBA PNG, unfiltered."""
    assert picture.startswith(b"\x89PNG")
    at, data, wide, high = 8, b"", 0, 0
    while at < len(picture):
        size, kind = struct.unpack(">I4s", picture[at : at + 8])
        body = picture[at + 8 : at + 8 + size]
        if kind == b"IHDR":
            wide, high, depth, colour = struct.unpack(">IIBB", body[:10])
            assert (8, 6) == (depth, colour)
        data += body if kind == b"IDAT" else b""
        at += 12 + size
    raw, stride, found, above = zlib.decompress(data), wide * 4, [], bytes(wide * 4)
    assert rows <= high
    for index in range(rows):
        start = index * (stride + 1)
        kind, line = raw[start], bytearray(raw[start + 1 : start + 1 + stride])
        for x in range(stride):
            left, up = line[x - 4] if x >= 4 else 0, above[x]
            corner = above[x - 4] if x >= 4 else 0
            guess = left + up - corner
            paeth = min((left, up, corner), key=lambda value: abs(guess - value))
            line[x] = (line[x] + (0, left, up, (left + up) // 2, paeth)[kind]) % 256
        above = bytes(line)
        found.append(above)
    return found


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_drawing_is_well_formed_and_vouched_for(name: str, language: str) -> None:
    """It parses, has a title and a description, and the gate finds nothing in it without a source."""
    svg = drawing(chart_of(SITE, name, language))
    root = ElementTree.fromstring(strip(svg))
    names = [child.tag.rpartition("}")[2] for child in root][:2]
    assert ["title", "desc"] == names
    assert () == inspect(Output("a.svg", svg, "svg", language), (), lambda _: False).orphans


@pytest.mark.parametrize(("name", "language"), EVERY)
@pytest.mark.parametrize("height", [None, 630])
def test_no_word_leaves_the_drawing(name: str, language: str, height: float | None) -> None:
    """Every text begins and ends inside the frame, above its foot."""
    svg = ElementTree.fromstring(strip(drawing(chart_of(SITE, name, language), height)))
    high = float(svg.attrib["height"])
    for node in svg.iter("{http://www.w3.org/2000/svg}text"):
        family = "serif" if "Serif" in node.attrib["font-family"] else "sans"
        face = f"{family}-{node.attrib['font-weight']}"
        long = width(node.text or "", face, float(node.attrib["font-size"]))  # type: ignore[arg-type]
        x, anchor = float(node.attrib["x"]), node.attrib.get("text-anchor", "start")
        left = x - {"start": 0, "middle": long / 2, "end": long}[anchor]
        assert left >= 40 and left + long <= 1160, node.text
        assert 0 < float(node.attrib["y"]) < high, node.text


@pytest.mark.parametrize(("name", "language"), EVERY)
@pytest.mark.parametrize("height", [None, 630])
def test_no_word_lies_on_another(name: str, language: str, height: float | None) -> None:
    """Names, values, axes, remarks and the foot keep clear of each other, in a file and on a card."""
    boxes = boxes_of(drawing(chart_of(SITE, name, language), height))
    over = [(one.text, other.text) for one, other in combinations(boxes, 2) if one.meets(other)]
    assert [] == over


@pytest.mark.parametrize("height", [None, 630])
@pytest.mark.parametrize("name", ["gallery", "long-words", "timeline"])
def test_no_word_lies_on_another_or_leaves_in_hard_cases(name: str, height: float | None) -> None:
    """The golden sites, with everything that is hard to draw and words of sixty letters."""
    tree, _ = load_tree(SITES / name / "in")
    hard, _ = assemble(tree, Memo())
    found = []
    for made in (chart_of(hard, spec, language) for spec in hard.charts for language in ("en", "fr")):
        boxes = boxes_of(drawing(made, height))
        found += [(made.spec.id, box.text) for box in boxes if box.left < 40 or box.right > 1161]
        found += [(made.spec.id, f"{one.text} / {two.text}") for one, two in combinations(boxes, 2) if one.meets(two)]
    assert [] == found


class Box(NamedTuple):
    """The room a text of a drawing takes: from the height of its capitals to its baseline."""

    text: str
    left: float
    right: float
    top: float
    foot: float

    def meets(self, other: "Box") -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.foot and other.top < self.foot


def boxes_of(svg: str) -> list[Box]:
    made = []
    for node in ElementTree.fromstring(strip(svg)).iter("{http://www.w3.org/2000/svg}text"):
        family = "serif" if "Serif" in node.attrib["font-family"] else "sans"
        size, text = float(node.attrib["font-size"]), node.text or ""
        long = width(text, f"{family}-{node.attrib['font-weight']}", size)  # type: ignore[arg-type]
        left = (
            float(node.attrib["x"])
            - {"start": 0, "middle": long / 2, "end": long}[node.attrib.get("text-anchor", "start")]
        )
        foot = float(node.attrib["y"])
        made.append(Box(text, left, left + long, foot - size * 0.72, foot))
    return made


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_a_drawing_says_what_the_author_remarks(name: str, language: str) -> None:
    """Every annotation stands in the file, beside its fact or its day."""
    made = chart_of(SITE, name, language)
    words = squashed("".join(box.text for box in boxes_of(drawing(made))))
    assert [] == [note for note in made.spec.annotations if squashed(strip(made.note_text(note))) not in words]


def squashed(text: str) -> str:
    return "".join(text.split())


def test_remarks_above_a_stair_keep_apart() -> None:
    """Many remarks close together take lanes of their own, and no line runs through the words of another."""
    facts = [fact(f"f{n}", f"{n} billion USD", f"Step {n}", as_of=day(f"2025-0{n}")) for n in range(1, 9)]
    notes = tuple(remark(f"2025-0{n}", f"a remark of some length on month {chr(96 + n)}", "") for n in range(1, 9))
    notes += (remark("f3", "a step that everyone talked about for a long time", ""),)
    spec = chart("c", "steps", tuple(one.id for one in facts), annotations=notes)
    svg = drawing(chart_of(site(facts, [spec]), "c", "en"))
    boxes = [box for box in boxes_of(svg) if "remark" in box.text or "step that" in box.text]
    assert 9 == len(boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@pytest.mark.parametrize(("name", "language"), EVERY)
def test_every_letter_is_in_the_bundled_fonts(name: str, language: str) -> None:
    """A letter no bundled font has would be a box."""
    for node in ElementTree.fromstring(strip(drawing(chart_of(SITE, name, language)))).iter():
        if node.tag.endswith("}text"):
            assert "" == undrawn(node.text or "")


def test_letters_of_other_scripts() -> None:
    """European alphabets are drawn, emoji are left out, what is lacking is told; each keeps its place in the page."""
    assert "" == undrawn("Łódź, Ελλάδα, Москва, Việt Nam, İstanbul: ₹ → № ⅓")
    assert ("東京都", "مدينة") == (undrawn("東京 都東"), undrawn("مدينة"))
    assert ("Bicycle", "", "a b") == (drawn("🚲 Bicycle 🇫🇷"), undrawn("🚲 Bicycle 🇫🇷"), drawn("a 👩🏽‍🚀 b"))
    assert width("Bicycle", "sans-400", 20) == width("Bicycle🚲", "sans-400", 20)
    assert ("\u2068עברית\u2069", "Latin") == (isolated("עברית"), isolated("Latin"))


def test_a_word_wider_than_its_room_is_broken() -> None:
    """Nothing runs over the marks beside it, with or without an ellipsis; a mark goes on in the next line."""
    word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk"
    found = lines(f"{word} ends", "sans-600", 25, 200)
    assert f"{word}ends" == "".join(found).replace(" ", "") and len(found) > 2
    assert all(width(line, "sans-600", 25) <= 200 for line in found)
    (short,) = lines(word, "sans-600", 25, 200, 1)
    assert short.endswith(" …") and width(short, "sans-600", 25) <= 200
    marked = mark("fact", word, "a")
    parts = lines(marked, "sans-600", 25, 200)
    assert word == "".join(strip(part) for part in parts)
    assert all(part.startswith("\ue100fact:a\ue101") and part.endswith("\ue102") for part in parts)
    assert all(width(part, "sans-600", 25) <= 200 for part in parts)


def test_a_picture_has_ink_where_its_title_stands() -> None:
    """A font that is missing draws nothing and says nothing: the title's box must hold dark pixels."""
    rows = pixels(png(drawing(chart_of(SITE, "commitments", "en"))), 120)
    box = [row[56 * 4 : 700 * 4] for row in rows[60:]]
    dark = sum(sum(row[x] < 80 for x in range(0, len(row), 4)) for row in box)
    assert dark > 1500


def test_a_picture_is_the_same_twice() -> None:
    """The same drawing gives the same bytes."""
    svg = drawing(chart_of(SITE, "share", "fr"), 630)
    assert png(svg) == png(svg)


def test_a_card_says_how_many_rows_had_no_room() -> None:
    """Thirty rows do not fit a card; it shows the first and counts the others."""
    facts = [fact(f"f{n}", f"{n} billion USD", f"Row {chr(96 + n % 26)}", as_of=day("2026")) for n in range(1, 31)]
    made = chart_of(site(facts, [chart("c", "bars", tuple(one.id for one in facts))]), "c", "en")
    card = strip(drawing(made, 630))
    shown = card.count("data-row=")
    assert 5 < shown < 30
    assert f"and {30 - shown} more" in card
    assert 30 == strip(drawing(made)).count("data-row=")


def test_lines_are_broken_at_spaces_and_never_inside_a_mark() -> None:
    """What one line opens it closes; a mark is broken only where it is wider than the room."""
    marked = "one \ue100fact:a\ue101two three\ue102 four"
    assert ["one", "\ue100fact:a\ue101two three\ue102", "four"] == lines(marked, "sans-400", 20, 90)
    narrow = ["one", "\ue100fact:a\ue101two\ue102", "\ue100fact:a\ue101three\ue102", "four"]
    assert narrow == lines(marked, "sans-400", 20, 50)


def test_words_are_as_wide_in_any_font() -> None:
    """Who opens the file has other fonts: the words take the room they were measured for, and reach into nothing."""
    root = ElementTree.fromstring(strip(drawing(chart_of(SITE, "commitments", "en"))))
    words = [node for node in root.iter() if node.tag.endswith("}text")]
    faces: dict[str, Face] = {f"{FAMILY[face]}, {WEIGHT[face]}": face for face in FAMILY}
    assert len(words) > 8
    for node in words:
        family, weight = (node.get("font-family") or "").partition(",")[0], node.get("font-weight")
        known = width(node.text or "", faces[f"{family}, {weight}"], float(node.get("font-size") or 0))
        assert (f"{known:.1f}".removesuffix(".0"), "spacingAndGlyphs") == (
            node.get("textLength"),
            node.get("lengthAdjust"),
        )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Short", ["Short"]),
        (
            "The basin alone costs much, more than the rest together",
            ["The basin alone costs much,", "more than the rest together"],
        ),
        ("Wirtschaftswissenschaftlerinnentreffen erneut", ["Wirtschaftswissenschaftlerinnentreffen", "erneut"]),
    ],
)
def test_the_lines_of_a_title_are_of_one_length(text: str, expected: list[str]) -> None:
    """No word alone in the last line, where whole words allow it; never more lines than it needs."""
    assert expected == balanced(text, "serif-600", 46, 1000)


def test_the_key_of_a_card_names_what_had_room() -> None:
    """Of thirty rows a card shows the first; the one that is not binding is among the rest."""
    facts = [fact(f"deal.f{number}", f"{99 - number} billion USD", f"Deal {number}") for number in range(30)]
    facts[-1] = fact("deal.last", "1 billion USD", "A letter", binding=False)
    known = chart_of(site(facts, [chart("c", "bars", tuple(one.id for one in facts))]), "c", "en")
    assert "not binding" in strip(drawing(known))
    assert "not binding" not in strip(drawing(known, 630))
    assert "and 2" in strip(drawing(known, 630))
