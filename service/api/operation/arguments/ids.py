"""Checks the form of given ids, and finds their type."""

import json

from service.errors import InvalidInput

_LONGEST = 60
_WAYS = {
    "Entity": "`entity(by: {{name: {0}}}) {{ id }}` or `suggest`",
    "Video": "`video(by: {{slug: {0}}}) {{ id }}` or `videos`",
    "Topic": "`topic(by: {{name: {0}}}) {{ id }}` or `topics`",
    "Channel": "`channel(by: {{name: {0}}}) {{ id }}` or `channels`",
    "Speaker": "`video(by: …) {{ speakers {{ id label }} }}`",
}
"""Maps a label to a query that returns its ids, with a placeholder for the given value; for all labels in arguments."""


def check_prefix(path: str, value: str, label: str) -> None:
    """Raises: InvalidInput: `value` at `path` is not an id of this label; the message says how to get one."""
    if not value.startswith(f"{label.lower()}:"):
        # A name or a slug, which people try, is put into the suggested query; an id of another type is not.
        asked = "…" if label_of(value) or len(value) > _LONGEST else json.dumps(value, ensure_ascii=False)
        way = _WAYS[label].format(asked)
        raise InvalidInput(f"`{path}`: {value!r:.60} is no id of type {label}. Ask {way} for one.")


_LABELS = {
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
"""Maps the prefix of an id to the type of the object, which `cypher/nodes/<Type>.cypher` finds."""


def label_of(node_id: str) -> str | None:
    """Returns the label of an id; None if it is not one of our ids."""
    prefix, colon, rest = node_id.partition(":")
    return _LABELS.get(prefix) if colon and rest else None
