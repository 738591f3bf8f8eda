"""A Dask cluster as a pool: its workers get the bytes of a talk and give the document. They need no settings, no graph and no password.

Dask forgets: the work of a lost worker is done again by another, but if the scheduler is lost, so is everything that it had. Such work is
submitted again here, a few times.
"""

import asyncio
import logging
import secrets
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import service
from service.actions.extraction.workers import Hear, Pool, Workers
from service.domain.identity import LOADER
from service.errors import ExecutorUnavailable, InvalidInput, MissingExtra, SetupError, WorkLost
from service.extractors.progress import run_reporting
from service.extras import install_command

_CONNECT_SECONDS = 10
_FIRST_WORKER_SECONDS = 30
"""Seconds to wait for the first worker, which may be starting."""
_TRIES = 3
"""How often work is submitted that the cluster loses."""
_LOOK_SECONDS = 5.0
"""Seconds between two looks whether the cluster has workers left."""
_PATIENCE = 12
"""Looks without a worker after which work is given up: one may be starting again."""
_PAUSE = 0.5
"""Seconds between two messages about the progress of one talk, at least."""
_MOST = 1000
"""Talks at a time."""
VERSION = f"{service.__version__} ({LOADER})"
_log = logging.getLogger("videograph")


class DaskWorkers:
    """The workers of a cluster. All pools of a process share its connection.

    Args:
        memory: megabytes that the process of this machine may use which does what needs no extractor.
    """

    def __init__(self, cluster: "Cluster", memory: int | None = None) -> None:
        self._cluster = cluster
        self._local = Workers(1, memory)
        self._runs: list[_Submission[Any]] = []

    @property
    def awaited(self) -> str:
        return f"waiting for the Dask cluster at {self._cluster.address}"

    @property
    def local(self) -> Pool:
        return self._local

    def run[T](self, work: Callable[[], T], hear: Hear) -> Future[T]:
        loop = asyncio.get_running_loop()

        def heard(stage: str, share: float) -> None:
            with suppress(RuntimeError):  # the loop is closed
                loop.call_soon_threadsafe(hear, stage, share)

        run = self._cluster.submit(work, heard)
        self._runs = [one for one in self._runs if not one.future.done()] + [run]
        return run.future

    def stop(self, *, stuck: bool = False) -> None:
        """Gives up what runs. A worker that is stuck is restarted, as Dask cannot stop a single task."""
        self._local.stop()
        for run in self._runs:
            run.kill() if stuck else run.cancel()
        self._runs = []


def open_cluster(executor: str) -> "Cluster | None":
    """Returns the cluster that an executor names; None for `pool`, processes of this machine.

    Raises:
        InvalidInput: it is neither.
        MissingExtra: Dask is not installed.
    """
    from service.settings.extraction import EXECUTOR  # which the workers, who import this module, do not need

    if executor == "pool":
        return None
    match = EXECUTOR.fullmatch(executor)
    if match is None:
        raise InvalidInput(
            f"there is no executor {executor!r:.100}: it is `pool`, or the address of a Dask scheduler, such as dask://host:8786"
        )
    return Cluster(executor, f"{'tls' if match['tls'] else 'tcp'}://{match['place']}")


class Cluster:
    """A connection to a scheduler, made by the first use and made again if it is lost. Open it by `open_cluster`.

    Raises, by each method that uses the connection:
        ExecutorUnavailable: the scheduler does not answer, or has no workers.
    """

    def __init__(self, executor: str, scheduler: str) -> None:
        """
        Args:
            executor: the scheduler's address as users write it.
            scheduler: the address as Dask writes it.
        """
        try:
            import distributed
            from distributed.comm.core import CommClosedError
            from distributed.scheduler import KilledWorker
        except ImportError as error:
            raise MissingExtra(f"the executor {executor}", error.name, install_command("dask")) from None
        self.address = executor
        self._distributed = distributed
        self._killed, self._lost = KilledWorker, (CancelledError, CommClosedError)
        self._scheduler = scheduler
        self._client: Any = None
        self._lock = threading.Lock()
        self._topic = f"videograph-{secrets.token_hex(8)}"
        self._runs: dict[int, _Submission[Any]] = {}
        self._numbers = 0
        self._threads = ThreadPoolExecutor(_MOST, "dask")

    @property
    def is_used(self) -> bool:
        """Whether anything was submitted."""
        return self._numbers > 0

    def slots(self) -> int:
        """Returns how many talks the workers can extract at a time; waits some seconds for the first worker."""
        client = self.client()
        with suppress(TimeoutError):
            client.wait_for_workers(1, timeout=_FIRST_WORKER_SECONDS)
        workers: dict[str, int] = client.nthreads()
        if not workers:
            raise self._no_workers()
        return len(workers)  # each process extracts one at a time, whatever threads it has

    def submit[T](self, work: Callable[[], T], hear: Hear) -> "_Submission[T]":
        """Has some worker do the work, in its turn. `hear` is called in a thread of Dask's client."""
        with self._lock:
            self._numbers += 1
            number = self._numbers
        run = self._runs[number] = _Submission(self, number, work, hear)
        run.future = self._threads.submit(run.wait)
        run.future.add_done_callback(lambda _: self._runs.pop(number, None))
        return run

    def close(self) -> None:
        """Gives up all work and the connection."""
        for run in list(self._runs.values()):
            run.cancel()
        self._threads.shutdown(wait=False, cancel_futures=True)
        if self._client is not None:
            self._client.close(timeout=_CONNECT_SECONDS)

    def client(self) -> Any:
        """Returns the client of Dask, connected."""
        with self._lock:
            if self._client is None or self._client.status in ("closing", "closed"):
                self._client = self._connect()
            return self._client

    def start(self, number: int, work: Callable[[], Any]) -> Future[Any]:
        return self.client().get_executor(pure=False).submit(run_work, self._topic, number, VERSION, work)

    def restart_worker(self, address: str) -> None:
        """Stops what runs on a worker. Dask cannot stop one task; a worker with a nanny is started again."""
        with suppress(Exception):
            self.client().restart_workers([address], timeout=_CONNECT_SECONDS, raise_for_error=False)

    def require_workers(self, looks: int) -> int:
        """Returns how often in a row there were no workers; raises if that is too often."""
        looks = 0 if self.client().nthreads() else looks + 1
        if looks > _PATIENCE:
            raise self._no_workers()
        return looks

    def is_killed(self, error: Exception) -> bool:
        return isinstance(error, self._killed)

    def is_lost(self, error: BaseException) -> bool:
        """Whether the cluster has forgotten the work."""
        return isinstance(error, self._lost) or (
            self._client is not None and self._client.status != "running"
        )

    def _connect(self) -> Any:
        try:
            client = self._distributed.Client(
                self._scheduler, timeout=_CONNECT_SECONDS, set_as_default=False, name="videograph"
            )
        except (OSError, TimeoutError) as error:
            _log.debug("no scheduler at %s", self._scheduler, exc_info=error)
            raise ExecutorUnavailable(
                f"the Dask scheduler at {self.address} does not answer within {_CONNECT_SECONDS} seconds: start it with "
                "`dask scheduler`, or correct the address (--executor, VIDEOGRAPH_EXECUTOR)"
            ) from None
        client.subscribe_topic(self._topic, self._heard)
        return client

    def _heard(self, event: tuple[float, Any]) -> None:
        number, stage, share, worker = event[1]
        run = self._runs.get(number)
        if run is not None:
            run.heard(stage, share, worker)

    def _no_workers(self) -> ExecutorUnavailable:
        return ExecutorUnavailable(
            f"the Dask scheduler at {self.address} has no workers: start some with `dask worker {self._scheduler} --nthreads 1`, "
            "in an environment with videograph[extract,dask]"
        )


class _Submission[T]:
    """Work that is submitted until a worker has done it, or too often. `future` has its result."""

    def __init__(self, cluster: Cluster, number: int, work: Callable[[], T], hear: Hear) -> None:
        self._cluster, self._number, self._work, self._hear = cluster, number, work, hear
        self._inner: Future[Any] | None = None
        self._worker: str | None = None
        self._stopped = False
        self.future: Future[T] = Future()

    def wait(self) -> T:
        for _ in range(_TRIES):
            if self._stopped:
                raise CancelledError
            try:
                self._inner = self._cluster.start(self._number, self._work)
                return self._result(self._inner)
            except (ExecutorUnavailable, WorkLost):
                raise
            except (Exception, CancelledError) as error:
                if self._stopped:
                    raise CancelledError from None
                if self._cluster.is_killed(error):
                    raise WorkLost(
                        "the workers of the Dask cluster that extracted it died one after the other, probably for lack of memory"
                    ) from None
                if not self._cluster.is_lost(error):
                    raise
                _log.warning(
                    "the Dask cluster has lost a talk, which is submitted again: %s", type(error).__name__
                )
        raise WorkLost(f"the Dask cluster has lost it {_TRIES} times")

    def _result(self, inner: Future[Any]) -> T:
        looks = 0
        while True:
            try:
                return inner.result(_LOOK_SECONDS)
            except TimeoutError:
                if inner.done():
                    raise
            looks = self._cluster.require_workers(looks)

    def heard(self, stage: str, share: float, worker: str) -> None:
        self._worker = worker
        if not self._stopped:
            self._hear(stage, share)

    def cancel(self) -> None:
        """Gives the work up. A worker that has begun goes on with it for nothing."""
        self._stopped = True
        if self._inner is not None:
            self._inner.cancel()

    def kill(self) -> None:
        """Gives the work up, and restarts the worker that is at it."""
        begun = self._worker is not None and not self.future.done()
        self.cancel()
        if begun:
            threading.Thread(target=self._cluster.restart_worker, args=(self._worker,), daemon=True).start()


_turn = threading.Lock()
"""One talk at a time in a process: extractors need not be safe for threads."""


def run_work[T](topic: str, number: int, version: str, work: Callable[[], T]) -> T:
    """Runs work on a worker, and reports under the number when it begins, where, and how far it is.

    Raises:
        SetupError: the worker has another version of Videograph, whose result could be another one.
    """
    from distributed import get_worker

    if version != VERSION:
        raise SetupError(
            f"a worker of the Dask cluster has Videograph {VERSION}, and this is {version}: install the same version there"
        )
    worker = get_worker()

    def send(stage: str, share: float) -> None:
        worker.log_event(topic, [number, stage, share, worker.address])

    with _turn:
        return run_reporting(work, send, _PAUSE)
