"""Sound in pieces: where they are cut, what times they have, and what cannot be decoded."""

from contextlib import suppress
from pathlib import Path
from random import Random

import av
import numpy as np
import pytest

from service.errors import TranscriptError
from service.speech import sound
from service.speech.sound import Piece, Sound, quietest
from support.sounds import RATE, tone, write_pictures, write_sound


@pytest.fixture
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "PIECE", 10)
    monkeypatch.setattr(sound, "_CUT", 4)


def decode(file: Path, most: float = 100.0) -> list[Piece]:
    return list(Sound(file, file.name, most).pieces())


def refusal(file: Path, most: float = 100.0) -> str:
    with pytest.raises(TranscriptError) as refused:
        decode(file, most)
    return refused.value.message


@pytest.mark.usefixtures("short_pieces")
def test_pieces_are_cut_where_it_is_quiet_and_have_all_of_the_sound(tmp_path: Path) -> None:
    file = write_sound(tmp_path / "talk.wav", [tone(8), tone(0.5, 0), tone(6.5)])

    first, second = decode(file)

    assert (first.start, first.end, second.end) == (0.0, second.start, 15.0)
    assert 8.1 < first.end < 8.4
    assert (first.done, second.done) == (pytest.approx(10 / 15, abs=0.02), 1.0)


def test_the_quietest_place_is_in_the_last_part() -> None:
    samples = np.concatenate([tone(5, 0), tone(120), tone(0.3, 0.01), tone(20)])

    assert quietest(samples) == pytest.approx(125.15 * RATE, abs=0.06 * RATE)


@pytest.mark.parametrize(
    ("ending", "codec"),
    [
        ("wav", "pcm_s16le"), ("flac", "flac"), ("mp3", "libmp3lame"), ("m4a", "aac"), ("mp4", "aac"), ("mov", "aac"),
        ("ogg", "libopus"), ("webm", "libopus"), ("mkv", "libopus"),
    ],
)  # fmt: skip
def test_each_container_is_decoded(tmp_path: Path, ending: str, codec: str) -> None:
    file = write_sound(tmp_path / f"talk.{ending}", [tone(2)], codec, title="A talk")
    found = Sound(file, file.name, 100)

    [piece] = found.pieces()

    assert piece.end == pytest.approx(2, abs=0.15)
    assert float(abs(piece.samples[RATE // 2 : RATE]).max()) == pytest.approx(0.5, abs=0.1)
    assert (found.title, found.damaged) == ("A talk", 0)


def test_a_damaged_place_is_left_out_and_counted(tmp_path: Path) -> None:
    file = write_sound(tmp_path / "talk.m4a", [tone(4)], "aac")
    content = bytearray(file.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 400] = b"\xff" * 400
    file.write_bytes(content)
    found = Sound(file, file.name, 100)

    [piece] = found.pieces()

    assert found.damaged >= 1
    assert piece.end == pytest.approx(4, abs=0.6)


def test_what_is_broken_off_is_heard_as_far_as_it_goes(tmp_path: Path) -> None:
    file = write_sound(tmp_path / "talk.mp3", [tone(4)], "libmp3lame")
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])

    [piece] = decode(file)

    assert piece.end == pytest.approx(2, abs=0.3)


def test_a_container_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    whole = write_sound(tmp_path / "talk.mp4", [tone(2)], "aac")
    file = tmp_path / "broken.mp4"
    file.write_bytes(whole.read_bytes()[:1000])

    assert refusal(file).startswith("broken.mp4: its sound cannot be decoded (")


@pytest.mark.parametrize("head", [b"ID3\x04\0\0\0\0\0\0", b"OggS", b"\0\0\0\x20ftypisom\0\0\x02\0", b"fLaC"])
def test_nothing_but_a_head_is_refused(tmp_path: Path, head: bytes) -> None:
    file = tmp_path / "talk.mp3"
    file.write_bytes(head + bytes(3000))

    assert refusal(file).startswith("talk.mp3: its sound cannot be decoded")


def test_a_playlist_behind_the_head_of_a_sound_file_is_not_followed(tmp_path: Path) -> None:
    write_sound(tmp_path / "secret.mp3", [tone(2)], "libmp3lame")
    file = tmp_path / "talk.mp3"
    file.write_text("ID3#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nsecret.mp3\n#EXT-X-ENDLIST\n")

    assert refusal(file).startswith("talk.mp3: its sound cannot be decoded")


def test_pictures_without_sound_are_refused(tmp_path: Path) -> None:
    file = write_pictures(tmp_path / "silent.mp4")

    assert refusal(file) == "silent.mp4: has no sound: there is no audio in it, so there is nothing to hear"


def test_what_is_too_long_by_its_own_word_is_refused_at_once(tmp_path: Path) -> None:
    file = write_sound(tmp_path / "talk.wav", [tone(4)])

    assert refusal(file, 3.6) == (
        "talk.wav: is longer than 0.001 hours (0.0 hours): divide it, or allow more (VIDEOGRAPH_SPEECH_HOURS)"
    )


def test_what_does_not_say_its_length_is_decoded_no_longer_than_allowed(tmp_path: Path) -> None:
    file = tmp_path / "talk.aac"
    write_sound(file, [tone(8)], "aac")

    assert refusal(file, 3.6).startswith("talk.aac: is longer than 0.001 hours")


def test_what_is_neither_sound_nor_video_is_refused(tmp_path: Path) -> None:
    (tmp_path / "talk.mp4").write_bytes(b"\x89PNG\r\n" + bytes(100))

    assert refusal(tmp_path / "talk.mp4") == "talk.mp4: is neither audio nor video"


@pytest.mark.parametrize("rate", [1, 1_040_203_392])
def test_a_rate_that_no_sound_has_is_not_resampled(tmp_path: Path, rate: int) -> None:
    file = write_sound(tmp_path / "talk.wav", [tone(2)])
    content = bytearray(file.read_bytes())
    content[24:28] = rate.to_bytes(4, "little")
    file.write_bytes(content)

    assert "its sound cannot be decoded" in refusal(file, 100_000.0)


@pytest.mark.usefixtures("short_pieces")
def test_a_small_file_with_much_silence_is_decoded_piece_by_piece_and_no_longer_than_allowed(
    tmp_path: Path,
) -> None:
    file = write_sound(tmp_path / "talk.flac", [tone(60, 0)], "flac")
    content = bytearray(file.read_bytes())
    content[21:26] = bytes([content[21] & 0xF0, 0, 0, 0, 0])  # it does not say how long it is
    file.write_bytes(content)

    assert len(content) < 60 * RATE * 2 / 100
    assert max(piece.end - piece.start for piece in decode(file, 70)) <= 10
    pieces = Sound(file, file.name, 36).pieces()
    assert next(pieces).start == 0.0
    with pytest.raises(TranscriptError, match=r"is longer than 0\.01 hours"):
        list(pieces)


def with_gap(file: Path, seconds: int) -> Path:
    """Writes the sound as Matroska whose second half is later by this time, and that does not say how long it is."""
    later = file.with_suffix(".mkv")
    with av.open(str(file)) as source, av.open(str(later), "w") as container:
        stream = container.add_stream_from_template(source.streams.audio[0])
        for packet in source.demux():
            if packet.pts is None or packet.dts is None or packet.time_base is None:
                continue
            if packet.pts * packet.time_base >= 2:
                packet.pts += int(seconds / packet.time_base)
                packet.dts = packet.pts
            packet.stream = stream
            container.mux(packet)
    content = later.read_bytes()
    place = content.index(b"\x44\x89\x88")  # the element of the duration, which becomes an empty one
    later.write_bytes(content[:place] + b"\xec\x89" + bytes(9) + content[place + 11 :])
    return later


@pytest.mark.usefixtures("short_pieces")
def test_a_gap_in_the_times_is_silence_and_thirty_hours_of_it_are_too_long(tmp_path: Path) -> None:
    file = write_sound(tmp_path / "talk.ogg", [tone(4)], "libopus")

    pieces = decode(with_gap(file, 13), 20.0)

    assert pieces[-1].end == pytest.approx(17, abs=0.1)
    whole = np.concatenate([piece.samples for piece in pieces])
    assert not whole[3 * RATE : 14 * RATE].any()
    assert float(whole[16 * RATE : 16 * RATE + 8000].max()) == pytest.approx(0.5, abs=0.1)
    assert refusal(with_gap(file, 30 * 3600), 12 * 3600.0) == (
        "talk.mkv: is longer than 12 hours (30.0 hours): divide it, or allow more (VIDEOGRAPH_SPEECH_HOURS)"
    )


def test_a_container_without_streams_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "talk.mkv"
    head = b"\x1a\x45\xdf\xa3\x8b\x42\x82\x88matroska"
    file.write_bytes(head + b"\x18\x53\x80\x67\x80")

    assert refusal(file).startswith("talk.mkv: ")


@pytest.mark.parametrize("ending", ["wav", "flac", "mp3", "m4a", "ogg", "webm", "mkv"])
def test_damaged_bytes_are_refused_or_left_out(tmp_path: Path, ending: str) -> None:
    codecs = {"wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame", "m4a": "aac"}
    file = write_sound(tmp_path / f"talk.{ending}", [tone(1)], codecs.get(ending, "libopus"))
    good, draw = file.read_bytes(), Random(ending)
    for _ in range(25):
        content = bytearray(good)
        for _ in range(draw.choice([1, 5, 40])):
            content[draw.randrange(4, len(content))] = draw.randrange(256)
        file.write_bytes(content)
        with suppress(TranscriptError):
            assert decode(file, 3600.0)[-1].end <= 3600
