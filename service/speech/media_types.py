"""What kind of audio or video a file is, by its first bytes. A name says nothing here."""

import re
from pathlib import Path

HEAD = 4096
"""Bytes by which a file is told."""

_KINDS = (
    (rb"ID3|\xff(?:[\xe2\xe3\xf2\xf3\xfa\xfb])", "audio/mpeg", "mp3"),  # layer III; \xff\xfe would be UTF-16
    (rb"\xff[\xf0\xf1\xf8\xf9]", "audio/aac", "aac"),
    (rb"fLaC", "audio/flac", "flac"),
    (rb"OggS.{24}.{0,255}\x80theora", "video/ogg", "ogg"),
    (rb"OggS", "audio/ogg", "ogg"),
    (rb"RIFF....WAVE|RF64....WAVE", "audio/wav", "wav"),
    (rb"RIFF....AVI ", "video/x-msvideo", "avi"),
    (rb"FORM....AIF[FC]", "audio/aiff", "aiff"),
    (rb"caff\0", "audio/x-caf", "caf"),
    (rb"#!AMR", "audio/amr", "amr"),
    (rb"\x1aE\xdf\xa3.{0,60}webm", "video/webm", "matroska"),
    (rb"\x1aE\xdf\xa3.{0,60}matroska", "video/x-matroska", "matroska"),
    (rb"FLV\x01", "video/x-flv", "flv"),
    (rb"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "video/x-ms-asf", "asf"),
    (rb"\0\0\x01[\xba\xb3]", "video/mpeg", "mpeg"),
    (rb"G.{187}G.{187}G", "video/mp2t", "mpegts"),
    (rb"\0...ftyp(?:M4A|M4B|F4A)", "audio/mp4", "mov"),
    (rb"\0...ftypqt|\0...(?:moov|wide|free|skip|mdat)", "video/quicktime", "mov"),
    # Those that are left out are pictures.
    (rb"\0...ftyp(?!avi[fs]|hei[cfmsx]|hev[cmsx]|mi[af]1|msf1|crx|jp[2mx])", "video/mp4", "mov"),
)
"""First bytes, MIME type, and the name that FFmpeg has for the container."""
_SIGNATURES = [
    (re.compile(signature, re.DOTALL), media_type, container) for signature, media_type, container in _KINDS
]


def media_type_of(head: bytes) -> str | None:
    """Returns the MIME type of audio or video by its first `HEAD` bytes; None if it is something else."""
    return next((media_type for signature, media_type, _ in _SIGNATURES if signature.match(head)), None)


def container_of(head: bytes) -> str | None:
    """Returns FFmpeg's name of the container, by the same bytes."""
    return next((container for signature, _, container in _SIGNATURES if signature.match(head)), None)


def is_recording(file: Path) -> bool:
    """Whether a file on the disk is audio or video. What cannot be read is not."""
    return media_type_of(head_of(file)) is not None


def head_of(file: Path) -> bytes:
    """Returns the first `HEAD` bytes; none of a file that cannot be read, or that is no regular file."""
    try:
        if not file.is_file():
            return b""
        with file.open("rb") as opened:
            return opened.read(HEAD)
    except (OSError, ValueError):
        return b""
