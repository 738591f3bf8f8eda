"""Deletes uploaded files whose time is over, files that broke off, and files in the storage that no node knows."""

from datetime import UTC, datetime, timedelta

from anyio import to_thread

from service.periodic import run_every
from service.uploads.receive import Uploads
from service.uploads.records import forget, list_expired, list_known
from service.uploads.storage import Storage, delete, list_older

_BATCH = 100
_EVERY = 600.0
_MARGIN = timedelta(days=1)
"""How much older than any upload a file must be that no node knows, before it is deleted."""


async def delete_expired(uploads: Uploads) -> int:
    """Deletes expired files with their nodes, and files without a node. Returns how many files are gone.

    Raises:
        StorageUnavailable, GraphUnavailable: the rest is deleted the next time.
    """
    total = 0
    while rows := await list_expired(uploads.database, _BATCH):
        for upload, path in rows:
            await to_thread.run_sync(delete, uploads.storage, path, limiter=uploads.writers)
            await forget(uploads.database, upload)
            total += 1
    return total + await _delete_unknown(uploads)


async def _delete_unknown(uploads: Uploads) -> int:
    """Files of a graph that was deleted, say. A file is written only after its node, so a young one without a node is rare."""
    before = datetime.now(UTC) - timedelta(hours=uploads.limits.hours) - _MARGIN
    paths = await to_thread.run_sync(_older, uploads.storage, before, limiter=uploads.writers)
    known = await list_known(uploads.database, paths) if paths else set[str]()
    for path in paths:
        if path not in known:
            await to_thread.run_sync(delete, uploads.storage, path, limiter=uploads.writers)
    return len(set(paths) - known)


def _older(storage: Storage, moment: datetime) -> list[str]:
    return list(list_older(storage, moment))


async def delete_expired_forever(uploads: Uploads) -> None:
    """Runs `delete_expired` now and every ten minutes. A failure is logged, and the next time tries again."""
    await run_every(_EVERY, lambda: delete_expired(uploads), "expired uploads were not deleted")
