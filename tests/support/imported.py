"""A graph of a few talks, and what it has of an entity."""

from service.actions.imports.import_talk import TalkImport, import_talk
from service.curation.stored_decisions import EntityState
from service.domain.document import VideoDocument
from service.graph.driver.database import Database


async def with_talks(database: Database, *documents: VideoDocument) -> Database:
    """Returns the database with these talks, imported in this order."""
    for document in documents:
        await import_talk(database, TalkImport(document))
    return database


async def entity(database: Database, name: str) -> EntityState:
    """Returns the one entity of this main name."""
    [row] = await database.read(
        "MATCH (e:Entity {name: $name}) RETURN e.id, e.slug, e.name, e.kind, e.videoCount, e.mentionCount, e.relationshipCount",
        {"name": name},
        name="entity",
    )
    return EntityState(*row)
