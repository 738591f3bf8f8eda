"""The actions that run on a distant Videograph: what is declared, by its mutation; others by a function of the same name here."""

from collections.abc import AsyncGenerator, Awaitable, Callable
from typing import TYPE_CHECKING, Any

from service.actions.declaration import Action
from service.commands.remote import decisions, exports, imports, reads
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import mutate
from service.errors import SetupError

if TYPE_CHECKING:
    from service.graph.driver.database import Database

REMOTE: dict[str, Callable[..., Any]] = {
    one.__name__: one
    for one in (
        reads.list_follows,
        reads.list_keys,
        reads.list_webhooks,
        reads.revoke_keys,
        reads.follow_changes,
        reads.list_changes,
        decisions.allow_to_be_one,
        decisions.list_decisions,
        decisions.undo_correction,
        decisions.undo_keep_talks,
        exports.export_decisions,
        exports.export_files,
        exports.export_video,
        exports.list_videos,
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
