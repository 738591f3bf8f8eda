"""The actions that run on a distant Videograph: what is declared, by its mutation; others by a function of the same name here."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TYPE_CHECKING, Any

from service.actions.declaration import Action
from service.commands.remote import imports, reads
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import mutate
from service.errors import SetupError

if TYPE_CHECKING:
    from service.graph.driver.database import Database
from collections import Counter
from collections.abc import Sequence
from contextlib import aclosing
from itertools import combinations
from tempfile import TemporaryFile
from typing import get_args
from zipfile import ZipFile

from pydantic import BaseModel, ValidationError

from service.actions.decisions import DecisionEnd, ListedDecision, Undo, undo
from service.actions.entities import CorrectionReport, EntityState, SeparateEntities, UndoCorrection
from service.actions.exports import Export
from service.actions.videos import (
    DecisionsFile,
    ExportedVideo,
    ExportVideo,
    KeepTalks,
    KeptVideo,
    VideoDocument,
)
from service.commands.remote.faults import unlike_videograph
from service.commands.remote.mutations import all_nodes, ask, each_node
from service.domain.decision_kinds import VideoCorrectionKind, decision_word
from service.domain.decision_records import moment
from service.errors import InvalidInput, NotFound, reason_of
from service.exports.formats import format_named
from service.exports.source import Piece, Progress

_OF_TALKS = get_args(VideoCorrectionKind)


async def list_decisions(videograph: RemoteVideograph) -> list[ListedDecision]:
    found = sorted([one async for one in _each_decision(videograph)], key=lambda one: one.id)
    return sorted(found, key=lambda one: moment(one.at), reverse=True)


async def _each_decision(videograph: RemoteVideograph) -> AsyncGenerator[ListedDecision]:
    """Yields what was decided and not undone, the latest first."""
    async with aclosing(each_node(videograph, "decisions")) as nodes:
        async for node in nodes:
            if node["undoneAt"] is None:
                yield _decided(node)


async def undo_correction(videograph: RemoteVideograph, request: UndoCorrection) -> CorrectionReport:
    async with aclosing(_each_decision(videograph)) as decided:  # nearly always on the first page
        async for one in decided:
            if _asks_for(request, one):
                [undone] = (await mutate(videograph, undo, Undo((one.id,), request.dry_run))).undone
                if undone.correction is not None:
                    return undone.correction
    of_name = "" if request.detail is None else f" of the name {request.detail!r}"
    raise NotFound(
        f"nobody decided `{request.sort.lower()}`{of_name} on {request.entity!r}: `videograph decisions` lists what was decided"
    )


def _asks_for(request: UndoCorrection, one: ListedDecision) -> bool:
    return (
        one.sort.upper() == request.sort
        and _is(one.first, request.entity)
        and _same(one.detail, request.detail)
    )


async def allow_to_be_one(videograph: RemoteVideograph, request: SeparateEntities) -> tuple[EntityState, ...]:
    ends = await _undo_pairs(videograph, "two", request.entities, dry_run=request.dry_run)
    nodes = (await ask(videograph, "entities", {"ids": [end.id for end in ends]}))["nodes"]
    return tuple(
        EntityState(
            node["id"], node["slug"], node["name"], node["kind"], node["videoCount"], node["mentionCount"],
            node["relationshipCount"],
        )
        for node in nodes
        if node
    )  # fmt: skip


async def undo_keep_talks(videograph: RemoteVideograph, request: KeepTalks) -> tuple[KeptVideo, ...]:
    ends = await _undo_pairs(videograph, "both stay", request.videos, dry_run=request.dry_run)
    return tuple(KeptVideo(end.id, end.slug or end.id, end.name or end.id) for end in ends)


async def _undo_pairs(
    videograph: RemoteVideograph, sort: str, references: Sequence[str], *, dry_run: bool
) -> list[DecisionEnd]:
    """Undoes the decisions on all pairs of these objects, all or none, and returns the objects in this order.

    Raises: NotFound: nobody decided so on a pair. InvalidInput: fewer than two, or the same twice.
    """
    if len(set(references)) < max(2, len(references)):
        raise InvalidInput("give at least two, each of them once")
    decided = [one for one in await list_decisions(videograph) if one.sort == sort]
    ends: dict[str, DecisionEnd] = {}
    ids: list[str] = []
    for one, other in combinations(references, 2):
        found = next((each for each in decided if _is_pair(each, one, other)), None)
        if found is None or found.second is None:
            raise NotFound(
                f"nobody decided that {one} and {other} are two: `videograph decisions` lists what was decided"
            )
        first, second = (found.first, found.second) if _is(found.first, one) else (found.second, found.first)
        ends |= {one: first, other: second}
        ids.append(found.id)
    await mutate(videograph, undo, Undo(tuple(ids), dry_run))
    return [ends[reference] for reference in references]


def _is_pair(decided: ListedDecision, one: str, other: str) -> bool:
    if decided.second is None:
        return False
    first, second = decided.first, decided.second
    return (_is(first, one) and _is(second, other)) or (_is(first, other) and _is(second, one))


def _is(end: DecisionEnd, reference: str) -> bool:
    return reference in (end.id, end.slug, end.id.partition(":")[2])


def _same(detail: str | None, asked: str | None) -> bool:
    return asked is None or (detail or "").casefold() == asked.casefold()


def _decided(node: dict[str, Any]) -> ListedDecision:
    first, *others = (
        DecisionEnd(end["id"], end["slug"], end["name"], end["kind"], end["inGraph"])
        for end in node["subjects"]
    )
    sort = decision_word(node["kind"])
    if node["kind"] in _OF_TALKS:  # about the talk; the others are its entities and its quote
        about = tuple(end["id"] for end in node["subjects"])
        return ListedDecision(
            node["id"], sort, node["at"], first, None, node["detail"], node["by"], node["reason"], about,
            node["missing"],
        )  # fmt: skip
    detail = None if others else node["detail"]
    return ListedDecision(
        node["id"], sort, node["at"], first, others[0] if others else None, detail, node["by"], node["reason"]
    )  # fmt: skip


_BLOCK = 1 << 20


async def list_videos(videograph: RemoteVideograph) -> Sequence[str]:
    return sorted(node["id"] for node in await all_nodes(videograph, "videos"))


async def export_video(videograph: RemoteVideograph, request: ExportVideo) -> ExportedVideo:
    found = await videograph.get("/export/video", {"video": request.video})
    document = _read(videograph, VideoDocument, found.get("document"))
    return ExportedVideo(found.get("slug", ""), document, Counter(found.get("dropped", {})))


async def export_decisions(videograph: RemoteVideograph) -> DecisionsFile:
    return _read(videograph, DecisionsFile, await videograph.get("/export/decisions"))


def _read[M: BaseModel](videograph: RemoteVideograph, model: type[M], found: Any) -> M:
    try:
        return model.model_validate(found)
    except ValidationError as error:
        fault = error.errors()[0]
        place = ".".join(str(step) for step in fault["loc"])
        raise unlike_videograph(
            videograph.server,
            f"its documents have another form than those of this version ({place}: {reason_of(fault)})",
            old=True,
        ) from None


async def export_files(
    videograph: RemoteVideograph, request: Export, progress: Progress = lambda *_: None
) -> AsyncGenerator[Piece]:
    """The addresses in the files are those of the server. What comes as a ZIP is first received whole, in a temporary file."""
    wanted = request.selection
    given = {
        "video": wanted.videos,
        "channel": wanted.channels,
        "topic": wanted.topics,
        "entity": wanted.entities,
        "since": (wanted.since.isoformat(),) if wanted.since else (),
        "until": (wanted.until.isoformat(),) if wanted.until else (),
    }
    found = format_named(request.format)
    parameters = [(name, value) for name, values in given.items() for value in values]
    with TemporaryFile() as received:
        await videograph.download(
            f"/export/graph/{request.format}",
            parameters,
            received,
            lambda size: progress("kilobytes", size // 1024, 0),
        )
        received.seek(0)
        if found.is_packed:
            with ZipFile(received) as archive:
                for name in archive.namelist():
                    with archive.open(name) as file:
                        yield name, b""
                        while block := file.read(_BLOCK):
                            yield name, block
        else:
            while block := received.read(_BLOCK):
                yield f"videograph{found.ending}", block


REMOTE: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        reads.list_follows,
        reads.list_keys,
        reads.list_webhooks,
        reads.revoke_keys,
        reads.follow_changes,
        reads.list_changes,
        allow_to_be_one,
        list_decisions,
        undo_correction,
        undo_keep_talks,
        export_decisions,
        export_files,
        export_video,
        list_videos,
        imports.import_address,
        imports.import_folder,
        reads.list_jobs,
        reads.read_job,
        reads.work_on_jobs,
        reads.find_citation,
        reads.verify_quote,
    )
}
"""Functions that do what a function of the same name does on the graph. Each takes a `RemoteVideograph` in place of the database."""

_COMMANDS = {
    "decide_pairs": "`videograph merge --file`",
    "find_webhook": "`videograph webhooks test`",
    "keep_talks": "`videograph apart --talks`",
}
"""Actions of commands that otherwise work on a distant Videograph, and how they are called."""


class RemoteActions:
    """Runs actions on a distant Videograph. `reason`: stored with the decisions."""

    def __init__(self, videograph: RemoteVideograph, reason: str | None = None) -> None:
        self.videograph = videograph
        self._reason = reason

    async def run[*A, R](self, action: "Callable[[Database, *A], Awaitable[R]]", /, *arguments: *A) -> R:
        if isinstance(action, Action):
            declared: Action[Any, R] = action
            [request] = arguments
            return await mutate(self.videograph, declared, request, self._reason)
        return await self._find(action)(self.videograph, *arguments)

    def stream[*A, R](
        self, action: "Callable[[Database, *A], AsyncGenerator[R]]", /, *arguments: *A
    ) -> AsyncGenerator[R]:
        return self._find(action)(self.videograph, *arguments)

    def _find(self, action: Callable[..., Any]) -> Callable[..., Any]:
        found = REMOTE.get(action.__name__)
        if found is None:
            raise SetupError(
                f"{_COMMANDS[action.__name__]} does not work on a distant Videograph: run it on the machine of the graph, "
                "without --server and VIDEOGRAPH_SERVER."
            )
        return found
