"""Days as people write them, in sidecars and front matter."""

import json
from datetime import date
from pathlib import Path

import pytest

from service.errors import TranscriptError
from service.transcripts import read_file
from service.transcripts.metadata.dates import read_day

DAY = date(2025, 2, 6)
VTT = "WEBVTT\n\n00:01.000 --> 00:09.500\nHello.\n"


@pytest.mark.parametrize(
    "text",
    [
        "2025-02-06", "2025/02/06", "2025.2.6", "20250206", "2025-02-06T10:00:00Z", "2025-02-06 10:00", " 2025-02-06 ",
        "February 6th, 2025", "February 6, 2025", "Feb 6 2025", "feb. 6th 2025", "6 February 2025", "6th of February, 2025",
        "the 6th of February 2025", "Thursday, February 6th, 2025", "Thu, 06 Feb 2025 10:00:00 GMT", "06-Feb-2025",
        "February 6th, 2025 at 10:30 am",
    ],
)  # fmt: skip
def test_a_day(text: str) -> None:
    assert read_day(text) == DAY


@pytest.mark.parametrize(
    "text", ["02/06/2025", "2025", "February 2025", "Febuary 6 2025", "February 30th, 2025", "202526", "soon"]
)
def test_what_names_no_day_or_may_name_two(text: str) -> None:
    assert read_day(text) is None


@pytest.mark.parametrize(
    "key", ["pub_date", "pubDate", "publish_date", "publishedAt", "date", "datePublished"]
)
def test_a_sidecar_by_any_of_its_names(tmp_path: Path, key: str) -> None:
    (tmp_path / "talk.video.json").write_text(json.dumps({key: "February 6th, 2025"}), "utf-8")
    (tmp_path / "talk.vtt").write_text(VTT, "utf-8")

    assert read_file(tmp_path / "talk.vtt").video.published_on == DAY


def test_a_sidecar_with_no_day_is_refused(tmp_path: Path) -> None:
    (tmp_path / "talk.video.json").write_text('{"pub_date": "02/06/2025"}', "utf-8")
    (tmp_path / "talk.vtt").write_text(VTT, "utf-8")

    with pytest.raises(TranscriptError) as caught:
        read_file(tmp_path / "talk.vtt")

    assert caught.value.reason == (
        "pub_date: must be a day, such as 2025-02-06 or February 6th, 2025, and this is '02/06/2025'"
    )
