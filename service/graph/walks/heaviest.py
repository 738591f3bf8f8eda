"""The heaviest paths of one length, in order, and the steps that such paths may have.

A best-first search: by the weight so far and the greatest weight that the remaining steps can add, on any way to the
target. So paths are completed from the heaviest to the lightest, and few more are started than needed. A way that goes
to a node and straight back is no path, so it adds nothing: a heavy relationship of a hub would otherwise begin
thousands of ways that all return to the hub. Longer loops are still counted, and found when they close.
"""

from collections.abc import Callable, Mapping
from heapq import heappop, heappush
from itertools import pairwise

type Weights[Name] = Mapping[Name, Mapping[Name, int]]
"""Maps each node to its neighbors and the weights of the steps, in both directions. The weights are integers, so
their sums are exact."""
type Best[Name] = tuple[int, Name | None, int]
"""The greatest weight of the ways on from a node, the neighbor that such a way goes to, and the greatest weight of the
ways by other neighbors."""

MOST_TIED = 100
_CHECKED = 1000
_NONE = -1
"""Instead of a weight: there is no way."""


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


def heaviest_paths_with_ties[Name: (int, str)](
    weights: Weights[Name],
    source: Name,
    target: Name,
    length: int,
    first: int,
    check: Callable[[], object] = int,
) -> tuple[list[tuple[Name, ...]], set[tuple[Name, Name]] | None]:
    """Returns the same, then all further paths that are as heavy as the last of them, and None.

    If these are more than `MOST_TIED`, they are left out, and the steps of all that heavy paths are returned.
    """
    ahead = _most_ahead(weights, source, target, length)
    found = _in_order(weights, ahead, source, first, check, MOST_TIED)
    if len(found) < first + MOST_TIED:
        return found, None
    return found[:first], _steps_of(weights, ahead, source, weight_of(weights, found[-1]))


def weight_of[Name: (int, str)](weights: Weights[Name], path: tuple[Name, ...]) -> int:
    return sum(weights[here][there] for here, there in pairwise(path))


def _in_order[Name: (int, str)](
    weights: Weights[Name],
    ahead: list[dict[Name, Best[Name]]],
    source: Name,
    first: int,
    check: Callable[[], object],
    tied: int = 0,
) -> list[tuple[Name, ...]]:
    """Returns the `first` paths, then up to `tied` further ones that are as heavy as the last of them."""
    length = len(ahead) - 1
    if source not in ahead[length]:
        return []
    found: list[tuple[Name, ...]] = []
    # Equal ranks are ordered by names, and the beginning of a path comes before the path.
    begun: list[tuple[int, tuple[Name, ...], int]] = [(-ahead[length][source][0], (source,), 0)]
    taken = least = 0
    while begun and len(found) < first + tied and -begun[0][0] >= least:
        _, path, so_far = heappop(begun)
        here, left = path[-1], length + 1 - len(path)
        if left == 0:
            found.append(path)
            least = so_far if len(found) == first else least
            continue
        taken += 1
        if taken % _CHECKED == 0:
            check()
        beside, onward = weights[here], ahead[left - 1]
        for there in beside.keys() & onward.keys():
            if there not in path:
                most, by, otherwise = onward[there]
                rest = otherwise if by in path else most
                if rest != _NONE:
                    weight = so_far + beside[there]
                    heappush(begun, (-(weight + rest), (*path, there), weight))
    return found


def _steps_of[Name: (int, str)](
    weights: Weights[Name], ahead: list[dict[Name, Best[Name]]], source: Name, least: int
) -> set[tuple[Name, Name]]:
    """Returns the steps of all ways that weigh `least` or more. A way may visit a node twice, but does not go straight
    back."""
    found: set[tuple[Name, Name]] = set()
    behind: dict[Name, Best[Name]] = {source: (0, None, _NONE)}
    for onward in reversed(ahead[:-1]):
        further: dict[Name, Best[Name]] = {}
        for here, (most, by, otherwise) in behind.items():
            beside = weights[here]
            for there in beside.keys() & onward.keys():
                so_far = otherwise if by == there else most
                most_on, by_on, otherwise_on = onward[there]
                rest = otherwise_on if by_on == here else most_on
                weight = so_far + beside[there]
                if so_far != _NONE and rest != _NONE and weight + rest >= least:
                    found.add((here, there))
                    further[there] = _better(further.get(there), weight, here)
        behind = further
    return found


def _most_ahead[Name: (int, str)](
    weights: Weights[Name], source: Name, target: Name, length: int
) -> list[dict[Name, Best[Name]]]:
    """For each number of steps: the nodes from which the target is reached in exactly this number, with the greatest
    weights of these."""
    near = _within(weights, source, target, length)
    ahead: list[dict[Name, Best[Name]]] = [{target: (0, None, _NONE)}]
    for steps in range(1, length + 1):
        here: dict[Name, Best[Name]] = {}
        reached = near[length - steps]
        for there, (most, by, otherwise) in ahead[-1].items():
            beside = weights.get(there, {})
            for node in beside.keys() & reached:
                rest = otherwise if by == node else most
                if rest != _NONE:
                    here[node] = _better(here.get(node), beside[node] + rest, there)
        ahead.append(here)
    return ahead


def _better[Name: (int, str)](known: Best[Name] | None, weight: int, by: Name) -> Best[Name]:
    """Returns the best weight with its next node, and the best weight by any other next node, of the `known` ones and one more."""
    if known is None:
        return weight, by, _NONE
    if weight > known[0]:
        return weight, by, known[0]
    return known if weight <= known[2] else (known[0], known[1], weight)


def _within[Name: (int, str)](
    weights: Weights[Name], source: Name, target: Name, most: int
) -> list[set[Name]]:
    """Returns a list of `most` sets of nodes: the one at index `n` has the nodes that a path can reach in `n` steps or fewer.

    The source and the target are left out, because no path passes them on its way; but the set at index 0 is the source alone.
    """
    seen = {source, target}
    here, near = {source}, set[Name]()
    found = [here]
    for _ in range(1, most):
        here = set[Name]().union(*(weights.get(node, ()) for node in here)) - seen
        seen |= here
        near = near | here
        found.append(near)
    return found
