"""One Markdown file -> `Page`: front matter, title, address, body. The last of the readers; `assemble` comes after it.

A page depends on its path, its text and the settings a text is read under (languages, units, `raw_html`), on nothing
else: it is cached by their hash and travels between processes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import blake2b
from html import unescape
from pathlib import PurePosixPath

from exposit import marks
from exposit.facts.units import Units
from exposit.model import Config, Inline, Numeral, Page
from exposit.problems import Problem, SourceText, Span
from exposit.read.body import body_numerals, read_body
from exposit.read.characters import clean_characters
from exposit.read.forms import Place
from exposit.read.front_matter import Parts, split_front_matter
from exposit.read.inline import read_inline
from exposit.read.literal import code_regions, indented_code
from exposit.read.page_fields import PageFields, read_page_fields
from exposit.read.paths import Address, read_path
from exposit.read.source_headings import SourceHeading, source_headings
from exposit.read.yaml import read_yaml

_EMPHASIS = re.compile(r"(?<![\w\\])(\*{1,3}|_{1,3})(?=\S)(.+?)(?<=\S)\1(?!\w)")
_CODE = re.compile(r"(`+)([^`{\[]+)\1")
_NO_WORDS = re.compile(r"\[\^[^\]]+\]|</?[A-Za-z][^<>]*>")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_ESCAPED = re.compile(r"\\([\\`*_}()>#+.!|~<-])")


def read_page(path: str, text: str, config: Config, units: Units | None = None) -> tuple[Page, tuple[Problem, ...]]:
    """The page at `path`. `units` are the site's; they are made of `config` where they are not given."""
    units = Units(config.units) if units is None else units
    opened = _opened(path, text, config, units)
    address, fields = opened.address, opened.fields
    trusted = config.raw_html == "trusted"
    body, body_problems = read_body(opened.text, address.language, opened.place, units, trusted=trusted)
    page = Page(
        path=path,
        language=address.language,
        key=address.key,
        route=address.route,
        title=opened.title,
        body=body,
        digest=blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest(),
        description=fields.description,
        authors=fields.authors,
        published=fields.published,
        updated=fields.updated,
        order=fields.order,
        menu=fields.menu,
        draft=fields.draft,
        aliases=fields.aliases,
        layout=fields.layout,
        layout_span=fields.layout_span,
        title_from_heading=opened.heading is not None and fields.title is None,
        span=opened.source.span(0, 1),
    )
    return page, (*opened.problems, *body_problems)


def page_numerals(path: str, text: str, config: Config) -> tuple[Numeral, ...]:
    """What `body_numerals` finds in the page at `path`."""
    units = Units(config.units)
    opened = _opened(path, text, config, units)
    return body_numerals(opened.text, opened.address.language, opened.place, units)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A file up to its body: `text` is the body's Markdown, `start` where it begins; `heading` is the one that says the
    title."""

    source: SourceText
    address: Address
    fields: PageFields
    title: Inline
    heading: SourceHeading | None
    text: str
    start: int
    problems: tuple[Problem, ...]

    def place(self, start: int, end: int) -> Span:
        """Where a part of `text` stands in the file."""
        return self.source.span(self.start + start, self.start + end)


def _opened(path: str, text: str, config: Config, units: Units) -> _Opened:
    source = SourceText(path, normalised(text))
    address, problems = read_path(path, config.languages)
    parts = split_front_matter(source)
    found = [*problems, *([parts.problem] if parts.problem else [])]
    fields = _read_fields(source, parts, address.language, units)
    found += fields.problems

    def place(start: int, end: int) -> Span:
        return source.span(parts.body + start, parts.body + end)

    body, refused = clean_characters(source.text[parts.body :], place)
    title, heading, of_title = _title(fields, body, address, path, place, units)
    if heading is not None and heading.level == 1:
        # The page's template shows the title; here it would stand twice. Empty lines keep every offset.
        body = body[: heading.start] + "\n" * (heading.end - heading.start) + body[heading.end :]
    return _Opened(source, address, fields, title, heading, body, parts.body, (*found, *refused, *of_title))


def normalised(text: str) -> str:
    """Without a byte order mark, every line ended by `\\n`: columns and lines stay what an editor shows."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _read_fields(source: SourceText, parts: Parts, language: str, units: Units) -> PageFields:
    if parts.end <= parts.start:
        return PageFields()
    document = read_yaml(source.path, source.text, start=parts.start, end=parts.end)
    return read_page_fields(document, language, units)


def _title(
    fields: PageFields, text: str, address: Address, path: str, place: Place, units: Units
) -> tuple[Inline, SourceHeading | None, tuple[Problem, ...]]:
    """The page's title; the heading that says the same, which is not to stand in the body as well; problems."""
    heading = _title_heading(text)
    if heading is None:
        title = fields.title or Inline(_name(address, path), address.language, (), (), place(0, 1))
        return title, None, ()
    title, problems = _heading_inline(text, heading, address.language, place, units)
    if fields.title is None:
        return title, heading, problems
    same = (title.text, title.holes) == (fields.title.text, fields.title.holes)
    return fields.title, heading if same else None, ()


def _title_heading(text: str) -> SourceHeading | None:
    """The first heading of the first level, else the first heading of any."""
    if "#" not in text and "\n=" not in text and "\n-" not in text:
        return None
    literal = sorted([*code_regions(text), *indented_code(text)])
    first: SourceHeading | None = None
    for heading in source_headings(text, literal):
        if heading.level == 1:
            return heading
        first = first or heading
    return first


def _heading_inline(
    text: str, heading: SourceHeading, language: str, place: Place, units: Units
) -> tuple[Inline, tuple[Problem, ...]]:
    """The words of a heading without their Markdown. Places are exact where there was none."""
    written = text[heading.words_start : heading.words_end]
    plain = _CODE.sub(
        lambda code: marks.mark("code", code[2]), _LINK.sub(r"\1", _EMPHASIS.sub(r"\2", _EMPHASIS.sub(r"\2", written)))
    )
    plain = unescape(_ESCAPED.sub(r"\1", _NO_WORDS.sub("", plain))).strip()
    whole = place(heading.words_start, heading.words_end)

    def within(start: int, end: int) -> Span:
        if plain != written:
            return whole
        return place(heading.words_start + start, heading.words_start + end)

    return read_inline(plain, language, whole, units, within)


def _name(address: Address, path: str) -> str:
    """A title for a page that has none: the name of its file, or of its folder."""
    name = address.key.removesuffix("index").rstrip("/").rsplit("/", 1)[-1] or PurePosixPath(path).stem
    return re.sub(r"[-_]+", " ", name).strip().capitalize() or name
