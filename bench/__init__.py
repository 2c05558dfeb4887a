"""Measurements anyone can repeat: `python -m bench`. A benchmark is a module here with a `run`; see `measure`."""
