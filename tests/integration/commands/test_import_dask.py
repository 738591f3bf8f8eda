"""`ingest --executor dask://…`: the graph is that of the pool, also if a worker dies in the middle."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.actions.extraction.dask_cluster import open_cluster
from service.graph.projections import fingerprint
from support.command_runner import empty
from support.dask_processes import dask_processes
from support.paths import ROOT
from support.small_extractor import SMALL, with_small_extractor
from support.videograph_process import command, found_here

pytestmark = pytest.mark.nightly

_PEOPLE = ["Ada Lovelace", "Alan Turing", "Grace Hopper"]
_THINGS = ["VS Code", "Kubernetes", "PostgreSQL"]
_TALKS = 6


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Short talks, one with a file beside it, and a file that is none."""
    folder = tmp_path / "talks"
    folder.mkdir()
    for number in range(_TALKS):
        lines = ["WEBVTT", ""]
        for cue in range(4):
            person, thing = _PEOPLE[(number + cue) % 3], _THINGS[(number + cue) % 3]
            lines += [
                f"00:00:{cue * 10:02}.000 --> 00:00:{cue * 10 + 9:02}.000",
                f"<v {person}>I work with {thing} every day, and {thing} was made for that in {2001 + number}.",
                "",
            ]
        (folder / f"talk-{number}.vtt").write_text("\n".join(lines), "utf-8")
    (folder / "talk-2.video.json").write_text('{"id": "two", "title": "The second"}', "utf-8")
    (folder / "talk-3a.vtt").write_text("WEBVTT\n\nnothing at all\n", "utf-8")
    return folder


def ingest(archive: Path, environment: dict[str, str], *options: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("ingest", str(archive), *SMALL, *options),
        cwd=ROOT, env=found_here(with_small_extractor(environment)), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_a_worker_killed_in_the_middle_leaves_the_graph_of_the_pool(
    archive: Path, environment: dict[str, str], ask: Callable[..., Any], tmp_path: Path
) -> None:
    ask(empty)
    with ingest(archive, environment) as pool:
        pool.communicate(timeout=600)
    assert pool.returncode == 1  # for the file that is no talk
    expected = ask(fingerprint)
    ask(empty)

    with dask_processes(tmp_path, "two") as processes:
        holds = tmp_path / "holds"
        # This one is never done with a talk.
        processes.start_worker("one", SMALL_HOLD="I work with", SMALL_HOLDS=str(holds))
        cluster = open_cluster(processes.executor)
        assert cluster is not None
        cluster.client().wait_for_workers(2, timeout=120)
        cluster.close()
        with ingest(archive, environment, "--executor", processes.executor) as running:
            while not holds.exists():
                assert running.poll() is None, "no talk went to the worker that dies"
                time.sleep(0.05)
            processes.kill(processes.workers["one"])  # as from the outside, in the middle of a talk
            _, said = running.communicate(timeout=600)
            lines = said.splitlines()
        assert running.returncode == 1
        scheduler = (tmp_path / "scheduler.log").read_text("utf-8")

    assert len([line for line in lines if line.startswith("created ")]) == _TALKS, lines
    assert "Remove worker" in scheduler
    assert ask(fingerprint) == expected
