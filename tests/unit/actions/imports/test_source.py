"""The hash by which a file is known to be in the graph: all that its import depends on is in it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from service.actions.imports import source
from service.transcripts import Overrides


def source_hash(file: Path, overrides: Overrides | None = None, extractor: str = "mine/1") -> str | None:
    return source.source_hash(file, overrides, extractor)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    file = tmp_path / "talk.vtt"
    file.write_text("WEBVTT\n", "utf-8")
    return file


def test_the_same_file_has_the_same_hash_wherever_it_lies(talk: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere"
    other.mkdir()
    (other / talk.name).write_bytes(talk.read_bytes())

    assert source_hash(talk) == source_hash(other / talk.name)
    assert source_hash(talk, Overrides()) == source_hash(talk)


@pytest.mark.parametrize(
    "change",
    [
        lambda file: file.write_text("WEBVTT\n\n", "utf-8"),
        lambda file: file.with_name("talk.video.json").write_text("{}", "utf-8"),
        lambda file: file.with_name("talk.chapters.json").write_text("{}", "utf-8"),
        lambda file: file.with_name("talk.info.json").write_text("{}", "utf-8"),
    ],
)
def test_another_file_or_one_beside_it_is_another_source(
    talk: Path, change: Callable[[Path], object]
) -> None:
    before = source_hash(talk)
    change(talk)
    assert source_hash(talk) != before


def test_options_names_and_versions_are_part_of_it(talk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hashes = {
        source_hash(talk),
        source_hash(talk, Overrides(title="A")),
        source_hash(talk, Overrides(title="B")),
        source_hash(talk, Overrides(published_on=date(2026, 1, 1))),
        source_hash(talk.rename(talk.with_name("other.vtt"))),
    }
    hashes.add(source_hash(talk.with_name("other.vtt"), extractor="offline/9.9.9"))
    monkeypatch.setattr(source, "LOADER", "loader/999")
    hashes.add(source_hash(talk.with_name("other.vtt")))

    assert len(hashes) == 7
    assert None not in hashes


def test_a_file_that_cannot_be_read_has_none(tmp_path: Path) -> None:
    assert source_hash(tmp_path / "nothing.vtt") is None


@pytest.mark.parametrize("options", [Overrides(lenient_times=True), Overrides(encoding="cp1251")])
def test_how_the_file_is_read_is_part_of_it(talk: Path, options: Overrides) -> None:
    assert source_hash(talk, options) != source_hash(talk)
