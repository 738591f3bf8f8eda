"""Whether the disk under a folder is full, and how to say so."""

import errno
import os
from contextlib import suppress
from pathlib import Path

_MARK = "disk-was-full"
LEAST_FREE = 16 << 20
"""Bytes; with less a Neo4j that stopped writing is not started again. On small disks a twentieth of the disk is enough."""


def free_bytes(folder: Path) -> int:
    """Bytes that may still be written under a folder; 0 if no further file can be made."""
    found = os.statvfs(folder)
    return 0 if found.f_files and not found.f_favail else found.f_bavail * found.f_frsize


def is_full(folder: Path) -> bool:
    found = os.statvfs(folder)
    return free_bytes(folder) < min(LEAST_FREE, found.f_blocks * found.f_frsize // 20)


def mount_point(folder: Path) -> Path:
    """The topmost folder of the disk that a folder is on."""
    folder = folder.resolve()
    while not folder.is_mount() and folder != folder.parent:
        folder = folder.parent
    return folder


def disk_full_message(folder: Path) -> str:
    return (
        f"The disk is full: Neo4j cannot write in {folder} ({free_bytes(folder) / 1e6:.1f} MB free on {mount_point(folder)}). "
        "Free some space there; a Videograph that is serving goes on by itself within half a minute."
    )


def note_full(home: Path) -> None:
    """Remembers in the home that its disk was full, until `forget_full`: even an empty file may be too much, which is no harm.

    The write at which Neo4j found the disk full was confirmed to nobody. It may stand in the transaction log by half,
    and then Neo4j does not start unless it is told to cut it off.
    """
    with suppress(OSError):
        (home / _MARK).touch()


def was_full(home: Path) -> bool:
    return (home / _MARK).exists()


def forget_full(home: Path) -> None:
    (home / _MARK).unlink(missing_ok=True)


def is_no_space(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
