"""Fills the disk under a served home and makes space again, with the real commands; prints what they told as JSON.

`python -m support.full_disk FOLDER`, as root or in a user namespace: mounts a small disk in memory on the folder meanwhile. The service
plans nothing in advance: each of its Neo4js would be busy with that for half a minute (videograph_process.py).
"""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from embedded_neo4j.config import free_port
from embedded_neo4j.disk_space import disk_full
from support import videograph_process

PATIENCE = 300.0
DEMO = Path(__file__).parents[2] / "service" / "demo" / "authored"
DOCUMENT = DEMO / "lecun-leaves-meta.document.json"
QUERY = json.dumps({"query": "{ stats { videoCount } }"}).encode()


def main(disk: Path) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=60m", "tmpfs", str(disk)], check=True, timeout=600)
    try:
        print(json.dumps(play(disk)))
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True, timeout=600)


def play(disk: Path) -> dict[str, Any]:
    home, port = disk / "home", free_port()
    environment = {**os.environ, "VIDEOGRAPH_HOME": str(home)}
    # Another talk than the document, told apart by its id.
    other = json.loads(DOCUMENT.read_text(encoding="utf-8"))
    other["video"] |= {"id": "another", "title": "Another talk"}
    other["video"].pop("url", None)

    def command(*words: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-m", "service", *words],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=600,
        )
        return {"code": done.returncode, "error": done.stderr, "output": done.stdout}

    told: dict[str, Any] = {}
    begin = time.monotonic()
    up = subprocess.Popen(
        videograph_process.command("up", "--port", str(port)),
        env=videograph_process.found_here(environment),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        wait_until_ready(port)
        told["seconds to start"] = time.monotonic() - begin
        assert command("ingest", str(DOCUMENT))["code"] == 0
        another = home.parent / "another.document.json"
        another.write_text(json.dumps(other), encoding="utf-8")
        fill(disk / "filler")
        error = disk_full(home)
        told["message"], told["local message"] = error.public, str(error)
        told["ingest while full"] = command("ingest", str(another))
        told["query while full"] = ask(port, "/graphql", QUERY)
        told["readiness while full"] = ask(port, "/readyz")
        told["command while full"] = command("query", "{ stats { videoCount } }")
        (disk / "filler").unlink()
        begin = time.monotonic()
        wait_until_ready(port)
        told["seconds to heal"] = time.monotonic() - begin
        told["readiness after"] = ask(port, "/readyz")
        told["query after"] = ask(port, "/graphql", QUERY)
        told["ingest after"] = command("ingest", str(another))
        told["query at the end"] = ask(port, "/graphql", QUERY)
    finally:
        up.terminate()
        log = up.communicate(timeout=60)[1]
    told["starts while full"] = log.partition("answers again")[0].count("does not start again")
    return told


def fill(file: Path) -> None:
    with file.open("wb", buffering=0) as filler:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while filler.write(b"x" * size) == size:
                    pass
            except OSError:
                continue


def ask(port: int, path: str, body: bytes | None = None) -> list[Any]:
    """Status and JSON of an answer."""
    request = urllib.request.Request(
        f"http://127.0.0.1:{port}{path}", body, {"content-type": "application/json"}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return [response.status, json.load(response)]
    except urllib.error.HTTPError as error:
        return [error.code, json.load(error)]


def wait_until_ready(port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            if ask(port, "/readyz")[0] == 200:
                return
        except OSError:
            pass
        assert time.monotonic() < deadline, "not ready"
        time.sleep(0.1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
