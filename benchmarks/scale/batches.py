"""The rows of an archive in batches of a hundred videos, made by processes of their own."""

import asyncio
import multiprocessing
from collections import deque
from collections.abc import AsyncIterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass

from benchmarks.scale.generator.archive import Archive
from service.domain.document import VideoDocument
from service.domain.document_types import AUTHORITIES
from service.domain.identity import channel_slug, content_hash, entity_slug, topic_slug, video_id
from service.domain.model import KINDS
from service.domain.text import search_form
from service.graph.video_rows import Row, VideoRows
from service.resolution.name_index import NameIndex
from service.resolution.namings import read_namings
from service.resolution.resolve import resolve
from service.store.aliases import alias_row
from service.store.kept_documents import document_rows
from service.store.rows.build import build_part, video_forms, video_row

_VIDEOS = 100
_WORKERS = 2
_SHARED = ("channel/lock", "topic/lock", "entity/lock", "alias/lock", "alias/assign")


@dataclass(frozen=True)
class Batch:
    """A batch of videos: their rows, their kept documents, their parts, and for each statement the rows of nodes that they share with other
    videos, by id."""

    videos: list[Row]
    documents: list[Row]
    parts: list[VideoRows]
    shared: dict[str, dict[str, Row]]


async def make_batches(archive: Archive) -> AsyncIterator[tuple[int, Batch]]:
    starts = range(0, archive.videos, _VIDEOS)
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_WORKERS, context, _remember, (archive.videos, archive.seed)) as pool:
        ahead: deque[Future[Batch]] = deque()
        for first in starts:
            while len(ahead) < 2 * _WORKERS and (start := first + len(ahead) * _VIDEOS) < archive.videos:
                ahead.append(pool.submit(_prepare, start, min(start + _VIDEOS, archive.videos)))
            yield first, await asyncio.wrap_future(ahead.popleft())


def _remember(videos: int, seed: int) -> None:
    _archives.append(Archive(videos, seed))


_archives: list[Archive] = []
"""The archive whose rows this worker process makes."""


def _prepare(start: int, stop: int) -> Batch:
    return _make_batch([_archives[-1].document(index) for index in range(start, stop)])


def _make_batch(documents: list[VideoDocument]) -> Batch:
    videos, parts = [], []
    found: dict[str, dict[str, Row]] = {name: {} for name in _SHARED}
    for document in documents:
        part, video = _part(document, found)
        parts.append(part)
        videos.append(video | video_forms(video))
    kept = document_rows({video_id(document): document for document in documents})
    return Batch(videos, kept, parts, found)


def _part(document: VideoDocument, shared: dict[str, dict[str, Row]]) -> tuple[VideoRows, Row]:
    id_ = video_id(document)
    namings = read_namings(document, id_)
    resolution = resolve(namings, NameIndex())
    part = build_part(document, id_, namings, resolution, AUTHORITIES[-1])
    for row in part.rows["published"].values():
        key = row["channel"]
        shared["channel/lock"][key] = {
            "id": key,
            "slug": channel_slug(key),
            "name": row["name"],
            "searchName": search_form(row["name"]),
            "nameFrom": row["authority"],
            "url": row["url"],
            "urlFrom": row["authority"] if row["url"] else None,
        }
    for row in part.rows["discusses"].values():
        key, name = row["topic"], row["name"]
        shared["topic/lock"][key] = {
            "id": key,
            "slug": topic_slug(key),
            "name": name,
            "searchName": search_form(name),
            "nameFrom": row["authority"],
        }
    for naming in namings:
        entity, name = resolution.entities[naming.key], naming.names[naming.main]
        slug = entity_slug(naming.main, naming.kind, name)
        row: Row = {"id": entity, "label": KINDS[naming.kind], "kind": naming.kind, "slug": slug}
        shared["entity/lock"][entity] = row | {"name": name, "searchName": search_form(name)}
        for key, spelling in naming.names.items():
            shared["alias/lock"][key] = alias_row(key, spelling) | {"id": key, "nameFrom": AUTHORITIES[-1]}
            shared["alias/assign"][key] = {"key": key, "entity": entity}
    return part, video_row(document, id_, AUTHORITIES[-1], content_hash(document))
