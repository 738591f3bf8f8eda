"""The data dictionary `cypher/model.toml`, read once: what the graph may hold."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from service.errors import InvalidInput
from service.resources import cypher_folder

KINDS = {
    "PERSON": "Person",
    "COMPANY": "Company",
    "CONCEPT": "Concept",
    "PRODUCT": "Product",
    "EVENT": "Event",
}
"""GraphQL's word for a kind → the label."""
ENDED_BY_LEFT = ("WORKS_AT", "LEADS")
"""Types that are over once somebody has LEFT."""
CO_MENTION = "MENTIONED_WITH"
"""The type that says only that two names were said together."""


@dataclass(frozen=True)
class Property:
    """`type` is Neo4j's name of the value type. `internal`: for indexes and the loader."""

    name: str
    type: str
    required: bool
    meaning: str
    internal: bool = False


@dataclass(frozen=True)
class ConnectionType:
    """A type of relationship between entities; `sources` and `targets` are labels. `lasts`: it is so for a while, and can be over."""

    name: str
    meaning: str
    sources: frozenset[str]
    targets: frozenset[str]
    symmetric: bool
    lasts: bool

    def allows(self, source: str, target: str) -> bool:
        """Returns whether this type may connect an entity of label `source` to one of label `target`."""
        return source in self.sources and target in self.targets


@dataclass(frozen=True)
class Model:
    """`nodes` and `links`: label or type → its properties by name. `connections`: in the file's order."""

    nodes: dict[str, dict[str, Property]]
    keys: dict[str, str]
    links: dict[str, dict[str, Property]]
    connections: dict[str, ConnectionType]
    connection: dict[str, Property]

    def properties(self, name: str) -> dict[str, Property]:
        """Properties of a label, a link type or a connection type; of a kind's label: those of Entity.

        Raises:
            InvalidInput: the dictionary does not have `name`.
        """
        if name in KINDS.values():
            name = "Entity"
        if name in self.connections:
            return self.connection
        found = self.nodes.get(name, self.links.get(name))
        if found is None:
            raise InvalidInput(f"cypher/model.toml has no label or type {name}")
        return found


def _properties(table: dict[str, Any]) -> dict[str, Property]:
    return {
        name: Property(
            name,
            spec["type"].rstrip("?"),
            not spec["type"].endswith("?"),
            spec["meaning"],
            spec.get("internal", False),
        )
        for name, spec in table.get("properties", {}).items()
    }


def _labels(ends: list[str]) -> frozenset[str]:
    return frozenset(KINDS.values()) if ends == ["any"] else frozenset(ends)


@cache
def read_model() -> Model:
    """The dictionary of this installation."""
    with (cypher_folder() / "model.toml").open("rb") as file:
        raw = tomllib.load(file)
    return Model(
        nodes={label: _properties(table) for label, table in raw["nodes"].items()},
        keys={label: table["key"] for label, table in raw["nodes"].items() if "key" in table},
        links={name: _properties(table) for name, table in raw["links"].items()},
        connections={
            name: ConnectionType(
                name,
                table["meaning"],
                _labels(table["from"]),
                _labels(table["to"]),
                table.get("symmetric", False),
                table.get("lasts", False),
            )
            for name, table in raw["relationships"].items()
        },
        connection=_properties(raw["connection"]),
    )


def lasting_types() -> str:
    """The connection types of what is so for a while and can be over, as people read them."""
    return ", ".join(name for name, connection in read_model().connections.items() if connection.lasts)
