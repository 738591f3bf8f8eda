"""Corrects the data of a video: title, date, address, channel, and who its speakers are."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, get_args

from pydantic import ValidationError

from service.curation.videos.replay import LockedVideo, replay_video, require_video
from service.decisions.origin import signature
from service.decisions.overlay import correct_all
from service.decisions.stored import (
    VideoDecision,
    new_decision,
    read_video_decisions,
    write_video_decision,
)
from service.domain.decision_records import SpeakerCorrection, VideoUpdate
from service.domain.identity import child_id
from service.domain.text import require_name, search_form
from service.errors import Conflict, InvalidInput, reason_of
from service.graph.change_log import note_change
from service.graph.driver.database import Database, Transaction
from service.graph.statement_runner import run_statement
from service.graph.write_transaction import try_or_write
from service.store.find_video import find_video, require_revision

type Clearable = Literal["publishedOn", "url", "channel"]
CLEARABLE: tuple[Clearable, ...] = get_args(Clearable.__value__)


@dataclass(frozen=True)
class NamedSpeaker:
    """`speaker`: id or label. `name`: of the person; None if it is not known."""

    speaker: str
    name: str | None


@dataclass(frozen=True)
class VideoData:
    """New data; what is None stays. `channel`: name, id or slug. `cleared`: what is removed."""

    title: str | None = None
    published_on: date | None = None
    url: str | None = None
    channel: str | None = None
    speakers: Sequence[NamedSpeaker] = ()
    cleared: frozenset[Clearable] = field(default_factory=frozenset[Clearable])


@dataclass(frozen=True)
class UpdateReport:
    """`changed`: what has another value now, as in the input."""

    decision: str
    video: str
    title: str
    changed: tuple[str, ...]


async def update_video(
    database: Database,
    reference: str,
    data: VideoData,
    *,
    if_revision: int | None = None,
    dry_run: bool = False,
) -> UpdateReport:
    """Decides data of a video, whatever its document says. Id and slug stay.

    Args:
        reference: id, slug or address of the video.
        if_revision: change it only if this is its revision.

    Raises:
        NotFound: there is no such video.
        InvalidInput: nothing would change, or a value cannot be used.
        Conflict: it has another revision, or another video has the address.
    """

    async def work(transaction: Transaction) -> UpdateReport:
        video = (await find_video(transaction, reference))["id"]
        talk = await require_video(transaction, video)
        require_revision(talk.state, if_revision)
        return await _update(transaction, talk, data)

    return await try_or_write(database, work, name="update talk", dry_run=dry_run)


async def _require_free_url(transaction: Transaction, video: str, update: VideoUpdate) -> None:
    if update.url is not None:
        for other in await run_statement(transaction, "video/find_by_url", url=update.url, video=video):
            raise Conflict(f"{other['slug']} has this address already", other["slug"])


async def _update(transaction: Transaction, talk: LockedVideo, data: VideoData) -> UpdateReport:
    update = _checked(
        title=data.title,
        published_on=data.published_on,
        url=data.url,
        channel=None if data.channel is None else await _channel(transaction, data.channel),
        speakers=[_speaker(talk, one, place) for place, one in enumerate(data.speakers)],
        cleared=sorted(data.cleared),
    )
    await _require_free_url(transaction, talk.video, update)
    decisions = await read_video_decisions(transaction, talk.video)
    id_, at = new_decision(talk.video, update)
    before = correct_all(talk.document, decisions)
    after = correct_all(before, [VideoDecision(id_, talk.video, update)])
    changed = [
        name
        for name, key in (
            ("title", "title"),
            ("publishedOn", "published_on"),
            ("url", "url"),
            ("channel", "channel"),
        )
        if getattr(before.video, key) != getattr(after.video, key)
    ]
    if before.speakers != after.speakers:
        changed.append("speakers")
    if not changed:
        raise InvalidInput(
            "nothing would change: give `title`, `publishedOn`, `url`, `channel` or `speakers` with another value"
        )
    decision = VideoDecision(id_, talk.video, update, _words(update), (talk.video,))
    await write_video_decision(
        transaction, decision, title=talk.state["title"], at=at, signature=signature(transaction)
    )
    await replay_video(transaction, talk, with_data=True)
    note_change(transaction, "TALK_CORRECTED", videos=[talk.video], decisions=[id_])
    return UpdateReport(id_, talk.video, after.video.title, tuple(changed))


def _checked(**values: Any) -> VideoUpdate:
    try:
        return VideoUpdate.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        key, *inner = first["loc"]
        path = ({"published_on": "publishedOn"}.get(str(key), key), *(inner if key == "speakers" else ()))
        raise InvalidInput(f"{path[0]}: {reason_of(first)}", path) from None


async def _channel(transaction: Transaction, reference: str) -> dict[str, Any]:
    """Returns a channel of the graph, or a new one of this name."""
    name = " ".join(reference.split())
    found = await run_statement(
        transaction, "channel/find", reference=reference, searchName=search_form(name)
    )
    if found:
        return {
            "name": found[0]["name"],
            "id": found[0]["id"].removeprefix("channel:"),
            "url": found[0]["url"],
        }
    return {"name": name}


def _speaker(talk: LockedVideo, one: NamedSpeaker, place: int) -> SpeakerCorrection:
    labels = [speaker.label for speaker in talk.document.speakers]
    for label in labels:
        if one.speaker in (label, child_id("speaker", talk.video, label)):
            name = None if one.name is None else require_name(one.name, ("speakers", place, "name"))
            return SpeakerCorrection.model_construct(label=label, name=name)
    raise InvalidInput(
        f"the talk has no speaker {one.speaker!r}: it has {', '.join(labels) or 'none'}",
        ("speakers", place, "speaker"),
    )


def _words(update: VideoUpdate) -> str:
    words = [
        f"{name}: {value}"
        for name, value in (
            ("title", update.title),
            ("date", update.published_on),
            ("address", update.url),
            ("channel", update.channel and update.channel.name),
        )
        if value is not None
    ]
    words += [f"no {({'publishedOn': 'date', 'url': 'address'}).get(one, one)}" for one in update.cleared]
    words += [f"speaker {one.label}: {one.name or 'unknown'}" for one in update.speakers]
    return "; ".join(words)
