"""The disk of the embedded Neo4j's home is full: the messages say so, those of commands also where, and all goes on by itself once there is space.

On a disk of its own in memory, which takes root or Linux's user namespaces.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.paths import ROOT
from support.videograph_process import found_here

pytestmark = pytest.mark.nightly

IN_NAMESPACE = ["unshare", "--map-root-user", "--mount"]
SOON = 30.0


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, recorded_cache: Path) -> dict[str, Any]:
    """Output of each step of the scenario. It runs once, because it starts Neo4j three times."""
    disk = tmp_path_factory.mktemp("disk")
    scenario = [sys.executable, "-m", "support.full_disk", str(disk)]
    done = subprocess.run(
        scenario if os.getuid() == 0 else [*IN_NAMESPACE, *scenario],
        cwd=ROOT,
        env=found_here({**os.environ, "VIDEOGRAPH_CACHE": str(recorded_cache)}),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        timeout=1200,
    )
    return json.loads(done.stdout)


def test_what_is_imported_while_the_disk_is_full_fails_with_its_folder(told: dict[str, Any]) -> None:
    assert told["ingest while full"]["code"] == 1
    # The supervisor may have said before that Neo4j's database has stopped itself.
    # What it was committing may be saved: then the message goes on.
    assert f"videograph: {told['local message']}" in told["ingest while full"]["error"]
    assert told["command while full"]["code"] == 1
    assert told["command while full"]["error"].endswith(f"videograph: {told['local message']}\n")


def test_queries_and_readiness_name_the_full_disk(told: dict[str, Any]) -> None:
    assert told["readiness while full"] == [503, {"status": "not ready", "reason": told["message"]}]
    status, answer = told["query while full"]
    assert (status, answer["errors"][0]["message"]) == (200, told["message"])
    assert answer["errors"][0]["extensions"] == {"code": "GRAPH_UNAVAILABLE"}


def test_all_goes_on_by_itself_once_there_is_space(told: dict[str, Any]) -> None:
    assert told["starts while full"] == 0
    assert told["readiness after"] == [200, {"status": "ready"}]
    # What could not be applied was in the log already, and is applied after the restart: it is unchanged when it is imported again.
    assert told["query after"] == [200, {"data": {"stats": {"videoCount": 2}}}]
    assert told["ingest after"]["code"] == 0
    assert told["query at the end"] == [200, {"data": {"stats": {"videoCount": 2}}}]


def test_it_does_so_within_half_a_minute(told: dict[str, Any]) -> None:
    """Of the time that this machine has for it: a start of Neo4j takes longer where much else runs."""
    assert told["seconds to heal"] < max(SOON, 3 * told["seconds to start"])
