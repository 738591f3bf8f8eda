"""Finds a video by id, slug or address."""

from service.access.scopes import Scope, allows
from service.access.viewer import current_viewer
from service.errors import Conflict, Forbidden, InvalidInput, NotFound
from service.graph.driver.database import Transaction
from service.graph.statement_runner import run_statement
from service.graph.video_rows import Row


async def find_video(transaction: Transaction, reference: str) -> Row:
    """`id`, `slug` and `title`, by an id (with or without `video:`), slug or url; raises as `delete_video`."""
    id_ = "video:" + reference.removeprefix("video:")
    found = await run_statement(transaction, "video/find", id=id_, slug=reference, url=reference)
    if len(found) > 1:
        ids = ", ".join(row["id"] for row in found)
        raise InvalidInput(f"{reference} may be any of {ids}: give the id", ("video",))
    if not found:
        raise video_not_found(reference)
    return found[0]


def video_not_found(reference: str) -> NotFound:
    return NotFound(f"there is no talk with id, slug or url {reference!r}")


def require_revision(known: Row, if_revision: int | None) -> None:
    """
    Args:
        known: state of a locked video.

    Raises:
        Conflict: it has another revision.
    """
    if if_revision not in (None, known["revision"]):
        raise Conflict(
            f"The talk has revision {known['revision']}, not {if_revision}: it was changed meanwhile. Read it again first.",
            str(known["slug"]),
            known["revision"],
        )


def require_importer(known: Row) -> None:
    """Checks that the current viewer may delete a video: any with the scope `curate`, otherwise those that it has imported.

    Args:
        known: state of a locked video.

    Raises:
        Forbidden: it may not.
    """
    viewer = current_viewer()
    if not allows(viewer.scopes, Scope.CURATE) and (not viewer.owner or viewer.owner != known["importedBy"]):
        raise Forbidden(
            f"The talk {known['slug']} was not imported with this {'token' if viewer.kind == 'TOKEN' else 'key'}: to delete it, use "
            "the one that imported it first, or one with the scope `curate`."
        )
