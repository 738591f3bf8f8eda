"""Positions of the nodes of a slice: a force layout that gives the same picture for the same content.

The layout is deterministic: it starts from a spiral, not from random positions. Each connected part is laid out by
the forces of Fruchterman and Reingold. The parts are put beside each other, and nodes without a link on rings around
all.

Source: Fruchterman and Reingold, "Graph Drawing by Force-directed Placement", 1991.
"""

from collections.abc import Sequence
from hashlib import blake2b
from threading import Lock

import numpy as np
from cachetools import LRUCache, cached
from numpy.typing import NDArray

type Points = NDArray[np.float64]

GAP = 1.0
"""Space between parts, and between nodes without a link: the ideal length of a link."""


def pack(parts: list[Points]) -> list[Points]:
    """Returns the same parts, moved: the first in the middle, the others around it, single nodes on rings around all.

    Args:
        parts: places around (0, 0), the part with most nodes first and those of one node last.
    """
    disks = [part for part in parts if len(part) > 1]
    moved: list[Points] = []
    radii = [_reach(part) + GAP / 2 for part in disks]
    centres = _centres(radii)
    for part, centre in zip(disks, centres, strict=True):
        moved.append(part + centre)
    edge = max(
        (float(np.hypot(*centre)) + radius for centre, radius in zip(centres, radii, strict=True)),
        default=0.0,
    )
    moved.extend(np.array([place]) for place in _rings(len(parts) - len(disks), edge))
    return moved


def _reach(part: Points) -> float:
    return float(np.sqrt((part**2).sum(axis=1)).max())


def _centres(radii: list[float]) -> list[Points]:
    """Returns centers for disks without overlap: each at the first free position of a spiral from the middle
    outwards."""
    if not radii:
        return []
    # Far enough out for disks that fill a third of the space, in steps of half the smallest.
    pitch = min(radii)
    reach = max(radii) + 3 * float(np.sqrt(sum(radius * radius for radius in radii)))
    turns = np.arange(0.0, np.pi * (reach / pitch) ** 2, 0.5)
    angle = np.sqrt(turns * 4 * np.pi)
    spiral = np.column_stack((np.cos(angle), np.sin(angle))) * (pitch * angle / (2 * np.pi))[:, None]
    placed = np.zeros((len(radii), 2))
    sizes = np.array(radii)
    begin = 0
    for index in range(1, len(radii)):
        if radii[index] < radii[index - 1]:
            begin = 0  # a smaller disk may fit where the previous one did not
        begin = _first_free(spiral, begin, placed[:index], sizes[:index] + radii[index])
        if begin < len(spiral):
            placed[index] = spiral[begin]
        else:  # beside all of them
            edge = (np.sqrt((placed[:index] ** 2).sum(axis=1)) + sizes[:index]).max()
            placed[index] = (edge + radii[index], 0.0)
    return list(placed)


def _first_free(spiral: Points, begin: int, placed: Points, distances: NDArray[np.float64]) -> int:
    for start in range(begin, len(spiral), 256):
        piece = spiral[start : start + 256]
        apart = ((piece[:, None, :] - placed[None, :, :]) ** 2).sum(axis=2)
        free = (apart >= distances[None, :] ** 2).all(axis=1)
        if free.any():
            return start + int(free.argmax())
    return len(spiral)


def _rings(count: int, edge: float) -> list[tuple[float, float]]:
    """Returns positions for single nodes on circles around the disk of radius `edge`, the inner circle filled first."""
    places: list[tuple[float, float]] = []
    if count == 1 and edge == 0:
        return [(0.0, 0.0)]
    radius = edge + GAP
    while len(places) < count:
        here = min(count - len(places), max(1, int(2 * np.pi * radius / GAP)))
        for index in range(here):
            angle = 2 * np.pi * index / here
            places.append((radius * float(np.cos(angle)), radius * float(np.sin(angle))))
        radius += GAP
    return places


type Link = tuple[str, str, float]
type Place = tuple[float, float]

ROUNDS = 60
_GOLDEN_ANGLE = np.pi * (3 - np.sqrt(5))
_cache = LRUCache[bytes, list[Place]](512)
"""Recent layouts; one of 500 nodes takes about 60 KB."""


def lay_out(nodes: Sequence[str], links: Sequence[Link]) -> list[Place]:
    """Returns a position for each node, in the order of `nodes`. The outermost node is on the unit circle.

    The result does not depend on the order of nodes and links, the direction of links, or the process. Links to other
    nodes are ignored. Heavier links are shorter. 100 nodes take about 10 ms, 500 about 200; recent layouts are
    cached.
    """
    ids = sorted(set(nodes))
    known = set(ids)
    edges = sorted(
        (min(a, b), max(a, b), weight) for a, b, weight in links if a != b and a in known and b in known
    )
    by_id = dict(zip(ids, _place(ids, edges), strict=True))
    return [by_id[node] for node in nodes]


def _digest(ids: list[str], edges: list[Link]) -> bytes:
    return blake2b(repr((ids, edges)).encode(), digest_size=16).digest()


@cached(_cache, key=_digest, lock=Lock())
def _place(ids: list[str], edges: list[Link]) -> list[Place]:
    if not ids:
        return []
    number = {node: index for index, node in enumerate(ids)}
    strength: dict[tuple[int, int], float] = {}
    for a, b, weight in edges:
        pair = (number[a], number[b])
        strength[pair] = strength.get(pair, 0.0) + max(weight, 0.0)
    beside: list[list[int]] = [[] for _ in ids]
    for a, b in strength:
        beside[a].append(b)
        beside[b].append(a)
    places = np.zeros((len(ids), 2))
    parts = _parts(beside)
    offsets = pack([_spread(part, strength) for part in parts])
    for part, points in zip(parts, offsets, strict=True):
        places[part] = points
    reach = float(np.sqrt((places**2).sum(axis=1)).max())
    if reach > 0:
        places /= reach
    # Rounded, because the last digits of floating point numbers are not significant. Adding 0 turns -0.0 into 0.0.
    return [(float(x), float(y)) for x, y in np.round(places, 6) + 0.0]


def _parts(beside: list[list[int]]) -> list[list[int]]:
    """Returns the connected parts, largest first; in each the node with the most links first, and from there
    outwards."""
    by_degree = sorted(range(len(beside)), key=lambda node: (-len(beside[node]), node))
    parts: list[list[int]] = []
    seen: set[int] = set()
    for start in by_degree:
        if start in seen:
            continue
        seen.add(start)
        part = [start]
        for node in part:
            for other in beside[node]:
                if other not in seen:
                    seen.add(other)
                    part.append(other)
        parts.append(part)
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _spread(part: list[int], strength: dict[tuple[int, int], float]) -> Points:
    """Returns the positions of one part's nodes, in its order; the ideal distance of linked nodes is 1."""
    count = len(part)
    inside = {node: index for index, node in enumerate(part)}
    pairs = [(inside[a], inside[b], value) for (a, b), value in strength.items() if a in inside]
    turn = np.arange(count)
    start = np.sqrt(turn)
    x, y = start * np.cos(turn * _GOLDEN_ANGLE), start * np.sin(turn * _GOLDEN_ANGLE)
    if count > 2:
        a = np.array([pair[0] for pair in pairs])
        b = np.array([pair[1] for pair in pairs])
        pull = np.sqrt(np.array([pair[2] for pair in pairs]))
        # Between half and twice the usual force, so that one very heavy link does not pull everything together.
        pull = np.clip(pull / (pull.mean() or 1.0), 0.5, 2.0)
        x, y = _settle(x, y, a, b, pull)
    return np.column_stack((x - x.mean(), y - y.mean()))


type _Vector = NDArray[np.float64]
type _Indexes = NDArray[np.int64]


def _settle(x: _Vector, y: _Vector, a: _Indexes, b: _Indexes, pull: _Vector) -> tuple[_Vector, _Vector]:
    """Applies the forces in rounds with decreasing maximum steps. There are no matrix products, because their sums
    depend on threads."""
    count = len(x)
    longest = 0.2 * float(np.sqrt(count))
    for round_ in range(ROUNDS):
        step = longest * (ROUNDS - round_) / ROUNDS
        dx, dy = x[:, None] - x[None, :], y[:, None] - y[None, :]
        push = 1.0 / np.maximum(dx * dx + dy * dy, 1e-4)
        fx, fy = (dx * push).sum(axis=1), (dy * push).sum(axis=1)
        along_x, along_y = x[b] - x[a], y[b] - y[a]
        force = pull * np.sqrt(along_x * along_x + along_y * along_y)
        fx += np.bincount(a, along_x * force, count) - np.bincount(b, along_x * force, count)
        fy += np.bincount(a, along_y * force, count) - np.bincount(b, along_y * force, count)
        # Some gravity keeps long arms from drifting away.
        fx -= 0.05 * x
        fy -= 0.05 * y
        length = np.maximum(np.sqrt(fx * fx + fy * fy), 1e-9)
        scale = np.minimum(length, step) / length
        x, y = x + fx * scale, y + fy * scale
    return x, y
