"""Ids that are derived from what they stand for."""

import hashlib


def digest(*parts: object, length: int = 20) -> str:
    """Hexadecimal digits of a hash over the parts."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:length]


def relationship_id(source: str, type_: str, target: str) -> str:
    """Id of the one connection of this type from one entity to another."""
    return "relationship:" + digest(source, type_, target)
