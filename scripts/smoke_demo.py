"""Tests `make demo` like a new user: in a new clone, with an empty home, with requests over HTTP, and stopped.

    .venv/bin/python scripts/smoke_demo.py

Checks that the demo installs what runs it and no tests, the authored talk's page and its counts, the three web pages, a clean stop
without a process left behind, and a second start on the same graph, beside which the commands that the demo prints import one
more talk. Says what it saw; exit code 1 at the first thing that is wrong. What is not committed is not in the clone.
"""

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "service" / "api" / "execution" / "operations" / "video_page.graphql"
START_SECONDS = 420
STOP_SECONDS = 60

ADDRESS = re.compile(r"answers at (http://\S+)/graphql")
BROWSER = re.compile(r"Neo4j Browser\s+(http://\S+)")
EXAMPLES = re.compile(r"^3  .+\n((?:   .+\n)+)4  ", re.MULTILINE)
"""The commands that import one more talk."""
COUNTS = {"segments": 34, "entities": 22, "relationships": 24, "topics": 13, "chapters": 5, "sections": 5}
VIDEOS = 11


class SmokeError(Exception):
    """Something is not as it must be."""


@dataclass(frozen=True)
class Demo:
    """A running demo: its addresses and the process that a person would stop."""

    address: str
    browser: str
    commands: str
    process: psutil.Process
    make: subprocess.Popen[str]


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="videograph-smoke-") as folder:
        checkout, home = Path(folder, "checkout"), Path(folder, "home")
        subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, checkout], check=True)
        for round_name in ("first start", "second start"):
            began = time.monotonic()
            with started(checkout, home) as demo:
                say(f"{round_name}: serves after {time.monotonic() - began:.1f} s")
                check_answers(demo)
                if round_name == "second start":
                    import_one_more(demo, checkout, home)
                stop(demo, home)


def environment_of(home: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("VIDEOGRAPH_")}
    environment |= {name: value for name, value in os.environ.items() if name == "VIDEOGRAPH_CACHE"}
    return environment | {"VIDEOGRAPH_HOME": str(home), "VIDEOGRAPH_PORT": "0"}


@contextlib.contextmanager
def started(checkout: Path, home: Path) -> Iterator[Demo]:
    make = subprocess.Popen(
        ["make", "demo"],
        cwd=checkout,
        env=environment_of(home),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    lines: list[str] = []
    ended = threading.Event()

    def read() -> None:
        assert make.stdout is not None
        for line in make.stdout:
            lines.append(line)
            print("   |", line.rstrip(), flush=True)
        ended.set()

    threading.Thread(target=read, daemon=True).start()
    try:
        wait(
            "the demo to say where it is",
            START_SECONDS,
            lambda: ended.is_set() or EXAMPLES.search("".join(lines)),
        )
        text = "".join(lines)
        address, browser, commands = ADDRESS.search(text), BROWSER.search(text), EXAMPLES.search(text)
        if address is None or browser is None or commands is None:
            raise SmokeError(f"the demo ended with {make.wait()} before it served")
        yield Demo(address[1], browser[1], commands[1], demo_process(make), make)
    finally:
        if make.poll() is None:
            os.killpg(make.pid, signal.SIGKILL)  # a session of our own making


def demo_process(make: subprocess.Popen[str]) -> psutil.Process:
    """The program itself: make, and a shell perhaps, stand before it."""
    for process in psutil.Process(make.pid).children(recursive=True):
        if any(Path(word).name == "videograph" for word in process.cmdline()):
            return process
    raise SmokeError("make runs no videograph")


def check_answers(demo: Demo) -> None:
    wait("/readyz", 60, lambda: status(f"{demo.address}/readyz") == 200)
    asked = time.monotonic()
    video = ask(demo, PAGE.read_text(encoding="utf-8"), by={"id": "video:videograph-lecun-leaves-meta"})[
        "video"
    ]
    seconds = time.monotonic() - asked
    counts = {
        "segments": len(video["transcript"]["nodes"]),
        "entities": video["entities"]["totalCount"],
        "relationships": video["relationships"]["totalCount"],
        "topics": len(video["topics"]["edges"]),
        "chapters": len(video["chapters"]),
        "sections": len(video["sections"]),
    }
    expect("the page's counts", counts, COUNTS)
    expect("videos", ask(demo, "{ stats { videoCount } }")["stats"]["videoCount"], VIDEOS)
    expect("the page", status(f"{demo.address}/"), 200)
    expect("GraphiQL", status(f"{demo.address}/graphql", accept="text/html"), 200)
    expect("Neo4j Browser", status(demo.browser), 200)
    say(f"the page of the authored talk in {seconds * 1000:.0f} ms: {counts}")


def import_one_more(demo: Demo, checkout: Path, home: Path) -> None:
    """By the printed commands, as they are."""
    packages = {file.name for file in checkout.glob(".venv/lib/python*/site-packages/*")}
    expect("packages that only tests need", packages & {"pytest"}, set())
    began = time.monotonic()
    subprocess.run(["sh", "-ec", demo.commands], cwd=checkout, env=environment_of(home), check=True)
    expect("videos", ask(demo, "{ stats { videoCount } }")["stats"]["videoCount"], VIDEOS + 1)
    say(f"one more talk imported in {time.monotonic() - began:.1f} s")


def stop(demo: Demo, home: Path) -> None:
    began = time.monotonic()
    demo.process.send_signal(signal.SIGTERM)
    try:
        code = demo.make.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        raise SmokeError(f"still runs {STOP_SECONDS} s after SIGTERM") from None
    expect("exit code", code, 0)
    expect("processes left", processes_of(home), [])
    say(f"stopped in {time.monotonic() - began:.1f} s, nothing left")


def processes_of(home: Path) -> list[str]:
    """Processes of Neo4j for this home that live."""
    found: list[str] = []
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if f"--home-dir={home}" in process.cmdline() and process.status() != psutil.STATUS_ZOMBIE:
                found.append(f"{process.pid} {process.name()}")
    return found


def ask(demo: Demo, query: str, **variables: Any) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables}).encode()
    request = urllib.request.Request(f"{demo.address}/graphql", body, {"content-type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        answer = json.load(response)
    expect("errors", answer.get("errors"), None)
    return answer["data"]


def status(url: str, accept: str = "*/*") -> int:
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers={"accept": accept}), timeout=60
        ) as response:
            return response.status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait(what: str, seconds: float, condition: Any) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise SmokeError(f"waited {seconds:.0f} s for {what} in vain")
        time.sleep(0.1)


def expect(what: str, seen: object, wanted: object) -> None:
    if seen != wanted:
        raise SmokeError(f"{what}: {seen!r}, not {wanted!r}")


def say(line: str) -> None:
    print(f"smoke: {line}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except (SmokeError, subprocess.CalledProcessError) as error:
        sys.exit(f"smoke: failed: {error}")
    say("passed")
