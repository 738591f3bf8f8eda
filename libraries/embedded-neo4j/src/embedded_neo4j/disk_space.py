"""Checks for a full disk, and the message about it."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from embedded_neo4j.errors import DiskFull

_MARK = "disk-was-full"
LEAST_FREE = 16 << 20
"""Bytes; with less free space, a Neo4j that stopped writing is not restarted. On small disks a twentieth of the disk
is enough."""


def free_bytes(folder: Path) -> int:
    """Returns the free bytes under a folder; 0 if no further file can be created."""
    found = os.statvfs(folder)
    return 0 if found.f_files and not found.f_favail else found.f_bavail * found.f_frsize


def is_full(folder: Path) -> bool:
    found = os.statvfs(folder)
    return free_bytes(folder) < min(LEAST_FREE, found.f_blocks * found.f_frsize // 20)


def mount_point(folder: Path) -> Path:
    """Returns the top folder of the disk of a folder."""
    folder = folder.resolve()
    while not folder.is_mount() and folder != folder.parent:
        folder = folder.parent
    return folder


def disk_full(folder: Path) -> DiskFull:
    """Returns the error for a folder in which nothing can be written."""
    return DiskFull(
        f"The disk is full: Neo4j cannot write in {folder} ({free_bytes(folder) / 1e6:.1f} MB free on {mount_point(folder)}). "
        "Free some space there; a running server continues within half a minute.",
        public="The disk of the server is full: Neo4j cannot write. It continues within half a minute once there is space.",
    )


def note_full(home: Path) -> None:
    """Records in the home that its disk was full, until `forget_full`. If even the empty file does not fit, nothing
    is lost.

    The write that found the disk full was never confirmed. It may be incomplete in the transaction log, and then
    Neo4j starts only if it is told to remove it.
    """
    with suppress(OSError):
        (home / _MARK).touch()


def was_full(home: Path) -> bool:
    return (home / _MARK).exists()


def forget_full(home: Path) -> None:
    (home / _MARK).unlink(missing_ok=True)


def is_no_space(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
