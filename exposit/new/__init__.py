"""Writes what an author would otherwise type: a whole small site, a page, a fact, a source."""
