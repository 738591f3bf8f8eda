"""`videograph up` for other machines: it starts only with a way in, takes the admin key of a secret, and logs no key."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx2 as httpx

from service.access.api_key import generate
from service.access.key_store import list_keys
from support import backend
from support.command_runner import run
from support.running_service import serve
from support.seed import fresh_graph

QUERY = {"query": "{ stats { videoCount } viewer { kind name scopes } }"}


def test_it_does_not_start_for_others_without_a_way_in(
    ask: Callable[..., Any], environment: dict[str, str]
) -> None:
    ask(fresh_graph)

    done = run("up", "--host", "0.0.0.0", "--port", "0", environment=environment)

    assert (done.exit_code, done.stdout) == (1, "")
    assert "`videograph keys create NAME --scope admin`" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_admin_key_in_a_file_is_good_from_the_first_start(
    ask: Callable[..., Any], neo4j_server: backend.Neo4jServer, tmp_path: Path
) -> None:
    ask(fresh_graph)
    key = generate()
    file = tmp_path / "admin_key"
    file.write_text(f"{key.text}\n")

    with (
        serve(
            neo4j_server,
            tmp_path,
            warm=False,
            VIDEOGRAPH_HOST="0.0.0.0",
            VIDEOGRAPH_ADMIN_KEY_FILE=str(file),
        ) as address,
        httpx.Client(base_url=address, timeout=60) as http,
    ):
        assert http.get("/healthz").status_code == 200
        refused = http.post("/graphql", json=QUERY)
        wrong = http.post("/graphql", json=QUERY, headers={"x-api-key": generate().text})
        good = http.post("/graphql", json=QUERY, headers={"authorization": f"Bearer {key.text}"})
        shell = http.get("/videos/any-talk")

    assert [one.status_code for one in (refused, wrong, good, shell)] == [401, 401, 200, 200]
    assert refused.headers["www-authenticate"] == 'Bearer realm="Videograph"'
    assert good.json()["data"]["viewer"] == {
        "kind": "KEY",
        "name": "admin (from the settings)",
        "scopes": ["READ", "INGEST", "FETCH", "CURATE", "ADMIN"],
    }
    assert good.headers["ratelimit-policy"] == '"cost";q=1000000;w=60'
    [listed] = ask(list_keys)
    assert (listed.id, listed.state, listed.last_used_at is None) == (key.id, "active", False)
    assert key.text not in (tmp_path / "log.txt").read_text()
