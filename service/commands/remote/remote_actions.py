"""The actions that run on a distant Videograph, by the names of the local ones."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TYPE_CHECKING, Any

from service.commands.remote import changes, decisions, entities, exports, imports, jobs, statements, videos
from service.commands.remote.client import RemoteVideograph
from service.errors import SetupError

if TYPE_CHECKING:
    from service.graph.driver.database import Database

REMOTE: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        changes.follow_changes,
        changes.list_changes,
        decisions.allow_to_be_one,
        decisions.list_decisions,
        decisions.undo,
        decisions.undo_correction,
        decisions.undo_keep_talks,
        entities.change_kind,
        entities.detach_name,
        entities.drop_entity,
        entities.merge_entities,
        entities.rename_entity,
        entities.separate_entities,
        entities.update_entity,
        exports.export_decisions,
        exports.export_video,
        exports.list_videos,
        imports.import_folder,
        jobs.cancel_job,
        jobs.list_jobs,
        jobs.read_job,
        jobs.retry_job,
        statements.add_statement,
        statements.reject_evidence,
        videos.delete_video,
        videos.update_video,
    )
}
"""Functions that do what an action does. Each takes a `RemoteVideograph` in place of the database."""

_COMMANDS = {
    "decide_pairs": "`videograph merge --file`",
    "keep_talks": "`videograph apart --talks`",
}
"""Actions of commands that otherwise work on a distant Videograph, and how they are called."""


class RemoteActions:
    """Runs actions on a distant Videograph."""

    def __init__(self, videograph: RemoteVideograph) -> None:
        self.videograph = videograph

    async def run[*A, R](self, action: "Callable[[Database, *A], Awaitable[R]]", /, *arguments: *A) -> R:
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
