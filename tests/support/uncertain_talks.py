"""Talks that leave open what they speak of (a guess at a kind, a first name), and what the graph makes of them."""

from typing import Any

from service.domain.document import VideoDocument
from service.graph.driver.database import Database


def talk(id_: str, kind: str, sure: float | None, **more: Any) -> VideoDocument:
    """Somebody works at or uses Slack, of which the talk thinks that it is of this kind."""
    text = "Ada Lovelace joined Slack."
    works = {
        "source": "ada",
        "type": "WORKS_AT" if kind == "COMPANY" else "USES",
        "target": "slack",
        "evidence": [{"quote": text, "segment": 0, "label": "joined"}],
    }
    return VideoDocument.model_validate(
        {
            "video": {"title": id_, "id": id_},
            "segments": [{"text": text, "startSeconds": 0, "endSeconds": 9}],
            "entities": [
                {
                    "key": "ada",
                    "name": "Ada Lovelace",
                    "kind": "PERSON",
                    "mentions": [{"segment": 0, "startOffset": 0, "endOffset": 12}],
                },
                {
                    "key": "slack",
                    "name": "Slack",
                    "kind": kind,
                    "kindConfidence": sure,
                    "mentions": [{"segment": 0, "startOffset": 20, "endOffset": 25}],
                },
            ],
            "relationships": [works],
        }
        | more
    )


async def called_slack(database: Database) -> list[tuple[str, int]]:
    rows = await database.read(
        "MATCH (e:Entity {name: 'Slack'}) RETURN e.kind AS kind, e.videoCount AS videos ORDER BY kind",
        name="entities called Slack",
    )
    return [(row[0], row[1]) for row in rows]


async def connections(database: Database) -> list[tuple[str, str, int]]:
    rows = await database.read(
        """
        MATCH (:Person)-[r]-(e:Entity {name: 'Slack'})
        RETURN type(r) AS type, e.kind AS kind, r.evidenceCount AS evidence ORDER BY type, kind
        """,
        name="connections with Slack",
    )
    return [(row[0], row[1], row[2]) for row in rows]


def show(number: int, label: str, said: str) -> VideoDocument:
    """A talk of a channel with one voice, who says one first name."""
    speaker, other = ({"key": key, "name": key, "kind": "PERSON"} for key in (label, said))
    mention = {"segment": 0, "startOffset": 7, "endOffset": 7 + len(said)}
    return VideoDocument.model_validate(
        {
            "video": {"title": f"Show #{number}", "id": f"show-{number}", "channel": {"name": "Show"}},
            "speakers": [{"label": label, "person": label}],
            "segments": [{"text": f"Hello, {said}.", "startSeconds": 0, "endSeconds": 9, "speaker": label}],
            "entities": [speaker, other | {"local": True, "mentions": [mention]}],
        }
    )


async def featured(database: Database, id_: str) -> list[str]:
    rows = await database.read(
        "MATCH (:Video {id: $id})-[:FEATURES]->(e:Entity) RETURN e.name AS name ORDER BY name",
        {"id": f"video:{id_}"},
        name="who is featured",
    )
    return [row[0] for row in rows]
