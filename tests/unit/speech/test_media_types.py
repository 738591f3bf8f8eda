"""Audio and video by their first bytes, whatever the file is called."""

from pathlib import Path

import pytest

from service.speech.media_types import HEAD, container_of, is_recording, media_type_of

MEDIA = {
    "audio/mpeg": (b"ID3\x04\0\0", b"\xff\xfb\x90\x64", b"\xff\xf3\x40\xc4"),
    "audio/aac": (b"\xff\xf1\x50\x80",),
    "audio/flac": (b"fLaC\0\0\0\x22",),
    "audio/ogg": (b"OggS\0\x02" + bytes(22) + b"\x01vorbis", b"OggS\0\x02" + bytes(22) + b"OpusHead"),
    "video/ogg": (b"OggS\0\x02" + bytes(22) + b"\x80theora",),
    "audio/wav": (b"RIFF\x24\0\0\0WAVEfmt ",),
    "video/x-msvideo": (b"RIFF\x24\0\0\0AVI LIST",),
    "audio/aiff": (b"FORM\0\0\0\x24AIFFCOMM",),
    "video/webm": (b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\x82\x84webm",),
    "video/x-matroska": (b"\x1aE\xdf\xa3\xa3B\x86\x81\x01B\x82\x88matroska",),
    "video/mpeg": (b"\0\0\x01\xba\x44",),
    "video/mp2t": (b"G" + bytes(187) + b"G" + bytes(187) + b"G",),
    "audio/mp4": (b"\0\0\0\x20ftypM4A \0\0\0\0",),
    "video/mp4": (b"\0\0\0\x20ftypisom\0\0\x02\0", b"\0\0\0\x18ftypmp42"),
    "video/quicktime": (b"\0\0\0\x14ftypqt  ", b"\0\0\0\x08wide\0\0"),
    "video/x-flv": (b"FLV\x01\x05",),
}


@pytest.mark.parametrize(
    ("media_type", "head"), [(name, one) for name, many in MEDIA.items() for one in many]
)
def test_audio_and_video_are_known_by_their_first_bytes(media_type: str, head: bytes) -> None:
    assert media_type_of(head + bytes(HEAD)) == media_type


@pytest.mark.parametrize(
    "head",
    [
        b"WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n",
        "\ufeffWEBVTT\n\n".encode("utf-16"),  # begins with \xff\xfe, nearly as MPEG audio does
        b"\0\0\0\x20ftypavif\0\0\0\0",
        b"\0\0\0\x20ftypheic\0\0\0\0",
        b"RIFF\x24\0\0\0WEBPVP8 ",
        b"Gmoov on",
        b"",
    ],
)
def test_other_beginnings_are_no_media(head: bytes) -> None:
    assert media_type_of(head) is None


def test_a_container_is_named_as_ffmpeg_names_it() -> None:
    assert {media: container_of(heads[0] + bytes(HEAD)) for media, heads in MEDIA.items()} == {
        "audio/mpeg": "mp3",
        "audio/aac": "aac",
        "audio/flac": "flac",
        "audio/ogg": "ogg",
        "video/ogg": "ogg",
        "audio/wav": "wav",
        "video/x-msvideo": "avi",
        "audio/aiff": "aiff",
        "video/webm": "matroska",
        "video/x-matroska": "matroska",
        "video/mpeg": "mpeg",
        "video/mp2t": "mpegts",
        "audio/mp4": "mov",
        "video/mp4": "mov",
        "video/quicktime": "mov",
        "video/x-flv": "flv",
    }


def test_a_file_is_a_recording_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "picture.mp4").write_bytes(b"\x89PNG\r\n" + bytes(HEAD))
    (tmp_path / "talk.txt").write_bytes(b"OggS\0\x02" + bytes(HEAD))
    (tmp_path / "folder.mp4").mkdir()

    names = ("picture.mp4", "talk.txt", "folder.mp4", "none.mp4")
    assert [is_recording(tmp_path / name) for name in names] == [False, True, False, False]
