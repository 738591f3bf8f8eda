"""The part of the graph that a search for paths has seen so far, and what it has to look at next.

Entities and relationships are Neo4j's own numbers here: they are small, and of thousands seen few are in the answer.

An entity is *expanded* when all its relationships are known. A path is known when each of its steps has an expanded end.
So a path that is not known has a step between two entities that are not expanded; walked from the source, the first
such entity is reached through expanded ones only, and walked from the target the last one likewise. These two make an
*open pair*, and as long as none is near enough, all paths up to a length are known. It is enough to expand one of
each pair, and which one is free to choose: a hub, which is near to everything, need hardly ever be expanded. Paths through
it are found from what stands beside it.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

type Entity = int
type Step = int

UNKNOWN = 20
"""Relationships that an entity is taken to have of which that is not known."""
EACH = 50
"""What it costs to come to an entity at all, counted in relationships read."""


@dataclass(frozen=True)
class Beside:
    """What was read of an entity: of each relationship the other end, its number and its weight in millionths.

    `degree`: how many relationships there are where these are too many to be read, and nothing else is known.
    """

    entity: Entity
    degree: int = 0
    others: Sequence[Entity] = ()
    steps: Sequence[Step] = ()
    weights: Sequence[int] = ()


@dataclass(frozen=True)
class Pairs:
    """Open pairs: each of `left`, `near` steps from the source, with each of `right`.

    A path through one has at least `length` steps.
    """

    left: frozenset[Entity]
    right: frozenset[Entity]
    near: int
    length: int

    def without(self, entities: Set[Entity]) -> "Pairs | None":
        """Those that are left when all between these entities and their partners is known; None when no pair is."""
        pairs = replace(self, left=self.left - entities, right=self.right - entities)
        # No path meets the same entity twice.
        one = len(pairs.left) == 1 and pairs.left == pairs.right
        return pairs if pairs.left and pairs.right and not one else None

    def partners(self, entities: Set[Entity]) -> frozenset[Entity]:
        """What makes a pair with these."""
        none = frozenset[Entity]()
        return (self.right if entities & self.left else none) | (self.left if entities & self.right else none)


@dataclass
class Explored:
    source: Entity
    target: Entity
    avoided: frozenset[Entity] = frozenset()
    weights: dict[Entity, dict[Entity, int]] = field(default_factory=lambda: {})
    """By entity, what stands beside it and the most that a relationship between the two weighs, as far as known; either way."""
    expanded: set[Entity] = field(default_factory=lambda: set())
    degrees: dict[Entity, int] = field(default_factory=lambda: {})
    """How many relationships those have that were too many to be read."""
    _read: dict[Entity, list[Beside]] = field(default_factory=lambda: {})

    def learn(self, found: Iterable[Beside], *, whole: bool = True) -> set[Entity]:
        """Takes in what stands beside entities: `whole` if all that does. Returns those of which it was read."""
        read: set[Entity] = set()
        for one in found:
            if one.degree:
                self.degrees[one.entity] = one.degree
                continue
            read.add(one.entity)
            if one.entity not in self.avoided:
                self._read.setdefault(one.entity, []).append(one)
                self._take(one)
        if whole:
            self.expanded |= read
        return read

    def _take(self, one: Beside) -> None:
        entity, avoided, weights = one.entity, self.avoided, self.weights
        here = weights.setdefault(entity, {})
        for other, weight in zip(one.others, one.weights, strict=True):
            if weight > here.get(other, -1) and other != entity and other not in avoided:
                here[other] = weight
                if other in weights:
                    weights[other][entity] = weight
                else:
                    weights[other] = {entity: weight}

    def heaviest(self, here: Entity, there: Entity) -> list[Step]:
        """The relationships between two neighbours that weigh the most."""
        most = self.weights[here][there]
        for entity, beside in ((here, there), (there, here)):
            for one in self._read.get(entity, ()):
                found = [
                    step
                    for other, step, weight in zip(one.others, one.steps, one.weights, strict=True)
                    if other == beside and weight == most
                ]
                if found:
                    return found
        return []

    def open_pairs(self, most: int, done: Set[int] = frozenset()) -> Pairs | None:
        """The nearest pairs that a path of up to `most` steps may go through; None when all such paths are known.

        Args:
            done: `near` of pairs with a length of `most` between which all is known.
        """
        left = _Reached(self, self.source, self.target)
        right = _Reached(self, self.target, self.source)
        for reach in range(most):
            for near in range(reach + 1):
                if reach + 1 < most or near not in done:
                    pairs = Pairs(left.open_at(near), right.open_at(reach - near), near, reach + 1)
                    if pairs := pairs.without(frozenset()):
                        return pairs
        return None

    def cover(self, pairs: Pairs) -> frozenset[Entity]:
        """The entities with the fewest relationships among which there is one of each pair."""
        choices = [pairs.left, pairs.right]
        both = pairs.left & pairs.right
        if both:
            choices.append((pairs.left | pairs.right) - {max(both, key=self.degree)})
        return min(choices, key=lambda choice: (self.cost(choice), len(choice)))

    def cost(self, entities: Set[Entity]) -> int:
        many = self.degrees.keys() & entities
        return len(entities) * EACH + (len(entities) - len(many)) * UNKNOWN + sum(map(self.degree, many))

    def degree(self, entity: Entity) -> int:
        return self.degrees.get(entity, UNKNOWN)


class _Reached:
    """What is reached from `start` through expanded entities, looked at only as far as asked."""

    def __init__(self, explored: Explored, start: Entity, end: Entity) -> None:
        self._explored = explored
        self._seen = {start, end}  # no path goes on from its end
        self._here: Iterable[Entity] = {start}
        self._open = [frozenset({start}) - explored.expanded]

    def open_at(self, distance: int) -> frozenset[Entity]:
        """What is so many steps away and not expanded itself."""
        explored = self._explored
        while len(self._open) <= distance:
            further = set[Entity]().union(
                *(explored.weights[entity] for entity in explored.expanded.intersection(self._here))
            )
            self._here = further - self._seen
            self._seen |= self._here
            self._open.append(frozenset(self._here - explored.expanded))
        return self._open[distance]
