"""The users of the embedded server of a home. It runs as long as it has users. The kernel counts them, so every death
is noticed.

users.lock    every user holds a shared lock on it; who gets an exclusive one is the last
users-….fifo  every user holds its writing end. The watcher beside Java reads it: end of file means that all users are gone
"""

import fcntl
import os
import secrets
from contextlib import suppress
from pathlib import Path


class Lease:
    """One user's share in the server of a home. Take and release it while holding start.lock."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = os.open(home / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(self._lock, fcntl.LOCK_SH)
        self._pipe: int | None = None
        self._name: str | None = None

    def make_pipe(self) -> tuple[str, int]:
        """Creates a pipe for a new server, held by this lease. Returns its name, and the end for the watcher.

        The caller must close that end. The pipes of earlier servers are removed.
        """
        for old in self._home.glob("users-*.fifo"):
            old.unlink(missing_ok=True)
        name = f"users-{secrets.token_hex(8)}.fifo"
        os.mkfifo(self._home / name, 0o600)
        reading = os.open(self._home / name, os.O_RDONLY | os.O_NONBLOCK)
        os.set_blocking(reading, True)
        self.join(name)
        return name, reading

    def join(self, pipe: str | None) -> bool:
        """Keeps the server with this pipe (None: a detached one) running. Returns False if its watcher is gone and it
        is about to stop."""
        self._close_pipe()
        self._name = pipe
        if pipe is None:
            return True
        try:
            self._pipe = os.open(self._home / pipe, os.O_WRONLY | os.O_NONBLOCK)
        except FileNotFoundError:
            return True  # the file was deleted; the server still runs for users that have it open
        except OSError:  # no reader
            return False
        return True

    def dismiss_watcher(self) -> None:
        """Ends the watcher of a stopped server. Otherwise it would send a signal to another process with the same
        pid."""
        if self._pipe is not None:
            with suppress(OSError):
                os.write(self._pipe, b"\n")
        self._close_pipe()
        if self._name is not None:
            (self._home / self._name).unlink(missing_ok=True)

    def is_last(self) -> bool:
        """Returns whether nobody else uses the server. Call it only before leaving, because a False may cost this
        lease its share of the lock."""
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def leave(self) -> None:
        self._close_pipe()
        os.close(self._lock)

    def _close_pipe(self) -> None:
        pipe, self._pipe = self._pipe, None
        if pipe is not None:
            os.close(pipe)
