"""Names of uploaded files."""

import pytest

from service.errors import InvalidInput
from service.uploads.names import check_name, name_in_header


@pytest.mark.parametrize(
    "name", ["talk.vtt", "Ein Vortrag über Graphen.srt", "..talk", "講演.vtt", "a" * 255]
)
def test_names_of_files(name: str) -> None:
    check_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../talk.vtt",
        "/etc/passwd",
        "a\\b.vtt",
        "a\0b",
        "a\nb",
        "\x1b[31m",
        "a" * 256,
        "ü" * 128,
        "\ud800",
    ],
)
def test_names_that_are_none(name: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_name(name)

    assert refused.value.path == ("name",)


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("", ""),
        ("attachment", ""),
        ('attachment; filename="talk.vtt"', "talk.vtt"),
        ("attachment; filename*=UTF-8''Vortrag%20%C3%BCber%20Graphen.vtt", "Vortrag über Graphen.vtt"),
        ('attachment; filename="../../etc/passwd"', "../../etc/passwd"),
    ],
)
def test_the_name_in_a_header(header: str, name: str) -> None:
    assert name_in_header(header) == name
