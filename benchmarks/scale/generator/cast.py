"""The cast of a talk, and the statements on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from zlib import crc32

from service.domain.document import Kind
from service.domain.model import CO_MENTION, KINDS, read_model

_TYPED, _CO_MENTIONS = 9, 4


@dataclass(frozen=True)
class Person:
    """An entity of the archive; the main name comes first."""

    index: int
    kind: Kind
    names: tuple[str, ...]
    description: str | None
    url: str | None

    @property
    def key(self) -> str:
        return f"e{self.index}"


@dataclass(frozen=True)
class Cast:
    """The cast of a talk: the entities that it names first, perhaps the hub, and others."""

    debuts: Sequence[Person]
    hub: Person | None
    others: Sequence[Person]

    @property
    def everybody(self) -> list[Person]:
        return [*([self.hub] if self.hub else []), *self.debuts, *self.others]


@dataclass(frozen=True)
class Statement:
    """A statement about two entities, with the words between their names."""

    source: Person
    type: str
    target: Person


def draw_statements(random: Random, cast: Cast) -> list[Statement]:
    """Returns the statements of the talk: on the hub and each new entity, and on others. The same pair mostly has the same type."""
    found: dict[tuple[int, str, int], Statement] = {}

    def add(source: Person, type_: str, target: Person) -> None:
        symmetric = read_model().connections[type_].symmetric
        ends = sorted((source.index, target.index)) if symmetric else (source.index, target.index)
        found.setdefault((ends[0], type_, ends[1]), Statement(source, type_, target))

    if cast.hub:
        for entity in cast.debuts:
            pair = (cast.hub, entity) if random.random() < 0.3 else (entity, cast.hub)
            add(pair[0], _type(random, *pair), pair[1])
    # In a talk without the hub the last newcomer stays unconnected: no archive is all of one piece.
    people = [*(cast.debuts if cast.hub else cast.debuts[:-1]), *cast.others]
    for _ in range(_TYPED if len(people) > 1 else 0):
        source, target = random.sample(people, 2)
        add(source, _type(random, source, target), target)
    for _ in range(_CO_MENTIONS if len(people) > 1 else 0):
        one, other = random.sample([cast.hub, *people] if cast.hub else people, 2)
        add(one, CO_MENTION, other)
    return list(found.values())


def _type(random: Random, source: Person, target: Person) -> str:
    """Returns a type that model.toml allows between the two kinds; for one pair it is nearly always the same."""
    allowed = _ALLOWED[source.kind, target.kind]
    if random.random() < 0.15:
        return random.choice(allowed)
    return allowed[crc32(f"{source.key} {target.key}".encode()) % len(allowed)]


_ALLOWED = {
    (source, target): [
        type_.name
        for type_ in read_model().connections.values()
        if type_.name != CO_MENTION and type_.allows(KINDS[source], KINDS[target])
    ]
    for source in KINDS
    for target in KINDS
}
