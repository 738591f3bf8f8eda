"""Values of arguments: their types, their form for the driver, and their limits. Ids say the type of what they identify."""

import json
from datetime import date, datetime
from enum import Enum

from service.errors import InvalidInput
from service.graph.compose.graph_model import GraphModel

_LONGEST = 60


def check_prefix(model: GraphModel, path: str, value: str, label: str) -> None:
    """Raises: InvalidInput: `value` at `path` is not an id of this label; the message says how to get one."""
    if not value.startswith(f"{label.lower()}:"):
        # A name or a slug, which people try, is put into the suggested query; an id of another type is not.
        asked = (
            "…" if label_of(model, value) or len(value) > _LONGEST else json.dumps(value, ensure_ascii=False)
        )
        way = model.id_queries[label].format(asked)
        raise InvalidInput(f"`{path}`: {value!r:.60} is no id of type {label}. Ask {way} for one.")


def label_of(model: GraphModel, node_id: str) -> str | None:
    """Returns the label of an id; None if it is not one of our ids."""
    prefix, colon, rest = node_id.partition(":")
    return model.id_types.get(prefix) if colon and rest else None


type Argument = (
    bool | int | float | str | Enum | date | datetime | list["Argument"] | dict[str, "Argument"] | None
)
"""An argument's value as graphql-core gives it."""

LARGEST_LIST = 100
LONGEST_TEXT = 1000
"""Values of a list, and characters of a text, of arguments for which the model says nothing else."""


def driver_value(model: GraphModel, path: str, value: Argument, *, search: bool) -> Argument:
    """A value as the driver takes it. With `search`, a text is normalized as names and texts in the indexes are.

    Raises:
        InvalidInput: a list or a text is too long, or a moment negative.
    """
    if isinstance(value, list):
        most = model.longest.get(path, LARGEST_LIST)
        if len(value) > most:
            raise InvalidInput(f"`{path}` has {len(value)} values: at most {most} are allowed.")
        return [driver_value(model, path, one, search=search) for one in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, str):
        most = model.longest.get(path, LONGEST_TEXT)
        if len(value) > most:
            raise InvalidInput(f"`{path}` has {len(value)} characters: at most {most} are allowed.")
        return model.search_form(value) if search else value
    if path == "seconds" and isinstance(value, int | float) and value < 0:
        raise InvalidInput(f"`seconds` is {value}: it must not be negative.")
    return value


def check_ids(model: GraphModel, path: str, value: Argument, label: str) -> None:
    """
    Raises:
        InvalidInput: an id that is not one of this label.
    """
    for one in _ids(value):
        check_prefix(model, path, one, label)


def check_id(model: GraphModel, path: str, value: Argument, label: str | None) -> None:
    """Checks the argument at `path` if it takes an id.

    Raises:
        InvalidInput: what is given is no id, or one of another label.
    """
    if path == "by.id" and label is not None:
        check_ids(model, path, value, label)
    elif path == "id" and label_of(model, str(value)) is None:
        raise InvalidInput(f"`{path}`: {value!r:.60} is no id. Pass an `id` that the API gave.")


def _ids(value: Argument) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
