"""`export`: which files it writes, and what it says of each."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from service.actions.exports import Export, VideoSelection
from service.actions.videos import ExportedVideo, ExportVideo
from service.domain.decision_records import DecisionsFile
from service.domain.document import document_text
from service.errors import NotFound
from support.command_runner import run
from support.fake_actions import FakeActions, fake_actions
from support.talks import talk

DOCUMENTS = {name: talk(name, ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "Meta")) for name in ("a", "b")}


def export_video(request: ExportVideo) -> ExportedVideo | NotFound:
    if request.video not in DOCUMENTS:
        return NotFound(f"there is no talk with id, slug or url {request.video!r}")
    return ExportedVideo(
        request.video, DOCUMENTS[request.video], Counter({"no quote": 2} if request.video == "b" else {})
    )


@pytest.fixture
def actions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeActions:
    monkeypatch.setenv("VIDEOGRAPH_HOME", str(tmp_path / "home"))
    fake = fake_actions(monkeypatch)
    fake.reports = {
        "export_video": export_video,
        "list_videos": ["a", "b"],
        "export_decisions": DecisionsFile(),
    }
    return fake


def test_each_file_is_written_once_and_only_if_it_changed(actions: FakeActions, tmp_path: Path) -> None:
    out = tmp_path / "out"
    files = [out / f"{name}.document.json" for name in DOCUMENTS]

    printed, missing = run("export", "a"), run("export", "nowhere", "b", "--out", str(out))
    first = run("export", "--all", "--out", str(out))
    before = [file.stat() for file in files]
    files[1].write_text("mended by hand")
    (out / "decisions.json").write_text("of an older export")
    again = run("export", "--all", "--out", str(out))

    assert printed.stdout == document_text(DOCUMENTS["a"]) == files[0].read_text()
    assert (missing.exit_code, missing.stdout) == (1, f"written    {files[1]}\n")
    assert missing.stderr == (
        "videograph: there is no talk with id, slug or url 'nowhere'\n"
        "b: left out, because an import would refuse it: 2 × no quote\n"
    )
    assert first.stdout == f"written    {files[0]}\nunchanged  {files[1]}\n"
    assert again.stdout == (
        f"unchanged  {files[0]}\nchanged    {files[1]}\nchanged    {out / 'decisions.json'}\n"
    )
    assert files[0].stat().st_ino == before[0].st_ino
    assert files[1].read_text() == document_text(DOCUMENTS["b"])


def test_files_of_other_formats_are_compared_alike(actions: FakeActions, tmp_path: Path) -> None:
    out = tmp_path / "out"
    pieces: list[Any] = [("a.csv", b"x,"), ("a.csv", b"y\n"), ("in/b.csv", b"z\n")]
    actions.reports["export_files"] = pieces

    first = run("export", "--all", "--format", "csv", "--out", str(out))
    pieces[2] = ("in/b.csv", b"other\n")
    again = run("export", "--channel", "C", "--since", "2026-01-31", "--format", "csv", "--out", str(out))
    pieces[1:] = [NotFound("the graph is gone")]
    failed = run("export", "--all", "--format", "csv", "--out", str(out))
    pieces[:] = [("../c.csv", b"")]
    outside = run("export", "--all", "--format", "csv", "--out", str(out))

    assert first.stdout == f"written    {out}/a.csv\nwritten    {out}/in/b.csv\n"
    assert again.stdout == f"unchanged  {out}/a.csv\nchanged    {out}/in/b.csv\n"
    assert (out / "a.csv").read_bytes() == b"x,y\n"  # also after the export that failed in the middle
    assert (failed.exit_code, failed.stdout, failed.stderr) == (1, "", "videograph: the graph is gone\n")
    assert outside.stderr == f"videograph: '../c.csv' would be outside of {out}\n"
    assert sorted(file.name for file in out.iterdir()) == ["a.csv", "in"]
    wanted = [request for _, request, *_ in actions.asked if isinstance(request, Export)]
    assert wanted[0].selection == VideoSelection()
    assert (wanted[1].selection.channels, str(wanted[1].selection.since)) == (("C",), "2026-01-31")


def test_a_talk_that_is_missing_costs_no_other_in_any_format(actions: FakeActions, tmp_path: Path) -> None:
    def captions(request: Export, *_: object) -> list[Any]:
        (video,) = request.selection.videos
        return [NotFound(f"there is no {video}")] if video == "nowhere" else [(f"{video}.vtt", b"WEBVTT\n")]

    actions.reports["export_files"] = captions

    result = run("export", "a", "nowhere", "b", "--format", "vtt", "--out", str(tmp_path))
    alone = run("export", "nowhere", "--format", "vtt")

    assert result.stdout == f"written    {tmp_path}/a.vtt\nwritten    {tmp_path}/b.vtt\n"
    assert (result.exit_code, result.stderr) == (1, "videograph: there is no nowhere\n")
    assert (alone.exit_code, alone.stdout, alone.stderr) == (1, "", "videograph: there is no nowhere\n")


def test_what_cannot_be_written(actions: FakeActions, tmp_path: Path) -> None:
    file, out = tmp_path / "file", tmp_path / "out"
    file.touch()
    (out / "a.document.json").mkdir(parents=True)

    no_folder, no_file = run("export", "a", "--out", str(file)), run("export", "a", "--out", str(out))

    assert no_folder.stderr == f"videograph: {file}: is not a writable folder: File exists\n"
    assert no_file.stderr == f"videograph: {out}/a.document.json: cannot be written: Is a directory\n"
    assert (no_folder.exit_code, no_file.exit_code) == (1, 1)
