"""The heaviest paths of one length, in order, and the steps that such paths may take.

A search that always goes on where the most can still be reached: the weight so far and the most that as many steps as are
left may add, on any way to the target, loops included. So paths are completed from the heaviest to the lightest, and
few more are begun than are asked for.
"""

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from itertools import pairwise

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
    return _in_order(weights, ahead, source, first, check)


def heaviest_paths_and_steps[Name: (int, str)](
    weights: Weights[Name],
    source: Name,
    target: Name,
    length: int,
    first: int,
    check: Callable[[], object] = int,
) -> tuple[list[tuple[Name, ...]], set[tuple[Name, Name]]]:
    """The same, and the steps of all paths that would be among these if nodes had other names."""
    ahead = _most_ahead(weights, source, target, length)
    found = _in_order(weights, ahead, source, first, check)
    if not found:
        return [], set()
    least = sum(weights[here][there] for here, there in pairwise(found[-1]))
    return found, _steps_of(weights, ahead, source, least)


def _in_order[Name: (int, str)](
    weights: Weights[Name],
    ahead: list[dict[Name, int]],
    source: Name,
    first: int,
    check: Callable[[], object],
) -> list[tuple[Name, ...]]:
    length = len(ahead) - 1
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
        for there in beside.keys() & onward.keys():
            if there not in path:
                heappush(begun, (-(so_far + beside[there] + onward[there]), (*path, there)))
    return found


def _steps_of[Name: (int, str)](
    weights: Weights[Name], ahead: list[dict[Name, int]], source: Name, least: int
) -> set[tuple[Name, Name]]:
    """The steps of all walks that weigh `least` or more; walks may meet a node twice."""
    found: set[tuple[Name, Name]] = set()
    most = {source: 0}
    for onward in reversed(ahead[:-1]):
        further: dict[Name, int] = {}
        for here, so_far in most.items():
            beside = weights[here]
            for there in beside.keys() & onward.keys():
                weight = so_far + beside[there]
                if weight + onward[there] >= least:
                    found.add((here, there))
                    further[there] = max(weight, further.get(there, 0))
        most = further
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
            if there != target or steps == 1:
                beside = weights.get(there, {})
                for node in beside.keys() & near[length - steps]:
                    weight = beside[node] + rest
                    if here.get(node, -1) < weight:
                        here[node] = weight
        ahead.append(here)
    return ahead


def _within[Name: (int, str)](weights: Weights[Name], source: Name, most: int) -> list[set[Name]]:
    """By number of steps below `most`: the nodes that are no further from the source."""
    found = [{source}]
    here = {source}
    for _ in range(1, most):
        here = set[Name]().union(*(weights.get(node, ()) for node in here)) - found[-1]
        found.append(found[-1] | here)
    return found
