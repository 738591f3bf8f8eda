"""Ids that are derived from what they stand for, and sets of ids that conditions name."""

import hashlib
from dataclasses import dataclass


def digest(*parts: object, length: int = 20) -> str:
    """Hexadecimal digits of a hash over the parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def relationship_id(source: str, type_: str, target: str) -> str:
    """Id of the one connection of this type from one entity to another."""
    return "relationship:" + digest(source, type_, target)


@dataclass(frozen=True)
class IdSets:
    """Related to at least one, to every one, to none of these ids; None where that does not matter."""

    any: tuple[str, ...] | None = None
    all: tuple[str, ...] | None = None
    none: tuple[str, ...] | None = None

    @property
    def given(self) -> dict[str, list[str]]:
        """What is asked, by word: all or none of no ids is fulfilled by everything, and so asks nothing."""
        words = {"any": self.any, "all": self.all, "none": self.none}
        return {word: list(ids) for word, ids in words.items() if ids or (word == "any" and ids is not None)}
