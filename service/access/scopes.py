"""The four scopes, and what each includes."""

from collections.abc import Iterable
from enum import StrEnum


class Scope(StrEnum):
    """What a client may do. `ingest` and `curate` include `read`, since an answer to a change can select anything; `admin` includes all."""

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
    """The scopes together with those that they include."""
    scopes = frozenset(given)
    if Scope.ADMIN in scopes:
        return ALL
    return scopes | {Scope.READ} if scopes else scopes


def parse(words: Iterable[str]) -> frozenset[Scope]:
    """The scopes among these words; words that name none are ignored, for a token may be good for other services too."""
    known = {scope.value: scope for scope in Scope}
    return frozenset(known[word] for word in words if word in known)


def named(scopes: Iterable[Scope]) -> list[str]:
    """The names of scopes, in the order of `Scope`."""
    found = set(scopes)
    return [scope.value for scope in Scope if scope in found]
