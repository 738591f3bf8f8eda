"""The names of a document's entities, in the form of decided names' keys: match keys. Pure functions."""

from collections.abc import Iterable
from typing import get_args

from service.domain.document import Kind, VideoDocument
from service.domain.identity import alias_key, as_kind
from service.resolution.name_index import spelling

_KINDS: tuple[Kind, ...] = get_args(Kind)


def names_of(document: VideoDocument, video: str) -> set[str]:
    """Each as a name of the kind that the document gives it."""
    return {spelling(key) for key in _keys(document, video)}


def names_of_any_kind(document: VideoDocument, video: str) -> set[str]:
    """Each as a name of every kind."""
    return {spelling(as_kind(key, kind)) for key in _keys(document, video) for kind in _KINDS}


def names_as_any_kind(name: str) -> set[str]:
    """One name as a name of every kind."""
    keys: Iterable[str | None] = (alias_key(kind, name) for kind in _KINDS)
    return {spelling(key) for key in keys if key is not None}


def _keys(document: VideoDocument, video: str) -> set[str]:
    keys = {
        alias_key(entity.kind, name, video if entity.local else None)
        for entity in document.entities
        for name in (entity.name, *entity.aliases)
    }
    return {key for key in keys if key is not None}
