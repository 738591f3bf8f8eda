"""The plain executor: what the engine has to answer, found out in the most obvious way."""

from plain import fields, roots, walks  # noqa: F401  (they register themselves)
from plain.registry import FIELDS

__all__ = ["FIELDS"]
