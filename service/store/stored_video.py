"""Reads a video back from the graph, so that its names can be resolved again without its document."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from service.domain.document import Kind
from service.domain.identity import alias_key, entity_id
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import LINKS, NODES, Row, VideoRows
from service.resolution.namings import Naming
from service.resolution.recurring_speakers import Publication
from service.store.rows.stored_fields import SOURCES, to_row


@dataclass(frozen=True)
class StoredVideo:
    """`owners`: alias key → entity id, of the names that the video gives. `kinds`: entity id → kind. `duration`: seconds,
    None if the video does not say. `told`: what the video says of itself."""

    part: VideoRows
    owners: Mapping[str, str]
    kinds: Mapping[str, Kind]
    duration: float | None
    show: Publication | None
    told: Row = field(default_factory=dict[str, Any])


def parts_of(rows: Iterable[Row]) -> dict[str, VideoRows]:
    """Returns the present rows of videos, by id, from the rows of `video/read_rows`; not of those that were only created to be locked."""
    return {one.part.video: one.part for one in stored_of(rows)}


def _part(found: Row, published_on: str | None) -> VideoRows:
    part = VideoRows(found["id"], published_on, found["properties"].get("authority"))
    for noun in (*NODES, *LINKS):
        for row in found[noun]:
            part.add(noun, to_row(noun, row) if noun in SOURCES else row)
    return part


async def read_stored(transaction: Transaction, video: str) -> StoredVideo | None:
    """Returns the locked video; None if it does not exist."""
    return next(iter(await read_all_stored(transaction, [video])), None)


async def read_all_stored(transaction: Transaction, videos: Sequence[str]) -> list[StoredVideo]:
    """Returns those of the locked videos that exist, in their order. One statement, because each one costs a round trip."""
    if not videos:
        return []
    rows = await run_statement(transaction, "video/read_rows", ids=list(videos))
    by_id = {row["id"]: row for row in rows}
    return stored_of([by_id[video] for video in videos if video in by_id])


def stored_of(rows: Iterable[Row]) -> list[StoredVideo]:
    """Returns the videos of the rows of `video/read_rows`; not those that were only created to be locked."""
    return [_stored(row) for row in rows if row["properties"].get("contentHash") is not None]


def _stored(row: Row) -> StoredVideo:
    told = to_row("video", {"properties": row["properties"]})
    part = _part(row, told["publishedOn"])
    channel = next((one["channel"] for one in part.rows["published"].values()), None)
    kinds: dict[str, Kind] = {one["entity"]: one["kind"] for one in row["named"]}
    return StoredVideo(
        part,
        {one["key"]: one["entity"] for one in row["named"]},
        kinds,
        told["durationSeconds"],
        None if channel is None else Publication(channel, told["publishedOn"], told["title"]),
        told,
    )


def duration_of(stored: StoredVideo) -> float:
    """Seconds of the whole video, up to the end of its last words where it does not say."""
    last = max(stored.part.rows["segment"].values(), key=lambda row: row["index"])
    return stored.duration or last["endSeconds"]


def main_keys(stored: StoredVideo) -> dict[str, str]:
    """Entity id → alias key of the name that the video mainly calls it by."""
    found: dict[str, str] = {}
    said = Counter(row["aliasKey"] for row in stored.part.rows["mention"].values())
    names: defaultdict[str, list[str]] = defaultdict(list)
    for key, owner in stored.owners.items():
        names[owner].append(key)
    for row in stored.part.rows["features"].values():
        id_ = row["entity"]
        own = sorted(names[id_], key=lambda key: (-said[key], key))
        if own:
            kind = stored.kinds[id_]
            called = [alias_key(kind, row["name"], within) for within in (None, stored.part.video)]
            named = [key for key in called if key is not None and key in own]
            # Where both are its names, it is called by the one that it was made for.
            found[id_] = next((key for key in named if entity_id(key) == id_), [*named, own[0]][0])
    return found


def stored_namings(stored: StoredVideo) -> list[Naming]:
    """What the video calls its entities, each under its id. What its document took for two and the graph for one is one."""
    given = {row["alias"]: row for row in stored.part.rows["given_name"].values()}
    voices = {row["person"] for row in stored.part.rows["speaker"].values() if row["segmentCount"]}
    namings: list[Naming] = []
    for id_, main in main_keys(stored).items():
        keys = [main, *sorted(key for key, owner in stored.owners.items() if owner == id_ and key != main)]
        local = main.startswith(f"{stored.kinds[id_]}@")
        speaks = id_ in voices
        namings.append(
            Naming(
                id_,
                stored.kinds[id_],
                main,
                {key: given[key]["name"] for key in keys},
                stored.part.video if local else None,
                speaks,
                bool(given[main]["guessed"]) and not local and not speaks,
                wikidata=stored.part.rows["features"][(id_,)]["wikidata"],
            )
        )
    return namings
