"""The data dictionary in the form that composing needs."""

from functools import cache

from service.domain.model import CO_MENTION, KINDS, read_model
from service.domain.quotes import LONGEST_PERMALINK
from service.domain.text import LONGEST_QUOTE, search_form
from service.graph.compose.graph_model import GraphModel

_ID_TYPES = {
    "channel": "Channel",
    "video": "Video",
    "speaker": "Speaker",
    "segment": "Segment",
    "chapter": "Chapter",
    "section": "SummarySection",
    "bullet": "SummaryBullet",
    "topic": "Topic",
    "entity": "Entity",
    "mention": "Mention",
    "relationship": "Relationship",
    "evidence": "Evidence",
    "decision": "Decision",
    "job": "Job",
}
_ID_QUERIES = {
    "Entity": "`entity(by: {{name: {0}}}) {{ id }}` or `suggest`",
    "Video": "`video(by: {{slug: {0}}}) {{ id }}` or `videos`",
    "Topic": "`topic(by: {{name: {0}}}) {{ id }}` or `topics`",
    "Channel": "`channel(by: {{name: {0}}}) {{ id }}` or `channels`",
    "Speaker": "`video(by: …) {{ speakers {{ id label }} }}`",
}


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
        {"Relationship": ("Evidence", "relationshipId")},
        _ID_TYPES,
        _ID_QUERIES,
        {"where.around": 300, "text": LONGEST_QUOTE, "by.permalink": LONGEST_PERMALINK},
        search_form,
        "cypher/model.toml",
    )
