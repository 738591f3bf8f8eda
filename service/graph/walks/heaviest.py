"""The heaviest paths of one length, in order, and the steps that such paths may have.

A best-first search: by the weight so far and the greatest weight that the remaining steps can add, on any way to the
target, including loops. So paths are completed from the heaviest to the lightest, and few more are started than
needed.
"""

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from itertools import pairwise

type Weights[Name] = Mapping[Name, Mapping[Name, int]]
"""Maps each node to its neighbors and the weights of the steps, in both directions. The weights are integers, so
their sums are exact."""

_CHECKED = 1000


def heaviest_paths[Name: (int, str)](
    weights: Weights[Name],
    source: Name,
    target: Name,
    length: int,
    first: int,
    check: Callable[[], object] = int,
) -> list[tuple[Name, ...]]:
    """Returns the `first` paths of exactly `length` steps that visit no node twice; of equally heavy ones those with
    smaller names.

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
    """The same, and the steps of all paths that would be among these with other names of nodes."""
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
    # Equal ranks are ordered by names, and the beginning of a path comes before the path.
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
    """Returns the steps of all walks that weigh `least` or more; walks may visit a node twice."""
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
    """For each number of steps: the nodes from which the target is reached in exactly this number, with the greatest
    weight of these."""
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
    """For each number of steps below `most`: the nodes that are at most this far from the source."""
    found = [{source}]
    here = {source}
    for _ in range(1, most):
        here = set[Name]().union(*(weights.get(node, ()) for node in here)) - found[-1]
        found.append(found[-1] | here)
    return found
