"""The part of the graph that a search for paths has seen so far, and what it has to look at next.

Entities and relationships are Neo4j's own numbers here: they are small, and of thousands seen few are in the answer.

An entity is *expanded* when all its relationships are known. A path is known when each of its steps has an expanded end.
So a path that is not known has a step between two entities that are not expanded; walked from the source, the first
such entity is reached through expanded ones only, and walked from the target the last one likewise. These two make an
*open pair*, and as long as none is near enough, all paths up to a length are known. It is enough to expand one of
each pair, and which one is free to choose: a hub, which is near to everything, need hardly ever be expanded. Paths through
it are found from what stands beside it.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass, field, replace

type Entity = int
type Step = int

UNKNOWN = 20
"""Relationships that an entity is taken to have of which that is not known."""
EACH = 50
"""What it costs to come to an entity at all, counted in relationships read."""


@dataclass(frozen=True)
class Beside:
    """What was read of an entity: how many relationships it has, and what is at their other ends."""

    entity: Entity
    degree: int
    steps: Iterable[tuple[Entity, Step]] | None
    """None where there are too many of them."""


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
    beside: dict[Entity, dict[Entity, set[Step]]] = field(default_factory=lambda: {})
    """By entity, what stands beside it and the relationships between the two, as far as known; either way."""
    expanded: set[Entity] = field(default_factory=lambda: set())
    degrees: dict[Entity, int] = field(default_factory=lambda: {})
    """How many relationships those have that were too many to be read."""

    def learn(self, found: Iterable[Beside], *, whole: bool = True) -> set[Entity]:
        """Takes in what stands beside entities: `whole` if all that does. Returns those of which it was read."""
        read: set[Entity] = set()
        for one in found:
            if one.steps is None:
                self.degrees[one.entity] = one.degree
                continue
            read.add(one.entity)
            here = self.beside.setdefault(one.entity, {})
            for other, step in one.steps:
                if other != one.entity and other not in self.avoided:
                    here.setdefault(other, set()).add(step)
                    self.beside.setdefault(other, {}).setdefault(one.entity, set()).add(step)
        if whole:
            self.expanded |= read
        return read

    def open_pairs(self, most: int, done: Set[int] = frozenset()) -> Pairs | None:
        """The nearest pairs that a path of up to `most` steps may go through; None when all such paths are known.

        Args:
            done: `near` of pairs with a length of `most` between which all is known.
        """
        left = self._reached(self.source, self.target, most)
        right = self._reached(self.target, self.source, most)
        for reach in range(most):
            for near in range(reach + 1):
                if reach + 1 < most or near not in done:
                    some, others = left.get(near, frozenset()), right.get(reach - near, frozenset())
                    if pairs := Pairs(some, others, near, reach + 1).without(frozenset()):
                        return pairs
        return None

    def _reached(self, start: Entity, end: Entity, most: int) -> dict[int, frozenset[Entity]]:
        """What is reached from there through expanded entities and is not expanded itself, by steps."""
        found: dict[int, frozenset[Entity]] = {}
        seen, here = {start, end}, [start]  # no path goes on from its end
        for distance in range(most):
            found[distance] = frozenset(here) - self.expanded
            further: list[Entity] = []
            for entity in here:
                if entity in self.expanded:
                    for other in self.beside.get(entity, ()):
                        if other not in seen:
                            seen.add(other)
                            further.append(other)
            here = further
        return found

    def cover(self, pairs: Pairs) -> frozenset[Entity]:
        """The entities with the fewest relationships among which there is one of each pair."""
        choices = [pairs.left, pairs.right]
        both = pairs.left & pairs.right
        if both:
            choices.append((pairs.left | pairs.right) - {max(both, key=self.degree)})
        return min(choices, key=lambda choice: (self.cost(choice), len(choice)))

    def cost(self, entities: Iterable[Entity]) -> int:
        return sum(EACH + self.degree(entity) for entity in entities)

    def degree(self, entity: Entity) -> int:
        return self.degrees.get(entity, UNKNOWN)

    def between(self, most: int) -> dict[Entity, dict[Entity, set[Step]]]:
        """What is known of `beside`, as far as a walk of up to `most` steps between the two ends may use it."""
        there = self._distances(self.target, most)
        if self.source not in there:
            return {}
        here = self._distances(self.source, most)
        return {
            entity: {
                other: steps
                for other, steps in self.beside[entity].items()
                if distance + 1 + there.get(other, most) <= most
                or there[entity] + 1 + here.get(other, most) <= most
            }
            for entity, distance in here.items()
            if distance + there.get(entity, most + 1) <= most
        }

    def _distances(self, end: Entity, most: int) -> dict[Entity, int]:
        found, here = {end: 0}, [end]
        for distance in range(1, most + 1):
            further: list[Entity] = []
            for entity in here:
                for other in self.beside.get(entity, ()):
                    if other not in found:
                        found[other] = distance
                        further.append(other)
            here = further
        return found
