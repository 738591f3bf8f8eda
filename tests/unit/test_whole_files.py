from pathlib import Path

import pytest

from service.whole_files import whole_file, write_whole


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("before, and longer")

    write_whole(file, "Zürich", 0o600)

    assert file.read_bytes() == "Zürich".encode()
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [file]


def test_after_a_fault_the_file_is_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("before")

    def fail() -> None:
        with whole_file(file) as stream:
            stream.write(b"a half")
            raise OSError("no space")

    with pytest.raises(OSError, match="no space"):
        fail()
    assert file.read_text() == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_an_equal_file_stays_if_that_is_wanted(tmp_path: Path) -> None:
    file = tmp_path / "words.txt"
    file.write_text("the same")
    before = file.stat()

    for words, stays in (("the same", True), ("others", False)):
        with whole_file(file, keep_equal=True) as stream:
            stream.write(words.encode())
        assert (file.stat().st_ino == before.st_ino) is stays
        assert file.read_text() == words
    assert list(tmp_path.iterdir()) == [file]
