"""A folder of talks: stopped anywhere and begun again, it gives the graph of a run that nobody stopped."""

import json
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from service.graph.projections import find_drift, fingerprint
from support.command_runner import empty
from support.paths import ROOT
from support.small_extractor import SMALL, with_small_extractor
from support.videograph_process import command, found_here

pytestmark = pytest.mark.nightly

_PEOPLE = ["Ada Lovelace", "Alan Turing", "Grace Hopper"]
_THINGS = ["VS Code", "VSCode", "Kubernetes", "PostgreSQL"]


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """Six short talks and a file that is none."""
    folder = tmp_path / "talks"
    folder.mkdir()
    for number in range(6):
        lines = ["WEBVTT", ""]
        for cue in range(4):
            person, thing = _PEOPLE[(number + cue) % 3], _THINGS[(number + cue) % 4]
            lines += [
                f"00:00:{cue * 10:02}.000 --> 00:00:{cue * 10 + 9:02}.000",
                f"<v {person}>I work with {thing} every day, and {thing} was made for that in {2001 + number}.",
                "",
            ]
        (folder / f"talk-{number}.vtt").write_text("\n".join(lines), "utf-8")
    (folder / "talk-2.video.json").write_text(json.dumps({"id": "two", "title": "The second"}), "utf-8")
    (folder / "talk-3a.vtt").write_text("WEBVTT\n\nnothing at all\n", "utf-8")
    return folder


def ingest_small(
    archive: Path, environment: dict[str, str], *options: str
) -> subprocess.CompletedProcess[str]:
    """By an extractor that starts in a moment."""
    return subprocess.run(
        command("ingest", str(archive), *SMALL, *options),
        cwd=ROOT,
        env=found_here(with_small_extractor(environment)),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def outcomes(result: subprocess.CompletedProcess[str]) -> list[tuple[str, str]]:
    """Returns the outcome of each file, with its name."""
    # Where a talk takes long, a line now and then says how far it is.
    lines = [
        line for line in result.stderr.splitlines() if line.startswith(("created ", "failed ", "unchanged "))
    ]
    return [(line.split()[0], Path(line.split()[1].split(":")[0]).name) for line in lines]


def interrupt_after(
    talks: int, number: signal.Signals, archive: Path, environment: dict[str, str]
) -> tuple[int, str]:
    """Runs until so many talks are in, and sends the signal. Exit code and the rest of stderr. The last talk is never extracted."""
    with subprocess.Popen(
        command("ingest", str(archive), "--workers", "1", *SMALL),
        cwd=ROOT,
        env=found_here(with_small_extractor(environment)) | {"SMALL_HOLD": "2006"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        # A shell without job control lets what it starts in the background ignore Ctrl-C, and so all that this starts.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as process:
        assert process.stderr is not None
        while talks:
            line = process.stderr.readline()
            assert line, "ended by itself"
            talks -= line.startswith("created ")
        process.send_signal(number)
        rest = process.stderr.read()
        return process.wait(60), rest


CREATED = [
    ("created", "talk-0.vtt"),
    ("created", "talk-1.vtt"),
    ("created", "talk-2.vtt"),
    ("created", "talk-3.vtt"),
    ("failed", "talk-3a.vtt"),
    ("created", "talk-4.vtt"),
    ("created", "talk-5.vtt"),
]


def test_killed_in_the_middle_and_begun_again(
    archive: Path, environment: dict[str, str], ask: Callable[..., Any]
) -> None:
    ask(empty)
    undisturbed = ingest_small(archive, environment, "--workers", "2")
    assert undisturbed.returncode == 1, undisturbed.stderr
    assert outcomes(undisturbed) == CREATED
    assert undisturbed.stdout.splitlines()[0] == "6 imported, 0 changed, 0 unchanged, 1 failed"
    made = ask(fingerprint)

    ask(empty)
    code, _ = interrupt_after(2, signal.SIGKILL, archive, environment)
    assert code == -signal.SIGKILL
    assert ask(find_drift) == []
    again = ingest_small(archive, environment)

    assert {name: outcome for outcome, name in outcomes(again)}["talk-1.vtt"] == "unchanged"
    assert again.stdout.splitlines()[0].endswith("1 failed")
    assert ask(fingerprint) == made
    assert ask(find_drift) == []


def test_ctrl_c_says_how_to_go_on_and_leaves_whole_talks(
    archive: Path, environment: dict[str, str], ask: Callable[..., Any]
) -> None:
    ask(empty)
    code, rest = interrupt_after(1, signal.SIGINT, archive, environment)

    assert code == 130
    assert "of 7 talks are done, and each is in the graph completely or not at all." in rest
    assert "Run the same command to continue." in rest
    assert "Traceback" not in rest
    assert ask(find_drift) == []


def test_what_is_in_the_graph_is_not_extracted_again(
    archive: Path, environment: dict[str, str], ask: Callable[..., Any]
) -> None:
    ask(empty)
    ingest_small(archive, environment)
    (archive / "talk-3a.vtt").unlink()

    # A talk that is extracted is never done.
    again = ingest_small(archive, environment | {"SMALL_HOLD": "I work with"})
    assert again.returncode == 0, again.stderr
    assert again.stdout.splitlines()[0] == "0 imported, 0 changed, 6 unchanged, 0 failed"

    (archive / "talk-2.video.json").write_text(json.dumps({"id": "two", "title": "Another title"}), "utf-8")
    changed = ingest_small(archive, environment)
    assert changed.stdout.splitlines()[0] == "0 imported, 1 changed, 5 unchanged, 0 failed"
