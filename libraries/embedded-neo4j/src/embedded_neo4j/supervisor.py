"""Keeps a server running while this process uses it, with a thread that restarts it.

Every process that uses a folder has a supervisor. The first to get start.lock restarts the server; the others find the
new one and use it.
"""

import logging
import os
import subprocess
import threading
import time
from dataclasses import replace
from pathlib import Path

from filelock import FileLock, Timeout

from embedded_neo4j.disk_space import disk_full, is_full, note_full
from embedded_neo4j.errors import EmbeddedNeo4jError, Panicked, Stopped, Unavailable
from embedded_neo4j.home import ServerState, read_password, read_state
from embedded_neo4j.launch import Recipe, launch
from embedded_neo4j.process import console_log, end_process, find_process, wait_for_exit
from embedded_neo4j.startup import answers, telling_lines, wait_until_ready
from embedded_neo4j.users import Lease

POLL_SECONDS = 0.2
LONGEST_PAUSE = 15.0
"""Greatest number of seconds between two starts."""
STEADY_SECONDS = 2.0
"""A server that answered for fewer seconds counts as a failed start."""
_END_SECONDS = 2.0
"""Seconds for the normal end of a server whose database has stopped itself. It has nothing to save any more."""

_ENDED = "Neo4j has ended unexpectedly"
_PANICKED = "Neo4j's database has stopped itself after a fault"
_STOPPED = "Neo4j was stopped on purpose, and does not run until it is started again."

_log = logging.getLogger("embedded_neo4j")


def pause_before(start: int) -> float:
    """Returns the seconds before the n-th start since the server was stable: 0, 1, 2, 4, 8, 15, 15, …"""
    return 0.0 if start <= 1 else min(2.0 ** (start - 2), LONGEST_PAUSE)


class Supervisor:
    """`state` is the present server. `trouble` says why no server answers; None while one does."""

    def __init__(
        self, recipe: Recipe, lease: Lease, state: ServerState, process: subprocess.Popen[bytes] | None
    ) -> None:
        self.state = state
        self.trouble: Unavailable | None = None
        self.process = process
        self._recipe, self._lease = recipe, lease
        self._panicked: int | None = None
        self._stopping = threading.Event()
        self._ready_since = time.monotonic()
        self._starts = 0
        self._thread = threading.Thread(target=self._watch, name="neo4j supervisor", daemon=True)
        self._thread.start()

    def report_panic(self) -> None:
        """Reports that the database answers with faults that need a restart."""
        self._panicked = self.state.pid

    def stop(self) -> None:
        """Ends the supervision; the server is not changed."""
        self._stopping.set()
        self._thread.join()

    def explain(self) -> Unavailable | None:
        """Checks at once and returns `trouble`."""
        if self.trouble is not None:
            return self.trouble
        if self._panicked == self.state.pid:
            return self._trouble(_PANICKED)
        return self._trouble(_ENDED) if self._has_just_ended() else None

    def _trouble(self, why: str) -> Unavailable:
        if is_full(self._recipe.home):
            return disk_full(self._recipe.home)
        return Unavailable(f"{why} and is being started again: try again in some seconds.")

    def _has_just_ended(self) -> bool:
        """It is cheap, because it runs before every read."""
        if self.process is not None:
            return self.process.poll() is not None
        try:
            os.kill(self.state.pid, 0)
        except OSError:
            return True
        return False

    def _watch(self) -> None:
        was_full, last_fault = False, ""
        while not self._stopping.wait(POLL_SECONDS):
            try:
                full = is_full(self._recipe.home)
                if full and not was_full:
                    note_full(self._recipe.home)
                if was_full and not full:
                    self._look_for_panic()
                was_full = full
                if self._has_just_ended() or self._panicked == self.state.pid or not self._is_there():
                    self._recover()
                last_fault = ""
            except Exception as error:
                # A fault that lasts, such as a home that was deleted, is logged once and not five times a second.
                if repr(error) != last_fault:
                    _log.exception("The supervisor of Neo4j failed. It tries again.")
                last_fault = repr(error)

    def _is_there(self) -> bool:
        return find_process(self._recipe.home, self.state.pid) is not None

    def _look_for_panic(self) -> None:
        """Requests a restart once a full disk has space again, even without any query."""
        home, name = self._recipe.home, self._recipe.options.database
        process = find_process(home, self.state.pid)
        try:
            if process is not None:
                answers(process, self.state, read_password(home), name)
        except Panicked:
            self.report_panic()

    def _recover(self) -> None:
        """Repeats until a server answers, or nobody waits for it any more."""
        home, lost = self._recipe.home, self.state
        if time.monotonic() - self._ready_since >= STEADY_SECONDS:
            self._starts = 0
        why = _PANICKED if self._panicked == lost.pid else _ENDED
        _log.warning("%s (process %d). The end of its log:\n%s", why, lost.pid, _end_of_log(home))
        self.trouble = self._trouble(why)
        while not self._stopping.is_set():
            if is_full(home):
                self._say(disk_full(home))
                self._stopping.wait(1.0)
                continue
            if self._stopping.wait(pause_before(self._starts + 1)):
                return
            try:
                found = self._restart(lost)
            except EmbeddedNeo4jError as error:
                self._starts += 1
                pause = pause_before(self._starts + 1)
                failed, then = f"{why}, and does not start again", f"The next try is in {pause:.0f} s."
                local = f"{failed}: {error}\n{then}"
                self._say(Unavailable(local, public=f"{failed}. {then}"))
                continue
            if found:
                self._starts += 1
                self._ready_since = time.monotonic()
                self._panicked = self.trouble = None
                _log.warning("Neo4j answers again (process %d).", self.state.pid)
                return
            self._stopping.wait(POLL_SECONDS)

    def _restart(self, lost: ServerState) -> bool:
        """Uses a server that another process has started meanwhile, or starts one. Returns False if there is none
        yet."""
        home = self._recipe.home
        try:
            held = FileLock(home / "start.lock").acquire(timeout=1.0)
        except Timeout:
            return False
        with held:
            state = read_state(home)
            if state is not None and state.stopped:
                self._say(Stopped(_STOPPED))
                return False
            process = state and find_process(home, state.pid)
            panicked = state is not None and state.pid == lost.pid == self._panicked
            if state is not None and process is not None and not panicked and self._join(state):
                return True  # another process's server, or the system hid ours for a moment
            if process is not None:
                end_process(process, _END_SECONDS)
            else:
                wait_for_exit(lost.pid)
            self._lease.dismiss_watcher()
            if self.process is not None:
                self.process.wait()
            recipe = replace(self._recipe, options=replace(self._recipe.options, detached=lost.pipe is None))
            launched = launch(recipe, self._lease, cancelled=self._stopping.is_set)
            self.process, self.state = launched.process, launched.state
            return True

    def _join(self, state: ServerState) -> bool:
        home, name = self._recipe.home, self._recipe.options.database
        if not self._lease.join(state.pipe):
            return False
        try:
            wait_until_ready(home, state, read_password(home), name, self._stopping.is_set)
        except Panicked:
            return False
        if state.pid != self.state.pid:
            if self.process is not None:
                self.process.wait()  # it has ended: only then does another server get the lock of the store
            self.process, self.state = None, state
        return True

    def _say(self, trouble: Unavailable) -> None:
        if str(self.trouble) != str(trouble):
            _log.warning("%s", trouble)
        self.trouble = trouble


def _end_of_log(home: Path) -> str:
    try:
        return telling_lines(console_log(home).read_text(encoding="utf-8", errors="replace"), 4)
    except OSError:
        return "  nothing"
