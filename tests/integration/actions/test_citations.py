"""An address of a quote leads to its words through renames, imports and better transcripts, or says by which decision they are withdrawn."""

from datetime import date
from typing import Any

import pytest

from service.actions.decisions import Undo, undo
from service.actions.entities import UpdateEntity, update_entity
from service.actions.statements import RejectEvidence, reject_evidence
from service.actions.videos import DeleteVideo, delete_video
from service.api.execution.engine import Engine
from service.curation.load import import_document
from service.domain.document import (
    EntityInfo,
    EvidenceInfo,
    RelationshipInfo,
    SegmentInfo,
    SpeakerInfo,
    VideoDocument,
    VideoInfo,
)
from service.graph.driver.database import Database

pytestmark = pytest.mark.anyio

QUOTE = "Ada Lovelace founded Acme, you know, with 20 people"
PERMALINK = "/quote?video=talk-one&t=10&speaker=Ada+Lovelace&text=Ada+Lovelace+founded+Acme%2C+you+know%2C+with+20+people"
EVIDENCE = "{ evidence(first: 1) { nodes { id permalink quote } } }"
FIND = """query ($permalink: Permalink!) { quote(by: {permalink: $permalink}) {
  status withdrawnAt decision { id kind at reason }
  places { quote startSeconds permalink differences { kind said quoted } video { title } }
  elsewhere { video { slug } }
} }"""


def document(id_: str = "talk-one", said: str = QUOTE, start: float = 10.0) -> VideoDocument:
    return VideoDocument(
        video=VideoInfo(id=id_, title=f"About {id_}", published_on=date(2025, 1, 2)),
        speakers=(SpeakerInfo(label="Ada", person="ada"),),
        segments=(
            SegmentInfo(text="Welcome to all of you.", start_seconds=0, end_seconds=start, speaker="Ada"),
            SegmentInfo(text=f"{said}.", start_seconds=start, end_seconds=start + 5, speaker="Ada"),
        ),
        entities=(
            EntityInfo(key="ada", name="Ada Lovelace", kind="PERSON"),
            EntityInfo(key="acme", name="Acme", kind="COMPANY"),
        ),
        relationships=(
            RelationshipInfo(
                source="ada",
                type="FOUNDED",
                target="acme",
                evidence=(EvidenceInfo(quote=said, segment=1, label="founded"),),
            ),
        ),
    )


class Citation:
    """The citation of the quote of a talk, over one graph."""

    def __init__(self, database: Database) -> None:
        self.engine = Engine(database)

    async def evidence(self) -> dict[str, Any]:
        response = await self.engine.execute(EVIDENCE)
        return response["data"]["evidence"]["nodes"][0]

    async def find(self, permalink: str = PERMALINK) -> dict[str, Any]:
        response = await self.engine.execute(FIND, {"permalink": permalink})
        assert "errors" not in response, response
        return response["data"]["quote"]


@pytest.fixture
async def cited(clean_database: Database) -> Citation:
    await import_document(clean_database, document())
    return Citation(clean_database)


async def test_the_address_of_evidence_leads_to_its_words(cited: Citation) -> None:
    assert (await cited.evidence())["permalink"] == PERMALINK
    assert await cited.find(f"https://talks.example{PERMALINK}") == {
        "status": "VERBATIM",
        "withdrawnAt": None,
        "decision": None,
        "places": [
            {
                "quote": f"{QUOTE}.",
                "startSeconds": 10.0,
                "permalink": f"{PERMALINK}.",
                "differences": [],
                "video": {"title": "About talk-one"},
            }
        ],
        "elsewhere": [],
    }


async def test_it_lasts_when_a_person_is_renamed(cited: Citation, clean_database: Database) -> None:
    await update_entity(clean_database, UpdateEntity("ada-lovelace", name="Countess of Lovelace"))

    assert "speaker=Countess+of+Lovelace" in (await cited.evidence())["permalink"]
    assert (await cited.find())["status"] == "VERBATIM"


async def test_a_better_transcript_has_the_words_at_another_second(
    cited: Citation, clean_database: Database
) -> None:
    await import_document(
        clean_database, document(said="Ada Lovelace founded Acme with 22 people", start=12.5)
    )

    found = await cited.find()
    assert found["status"] == "ALTERED"
    assert [(one["startSeconds"], one["differences"]) for one in found["places"]] == [
        (12.5, [{"kind": "CHANGED", "said": "22", "quoted": "20"}])
    ]


async def test_a_talk_with_another_id_is_found_by_the_words(clean_database: Database) -> None:
    await import_document(clean_database, document("talk-two"))

    found = await Citation(clean_database).find()
    assert (found["status"], [one["video"]["title"] for one in found["places"]]) == (
        "VERBATIM",
        ["About talk-two"],
    )


async def test_a_rejected_quote_is_withdrawn_until_that_is_undone(
    cited: Citation, clean_database: Database
) -> None:
    report = await reject_evidence(clean_database, RejectEvidence((await cited.evidence())["id"]))

    found = await cited.find()
    assert (found["status"], found["decision"]["id"], found["decision"]["kind"]) == (
        "WITHDRAWN",
        report.decision,
        "REJECT_EVIDENCE",
    )
    assert found["withdrawnAt"] == found["decision"]["at"]
    assert [one["quote"] for one in found["places"]] == [f"{QUOTE}."]

    await undo(clean_database, Undo((report.decision,)))
    assert (await cited.find())["status"] == "VERBATIM"


async def test_words_that_support_another_connection_stay(clean_database: Database) -> None:
    talk = document()
    [founded] = talk.relationships
    leads = founded.model_copy(update={"type": "LEADS"})
    await import_document(clean_database, talk.model_copy(update={"relationships": (founded, leads)}))
    cited = Citation(clean_database)
    await reject_evidence(clean_database, RejectEvidence((await cited.evidence())["id"]))

    assert (await cited.find())["status"] == "VERBATIM"


async def test_a_deleted_talk_withdraws_its_quotes_until_it_is_back(
    cited: Citation, clean_database: Database
) -> None:
    await import_document(clean_database, document("talk-two"))
    await delete_video(clean_database, DeleteVideo("talk-one"))

    found = await cited.find()
    decision = found["decision"]
    assert (found["status"], decision["kind"], found["places"], found["elsewhere"]) == (
        "WITHDRAWN",
        "DELETE_VIDEO",
        [],
        [{"video": {"slug": "talk-two"}}],
    )
    assert (await cited.find("/quote?video=talk-one&t=3&text=nobody+there+ever+said+this"))[
        "status"
    ] == "ABSENT"

    await undo(clean_database, Undo((decision["id"],)))
    assert (await cited.find())["status"] == "VERBATIM"


async def test_citations_of_a_replaced_talk_lead_to_the_one_in_its_place(
    cited: Citation, clean_database: Database
) -> None:
    """As when a transcript that somebody wrote replaces what a machine has heard. What another talk says does not count."""
    await import_document(clean_database, document("talk-another"))
    better = document("talk-two", said="Ada Lovelace founded Acme with 22 people", start=12.5)
    await import_document(clean_database, better, instead_of="video:talk-one")

    found = await cited.find()
    assert (found["status"], [one["video"]["title"] for one in found["places"]]) == (
        "ALTERED",
        ["About talk-two"],
    )

    await import_document(clean_database, document("talk-three"), instead_of="video:talk-two")
    found = await cited.find()
    assert (found["status"], [one["video"]["title"] for one in found["places"]]) == (
        "VERBATIM",
        ["About talk-three"],
    )
    deleted = await delete_video(clean_database, DeleteVideo("talk-three"))
    found = await cited.find()
    assert (found["status"], found["decision"]["id"], found["elsewhere"]) == (
        "WITHDRAWN",
        deleted.decision,
        [{"video": {"slug": "talk-another"}}],
    )
    assert deleted.decision is not None
    await undo(clean_database, Undo((deleted.decision,)))
    assert [one["video"]["title"] for one in (await cited.find())["places"]] == ["About talk-three"]


async def test_a_quote_that_was_rejected_in_a_replaced_talk_stays_withdrawn(
    cited: Citation, clean_database: Database
) -> None:
    report = await reject_evidence(clean_database, RejectEvidence((await cited.evidence())["id"]))
    await import_document(clean_database, document("talk-two"), instead_of="video:talk-one")

    found = await cited.find()
    assert (found["status"], found["decision"]["id"]) == ("WITHDRAWN", report.decision)
    assert [one["video"]["title"] for one in found["places"]] == ["About talk-two"]


@pytest.mark.parametrize("address", ["/quote?video=talk-one", "/videos/talk-one?text=a", "/quote?video=a&t=x&text=b", ""])  # fmt: skip
async def test_other_addresses_are_refused(clean_database: Database, address: str) -> None:
    response = await Citation(clean_database).engine.execute(FIND, {"permalink": address})

    assert response["errors"][0]["extensions"]["code"] == "BAD_USER_INPUT"
