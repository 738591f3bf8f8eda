"""The words of a talk again, with other metadata: no second talk comes of it unless somebody says so."""

import json
import os
import pty
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from service.graph.driver.database import Database
from service.graph.projections import find_drift, fingerprint
from support.command_runner import empty, run
from support.paths import ROOT
from support.small_extractor import SMALL, small_extractor, with_small_extractor
from support.thread_workers import thread_workers

_TALK = "\n\n".join(
    f"00:00:{at * 5:02}.000 --> 00:00:{at * 5 + 4:02}.000\n<v Ada Lovelace>{words}"
    for at, words in enumerate(
        ["I work with Kubernetes every day.", "We moved the store to PostgreSQL.", "It was slow before that."]
    )
)


async def titles(database: Database) -> list[str]:
    return [
        title
        for (title,) in await database.read("MATCH (v:Video) RETURN v.title ORDER BY v.title", name="titles")
    ]


def ingest(*arguments: str) -> Result:
    return run("ingest", *SMALL, *arguments)


def answer(environment: dict[str, str], typed: str, *arguments: str) -> str:
    """Returns the terminal's output of an import, with `typed` as the answer."""
    own, child = pty.openpty()
    command = [sys.executable, "-m", "service.cli", "ingest", *SMALL, *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, env=with_small_extractor(environment), stdin=child, stdout=child, stderr=child
    ) as process:
        os.close(child)
        shown = ""
        asked = False
        while True:
            try:
                part = os.read(own, 10_000).decode("utf-8", "replace")
            except OSError:  # Linux says so when the other end is closed
                break
            shown += part
            if not asked and "[replace/both/skip]" in shown:
                asked = True
                os.write(own, f"{typed}\n".encode())
        process.wait(60)
    os.close(own)
    return shown


@pytest.fixture(autouse=True)
def here(environment: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What commands of a process have, for those of this one: the graph, and the extractor."""
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with small_extractor(), thread_workers():
        yield


def test_other_metadata(ask: Callable[..., Any], tmp_path: Path) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text(f"WEBVTT\n\n{_TALK}\n", "utf-8")
    ask(empty)
    alone = ingest(str(file), "--title", "Second")
    assert alone.exit_code == 0, alone.stderr
    second = ask(fingerprint)
    ask(empty)
    first = ingest(str(file), "--title", "First", "--json")
    slug = json.loads(first.stdout)["files"][0]["report"]["slug"]

    refused = ingest(str(file), "--title", "Second")

    assert refused.exit_code == 1
    assert (
        f"failed     {file}: the graph has the same words already, as the talk {slug} (“First”): import it again to "
        "replace that talk (`--replace`, `sameWords: REPLACE`) or to keep both (`--keep-both`, `sameWords: KEEP_BOTH`)"
        in refused.stderr
    )
    assert ask(titles) == ["First"]

    replaced = ingest(str(file), "--title", "Second", "--replace")

    assert replaced.exit_code == 0, replaced.stderr
    assert f"(in place of {slug}" in replaced.stderr
    assert replaced.stdout.splitlines()[0] == "0 imported, 1 changed, 0 unchanged, 0 failed"
    assert ask(titles) == ["Second"]
    assert ask(find_drift) == []
    assert ask(fingerprint) == second

    again = ingest(str(file), "--title", "Second")
    assert again.stdout.splitlines()[0] == "0 imported, 0 changed, 1 unchanged, 0 failed"

    both = ingest(str(file), "--title", "Third", "--keep-both")
    assert both.exit_code == 0, both.stderr
    assert ask(titles) == ["Second", "Third"]


def test_whoever_sits_at_a_terminal_is_asked(
    environment: dict[str, str], ask: Callable[..., Any], tmp_path: Path
) -> None:
    file = tmp_path / "talk.vtt"
    file.write_text(f"WEBVTT\n\n{_TALK}\n", "utf-8")
    ask(empty)
    assert ingest(str(file), "--title", "First").exit_code == 0

    assert "failed" in answer(environment, "skip", str(file), "--title", "Second")
    assert ask(titles) == ["First"]
    assert "in place of" in answer(environment, "r", str(file), "--title", "Second")
    assert ask(titles) == ["Second"]


def test_a_manifest_gives_each_talk_its_own(ask: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "one.vtt").write_text(f"WEBVTT\n\n{_TALK}\n", "utf-8")
    (folder / "two.vtt").write_text(f"WEBVTT\n\n{_TALK.replace('Kubernetes', 'Firefox')}\n", "utf-8")
    (folder / "talks.csv").write_text(
        "file,title,note\none,The first,x\ntwo,The second,\nthree,None,\n", "utf-8"
    )
    ask(empty)

    done = ingest(str(folder), "--metadata", str(folder / "talks.csv"))

    assert done.exit_code == 0, done.stderr
    assert ask(titles) == ["The first", "The second"]
    assert f"{folder / 'talks.csv'}: the column 'note' is not read" in done.stderr
    assert f"{folder / 'talks.csv'}: rows without a talk: 1: 'three' (line 4)" in done.stderr
    assert "passed over" not in done.stdout
    again = ingest(str(folder), "--metadata", str(folder / "talks.csv"))
    assert again.stdout.splitlines()[0] == "0 imported, 0 changed, 2 unchanged, 0 failed"
