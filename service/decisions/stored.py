"""The stored corrections of talks."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from service.decisions.origin import decision_time
from service.domain.decision_kinds import VideoCorrectionKind
from service.domain.decision_records import VideoChange, read_change, write_change
from service.domain.identity import decision_id
from service.errors import NotFound
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row

LIST_BY_VIDEO = "video_decision/list_by_video"
"""The statement that reads the corrections of talks. Its parameter is `ids`."""


@dataclass(frozen=True)
class VideoDecision:
    """One correction of a talk. `detail`: in words. `ends`: ids of the talk, its entities and its evidence."""

    id: str
    video: str
    change: VideoChange
    detail: str = ""
    ends: tuple[str, ...] = ()

    @property
    def sort(self) -> VideoCorrectionKind:
        return self.change.sort


def new_decision(video: str, change: VideoChange) -> tuple[str, str]:
    """Returns the id and the time of a decision that is made now."""
    at = decision_time()
    return decision_id(change.sort, video, write_change(change), at), at


async def read_video_decisions(transaction: Transaction, video: str) -> list[VideoDecision]:
    """Returns the corrections of a talk, in the order in which they were made."""
    return (await read_all_decisions(transaction, [video]))[video]


async def read_all_decisions(
    transaction: Transaction, videos: Sequence[str]
) -> defaultdict[str, list[VideoDecision]]:
    """As `read_video_decisions`, by talk."""
    return decisions_by_video(await run_statement(transaction, LIST_BY_VIDEO, ids=list(videos)))


def decisions_by_video(rows: Iterable[Row]) -> defaultdict[str, list[VideoDecision]]:
    """As `read_all_decisions`, from the rows of `LIST_BY_VIDEO`."""
    found: defaultdict[str, list[VideoDecision]] = defaultdict(list)
    for row in rows:
        found[row["videoId"]].append(read_row(row))
    return found


async def read_video_decision(transaction: Transaction, id_: str) -> VideoDecision:
    """
    Raises:
        NotFound: there is no such correction.
    """
    for row in await run_statement(transaction, "video_decision/read_record", ids=[id_]):
        return read_row(row)
    raise NotFound(f"there is no correction with id {id_!r}: `decisions` lists what was decided")


async def write_video_decision(
    transaction: Transaction, decision: VideoDecision, *, title: str, at: str, signature: Row
) -> None:
    """
    Args:
        title: of the talk now.
        signature: who decides, and why.
    """
    row: Row = {
        "id": decision.id, "sort": decision.sort, "videoId": decision.video, "title": title, "detail": decision.detail,
        "ends": list(decision.ends), "changes": write_change(decision.change), "decidedAt": at, **signature,
    }  # fmt: skip
    await run_statement(transaction, "video_decision/write_record", rows=[row])


async def note_missing(transaction: Transaction, video: str, missing: Sequence[str]) -> None:
    """Records which corrections of the talk cannot be applied now."""
    await run_statement(transaction, "video_decision/set_missing", video=video, missing=list(missing))


def read_row(row: Row) -> VideoDecision:
    """Returns the correction of a row of the graph."""
    return VideoDecision(
        row["id"], row["videoId"], read_change(row["changes"]), row["detail"], tuple(row["ends"])
    )
