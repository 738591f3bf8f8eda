"""Functions that tests run on the workers of a Dask cluster."""

import os
import signal
import sys
import time
from pathlib import Path

_PARTS = ("neo4j", "service.graph.driver", "service.settings", "strawberry")


def what_it_knows() -> tuple[list[str], list[str]]:
    """Our variables in its environment, and those of our parts and packages that it has imported which a worker does not need."""
    return [name for name in os.environ if name.startswith("VIDEOGRAPH")], [
        name for name in _PARTS if name in sys.modules
    ]


def wait_for(file: Path) -> str:
    """Waits as long as a file is missing. Returns the worker's name."""
    from distributed import get_worker

    while not file.exists():
        time.sleep(0.02)
    return str(get_worker().name)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)
