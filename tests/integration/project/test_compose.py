"""docker-compose.yml with a real engine: the commands that the guide prints, as it prints them, under a strict umask.

Needs `docker compose`, and images of Neo4j and Python: the official ones, or those of scripts/neo4j-image and scripts/python-image. The images
are named by VIDEOGRAPH_TEST_IMAGE and VIDEOGRAPH_TEST_PYTHON_IMAGE.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docker
import httpx
import pytest

from embedded_neo4j.config import free_port
from service.resources import demo_folder
from support import backend
from support.full_disk import wait_until_ready
from support.paths import ROOT

pytestmark = [pytest.mark.nightly, pytest.mark.container]

TRANSCRIPT = demo_folder() / "authored" / "lecun-leaves-meta.vtt"
GUIDE = (ROOT / "docs/guides/deployment.md").read_text(encoding="utf-8")
IMAGE = f"videograph-compose-test:{os.getpid()}"
SECONDS = 900


def printed(after: str) -> str:
    """The first commands that the guide prints after these words."""
    _, found, rest = GUIDE.partition(after)
    assert found, after
    return re.findall(r"```sh\n(.*?)```", rest, re.DOTALL)[0]


@dataclass(frozen=True)
class Project:
    """A project of Docker Compose in a copy of the checkout, with ports of its own."""

    folder: Path
    name: str
    api: int
    bolt: int
    http: int

    def run(self, command: str) -> str:
        """Runs a command of the guide, which must succeed, and returns what it printed."""
        done = subprocess.run(
            ["sh", "-euc", f"umask 077\n{command}"],
            cwd=self.folder,
            env={**_outside(), **self.variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        assert done.returncode == 0, (command, done.stdout, done.stderr, self.logs())
        return done.stdout

    @property
    def variables(self) -> dict[str, str]:
        return {
            "COMPOSE_PROJECT_NAME": self.name,
            "NEO4J_IMAGE": backend.find_image(os.environ.get("VIDEOGRAPH_TEST_IMAGE", "")),
            "NEO4J_HTTP_PORT": str(self.http),
            "NEO4J_BOLT_PORT": str(self.bolt),
            "NEO4J_HEAP": "512m",
            "VIDEOGRAPH_PORT": str(self.api),
            "VIDEOGRAPH_ALLOWED_HOSTS": "talks.example.org",
        }

    def logs(self) -> str:
        command = ["docker", "compose", "logs", "--no-color", "--no-log-prefix", "videograph"]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={**_outside(), **self.variables},
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        return done.stdout

    def start(self) -> None:
        """Starts what does not run, and waits until both are healthy."""
        self.run("docker compose up --detach --wait")

    def ready(self) -> None:
        """Waits until both answer again. On a slow machine the service may be unhealthy for a while, on which `--wait` gives up."""
        self.run("docker compose up --detach --wait --no-deps neo4j")
        wait_until_ready(self.api)

    def ask(self, query: str, key: str, host: str = "127.0.0.1") -> httpx.Response:
        headers = {"x-api-key": key, "host": host}
        address = f"http://127.0.0.1:{self.api}/graphql"
        return httpx.post(address, json={"query": query}, headers=headers, timeout=60)

    def titles(self, key: str) -> list[str]:
        answer = self.ask("{ videos(first: 10) { nodes { title } } }", key)
        return [node["title"] for node in answer.json()["data"]["videos"]["nodes"]]

    def restart_killed(self, service: str) -> None:
        """Kills the container's process, as the kernel does when memory is short, and waits until the engine has started it again."""
        engine = docker.from_env(timeout=SECONDS)
        try:
            labels = [f"com.docker.compose.project={self.name}", f"com.docker.compose.service={service}"]
            (container,) = engine.containers.list(filters={"label": labels})
            since = int(time.time())
            os.kill(container.attrs["State"]["Pid"], signal.SIGKILL)
            filters = {"container": container.id, "event": ["die", "start"]}
            events: Any = engine.events(since=since, filters=filters, decode=True)
            assert [next(events)["Action"] for _ in range(2)] == ["die", "start"]
            events.close()
        finally:
            engine.close()
        self.ready()


def _outside() -> dict[str, str]:
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("VIDEOGRAPH_", "NEO4J_", "COMPOSE_"))
    }


@pytest.fixture
def projects(tmp_path: Path) -> Iterator[tuple[Project, Project]]:
    """Two projects of one copy of the checkout, in which only its owner may read. Both are removed, with their data and the image."""
    folder = tmp_path / "videograph"
    _copy_checkout(folder)
    python = backend.find_image(
        os.environ.get("VIDEOGRAPH_TEST_PYTHON_IMAGE", ""), images=backend.PYTHON_IMAGES
    )
    labels = {backend.OWNER_LABEL: str(os.getpid())}
    override = {
        "services": {
            # The local image of Neo4j does not allocate its log in advance; the official one does.
            "neo4j": {"labels": labels, "environment": {"NEO4J_db_tx__log_preallocate": "true"}},
            "videograph": {"labels": labels, "image": IMAGE, "build": {"args": {"PYTHON_IMAGE": python}}},
        }
    }
    (folder / "docker-compose.override.yml").write_text(json.dumps(override))
    both = tuple(
        Project(folder, f"videograph-test-{number}-{os.getpid()}", free_port(), free_port(), free_port())
        for number in (1, 2)
    )
    try:
        yield both[0], both[1]
    finally:
        for project in both:
            project.run("docker compose down --volumes --remove-orphans --timeout 10")
        both[0].run(f"docker image rm --force {IMAGE}")


def _copy_checkout(folder: Path) -> None:
    """As `git clone` would under the umask 077."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    for name in filter(None, listed.stdout.split("\0")):
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            shutil.copyfile(source, target)
            target.chmod(source.stat().st_mode & 0o700)


def test_the_guide_from_the_first_command_to_another_server(projects: tuple[Project, Project]) -> None:
    first, second = projects
    talks = first.folder / "talks"
    talks.mkdir()
    shutil.copy(TRANSCRIPT, talks)

    # Started, with a key and a talk.
    first.run(printed("## With Docker Compose"))
    admin = (first.folder / "secrets/admin_key").read_text().strip()
    reader = first.run(printed("make other keys and revoke this one")).split()[-1]
    titles = first.titles(reader)
    assert len(titles) == 1

    # Names, addresses, and what it takes.
    statuses = [
        first.ask("{ __typename }", admin, host).status_code
        for host in ("videograph", "talks.example.org", "other.example.org")
    ]
    assert statuses == [200, 200, 421]
    assert re.findall(r"http://\S+", first.logs()) == [
        f"http://127.0.0.1:{first.api}/graphql",
        f"http://127.0.0.1:{first.api}/",
    ]
    discovery = httpx.get(f"http://127.0.0.1:{first.http}/", headers={"accept": "application/json"}).json()
    assert discovery["bolt_direct"] == f"bolt://127.0.0.1:{first.bolt}"
    assert 1_000_000 < _bytes_of_data(first) < 150_000_000

    # Restarted and killed, each of them; the password is another one, and then all containers are new ones.
    for service in ("neo4j", "videograph"):
        first.run(f"docker compose restart {service}")
        first.ready()
        assert first.titles(reader) == titles
        first.restart_killed(service)
        assert first.titles(reader) == titles
    old = (first.folder / "secrets/neo4j_password").read_text()
    first.run(printed("To change it later").replace(":7474/", f":{first.http}/"))
    assert (first.folder / "secrets/neo4j_password").read_text() != old
    first.ready()
    assert first.titles(reader) == titles
    first.run("docker compose down")
    first.start()
    assert first.titles(reader) == titles

    # Exported, into another project.
    make, export, restore = printed("To export from there").splitlines()
    first.run(f"{make}\n{export}")
    files = {file.name: file.read_text() for file in (first.folder / "backup").iterdir()}
    assert len(files) == 1
    first.run("docker compose stop")
    # Neo4j takes the password of the file when its volume is new.
    second.start()
    assert second.titles(admin) == []
    second.run(restore)
    assert second.titles(admin) == titles
    second.run(export.replace("backup", "again"))
    assert {file.name: file.read_text() for file in (second.folder / "again").iterdir()} == files


def _bytes_of_data(project: Project) -> int:
    program = (
        "import os; print(sum(os.stat(os.path.join(folder, file)).st_blocks * 512 "
        "for folder, _, files in os.walk('/data') for file in files))"
    )
    volume = f"{project.name}_neo4j-data:/data:ro"
    return int(project.run(f'docker run --rm --user 0 --volume {volume} {IMAGE} python -c "{program}"'))
