"""Runs a server, and notes where its processor time goes: which part of the program each sample is in.

    python -m benchmarks.sampled_server FILE service up --port 8000

SIGUSR1 begins; SIGUSR2 ends, and writes all samples so far to FILE. A timer of the process's own processor time interrupts it;
each time the innermost frames say which part it is in. What C code does counts for the Python function that called it.
"""

import json
import runpy
import signal
import sys
from collections import Counter
from pathlib import Path
from types import FrameType

INTERVAL = 0.002
"""Seconds of processor time; the kernel may round it up to its own tick."""
LOOP = "event loop and sockets"
_RUNNERS = (
    "/service/commands/",
    "/service/cli.py",
    "/service/__main__.py",
    "/peers/settings.py",
    "/uvicorn/server.py",
    "/fastapi_by_hand.py:main",
    "/fastapi_by_hand.py:<module>",
)
"""What runs the loop."""
_PARTS = (
    ("/neo4j/", "Neo4j's driver"),
    ("/service/graph/driver/", "reads around the driver: limits, names, errors"),
    ("/service/api/operation/", "operation: documents, plans, arguments"),
    ("/service/api/execution/", "engine: execution of a request"),
    ("/service/api/response/", "response from the rows"),
    ("<reader>", "response from the rows"),
    ("/benchmarks/peers/hand_page.py", "response from the rows"),
    ("/benchmarks/peers/fastapi_by_hand.py", "API over HTTP: access, limits, headers, JSON"),
    ("/service/api/http/", "API over HTTP: access, limits, headers, JSON"),
    ("/service/access/", "API over HTTP: access, limits, headers, JSON"),
    ("/service/", "the rest of Videograph"),
    ("/starlette/", "Starlette and FastAPI"),
    ("/fastapi/", "Starlette and FastAPI"),
    ("/uvicorn/", "uvicorn: HTTP protocol"),
)


def part_of(files: list[str]) -> str:
    """Returns the part of the innermost frame that is in one. `files`: file and function of the frames, the innermost first."""
    for file in files:
        if any(path in file for path in _RUNNERS):
            continue
        for path, part in _PARTS:
            if path in file:
                return part
    return LOOP


def main() -> None:
    file, module = Path(sys.argv.pop(1)), sys.argv.pop(1)
    found: Counter[tuple[str, str]] = Counter()

    def sample(_number: int, frame: FrameType | None) -> None:
        files: list[str] = []
        where = ""
        while frame is not None:
            code = frame.f_code
            files.append(f"{code.co_filename}:{code.co_name}")
            part = part_of(files[-1:])
            if part != LOOP:
                found[part, f"{Path(code.co_filename).stem}.{code.co_name}"] += 1
                return
            where = where or f"{Path(code.co_filename).stem}.{code.co_name}"
            frame = frame.f_back
        found[LOOP, where] += 1

    def begin(*_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, INTERVAL, INTERVAL)

    def end(*_: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        rows = [[part, function, count] for (part, function), count in found.items()]
        new = file.with_suffix(".new")
        new.write_text(json.dumps(rows), encoding="utf-8")
        new.rename(file)

    signal.signal(signal.SIGPROF, sample)
    signal.signal(signal.SIGUSR1, begin)
    signal.signal(signal.SIGUSR2, end)
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
