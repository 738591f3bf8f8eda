"""The four scopes, and which others each includes."""

from collections.abc import Iterable
from enum import StrEnum


class Scope(StrEnum):
    """What a client may do. `ingest` and `curate` include `read`, since the answer to a change can select anything; `admin` includes all."""

    READ = "read"
    INGEST = "ingest"
    CURATE = "curate"
    ADMIN = "admin"


type Needed = Scope | str
"""What a field or a route needs: a scope, or nothing (`ANYBODY`)."""

ANYBODY = "anybody"
ALL = frozenset(Scope)
NONE = frozenset[Scope]()


def expand(given: Iterable[Scope]) -> frozenset[Scope]:
    """Returns the scopes together with those that they include."""
    scopes = frozenset(given)
    if Scope.ADMIN in scopes:
        return ALL
    return scopes | {Scope.READ} if scopes else scopes


def parse(words: Iterable[str]) -> frozenset[Scope]:
    """Returns the scopes among these words. Other words are ignored, because a token may be for other services too."""
    known = {scope.value: scope for scope in Scope}
    return frozenset(known[word] for word in words if word in known)


def named(scopes: Iterable[Scope]) -> list[str]:
    """Returns the names of scopes, in the order of `Scope`."""
    found = set(scopes)
    return [scope.value for scope in Scope if scope in found]
