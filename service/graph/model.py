"""The data dictionary in the form that composing needs."""

from functools import cache

from service.domain.model import CO_MENTION, KINDS, read_model
from service.graph.compose.graph_model import GraphModel


@cache
def graph_model() -> GraphModel:
    """Returns what `cypher/model.toml` says of the graph. A kind of entity has the properties of all entities."""
    model = read_model()
    types = {**model.nodes, **model.links, "Relationship": model.connection}
    types |= dict.fromkeys(KINDS.values(), model.nodes["Entity"]) | dict.fromkeys(
        model.connections, model.connection
    )
    return GraphModel(
        {name: {key: prop.type for key, prop in properties.items()} for name, properties in types.items()},
        tuple(model.connections),
        frozenset((CO_MENTION,)),
        {"Mention": "MENTIONS"},
        KINDS,
        frozenset(("Decision",)),
        "cypher/model.toml",
    )
