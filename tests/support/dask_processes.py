"""A Dask cluster of real processes on loopback, which have nothing of the environment of the tests but the extractor `small`."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import distributed  # noqa: F401  (its defaults must be there before they are changed)
from dask.config import set as dask_options

from support.small_extractor import with_small_extractor
from support.videograph_process import found_here, kill

_DASK = Path(sys.executable).with_name("dask")
# On a busy machine a process may be silent for longer than Dask's 30 seconds. A connection that is given up then loses all that was
# asked for by it, and the tests are not about that.
_PATIENT = {"distributed.comm.timeouts.connect": "300s", "distributed.comm.timeouts.tcp": "300s"}


class DaskProcesses:
    """`executor`: the address as Videograph takes it. `workers`: the processes by their names in Dask."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = 0
        self._processes: list[subprocess.Popen[bytes]] = []
        self.workers: dict[str, subprocess.Popen[bytes]] = {}
        self.start_scheduler()

    @property
    def executor(self) -> str:
        return f"dask://127.0.0.1:{self._port}"

    def start_scheduler(self) -> None:
        """Starts it, the next time at the same port."""
        file = self._folder / "scheduler.json"
        file.unlink(missing_ok=True)
        self.scheduler = self._start(
            "scheduler",
            "--host",
            "127.0.0.1",
            "--port",
            str(self._port),
            "--no-dashboard",
            "--scheduler-file",
            str(file),
        )
        until = time.monotonic() + 60
        while not (
            file.exists() and file.read_text("utf-8").rstrip().endswith("}")
        ):  # it may be half written
            assert self.scheduler.poll() is None, (self._folder / "scheduler.log").read_text()
            assert time.monotonic() < until, f"waited 60 s for Dask's scheduler to write {file.name}"
            time.sleep(0.02)
        self._port = int(json.loads(file.read_text("utf-8"))["address"].rpartition(":")[2])

    def start_worker(self, name: str, *options: str, **environment: str) -> subprocess.Popen[bytes]:
        process = self._start(
            "worker", f"tcp://127.0.0.1:{self._port}", "--host", "127.0.0.1", "--nthreads", "1", "--no-dashboard",
            "--name", name, *(options or ("--no-nanny",)), **environment,
        )  # fmt: skip
        self.workers[name] = process
        return process

    def _start(self, kind: str, *arguments: str, **more: str) -> subprocess.Popen[bytes]:
        environment = found_here(
            with_small_extractor({"PATH": os.environ["PATH"], "HOME": str(self._folder)})
            | {f"DASK_{key.upper().replace('.', '__')}": value for key, value in _PATIENT.items()}
            | more
        )
        with (self._folder / f"{kind}.log").open("ab") as log:
            process = subprocess.Popen(
                [str(_DASK), kind, *arguments], cwd=self._folder, env=environment, stdout=log, stderr=log
            )
        self._processes.append(process)
        return process

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        kill(process)

    def stop(self) -> None:
        # A worker takes leave of its scheduler, which without one it tries for minutes.
        for some in ([*self.workers.values()], self._processes):
            for process in some:
                process.terminate()
            for process in some:
                try:
                    process.wait(5)
                except subprocess.TimeoutExpired:
                    kill(process)


@contextmanager
def dask_processes(folder: Path, *workers: str) -> Iterator[DaskProcesses]:
    """A scheduler, and a worker for each name."""
    processes = DaskProcesses(folder)
    try:
        for name in workers:
            processes.start_worker(name)
        with dask_options(_PATIENT):
            yield processes
    except BaseException:
        for log in sorted(folder.glob("*.log")):
            print(f"{log.name}:\n{log.read_text('utf-8')[-4000:]}")
        raise
    finally:
        processes.stop()
