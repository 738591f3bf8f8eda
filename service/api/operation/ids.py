"""Whether an id that was given can be one of ours, and of what."""

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
"""Label → what gives ids of it, with a place for what was given in their stead; of all labels of which arguments take ids."""


def check_prefix(path: str, value: str, label: str) -> None:
    """
    Raises:
        InvalidInput: `value`, given at `path`, is no id of this label; the message says how to come to one.
    """
    if not value.startswith(f"{label.lower()}:"):
        # A name or a slug, as people try, can be asked by as it stands; what is an id of something else cannot.
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
}
"""Prefix of an id → type of the object, which `cypher/nodes/<Type>.cypher` finds."""


def label_of(node_id: str) -> str | None:
    """The label of what an id stands for; None when it is no id of ours."""
    prefix, colon, rest = node_id.partition(":")
    return _LABELS.get(prefix) if colon and rest else None
