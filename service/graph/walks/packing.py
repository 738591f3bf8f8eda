"""Puts the separately laid out parts of a picture beside each other, without overlap."""

import numpy as np
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
