"""Values of ours as bytes and back. Below everything that keeps something on disk between builds.

Pickles come from a folder that may have been cloned from anywhere: only our own dataclasses and named tuples and a few
plain types can come out of them.
"""

from __future__ import annotations

import dataclasses
import importlib
import io
import pickle
from typing import Any

_PLAIN = {
    ("builtins", "dict"),
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("builtins", "str"),
    ("collections", "OrderedDict"),
    ("datetime", "date"),
    ("decimal", "Decimal"),
    ("markupsafe", "Markup"),
}


class _Unpickler(pickle.Unpickler):
    """Gives back plain values, our own dataclasses and named tuples; anything else is no value of ours."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _PLAIN:
            return getattr(importlib.import_module(module), name)
        if module.startswith("exposit."):
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type) and (dataclasses.is_dataclass(found) or _is_named_tuple(found)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name}")


def _is_named_tuple(found: type) -> bool:
    return issubclass(found, tuple) and hasattr(found, "_fields")


def pickled(value: object) -> bytes | None:
    """The value's bytes; None for one that cannot be kept, which is then made again each time."""
    try:
        return pickle.dumps(value, protocol=5)
    except (pickle.PicklingError, TypeError, AttributeError, RecursionError):
        return None


def unpickled(data: bytes) -> Any:
    """The value these bytes were made of. Broken bytes can raise any exception."""
    return _Unpickler(io.BytesIO(data)).load()
