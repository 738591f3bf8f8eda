"""Ids that are derived from the objects they identify, and sets of ids in conditions."""

import hashlib
from dataclasses import dataclass


def digest(*parts: object, length: int = 20) -> str:
    """Returns hexadecimal digits of a hash over the parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def decision_id(*parts: object) -> str:
    """Returns the id of a decision, made of what is decided and the time. It keeps it when it is undone."""
    return "decision:" + digest(*parts)


def relationship_id(source: str, type_: str, target: str) -> str:
    """Returns the id of the connection of this type between two entities."""
    return "relationship:" + digest(source, type_, target)


@dataclass(frozen=True)
class IdSets:
    """Related to at least one, to every one, to none of these ids; None if not given."""

    any: tuple[str, ...] | None = None
    all: tuple[str, ...] | None = None
    none: tuple[str, ...] | None = None

    @property
    def given(self) -> dict[str, list[str]]:
        """Returns the given conditions by key. `all` or `none` with an empty list is always true, so it is left out."""
        words = {"any": self.any, "all": self.all, "none": self.none}
        return {word: list(ids) for word, ids in words.items() if ids or (word == "any" and ids is not None)}
