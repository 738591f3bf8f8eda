"""Files that are written whole or not at all, so that nobody reads half of one after a crash or on a full disk, and their sums."""

import hashlib
import os
import secrets
from pathlib import Path


def write_whole(file: Path, text: str, mode: int = 0o666) -> None:
    """Writes a draft beside the file, which then takes its place. `mode`: the permissions, less what the umask takes.

    Raises: OSError: it cannot be written. The file stays as it was.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode())
        draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def sha256_of(file: Path) -> str:
    """Returns the SHA-256 sum of a file, as hexadecimal digits. Raises: OSError: it cannot be read."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
