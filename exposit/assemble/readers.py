"""The readers, each loaded when there is something to read: YAML, pydantic, Markdown and the sanitiser are half of the
time a command takes to start, and where every file is as it was none of them is needed."""

from __future__ import annotations

from collections.abc import Mapping

from exposit.model import ChartSpec, Config, Facts, Page, Term
from exposit.problems import Problem

Problems = tuple[Problem, ...]


def read_config(path: str, text: str) -> tuple[Config, Problems]:
    """`read.config`."""
    from exposit.read.config import read_config

    return read_config(path, text)


def read_facts(texts: Mapping[str, str], config: Config) -> tuple[Facts, Problems]:
    """`read.facts`."""
    from exposit.read.facts import read_facts

    return read_facts(texts, config)


def read_charts(path: str, text: str, config: Config) -> tuple[Mapping[str, ChartSpec], Problems]:
    """`read.charts`."""
    from exposit.read.charts import read_charts

    return read_charts(path, text, config)


def read_glossary(path: str, text: str, config: Config) -> tuple[Mapping[str, Term], Problems]:
    """`read.glossary`."""
    from exposit.read.glossary import read_glossary

    return read_glossary(path, text, config)


def read_data(path: str, text: str, config: Config) -> tuple[object, Problems]:
    """`read.data`."""
    from exposit.read.data import read_data

    return read_data(path, text, config)


def read_page(path: str, text: str, config: Config) -> tuple[Page, Problems]:
    """`read.page`."""
    from exposit.read.page import read_page

    return read_page(path, text, config)
