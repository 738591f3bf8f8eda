"""Libraries know nothing of Videograph, and are typed."""

from pathlib import Path

import pytest

from support.paths import ROOT

LIBRARIES = sorted((ROOT / "libraries").iterdir())


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda path: path.name)
def test_no_text_of_a_library_names_videograph(library: Path) -> None:
    files = [file for file in library.rglob("*") if file.suffix in (".py", ".md", ".toml", ".xml")]

    named = [
        file.relative_to(library).as_posix()
        for file in files
        if "videograph" in file.read_text("utf-8").lower()
    ]
    assert named == ["pyproject.toml"]  # what it may not import


@pytest.mark.parametrize("library", LIBRARIES, ids=lambda path: path.name)
def test_a_library_has_what_it_is_published_with(library: Path) -> None:
    assert [
        name for name in ("README.md", "CHANGELOG.md", "LICENSE", "tests") if not (library / name).exists()
    ] == []
    assert [file.name for file in library.glob("src/*/py.typed")] == ["py.typed"]
