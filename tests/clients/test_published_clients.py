"""The clients that this project publishes: built, packed, installed into an empty project, and used against a server with the authored talk."""

import json
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest

from service.access.scopes import Scope
from service.resources import demo_folder
from support import backend
from support.authored_graph import give_key, load
from support.client_environments import build_wheel, last_line, new_environment, run
from support.running_service import serve

pytestmark = pytest.mark.clients

HERE = Path(__file__).parent
AUTHORED = demo_folder() / "authored" / "lecun-leaves-meta.document.json"
COLUMNS = sorted(
    [f"{end}.{name}" for end in ("source", "target") for name in ("id", "slug", "name", "kind")]
    + "id type past weight evidence_count video_count first_said_on last_said_on".split()
)
OTHER = demo_folder() / "talks" / "bitcoin-explained--bitcoin-core-v24-bug.document.json"


@pytest.fixture(scope="module")
def service(neo4j_server: backend.Neo4jServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `videograph up`."""
    with serve(neo4j_server, tmp_path_factory.mktemp("up")) as address:
        yield address


@pytest.fixture
def address(neo4j_server: backend.Neo4jServer, service: str) -> str:
    """The same, with the authored talk in the graph and nothing else."""
    anyio.run(load, neo4j_server)
    return service


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the client with pandas, and what these need."""
    folder = tmp_path_factory.mktemp("python")
    return new_environment(folder / "venv", f"{build_wheel(folder / 'dist')}[pandas]")


def test_python(python: Path, address: str, neo4j_server: backend.Neo4jServer, tmp_path: Path) -> None:
    key = anyio.run(give_key, neo4j_server, "a program", Scope.ADMIN)
    broken = tmp_path / "broken.document.json"
    broken.write_text('{"format": "videograph/1", "video": {}}', encoding="utf-8")

    got = last_line(run(python, HERE / "python" / "use.py", address, OTHER, broken, key, cwd=tmp_path))

    assert got == {
        "service": False,
        "viewer": ["a program", ["READ", "INGEST", "CURATE", "ADMIN"]],
        "talk": ["Why Yann LeCun Is Leaving Meta", "2025-11-23", 540.0],
        "people": ["Yann LeCun", "Alexandr Wang"],
        "limited": [one["text"] for one in json.loads(AUTHORED.read_text("utf-8"))["segments"][:3]],
        "table": [COLUMNS, [["Yann LeCun", "WORKS_AT", "Meta", "COMPANY"]]],
        "nobody": [],
        "own": {"topics": {"nodes": [{"name": "AI Investment"}]}},
        "changes": [["1", "TALK_IMPORTED"]],
        "job": ["SUCCEEDED", "Another title"],
        "upload": [OTHER.stat().st_size] * 2,
        "end": [100, 100],
        "deleted": "Another title",
        "followed": [["3", "JOB_SUCCEEDED"], ["4", "TALK_DELETED"]],
        "faults": {
            "refused": ["NOT_FOUND", "there is no entity with id or slug 'nobody'"],
            "import": ["IMPORT_FAILED", "broken.document.json:1: video.title: is missing (and 1 more)"],
            "query": "GRAPHQL_VALIDATION_FAILED",
            "key": "UNAUTHENTICATED",
            "address": "CONNECTION",
        },
    }
