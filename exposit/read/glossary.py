"""content/glossary.yaml -> terms by id."""

from __future__ import annotations

from exposit.facts.units import Units
from exposit.model import Config, Term
from exposit.problems import Problem
from exposit.read.entry import EntryReader, with_hidden
from exposit.read.schema import GlossaryFile, TermEntry, validate
from exposit.read.yaml import read_yaml


def read_glossary(path: str, text: str, config: Config) -> tuple[dict[str, Term], tuple[Problem, ...]]:
    """The terms of one file, in the order written."""
    document = read_yaml(path, text)
    _, problems = validate(GlossaryFile, document)
    reader = EntryReader(document, config.languages, Units(config.units))
    terms: dict[str, Term] = {}
    for id_, entry in reader.entries("terms", "term", TermEntry):
        if entry is None:
            continue
        term, means = reader.text(("terms", id_, "term")), reader.text(("terms", id_, "means"))
        if term and means:
            terms[id_] = Term(id_, term, means, document.key_span(("terms", id_)))
    found = (*document.problems, *problems, *reader.problems)
    return terms, with_hidden(found, reader.written("terms") - terms.keys())
