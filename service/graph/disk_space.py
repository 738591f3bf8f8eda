"""Whether the disk under a folder is full, and how to say so."""

import errno
import os
from pathlib import Path

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


def is_no_space(error: OSError) -> bool:
    return error.errno in (errno.ENOSPC, errno.EDQUOT)
