"""What composing has to know of the graph beside the .cypher files: labels, relationship types, properties."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True)
class GraphModel:
    """
    Attributes:
        properties: label or type → property → Neo4j's name of the type of its value.
        types: relationship types that `types` in a head stands for, in the order in which they are listed.
        on_demand: those of `types` that count only where they are asked for.
        stored_as: type of the schema → its label or type in the graph, where that has another name.
        implementations: value of a discriminating property → the type of the schema that an object with it has.
        computed: types of the schema whose files return maps, though the graph has a label of that name.
        found_by: label or type of items that no index lists → label of the nodes by which they are found, and their property with
            the id of the item.
        id_types: prefix of an id → type of the schema, which `nodes/<Type>.cypher` finds.
        id_queries: type → a query that returns its ids, with a placeholder for a given value; for all types whose ids are arguments.
        longest: path of an argument → most values of its list, or characters of its text, if these are not the usual ones.
        search_form: normalizes a text as names and texts in the indexes are.
        source: file that says all this, for messages.
    """

    properties: Mapping[str, Mapping[str, str]]
    types: tuple[str, ...]
    on_demand: frozenset[str]
    stored_as: Mapping[str, str]
    implementations: Mapping[str, str]
    computed: frozenset[str]
    found_by: Mapping[str, tuple[str, str]] = field(default_factory=dict[str, tuple[str, str]])
    id_types: Mapping[str, str] = field(default_factory=dict[str, str])
    id_queries: Mapping[str, str] = field(default_factory=dict[str, str])
    longest: Mapping[str, int] = field(default_factory=dict[str, int])
    search_form: Callable[[str], str] = str.casefold
    source: str = ""

    @cached_property
    def type_list(self) -> str:
        """All types that are not on demand, in the form of a pattern."""
        return "|".join(name for name in self.types if name not in self.on_demand)

    def properties_of(self, type_name: str) -> Mapping[str, str]:
        """Returns the properties of a type of the schema, or of a relationship type."""
        return self.properties[self.stored_as.get(type_name, type_name)]

    def chosen(self, given: Collection[str] | None, *, on_demand: bool) -> tuple[str, ...]:
        """Returns the given types, or all; with `on_demand` also those. In the model's order."""
        wanted = set(self.types) - self.on_demand if given is None else set(given)
        wanted |= self.on_demand if on_demand else set()
        return tuple(name for name in self.types if name in wanted)


EMPTY = GraphModel({}, (), frozenset(), {}, {}, frozenset())
