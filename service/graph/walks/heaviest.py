"""The heaviest paths of one length, in order.

A search that always goes on where the most can still be reached: the weight so far and the most that as many steps as are
left may add, on any way to the target, loops included. So paths are completed from the heaviest to the lightest, and
few more are begun than are asked for.
"""

from collections.abc import Callable, Mapping
from heapq import heappop, heappush

type Weights[Name] = Mapping[Name, Mapping[Name, int]]
"""By node, the nodes beside it and the weights of the steps to them; either way. Whole numbers: their sums are exact."""

_CHECKED = 1000


def heaviest_paths[Name: (int, str)](
    weights: Weights[Name],
    source: Name,
    target: Name,
    length: int,
    first: int,
    check: Callable[[], object] = int,
) -> list[tuple[Name, ...]]:
    """The `first` paths of exactly `length` steps that meet no node twice; of equally heavy ones those with smaller names.

    Args:
        check: called from time to time; what it raises ends the search.
    """
    ahead = _most_ahead(weights, source, target, length)
    if source not in ahead[length]:
        return []
    found: list[tuple[Name, ...]] = []
    # Equal ranks come by names, and what a path begins with comes before the path.
    begun: list[tuple[int, tuple[Name, ...]]] = [(-ahead[length][source], (source,))]
    taken = 0
    while begun and len(found) < first:
        rank, path = heappop(begun)
        here, left = path[-1], length + 1 - len(path)
        if left == 0:
            found.append(path)
            continue
        taken += 1
        if taken % _CHECKED == 0:
            check()
        so_far, beside, onward = -rank - ahead[left][here], weights[here], ahead[left - 1]
        for there in beside if len(beside) < len(onward) else onward:
            if there in beside and there in onward and there not in path:
                heappush(begun, (-(so_far + beside[there] + onward[there]), (*path, there)))
    return found


def _most_ahead[Name: (int, str)](
    weights: Weights[Name], source: Name, target: Name, length: int
) -> list[dict[Name, int]]:
    """By number of steps: from which nodes the target is reached in exactly so many, and how much these may weigh."""
    near = _within(weights, source, length)
    ahead = [{target: 0}]
    for steps in range(1, length + 1):
        here: dict[Name, int] = {}
        for there, rest in ahead[-1].items():
            if there == target and steps > 1:
                continue
            for node, weight in weights.get(there, {}).items():
                if near.get(node, length + 1) <= length - steps and here.get(node, -1) < weight + rest:
                    here[node] = weight + rest
        ahead.append(here)
    return ahead


def _within[Name: (int, str)](weights: Weights[Name], source: Name, most: int) -> dict[Name, int]:
    found, here = {source: 0}, [source]
    for distance in range(1, most + 1):
        further: list[Name] = []
        for node in here:
            for other in weights.get(node, ()):
                if other not in found:
                    found[other] = distance
                    further.append(other)
        here = further
    return found
