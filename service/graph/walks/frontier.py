"""The part of the graph that a search for paths has read so far, and what it must read next.

Entities and relationships are Neo4j's internal ids here: they are small, and of thousands that are read only a few
are in the answer.

An entity is *expanded* if all its relationships are known. A path is known if each of its steps has an expanded end.
So an unknown path has a step between two entities that are not expanded. From the source, the first such entity is
reached only through expanded ones, and from the target, so is the last one. These two are an *open pair*. If no open
pair is near enough, all paths up to a length are known. It is enough to expand one entity of each pair, and either
will do. So a hub, which is near to everything, is rarely expanded. Paths through it are found from its neighbors.
"""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, field, replace

type EntityNumber = int
type RelationshipNumber = int
type NumberPair = tuple[EntityNumber, EntityNumber]

UNKNOWN = 20
"""Assumed number of relationships of an entity if the number is unknown."""
EACH = 50
"""Basic cost of reading an entity, in relationships."""


@dataclass(frozen=True)
class Neighborhood:
    """The known relationships of an entity: the other end, the internal id and the weight in millionths of each.

    `degree`: the number of relationships if they are too many to be read; then nothing else is known.
    """

    entity: EntityNumber
    degree: int = 0
    others: Sequence[EntityNumber] = ()
    steps: Sequence[RelationshipNumber] = ()
    weights: Sequence[int] = ()


@dataclass(frozen=True)
class Pairs:
    """Open pairs: each of `left`, at `near` steps from the source, with each of `right`.

    A path through such a pair has at least `length` steps.
    """

    left: frozenset[EntityNumber]
    right: frozenset[EntityNumber]
    near: int
    length: int

    def without(self, entities: Set[EntityNumber]) -> "Pairs | None":
        """Returns the pairs that remain after everything between these entities and their partners is known; None if
        none remain."""
        pairs = replace(self, left=self.left - entities, right=self.right - entities)
        # No path visits an entity twice.
        one = len(pairs.left) == 1 and pairs.left == pairs.right
        return pairs if pairs.left and pairs.right and not one else None

    def partners(self, entities: Set[EntityNumber]) -> frozenset[EntityNumber]:
        """Returns the entities that form a pair with these."""
        none = frozenset[EntityNumber]()
        return (self.right if entities & self.left else none) | (self.left if entities & self.right else none)


@dataclass
class Exploration:
    source: EntityNumber
    target: EntityNumber
    avoided: frozenset[EntityNumber] = frozenset()
    weights: dict[EntityNumber, dict[EntityNumber, int]] = field(default_factory=lambda: {})
    """Maps each entity to its known neighbors and the greatest weight of a relationship to each, in both directions."""
    expanded: set[EntityNumber] = field(default_factory=lambda: set())
    degrees: dict[EntityNumber, int] = field(default_factory=lambda: {})
    """Numbers of relationships of the entities that have too many to be read."""
    _read: dict[EntityNumber, list[Neighborhood]] = field(default_factory=lambda: {})
    _passed: dict[EntityNumber, frozenset[EntityNumber]] = field(default_factory=lambda: {})
    """Maps hubs that are not expanded to others: it is known which of these are their neighbors."""

    def learn(self, found: Iterable[Neighborhood], *, whole: bool = True) -> set[EntityNumber]:
        """Adds neighbors of entities; `whole` if all are included. Returns the entities that were read."""
        read: set[EntityNumber] = set()
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

    def learn_passed(self, hubs: Iterable[Neighborhood], near: frozenset[EntityNumber]) -> None:
        """Adds those neighbors of hubs that are among `near`."""
        for entity in self.learn(hubs, whole=False):
            self._passed[entity] = near | {entity}

    def _take(self, one: Neighborhood) -> None:
        entity, avoided, weights = one.entity, self.avoided, self.weights
        here = weights.setdefault(entity, {})
        for other, weight in zip(one.others, one.weights, strict=True):
            if weight > here.get(other, -1) and other != entity and other not in avoided:
                here[other] = weight
                if other in weights:
                    weights[other][entity] = weight
                else:
                    weights[other] = {entity: weight}

    def heaviest(self, hops: Iterable[NumberPair]) -> dict[NumberPair, list[RelationshipNumber]]:
        """Returns the heaviest relationships between neighbors, in either direction."""
        pairs = {hop: (min(hop), max(hop)) for hop in hops}
        found: dict[NumberPair, list[RelationshipNumber]] = {pair: [] for pair in pairs.values()}
        for turn in (1, -1):  # from the end with fewer relationships; perhaps only the other's were read
            wanted: dict[EntityNumber, dict[EntityNumber, list[RelationshipNumber]]] = {}
            for pair, steps in found.items():
                if not steps:
                    end, other = sorted(pair, key=self._count_read)[::turn]
                    wanted.setdefault(end, {})[other] = steps
            for entity, others in wanted.items():
                self._find_steps(entity, others)
        return {hop: found[pair] for hop, pair in pairs.items()}

    def _count_read(self, entity: EntityNumber) -> int:
        return sum(len(one.others) for one in self._read.get(entity, ()))

    def _find_steps(self, entity: EntityNumber, others: dict[EntityNumber, list[RelationshipNumber]]) -> None:
        """Adds the heaviest relationships with these neighbors."""
        weights = self.weights[entity]
        for one in self._read.get(entity, ()):
            for other, step, weight in zip(one.others, one.steps, one.weights, strict=True):
                if other in others and weight == weights[other] and step not in others[other]:
                    others[other].append(step)

    def open_pairs(self, most: int, done: Set[int] = frozenset()) -> Pairs | None:
        """Returns the nearest pairs that a path of up to `most` steps may go through; None if all such paths are
        known.

        Args:
            done: `near` of pairs with a length of `most` between which all is known.
        """
        left = _Arrival(self, self.source, self.target)
        right = _Arrival(self, self.target, self.source)
        for reach in range(most):
            for near in range(reach + 1):
                if reach + 1 < most or near not in done:
                    pairs = Pairs(left.open_at(near), right.open_at(reach - near), near, reach + 1)
                    # A path of this length goes directly from one of the pair to the other.
                    known = self._known_beside(pairs) if reach + 1 == most else frozenset[EntityNumber]()
                    if pairs := pairs.without(known):
                        return pairs
        return None

    def _known_beside(self, pairs: Pairs) -> frozenset[EntityNumber]:
        """Returns hubs of which it is known whether each partner is a neighbor."""
        hubs = self._passed.keys() & (pairs.left | pairs.right)
        return frozenset(hub for hub in hubs if pairs.partners({hub}) <= self._passed[hub])

    def cover(self, pairs: Pairs) -> frozenset[EntityNumber]:
        """Returns the entities with the fewest relationships that include one of each pair."""
        choices = [pairs.left, pairs.right]
        both = pairs.left & pairs.right
        if both:
            choices.append((pairs.left | pairs.right) - {max(both, key=self.degree)})
        return min(choices, key=lambda choice: (self.cost(choice), len(choice)))

    def cost(self, entities: Set[EntityNumber]) -> int:
        many = self.degrees.keys() & entities
        return len(entities) * EACH + (len(entities) - len(many)) * UNKNOWN + sum(map(self.degree, many))

    def degree(self, entity: EntityNumber) -> int:
        return self.degrees.get(entity, UNKNOWN)


class _Arrival:
    """Entities reached from `start` through expanded entities, computed only as far as needed."""

    def __init__(self, explored: Exploration, start: EntityNumber, end: EntityNumber) -> None:
        self._explored = explored
        self._seen = {start, end}  # no path continues from its end
        self._here: Iterable[EntityNumber] = {start}
        self._open = [frozenset({start}) - explored.expanded]

    def open_at(self, distance: int) -> frozenset[EntityNumber]:
        """Returns the entities at this distance that are not expanded."""
        explored = self._explored
        while len(self._open) <= distance:
            further = set[EntityNumber]().union(
                *(explored.weights[entity] for entity in explored.expanded.intersection(self._here))
            )
            self._here = further - self._seen
            self._seen |= self._here
            self._open.append(frozenset(self._here - explored.expanded))
        return self._open[distance]
