"""The order in which formulas can be calculated, and the circles that have none. Iterative: depth does not matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def in_order(needs: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names so that each comes after what it needs, and those for which that cannot be: in a circle, or after one.
    What `needs` does not list is always at hand."""
    waiting = {name: sum(needed in needs for needed in set(found)) for name, found in needs.items()}
    users: dict[str, list[str]] = {name: [] for name in needs}
    for name, found in needs.items():
        for needed in dict.fromkeys(found):
            if needed in users:
                users[needed].append(name)
    order = [name for name, count in waiting.items() if count == 0]
    for name in order:  # grows while it is walked
        for user in users[name]:
            waiting[user] -= 1
            if waiting[user] == 0:
                order.append(user)
    done = set(order)
    return tuple(order), tuple(name for name in needs if name not in done)


def find_cycles(needs: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Each circle once, from its first written name on: (`a`, `b`) for a -> b -> a. In a knot of circles, one for every
    way back that a walk in the order written meets."""
    place = {name: index for index, name in enumerate(needs)}
    seen: set[str] = set()
    told: set[tuple[str, ...]] = set()
    for start in needs:
        if start in seen:
            continue
        path: dict[str, int] = {start: 0}
        walk = [(start, iter(needs[start]))]
        while walk:
            name, ahead = walk[-1]
            following = next(ahead, None)
            if following is None:
                walk.pop()
                del path[name]
                seen.add(name)
            elif following in path:
                cycle = [step for step, _ in walk[path[following] :]]
                first = min(range(len(cycle)), key=lambda index: place[cycle[index]])
                turned = (*cycle[first:], *cycle[:first])
                if turned not in told:
                    told.add(turned)
                    yield turned
            elif following in needs and following not in seen:
                path[following] = len(walk)
                walk.append((following, iter(needs[following])))
