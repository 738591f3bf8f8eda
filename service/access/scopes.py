"""The scopes, and which others each includes."""

from collections.abc import Iterable
from enum import StrEnum


class Scope(StrEnum):
    """What a client may do. `ingest`, `fetch` and `curate` include `read`, since the answer to a change can select anything; `admin`
    includes all. `fetch` is needed beside `ingest`, for what the service is to fetch from an address of the client."""

    READ = "read"
    INGEST = "ingest"
    FETCH = "fetch"
    CURATE = "curate"
    ADMIN = "admin"


type Needed = Scope | tuple[Scope, ...] | str
"""What a field or a route needs: a scope, one of several, or nothing (`ANYBODY`)."""

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


def allows(scopes: Iterable[Scope], needed: Needed) -> bool:
    """Returns whether a client with these scopes may do what needs `needed`."""
    if needed == ANYBODY:
        return True
    return not set(scopes).isdisjoint(needed if isinstance(needed, tuple) else (needed,))
