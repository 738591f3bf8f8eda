"""The present state of an entity on which people decide."""

from dataclasses import dataclass

from service.domain.document import Kind


@dataclass(frozen=True)
class EntityState:
    """The present state of an entity."""

    id: str
    slug: str
    name: str
    kind: Kind
    video_count: int
    mention_count: int
    relationship_count: int
