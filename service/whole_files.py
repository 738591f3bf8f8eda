"""Files that are written whole or not at all, so that nobody reads half of one after a crash or on a full disk, and their sums."""

import filecmp
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(file: Path, mode: int = 0o666, *, keep_equal: bool = False) -> Iterator[BinaryIO]:
    """Opens a draft beside the file, which takes its place when the block ends without a fault.

    Args:
        mode: the permissions, less what the umask takes.
        keep_equal: a file of the same content stays, with its time.

    Raises:
        OSError: it cannot be written, or its folder does not exist. The file stays as it was.
    """
    draft = file.with_name(f".{file.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
        if keep_equal and file.exists() and filecmp.cmp(draft, file, shallow=False):
            draft.unlink()
        else:
            draft.replace(file)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def write_whole(file: Path, text: str, mode: int = 0o666) -> None:
    """Writes the text in UTF-8. Arguments and errors as of `whole_file`."""
    with whole_file(file, mode) as stream:
        stream.write(text.encode())


def sha256_of(file: Path) -> str:
    """Returns the SHA-256 sum of a file, as hexadecimal digits. Raises: OSError: it cannot be read."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
