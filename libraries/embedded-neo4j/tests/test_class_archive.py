from pathlib import Path

import pytest

from embedded_neo4j.class_archive import archive_file, archive_options, draft_file, keep_archive
from embedded_neo4j.java import Java


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "run").mkdir(parents=True)
    return tmp_path / "home"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "jars").mkdir()
    return archive_file(tmp_path / "jars", Java(Path("java"), 17, "0123456789ab"))


def test_each_build_of_java_has_its_own(archive: Path) -> None:
    assert archive.name == "classes-0123456789ab.jsa"


def test_it_is_recorded_only_when_asked_for(home: Path, archive: Path) -> None:
    assert archive_options(archive, home, record=False) == []
    assert archive_options(archive, home, record=True)[0] == f"-XX:ArchiveClassesAtExit={draft_file(home)}"


def test_one_that_is_there_is_used_and_not_recorded_again(home: Path, archive: Path) -> None:
    archive.touch()

    assert archive_options(archive, home, record=True) == [f"-XX:SharedArchiveFile={archive}"]


def test_what_a_killed_run_left_is_cleared_away(home: Path, archive: Path) -> None:
    draft_file(home).touch()

    archive_options(archive, home, record=False)

    assert not draft_file(home).exists()


@pytest.mark.parametrize("exit_code", [0, 143])
def test_after_a_clean_stop_it_goes_into_the_cache(home: Path, archive: Path, exit_code: int) -> None:
    draft_file(home).write_text("classes")

    keep_archive(archive, home, exit_code)

    assert archive.read_text() == "classes"
    assert list(archive.parent.iterdir()) == [archive]
    assert not draft_file(home).exists()


@pytest.mark.parametrize("exit_code", [1, -9, 134])
def test_after_any_other_end_it_does_not(home: Path, archive: Path, exit_code: int) -> None:
    draft_file(home).write_text("classes")

    keep_archive(archive, home, exit_code)

    assert not archive.exists()
    assert not draft_file(home).exists()


def test_a_cache_that_is_gone_does_not_make_the_stop_fail(home: Path, archive: Path) -> None:
    draft_file(home).write_text("classes")
    archive.parent.rmdir()

    keep_archive(archive, home, 0)

    assert not draft_file(home).exists()
