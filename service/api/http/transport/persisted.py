"""Persisted documents: a client sends a document's hash instead of its text, if the server knows it.

Source: Apollo's automatic persisted queries (https://www.apollographql.com/docs/apollo-server/performance/apq),
version 1. A client first sends only the hash. If it is unknown, the client sends hash and text once. Requests with a
hash are short enough for GET.
"""

import hashlib
import re
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from cachetools import LRUCache

from service.api.http.request_parts import is_object
from service.api.http.transport.refusals import RefusedRequest

_MOST_BYTES = 10_000_000
_ENTRY_BYTES = 300
"""Approximate memory of an entry besides its text."""


class UnknownDocument(RefusedRequest):
    """The request has only a hash, which is unknown. Status, code and message are those that Apollo's clients expect."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.OK, "PERSISTED_QUERY_NOT_FOUND", "PersistedQueryNotFound")


class WrongDocument(RefusedRequest):
    """The extension is invalid; code and message say why."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(HTTPStatus.BAD_REQUEST, code, message)


@dataclass(frozen=True)
class PersistedDocument:
    """`digest` is set if the text should be stored after its execution."""

    text: str
    digest: str | None = None


class PersistedDocuments:
    """Documents of this process by hash. If there is no more room, the least recently used are dropped."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._texts = LRUCache[str, str](most_bytes, getsizeof=_size)

    def find(self, query: object, extensions: dict[str, Any] | None) -> PersistedDocument | None:
        """Returns the document of a request by its hash; None if it has no hash.

        Raises:
            UnknownDocument, WrongDocument
        """
        wanted = (extensions or {}).get("persistedQuery")
        if wanted is None:
            return None
        digest = _digest(wanted)
        if query is None or query == "":
            text = self._texts.get(digest)
            if text is None:
                raise UnknownDocument
            return PersistedDocument(text)
        if not isinstance(query, str):
            return None
        if _hash(query) != digest:
            message = "The hash is not that of the query: sha256Hash must be the SHA-256 of its text in UTF-8, in hexadecimal."
            raise WrongDocument("PERSISTED_QUERY_HASH_MISMATCH", message)
        return PersistedDocument(query, digest)

    def keep(self, document: PersistedDocument) -> None:
        """Stores a document after its execution, so that invalid texts cannot fill the memory."""
        if document.digest is None or document.digest in self._texts:
            return
        with suppress(ValueError):  # it is larger than all the room there is
            self._texts[document.digest] = document.text


def _digest(wanted: object) -> str:
    keys = wanted if is_object(wanted) else {}
    digest = keys.get("sha256Hash")
    if keys.get("version") != 1 or not isinstance(digest, str):
        message = '"persistedQuery" must be {"version": 1, "sha256Hash": "…"}.'
        raise WrongDocument("BAD_REQUEST", message)
    if not re.fullmatch(r"[0-9a-fA-F]{64}", digest):
        raise WrongDocument("BAD_REQUEST", '"sha256Hash" must be a SHA-256 in hexadecimal: 64 digits.')
    return digest.lower()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass")) + _ENTRY_BYTES
