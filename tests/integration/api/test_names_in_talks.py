"""The API says where the name of an entity is from, and talks keep their own names for it."""

from typing import Any

import pytest

from service.api.execution.engine import Engine
from service.curation.entities.corrections import update_entity
from service.curation.load import import_document
from service.curation.merges.merge import merge_entities
from service.domain.document import VideoDocument
from service.graph.driver.database import Database
from service.graph.projections import find_drift

pytestmark = pytest.mark.anyio

QUERY = """
    query ($slug: String!) {
      video(by: { slug: $slug }) {
        extractor authority
        entities { edges { name: nameInVideo node { name nameFrom descriptionFrom urlFrom } } }
        relationships { edges { sourceName targetName node { source { name } target { name } } } }
      }
    }
"""


def talk(id_: str, company: str, extractor: str, aliases: tuple[str, ...] = ()) -> VideoDocument:
    text = f"Yann LeCun left {company}"
    return VideoDocument.model_validate(
        {
            "video": {"id": id_, "title": f"Talk {id_}"},
            "extractor": extractor,
            "segments": [{"text": text, "startSeconds": 0, "endSeconds": 9}],
            "entities": [
                {
                    "key": "yann",
                    "name": "Yann LeCun",
                    "kind": "PERSON",
                    "mentions": [{"segment": 0, "startOffset": 0, "endOffset": 10}],
                },
                {
                    "key": "company",
                    "name": company,
                    "kind": "COMPANY",
                    "aliases": aliases,
                    "description": f"{company}, as {id_} has it",
                    "mentions": [{"segment": 0, "startOffset": 16, "endOffset": len(text)}],
                },
            ],
            "relationships": [
                {
                    "source": "yann",
                    "type": "LEFT",
                    "target": "company",
                    "evidence": [{"quote": text, "segment": 0, "label": "left"}],
                }
            ],
        }
    )


async def asked(database: Database, slug: str) -> Any:
    result = await Engine(database).execute(QUERY, {"slug": slug})
    assert "errors" not in result, result
    return result["data"]["video"]


async def company_in(database: Database, report: Any) -> tuple[str, str, str]:
    """The talk's own name in the list and in the connection, and the name of the entity."""
    video = await asked(database, report.slug)
    [edge] = [edge for edge in video["entities"]["edges"] if edge["name"] != "Yann LeCun"]
    [connection] = video["relationships"]["edges"]
    assert connection["sourceName"] == connection["node"]["source"]["name"] == "Yann LeCun"
    assert connection["node"]["target"]["name"] == edge["node"]["name"]
    return edge["name"], connection["targetName"], edge["node"]["name"]


async def test_a_talk_says_its_own_names(clean_database: Database) -> None:
    database = clean_database
    own = await import_document(database, talk("own", "Meta", "person", ("Facebook",)))
    others = [await import_document(database, talk(f"other{n}", "Facebook", "offline/1")) for n in range(3)]

    assert await company_in(database, own) == ("Meta", "Meta", "Meta")
    assert [await company_in(database, other) for other in others] == [("Facebook", "Facebook", "Meta")] * 3
    video = await asked(database, own.slug)
    assert (video["extractor"], video["authority"]) == ("person", "PERSON")
    nodes = [edge["node"] for edge in video["entities"]["edges"]]
    assert [(node["name"], node["nameFrom"], node["descriptionFrom"], node["urlFrom"]) for node in nodes] == [
        ("Yann LeCun", "PERSON", None, None),
        ("Meta", "PERSON", "PERSON", None),
    ]


async def test_a_merge_leaves_the_names_of_talks_and_a_rename_is_for_all(clean_database: Database) -> None:
    database = clean_database
    own = await import_document(database, talk("own", "Meta", "person"))
    other = await import_document(database, talk("other", "Facebook", "offline/1"))

    await merge_entities(database, ["meta-company"], "facebook-company")

    assert await company_in(database, own) == ("Meta", "Meta", "Facebook")
    assert await company_in(database, other) == ("Facebook", "Facebook", "Facebook")
    assert await find_drift(database) == []
    # An import follows the decision, and says the talk's own name as before.
    again = await import_document(database, talk("own", "Meta", "person", ("Meta Platforms",)))
    assert again.outcome == "changed"
    assert await company_in(database, own) == ("Meta", "Meta", "Facebook")

    await update_entity(database, "facebook-company", name="Meta Platforms, Inc.")

    for report in (own, other):
        assert await company_in(database, report) == ("Meta Platforms, Inc.",) * 3
    nodes = [edge["node"] for edge in (await asked(database, own.slug))["entities"]["edges"]]
    assert [node["nameFrom"] for node in nodes if node["name"] != "Yann LeCun"] == ["DECISION"]
    assert await find_drift(database) == []
