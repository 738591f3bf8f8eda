"""Whether an id that was given can be one of ours, and of what."""

from service.errors import InvalidInput


def check_prefix(path: str, value: str, label: str) -> None:
    """
    Raises:
        InvalidInput: `value`, given at `path`, is no id of this label.
    """
    if not value.startswith(f"{label.lower()}:"):
        raise InvalidInput(f"`{path}`: {value!r:.60} is no id of type {label}.")


def label_of(node_id: str) -> str | None:
    """The label of what an id stands for; None when it is no id of ours."""
    prefix, colon, rest = node_id.partition(":")
    labels = {"channel", "video", "segment", "topic", "entity", "relationship", "evidence"}
    return prefix.capitalize() if colon and rest and prefix in labels else None
