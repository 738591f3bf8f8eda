"""Several processes that answer requests over one listening socket (`videograph up --workers`), and the one that watches them."""

import logging
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from multiprocessing.connection import wait
from pathlib import Path
from socket import socket

from uvicorn.config import STARTUP_FAILURE, Config
from uvicorn.supervisors.multiprocess import Multiprocess, Process

from service.errors import SetupError, VideographError

type Answer = Callable[[socket, Path, Callable[[object], None]], None]

_LOOK_SECONDS = 0.25
_PAUSE_SECONDS = 1.0
"""Between the end of a process and its next start."""
_log = logging.getLogger("videograph")


class Worker(Process):
    """A process that answers requests.

    Args:
        answer: see `WorkerSupervisor`.
        turn: the file whose lock has the one process that works in the background.
    """

    def __init__(self, config: Config, sockets: list[socket], answer: Answer, turn: Path) -> None:
        self._answer, self._turn = answer, turn
        super().__init__(config, sockets)

    def target(self, sockets: list[socket] | None = None) -> None:
        """Runs in the new process, until a signal or the end of the process that has started it."""
        threading.Thread(target=self.always_pong, daemon=True).start()
        threading.Thread(target=_end_with_parent, daemon=True).start()
        assert sockets
        try:
            self._answer(sockets[0], self._turn, self._note_server)
        except VideographError as error:
            print(f"Error: {error.local_message}", file=sys.stderr)
            sys.exit(STARTUP_FAILURE)

    def _note_server(self, server: object) -> None:
        self._server = server  # pyright: ignore[reportAttributeAccessIssue]  (`pong` says whether it has started)


class WorkerSupervisor(Multiprocess):
    """uvicorn's supervisor of processes. A process that ends is started again.

    uvicorn also kills a process that does not answer it within some seconds. A process that starts on a busy machine takes longer.

    Args:
        answer: answers requests over the socket until a signal, in the new process. It is given the file of `create_app`, and what is to be
            called with the server.
        ready: is called once all processes answer requests.
    """

    def __init__(self, config: Config, listener: socket, answer: Answer, ready: Callable[[], None]) -> None:
        super().__init__(config, [listener])
        self._answer, self._ready = answer, ready
        self._failed = False

    def run(self) -> None:
        """Runs the processes until a signal.

        Raises: SetupError: one of them cannot start.
        """
        with tempfile.TemporaryDirectory(prefix="videograph-") as folder:
            self._turn = Path(folder) / "background.lock"
            self.init_processes()
            is_ready = False
            while not self.should_exit.wait(_LOOK_SECONDS):
                self.handle_signals()
                if not is_ready and all(one.is_ready(timeout=_LOOK_SECONDS) for one in self.processes):
                    is_ready = True
                    self._ready()
                self._replace_ended(may_fail=not is_ready)
            self.terminate_all()
            self.join_all()
        if self._failed:
            raise SetupError("a process of the service did not start: the message above says why.")

    def init_processes(self) -> None:
        self.processes = [self._started() for _ in range(self.processes_num)]

    def _started(self) -> Worker:
        worker = Worker(self.config, self.sockets, self._answer, self._turn)
        worker.start()
        return worker

    def _replace_ended(self, *, may_fail: bool) -> None:
        for place, ended in enumerate(self.processes):
            if ended.exitcode is None or self.should_exit.is_set():
                continue
            if may_fail and ended.exitcode == STARTUP_FAILURE:
                self._failed = True
                self.should_exit.set()
                return
            _log.warning(
                "A process of the service (%d) has ended with %s, and is started again.",
                ended.pid,
                ended.exitcode,
            )
            self.should_exit.wait(_PAUSE_SECONDS)
            self.processes[place] = self._started()

    # uvicorn's signals for a reload and for more or fewer processes would start processes of its own class.
    def handle_hup(self) -> None: ...

    def handle_ttin(self) -> None: ...

    def handle_ttou(self) -> None: ...


def _end_with_parent() -> None:
    """Ends this process like SIGTERM does, once the process that has started it is gone."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGTERM)
