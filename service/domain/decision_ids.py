"""Ids of decisions: in the API each begins with `decision:`, in the graph only those of corrections do."""

_PREFIX = "decision:"


def public_id(id_: str) -> str:
    """Returns the id in the API of a decision of the graph; `cypher/fields/Query/decisions.cypher` makes the same."""
    return id_ if id_.startswith(_PREFIX) else _PREFIX + id_


def graph_id(id_: str) -> str:
    """Returns the id in the graph of a decision of the API. Other ids are returned as they are, and are not found."""
    rest = id_.removeprefix(_PREFIX)
    return rest if rest.startswith(("entity:", "video:")) else id_
