"""Compares the stated connections of two documents of one talk: what an extraction again brings, and what it loses."""

from collections.abc import Iterator
from dataclasses import dataclass

from service.domain.document import RelationshipInfo, VideoDocument
from service.domain.model import CO_MENTION
from service.domain.text import normalise_name

type _Key = tuple[str, str, str]


@dataclass(frozen=True)
class QuotedRelationship:
    """A connection in the words of its document, with the first of its quotes."""

    source: str
    type: str
    target: str
    quote: str


@dataclass(frozen=True)
class Comparison:
    """`new`, `gone`: in the order of their documents. `kept`: the number of those that both have, by the names of both ends and the
    type."""

    new: tuple[QuotedRelationship, ...]
    gone: tuple[QuotedRelationship, ...]
    kept: int


def compare(before: VideoDocument, after: VideoDocument) -> Comparison:
    """Returns which stated connections are new and gone. Co-mentions follow from the words, and do not count."""
    old, new = dict(_stated(before)), dict(_stated(after))
    return Comparison(
        tuple(one for key, one in new.items() if key not in old),
        tuple(one for key, one in old.items() if key not in new),
        len(old.keys() & new.keys()),
    )


def _stated(document: VideoDocument) -> Iterator[tuple[_Key, QuotedRelationship]]:
    names = {entity.key: entity.name for entity in document.entities}
    for one in document.relationships:
        if one.type != CO_MENTION:
            yield _key(one, names), _shown(one, names)


def _key(one: RelationshipInfo, names: dict[str, str]) -> _Key:
    return normalise_name(names[one.source]), one.type, normalise_name(names[one.target])


def _shown(one: RelationshipInfo, names: dict[str, str]) -> QuotedRelationship:
    return QuotedRelationship(names[one.source], one.type, names[one.target], one.evidence[0].quote)
