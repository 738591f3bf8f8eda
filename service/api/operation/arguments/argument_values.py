"""Values of arguments: their types, their form for the driver, and their limits. Ids say the type of what they identify."""

import json
from datetime import date, datetime
from enum import Enum

from service.domain.quotes import LONGEST_PERMALINK
from service.domain.text import LONGEST_QUOTE, search_form
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


type Argument = (
    bool | int | float | str | Enum | date | datetime | list["Argument"] | dict[str, "Argument"] | None
)
"""An argument's value as graphql-core gives it."""

LARGEST_LIST = 100
LONGER_LISTS = {"where.around": 300}
"""Paths of arguments that take more; what is done with them has a limit of its own."""
LONGEST_TEXT = 1000
LONGER_TEXTS = {"text": LONGEST_QUOTE, "by.permalink": LONGEST_PERMALINK}
"""The same of texts."""


def driver_value(path: str, value: Argument, *, search: bool) -> Argument:
    """A value as the driver takes it. With `search`, a text is normalized as names and texts in the indexes are.

    Raises:
        InvalidInput: a list or a text is too long, or a moment negative.
    """
    if isinstance(value, list):
        most = LONGER_LISTS.get(path, LARGEST_LIST)
        if len(value) > most:
            raise InvalidInput(f"`{path}` has {len(value)} values: at most {most} are allowed.")
        return [driver_value(path, one, search=search) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        most = LONGER_TEXTS.get(path, LONGEST_TEXT)
        if len(value) > most:
            raise InvalidInput(f"`{path}` has {len(value)} characters: at most {most} are allowed.")
        return search_form(value) if search else value
    if path == "seconds" and isinstance(value, int | float) and value < 0:
        raise InvalidInput(f"`seconds` is {value}: it must not be negative.")
    return value


def check_ids(path: str, value: Argument, label: str) -> None:
    """
    Raises:
        InvalidInput: an id that is not one of this label.
    """
    for one in _ids(value):
        check_prefix(path, one, label)


def check_id(path: str, value: Argument, label: str | None) -> None:
    """Checks the argument at `path` if it takes an id.

    Raises:
        InvalidInput: what is given is no id, or one of another label.
    """
    if path == "by.id" and label is not None:
        check_ids(path, value, label)
    elif path == "id" and label_of(str(value)) is None:
        raise InvalidInput(f"`{path}`: {value!r:.60} is no id. Pass an `id` that the API gave.")


def _ids(value: Argument) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
