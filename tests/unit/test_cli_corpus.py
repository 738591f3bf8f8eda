"""Which files the demo loads, and what it remembers of them."""

from pathlib import Path

from service.commands.corpus import _fingerprint, _read_notes, _write_notes, demo_files


def test_demo_is_one_document_and_ten_transcripts() -> None:
    names = [file.name for file in demo_files()]

    assert names[0] == "lecun-leaves-meta.document.json"
    assert len(names) == 11
    assert all(name.endswith(".transcript.json") for name in names[1:])


def test_notes_are_read_back(tmp_path: Path) -> None:
    file = tmp_path / "home" / "demo.json"

    _write_notes(file, {"key": ("video:a", "hash")})

    assert _read_notes(file) == {"key": ("video:a", "hash")}
    assert [one.name for one in file.parent.iterdir()] == ["demo.json"]


def test_notes_of_another_shape_are_no_notes(tmp_path: Path) -> None:
    file = tmp_path / "demo.json"
    for text in ("", "[]", '{"key": "value"}', '{"key": 3}', "\xff"):
        file.write_text(text)
        assert _read_notes(file) == {}
    assert _read_notes(tmp_path / "nowhere.json") == {}


def test_changed_companion_changes_the_fingerprint(tmp_path: Path) -> None:
    talk, sidecar = tmp_path / "talk.transcript.json", tmp_path / "talk.video.json"
    talk.write_text("{}")
    before = _fingerprint(talk)
    sidecar.write_text('{"title": "T"}')
    with_sidecar = _fingerprint(talk)
    sidecar.write_text('{"title": "U"}')

    assert len({before, with_sidecar, _fingerprint(talk)}) == 3
