"""A folder that is watched: complete files once each, what is deleted, what is moved."""

from pathlib import Path

import pytest

from service.actions.imports.watch_folder import FolderChange, FolderWatch
from support.paths import ROOT

VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nHello there.\n"


@pytest.fixture
def watch(tmp_path: Path) -> FolderWatch:
    return FolderWatch(tmp_path, quiet=5.0)


def test_a_file_is_given_once_when_it_has_been_quiet(watch: FolderWatch) -> None:
    file = watch.folder / "talk.vtt"
    assert watch.look(0.0) == FolderChange()
    file.write_text("WEBVTT\n")
    assert watch.look(1.0) == FolderChange()
    file.write_text(VTT)  # it is still being written
    assert watch.look(5.0) == FolderChange()
    assert watch.look(9.9) == FolderChange()
    assert watch.is_waiting
    assert watch.look(10.0) == FolderChange(ready=(file,))
    assert (watch.is_waiting, watch.look(99.0)) == (False, FolderChange())


def test_a_file_that_changes_and_one_that_failed_are_given_again(watch: FolderWatch) -> None:
    file = watch.folder / "talk.vtt"
    file.write_text(VTT)
    watch.look(0.0)
    assert watch.look(5.0).ready == (file,)
    file.write_text(VTT + "\n")
    watch.look(6.0)
    assert watch.look(11.0).ready == (file,)
    watch.again((file,))
    assert watch.look(12.0).ready == (file,)
    assert watch.look(13.0).ready == ()


def test_what_lies_beside_a_talk_belongs_to_it_and_other_files_do_not_count(watch: FolderWatch) -> None:
    for name in ("talk.vtt", ".hidden.vtt", "readme.txt", "picture.png"):
        (watch.folder / name).write_text(VTT)
    watch.look(0.0)
    assert watch.look(5.0).ready == (watch.folder / "talk.vtt",)
    (watch.folder / "talk.video.json").write_text('{"title": "A talk"}')
    watch.look(6.0)
    assert watch.look(11.0).ready == (watch.folder / "talk.vtt",)


def test_deleted_files_are_reported_once_and_moved_ones_are_the_same(watch: FolderWatch) -> None:
    one, two, moved = (watch.folder / name for name in ("one.vtt", "two.vtt", "below/one.vtt"))
    one.write_text(VTT)
    two.write_text(VTT + "More words here.\n")
    watch.look(0.0)
    assert watch.look(5.0).ready == (one, two)
    moved.parent.mkdir()
    one.rename(moved)
    two.unlink()
    assert watch.look(6.0) == FolderChange(gone=(two,), moved=((one, moved),))
    assert watch.look(99.0) == FolderChange()
    moved.unlink()
    assert watch.look(100.0) == FolderChange(gone=(moved,))


@pytest.mark.parametrize("recordings", [False, True])
def test_recordings_are_talks_if_somebody_wants_them(tmp_path: Path, recordings: bool) -> None:
    watch = FolderWatch(tmp_path, 0.0, recordings)
    source = ROOT / "docs" / "guides" / "recordings" / "graphs-at-the-harbour.ogg"
    (tmp_path / "talk.ogg").write_bytes(source.read_bytes())
    assert watch.look(0.0).ready == ((tmp_path / "talk.ogg",) if recordings else ())


def test_a_talk_that_is_being_written_waits_also_when_what_lies_beside_it_is_complete(
    watch: FolderWatch,
) -> None:
    file, beside = watch.folder / "talk.vtt", watch.folder / "talk.video.json"
    beside.write_text('{"title": "A talk"}')
    watch.look(0.0)
    file.write_text("WEBVTT\n")
    watch.look(4.0)
    assert watch.look(5.0) == FolderChange()
    assert watch.is_waiting
    file.unlink()  # before it was ever given
    assert watch.look(6.0) == FolderChange()
    file.write_text(VTT)
    watch.look(7.0)
    assert watch.look(12.0) == FolderChange(ready=(file,))
