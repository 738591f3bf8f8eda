"""Converts a video of the graph to a VideoDocument. Importing it gives the same graph.

The document has the video's own statements, without the effects of decisions. This module exports the video, its
words, summary and topics; `names.py`, `quotes.py` and `entities.py` export entities and statements. The same graph
gives the same document.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from service.domain.check import check_document
from service.domain.document import Kind, SegmentInfo, VideoDocument
from service.domain.document_base import ExportInfo
from service.errors import NotFound
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import execute, run_statement
from service.ingest.export.decisions import decisions_of_document
from service.ingest.export.entities import tell_entities
from service.ingest.export.names import Decisions, Whose
from service.ingest.extractors.authority import with_authority
from service.ingest.identity import as_kind, bare, content_hash, kind_of
from service.ingest.resolution.kind_resolution import ANY_KIND
from service.ingest.resolution.name_index import spelling
from service.ingest.storage.find_video import find_video
from service.ingest.storage.kept_documents import read_kept
from service.ingest.storage.stored_fields import document_fields
from service.ingest.storage.stored_video import Stored, read_stored
from service.ingest.talk_decisions.stored import read_removed
from service.ingest.video_rows import Part, Row


@dataclass(frozen=True)
class Exported:
    """`dropped`: statements that the video's own words do not support, counted by reason; a document may not contain them."""

    slug: str
    document: VideoDocument
    dropped: Counter[str]


async def list_videos(database: Database) -> list[str]:
    """The ids of all, in order."""
    return [id_ for (id_,) in await execute(database, "video/list", label="videos")]


async def export_video(database: Database, reference: str) -> Exported:
    """
    Args:
        reference: id (with or without `video:`), slug or url.

    Raises:
        NotFound: there is no such video.
        InvalidInput: several videos have this address.
    """

    async def work(transaction: Transaction) -> Exported:
        id_ = (await find_video(transaction, reference))["id"]
        await run_statement(transaction, "video/lock", ids=[id_])  # nothing of it changes while it is read
        stored = await read_stored(transaction, id_)
        if stored is None:  # it went before it was locked
            raise NotFound(f"there is no talk with id, slug or url {reference!r}")
        told = stored.told
        said = await read_kept(transaction, id_) or await document_of_stored(transaction, stored)
        said = with_authority(said, told["authority"])
        document, dropped = check_document(said)
        decisions = await decisions_of_document(transaction, document, id_)
        hashes = {"content_hash": told["contentHash"], "source_hash": told["sourceHash"]}
        origin = ExportInfo(hash=content_hash(document), **hashes)
        document = document.model_copy(update={"decisions": decisions, "export": origin})
        return Exported(told["slug"], document, dropped)

    return await database.write(work, name="export video")


async def document_of_stored(transaction: Transaction, stored: Stored) -> VideoDocument:
    """What the graph has of a video, which is locked, as a document says it."""
    [document] = await documents_of_stored(transaction, [stored])
    return document


async def documents_of_stored(transaction: Transaction, videos: Sequence[Stored]) -> list[VideoDocument]:
    """As `document_of_stored`, of several videos."""
    removed = await read_removed(transaction, [stored.part.video for stored in videos])
    own = [_own(stored, removed.get(stored.part.video)) for stored in videos]
    keys = sorted({form for stored in own for key in _given(stored) for form in _forms(key).values()})
    rows = {row["key"]: row for row in await run_statement(transaction, "decided_name/read_owner", keys=keys)}
    return [make_document(stored.told, stored, decisions_of(stored, rows)) for stored in own]


def _own(stored: Stored, removed: Sequence[Row] | None) -> Stored:
    """Returns the video without corrections, and with the entity of each name in it.

    Args:
        removed: what corrections removed; None if there are none.
    """
    if removed is not None:
        quotes = [row for row in removed if "relationshipId" in row]
        told = next((row for row in removed if row not in quotes), {})
        stored = replace(_without_corrections(stored, quotes), told=stored.told | told)
    return _by_use(stored)


def _without_corrections(stored: Stored, removed: Sequence[Row]) -> Stored:
    """Returns the video as it was before corrections that changed single quotes only. Without a kept document there are no others.

    Args:
        removed: rows of the quotes that they removed.
    """
    part = Part(stored.part.video, stored.part.published_on, stored.part.authority, dict(stored.part.rows))
    rows = stored.part.rows["evidence"].values()
    part.rows["evidence"] = {row["id"]: row for row in (*rows, *removed) if row["decisionId"] is None}
    return replace(stored, part=part)


def _by_use(stored: Stored) -> Stored:
    """With the entity of each name in this video, which may differ from other videos after a merge was undone."""
    owners, kinds = dict(stored.owners), dict(stored.kinds)
    ends = [(row["entity"], row["aliasKey"]) for row in stored.part.rows["mention"].values()]
    for row in stored.part.rows["evidence"].values():
        ends += [(row[end], row[f"{end}Key"]) for end in ("subject", "object")]
    for entity, key in ends:
        owners[key] = entity
        kinds[entity] = next(kind for kind in ANY_KIND if kind == kind_of(key))
    return replace(stored, owners=owners, kinds=kinds)


def decisions_of(stored: Stored, whose: Mapping[str, Row]) -> Decisions:
    """
    Args:
        whose: spelling → what `decided_name/read_owner` has of it.
    """
    decisions: dict[str, Whose] = {}
    for key in _given(stored):
        found: dict[Kind, Row] = {
            kind: whose[form]
            for kind, form in _forms(key).items()
            if form in whose and whose[form]["entity"] == stored.owners[key]
        }
        row = next((found[kind] for kind in (kind_of(key), *found) if kind in found), None)
        if row is not None:
            decisions[key] = Whose(row["whose"], row["kind"], tuple(found))
    return decisions


def _given(stored: Stored) -> list[str]:
    return sorted(row["alias"] for row in stored.part.rows["given_name"].values())


def _forms(key: str) -> dict[Kind, str]:
    """What its spellings share, as a name of each kind."""
    return {kind: spelling(as_kind(key, kind)) for kind in ANY_KIND}


def make_document(told: Row, stored: Stored, decisions: Decisions) -> VideoDocument:
    """
    Args:
        told: what the video says of itself.
    """
    part = stored.part
    index = {row["id"]: row["index"] for row in part.rows["segment"].values()}
    segments = _segments(part)
    entities = tell_entities(stored, decisions, segments)
    document: dict[str, Any] = {
        "video": document_fields("video", told)
        | {"id": bare(told["id"]), "channel": _channel(part), "media": _media(told)},
        "speakers": _speakers(part, segments, entities.persons),
        "segments": segments,
        "chapters": [document_fields("chapter", row) for row in _ordered(part, "chapter")],
        "summary": told["summary"],
        "sections": _sections(part, index),
        "topics": _topics(part, index),
        "entities": entities.entities,
        "relationships": entities.relationships,
        "extractor": told["extractor"],
    }
    return with_authority(VideoDocument.model_validate(document), told["authority"])


def _ordered(part: Part, noun: str) -> list[Row]:
    return sorted(part.rows[noun].values(), key=lambda row: row["index"])


def _media(told: Row) -> Row | None:
    return None if told["mediaUrl"] is None else {"url": told["mediaUrl"], "mediaType": told["mediaType"]}


def _channel(part: Part) -> Row | None:
    row = next(iter(part.rows["published"].values()), None)
    return None if row is None else {"id": bare(row["channel"])} | document_fields("published", row)


def _segments(part: Part) -> list[SegmentInfo]:
    labels = {row["id"]: row["label"] for row in part.rows["speaker"].values()}
    speaks = {row["segment"]: labels[row["speaker"]] for row in part.rows["spoken_by"].values()}
    return [
        SegmentInfo.model_validate(document_fields("segment", row) | {"speaker": speaks.get(row["id"])})
        for row in _ordered(part, "segment")
    ]


def _speakers(part: Part, segments: Sequence[SegmentInfo], persons: Mapping[str, str]) -> list[Row]:
    """In the order in which they are first heard."""
    heard = {label: place for place, label in reversed(list(enumerate(one.speaker for one in segments)))}
    voices = sorted(
        part.rows["speaker"].values(), key=lambda row: (heard.get(row["label"], len(segments)), row["label"])
    )
    return [document_fields("speaker", row) | {"person": persons.get(row["id"])} for row in voices]


def _sections(part: Part, index: Mapping[str, int]) -> list[Row]:
    bullets: defaultdict[str, list[Row]] = defaultdict(list)
    for row in _ordered(part, "bullet"):
        segments = {"segments": [index[id_] for id_ in row["segments"]]}
        bullets[row["section"]].append(document_fields("bullet", row) | segments)
    return [
        document_fields("section", row) | {"bullets": bullets[row["id"]]} for row in _ordered(part, "section")
    ]


def _topics(part: Part, index: Mapping[str, int]) -> list[Row]:
    """In the order in which they come up."""
    segments: defaultdict[str, list[int]] = defaultdict(list)
    for row in part.rows["about"].values():
        segments[row["topic"]].append(index[row["segment"]])
    topics = [
        document_fields("discusses", row) | {"segments": sorted(segments[row["topic"]])}
        for row in part.rows["discusses"].values()
    ]
    return sorted(topics, key=lambda topic: (topic["segments"], topic["name"]))
