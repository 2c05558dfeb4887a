"""The pydantic door: which keys each YAML file has, which are required, what kind of value each takes.

Comes after `read.yaml`. Only the shape is judged here; whether a date is a date, a source exists or a language lacks a
text is for the reader of the file, which knows the site. No other module imports pydantic, and its wording never
reaches an author: every mistake becomes a Problem of ours (`report`).
"""

from exposit.read.schema.export import json_schemas
from exposit.read.schema.models import (
    AnnotationEntry,
    ChartEntry,
    ChartsFile,
    DissentEntry,
    EntityEntry,
    Entry,
    EvidenceEntry,
    ExemptEntry,
    FactEntry,
    FactsFile,
    FrontMatter,
    GlossaryFile,
    PeriodEntry,
    RevisionEntry,
    SiteFile,
    SourceEntry,
    TermEntry,
)
from exposit.read.schema.report import torn_text, validate

__all__ = [
    "AnnotationEntry",
    "ChartEntry",
    "ChartsFile",
    "DissentEntry",
    "EntityEntry",
    "Entry",
    "EvidenceEntry",
    "ExemptEntry",
    "FactEntry",
    "FactsFile",
    "FrontMatter",
    "GlossaryFile",
    "PeriodEntry",
    "RevisionEntry",
    "SiteFile",
    "SourceEntry",
    "TermEntry",
    "json_schemas",
    "torn_text",
    "validate",
]
