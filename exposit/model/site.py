"""The whole of it: one `Site` that cannot fail to render, and the outputs that come of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from exposit.model.content import ChartSpec, Config, Inline, Page, Term
from exposit.model.facts import Derivation, Entity, Fact, Source, Status, Value, Verdict
from exposit.model.values import PartialDate, Quantity, Query

Tree = Mapping[str, str | bytes]
"""Every file below the root that matters, by path with `/`: text where it is ours to read, else bytes."""


@dataclass(frozen=True, slots=True)
class Site:
    """Everything an author wrote, resolved. After `assemble`, what is named here exists or is None.

    Mappings keep the order written. `values` has every fact whose value is known: stated or derived; a fact that is
    missing there failed, and a problem says why. `digests` names the hash of everything a page can depend on:
    `fact:ID` (with its inputs, sources and entities), `source:ID`, `entity:ID`, `chart:ID`, `term:ID`, `page:PATH`,
    `menu:LANG`, `config`, `templates`, `data`, `facts` (all of them), `engine`."""

    config: Config
    as_of: PartialDate | None
    entities: Mapping[str, Entity] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    derivations: Mapping[str, Derivation] = field(default_factory=dict)
    statuses: Mapping[str, Status] = field(default_factory=dict)
    charts: Mapping[str, ChartSpec] = field(default_factory=dict)
    selections: Mapping[Query, tuple[str, ...]] = field(default_factory=dict)
    """What each query of a chart, a table or a formula finds, in the order the facts are written."""
    verdicts: Mapping[str, Verdict] = field(default_factory=dict)
    """Each claim in the site's texts, by the text of its formula."""
    results: Mapping[str, Derivation] = field(default_factory=dict)
    """Each formula with a value in the site's texts (`[two contracts]{count(nature: contract)}`), by its text."""
    terms: Mapping[str, Term] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    """By path of the file."""
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Former ids of facts -> today's."""
    texts: tuple[Inline, ...] = field(default=(), repr=False)
    """Every text of YAML and front matter that readers see, of every language."""
    data: Mapping[str, object] = field(default_factory=dict)
    """`content/data/NAME.yaml`, by name, plain values with texts as `Inline` where a language mapping stood."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """The site's own templates, by path below `templates/`."""
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """Files of `content/assets/`, by path below `content/` (`assets/a.jpg`)."""
    withheld: frozenset[str] = frozenset()
    """The paths of pages that are drafts, where drafts are not built."""
    unread: bool = False
    """Whether an entry of a YAML file could not be read: what nothing is found for may have been written."""
    digests: Mapping[str, str] = field(default_factory=dict, repr=False)
    draft: bool = False


Surface = Literal["html", "xml", "svg", "json", "csv", "css", "text", "binary"]


@dataclass(frozen=True, slots=True)
class Output:
    """One file to publish. `content` is text with marks (see `exposit.marks`) or finished bytes. `language` is the
    language its numbers are to be read in, None for machine files. `source` is the author's file it mostly shows."""

    path: str
    content: str | bytes
    surface: Surface
    language: str | None = None
    source: str | None = None
    shows: str = ""
    """What the gate reads where `content` is bytes: the marked SVG a picture was drawn from, the text of an author's
    own file that is published as it is."""
    lacks: str = ""
    """The letters of a picture's words that no font of ours has: it shows empty boxes in their place."""


@dataclass(frozen=True, slots=True)
class Job:
    """An output still to be made. `key` changes whenever its bytes could; `make` is pure, and can be sent to another
    process."""

    path: str
    key: str
    make: Callable[[], Output]
    sketch: Callable[[], Output] | None = None
    """The same for those who only judge it, where that is much quicker: a picture without its pixels."""
    lists: str | None = None
    """The path of the output whose numbers this one lists: it can be finished once the gate has counted them there."""


@dataclass(frozen=True, slots=True)
class Counted:
    """One number on a finished page, as the gate saw it: what it rests on and the words shown."""

    kind: Literal["sourced", "calculated", "exempt", "label"]
    text: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Tally:
    """A page's denominator: every number its reader can see, counted on the finished file."""

    sourced: int = 0
    calculated: int = 0
    exempt: int = 0
    labels: int = 0
    """Dates, versions, section numbers and the like."""

    @property
    def quantities(self) -> int:
        """Sourced, calculated and exempt ones."""
        return self.sourced + self.calculated + self.exempt


__all__ = ["Counted", "Job", "Output", "Quantity", "Site", "Surface", "Tally", "Tree"]
