"""A talk as an entry of a bibliography: every field, special characters, what is not known."""

import json
from itertools import accumulate
from typing import Any

import pytest

from service.exports.citations import bibtex, csl_json, ris

VIDEO: dict[str, Any] = {
    "slug": "radio--tides",
    "title": "Tides & 100% {ships}",
    "description": "Described.",
    "summary": "A talk\nabout ships.",
    "url": "https://radio.example/tides_1",
    "publishedOn": "2026-03-04",
    "durationSeconds": 3725.4,
    "language": "en",
    "channel": "Radio & Sea",
    "mediaType": "audio/mpeg",
}
SPEAKERS: list[dict[str, Any]] = [
    {"person": None, "name": None, "label": "Guest", "speakingSeconds": 900.0},
    {"person": "entity:1", "name": "Ann Lee", "label": "A", "speakingSeconds": 10.0},
    {"person": "entity:2", "name": "Ludwig van Beethoven", "label": "B", "speakingSeconds": 20.0},
    {"person": "entity:3", "name": "Plato", "label": "C", "speakingSeconds": 5.0},
    {"person": "entity:1", "name": "Ann Lee", "label": "D", "speakingSeconds": 1.0},
]
BARE = dict.fromkeys(VIDEO) | {"slug": "bare", "title": "Bare"}


def test_ris_has_a_line_for_each_field() -> None:
    assert ris(VIDEO, SPEAKERS, "https://talks.example") == (
        "TY  - SOUND\r\nID  - radio--tides\r\nTI  - Tides & 100% {ships}\r\n"
        "AU  - van Beethoven, Ludwig\r\nAU  - Lee, Ann\r\nAU  - Plato\r\n"
        "PB  - Radio & Sea\r\nPY  - 2026\r\nDA  - 2026/03/04\r\nAB  - A talk about ships.\r\nLA  - en\r\n"
        "UR  - https://radio.example/tides_1\r\nL2  - https://talks.example/videos/radio--tides\r\nER  - \r\n"
    )


def test_bibtex_escapes_what_latex_reads() -> None:
    assert bibtex(VIDEO, SPEAKERS, "https://talks.example") == (
        "@audio{radio--tides,\n"
        "  title = {{Tides \\& 100\\% \\textbraceleft{}ships\\textbraceright{}}},\n"
        "  author = {van Beethoven, Ludwig and Lee, Ann and Plato},\n"
        "  organization = {Radio \\& Sea},\n  date = {2026-03-04},\n  year = {2026},\n  language = {en},\n"
        "  url = {https://radio.example/tides_1},\n"
        "  note = {Transcript: \\url{https://talks.example/videos/radio--tides}},\n"
        "  abstract = {A talk about ships.}\n}\n"
    )


@pytest.mark.parametrize("title", ["}{", "Tides {", "} of ships", "\\\\{ \\}", "{{a}"])
def test_bibtex_is_well_formed_whatever_braces_a_talk_has(title: str) -> None:
    """BibTeX counts braces, with or without a backslash before them: an entry ends with the brace that closes its first one."""
    video = VIDEO | {
        "title": title,
        "summary": title,
        "channel": title,
        "url": f"https://radio.example/{title}",
    }
    entry = bibtex(video, [SPEAKERS[1] | {"name": f"Ann {title}"}], "https://talks.example").rstrip("\n")

    depths = list(accumulate((sign == "{") - (sign == "}") for sign in entry[entry.index("{") :]))

    assert (depths.index(0), depths[-1]) == (len(depths) - 1, 0)


def test_csl_has_names_in_parts() -> None:
    assert json.loads(csl_json(VIDEO, SPEAKERS, "https://talks.example")) == [
        {
            "id": "radio--tides",
            "type": "broadcast",
            "title": "Tides & 100% {ships}",
            "author": [
                {"family": "van Beethoven", "given": "Ludwig"},
                {"family": "Lee", "given": "Ann"},
                {"family": "Plato", "given": ""},
            ],
            "publisher": "Radio & Sea",
            "issued": {"date-parts": [[2026, 3, 4]]},
            "dimensions": "1:02:05",
            "language": "en",
            "abstract": "A talk about ships.",
            "URL": "https://radio.example/tides_1",
            "archive_location": "https://talks.example/videos/radio--tides",
        }
    ]


def test_what_is_not_known_is_left_out() -> None:
    page = "http://h/videos/bare"
    assert (
        ris(BARE, [], "http://h") == f"TY  - VIDEO\r\nID  - bare\r\nTI  - Bare\r\nUR  - {page}\r\nER  - \r\n"
    )
    assert bibtex(BARE, [], "http://h") == f"@video{{bare,\n  title = {{{{Bare}}}},\n  url = {{{page}}}\n}}\n"
    assert json.loads(csl_json(BARE, [], "http://h")) == [
        {"id": "bare", "type": "motion_picture", "title": "Bare", "URL": page}
    ]
