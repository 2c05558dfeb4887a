"""Exposit: a static explainer site generator in which no number reaches a reader without a source."""

__version__ = "0.1.0"
