"""What runs on the workers of a Dask cluster: the extraction of one talk, from bytes to a document. It needs no settings, no graph
and no password."""

import threading
import time
from collections.abc import Callable

import service
from service.errors import SetupError
from service.ingest.extractors.progress import listening
from service.ingest.identity import LOADER

_PAUSE = 0.5
"""Seconds between two messages about the progress of one talk, at least."""
_turn = threading.Lock()
"""One talk at a time in a process: extractors need not be safe for threads."""

VERSION = f"{service.__version__} ({LOADER})"


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
    last = float("-inf")

    def tell(stage: str, share: float) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _PAUSE:
            last = now
            worker.log_event(topic, [number, stage[:80], round(share, 3), worker.address])

    with _turn:
        worker.log_event(topic, [number, "", 0.0, worker.address])
        with listening(tell):
            return work()
