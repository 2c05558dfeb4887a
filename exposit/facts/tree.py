"""Walking the tree of a formula: the names and queries in it, where a part of it stands, how it reads.

Beside `formula`, which makes these trees, and `plan`, which works them out.
"""

from __future__ import annotations

from collections.abc import Iterator

from exposit.model import Binary, Call, Comparison, Expression, Name, Negate, Number, Query


def parts_of(tree: Expression) -> Iterator[Expression]:
    """Every node of the tree, itself first, in the order written."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(children_of(node)))


def children_of(node: Expression) -> tuple[Expression, ...]:
    """The nodes a node holds, in the order written."""
    if isinstance(node, Binary | Comparison):
        return (node.left, node.right)
    if isinstance(node, Negate):
        return (node.operand,)
    return node.arguments if isinstance(node, Call) else ()


def names_in(tree: Expression) -> tuple[Name, ...]:
    """The facts a formula names, each once, in order of first use. A name may be an event's `a.date`: see `fact_id`."""
    return tuple(dict.fromkeys(node for node in parts_of(tree) if isinstance(node, Name)))


def queries_in(tree: Expression) -> tuple[Query, ...]:
    """The queries in a formula, each once, in order of first use."""
    found = (node.query for node in parts_of(tree) if isinstance(node, Call))
    return tuple(dict.fromkeys(query for query in found if query is not None))


def extent_of(node: Expression) -> tuple[int, int]:
    """Where a node begins and ends in the formula's text. Brackets around it are not counted."""
    first = last = node
    while not isinstance(first, Name | Number | Call):
        first = children_of(first)[0]
    while not isinstance(last, Name | Number | Call):
        last = children_of(last)[-1]
    return first.start, last.end


_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 4}


def reads(node: Expression, text: str) -> str:
    """A node as an author would write it, for a message: only the brackets that are needed."""
    if isinstance(node, Name):
        return node.id
    if isinstance(node, Number | Call):
        return " ".join(text[node.start : node.end].split())
    if isinstance(node, Negate):
        return f"-{_bracketed(node.operand, text, 4)}"
    if isinstance(node, Comparison):
        return f"{reads(node.left, text)} {node.operator} {reads(node.right, text)}"
    strength = _STRENGTH[node.operator]
    joint = node.operator if node.operator == "^" else f" {node.operator} "
    left = _bracketed(node.left, text, 5 if node.operator == "^" else strength)
    return f"{left}{joint}{_bracketed(node.right, text, strength + 1)}"


def _bracketed(node: Expression, text: str, needed: int) -> str:
    strength = _STRENGTH[node.operator] if isinstance(node, Binary) else 3 if isinstance(node, Negate) else 5
    return f"({reads(node, text)})" if strength < needed else reads(node, text)
