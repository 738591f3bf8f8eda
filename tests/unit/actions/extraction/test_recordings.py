"""A recording as a talk: its metadata, its segments, who says them, and what the recognizer is told in advance."""

from datetime import date
from pathlib import Path

import pytest

from service.actions.extraction import recordings
from service.actions.extraction.make_document import Refusal, read_document, try_to_read
from service.actions.extraction.recordings import hints_of, read_recording
from service.domain.document import ChannelInfo, VideoInfo
from service.errors import InvalidInput, TranscriptError
from service.extractors.progress import Listen, listening
from service.speech.recognition import RecognizedSpeech, SpeechOptions
from service.speech.recognizer import HeardWord
from service.transcripts import Overrides, Recording

_SAID = "We moved to Neo4j last year. It was a good decision for us. Cypher is easy to read."


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[SpeechOptions]:
    """What the recognizer was asked, which hears the same in every recording: a word each half second."""
    found: list[SpeechOptions] = []
    words = tuple(HeardWord(word, place / 2, place / 2 + 0.4) for place, word in enumerate(_SAID.split()))

    def recognize(_: Path, __: str, options: SpeechOptions, listen: Listen) -> RecognizedSpeech:
        found.append(options)
        listen("recognizing speech", 0.5)
        return RecognizedSpeech(
            words,
            "en",
            12.5,
            "whisper-base",
            "0123456789abcdef" * 4,
            ("a note",),
            "Moving day",
            "Graph Talks",
            "2025-03-04",
        )

    monkeypatch.setattr(recordings, "recognize", recognize)
    return found


def recording(name: str = "talk_no-3.m4a", **beside: bytes) -> Recording:
    companions = {key.replace("_", "."): content for key, content in beside.items()}
    return Recording(name, Path("/anywhere"), companions, ("Emil Eifrem",))


@pytest.mark.usefixtures("asked")
def test_the_document_says_who_heard_it_and_what_the_file_says_of_itself() -> None:
    transcript, notes = read_recording(recording(), Overrides())

    video = transcript.video
    assert (video.recognizer, video.title, video.language) == ("whisper-base", "Moving day", "en")
    assert (video.published_on, video.duration_seconds) == (date(2025, 3, 4), 12.5)
    assert video.channel is not None
    assert video.channel.name == "Graph Talks"
    assert notes == ("a note",)


@pytest.mark.usefixtures("asked")
def test_a_talk_is_identified_by_its_recording_unless_it_has_an_id_or_an_address() -> None:
    found = [
        read_recording(recording(), overrides)[0].video.id
        for overrides in (Overrides(), Overrides(id="mine"), Overrides(url="https://example.org/talk"))
    ]

    assert found == ["0123456789abcdef0123", "mine", None]


@pytest.mark.usefixtures("asked")
def test_words_become_sentences_with_their_times() -> None:
    transcript, _ = read_recording(recording(), Overrides())

    assert [(one.text, one.start_seconds, one.end_seconds) for one in transcript.segments] == [
        ("We moved to Neo4j last year.", 0.0, 2.9),
        ("It was a good decision for us.", 3.0, 6.4),
        ("Cypher is easy to read.", 6.5, 8.9),
    ]


@pytest.mark.usefixtures("asked")
def test_options_and_the_files_beside_it_win_over_the_tags_of_the_file() -> None:
    beside = recording("talk.mp3", talk_video_json=b'{"title": "Graphs", "published_on": "2024-01-02"}')

    video = read_recording(beside, Overrides(title="Graphs at work", speakers=(("", "Ann Lee"),)))[0].video

    assert (video.title, video.published_on) == ("Graphs at work", date(2024, 1, 2))


@pytest.mark.usefixtures("asked")
def test_a_name_given_for_all_words_is_their_speaker() -> None:
    transcript, _ = read_recording(recording(), Overrides(speakers=(("", "Ann Lee"),)))

    assert {segment.speaker for segment in transcript.segments} == {"Ann Lee"}


def test_a_fault_beside_the_recording_is_found_before_it_is_heard(asked: list[SpeechOptions]) -> None:
    with pytest.raises(TranscriptError, match=r"talk\.video\.json"):
        read_recording(recording("talk.mp3", talk_video_json=b'{"title": '), Overrides())
    with pytest.raises(InvalidInput):
        read_recording(recording(), Overrides(url="no address"))

    assert asked == []


def test_the_recognizer_gets_the_settings_the_language_and_hints(
    asked: list[SpeechOptions], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VIDEOGRAPH_SPEECH_MODEL", "small")
    monkeypatch.setenv("VIDEOGRAPH_SPEECH_HOURS", "2")
    monkeypatch.setenv("VIDEOGRAPH_SPEECH_PARALLEL", "3")
    monkeypatch.setenv("VIDEOGRAPH_CACHE", str(tmp_path))

    read_recording(recording("talk.de.mp3"), Overrides(channel="Graph Talks"))

    hints = ("Graph Talks", "Emil Eifrem")
    assert [
        (one.model, one.hours, one.parallel, one.kept, one.language, tuple(one.hints)) for one in asked
    ] == [("small", 2.0, 3, tmp_path / "speech", "de", hints)]


def test_hints_are_the_names_that_a_talk_is_likely_to_say() -> None:
    video = VideoInfo(
        title="Why Yann LeCun leaves Meta",
        channel=ChannelInfo(name="Graph Talks"),
        description="Today we speak about Meta. Our guest is Ann Lee of O'Reilly.",
    )

    assert list(hints_of(video, Overrides(speakers=(("Speaker 1", "Bob Ray"),)))) == [
        "Bob Ray", "Why Yann LeCun", "Meta", "Graph Talks", "Meta", "Ann Lee", "O'Reilly",
    ]  # fmt: skip


@pytest.mark.nightly
def test_progress_is_that_of_hearing_and_then_of_the_extraction(asked: list[SpeechOptions]) -> None:
    told: list[tuple[str, float]] = []

    with listening(lambda stage, share: told.append((stage, share))):
        reading = read_document(recording())

    assert reading.document.video.recognizer == "whisper-base"
    assert told[0] == ("recognizing speech", 0.45)
    assert all(0.9 <= share <= 1.0 for _, share in told[1:])
    assert len(told) > 2
    assert len(asked) == 1


@pytest.fixture
def two_voices(monkeypatch: pytest.MonkeyPatch) -> list[SpeechOptions]:
    found: list[SpeechOptions] = []
    words = tuple(HeardWord(word, place / 2, place / 2 + 0.4) for place, word in enumerate(_SAID.split()))

    def recognize(_: Path, __: str, options: SpeechOptions, ___: Listen) -> RecognizedSpeech:
        found.append(options)
        apart = options.voices and options.speakers != 1
        voices = tuple(int(place > 5) for place in range(len(words))) if apart else ()
        return RecognizedSpeech(
            words, "en", 12.5, "whisper-base", "0" * 64, speakers=voices, diarizer="resemblyzer" if apart else None
        )  # fmt: skip

    monkeypatch.setattr(recordings, "recognize", recognize)
    return found


def voices_of(overrides: Overrides, **beside: bytes) -> tuple[list[str], str | None]:
    transcript, _ = read_recording(recording("talk.mp3", **beside), overrides)
    return [one.speaker or "" for one in transcript.segments], transcript.video.diarizer


@pytest.mark.usefixtures("two_voices")
def test_voices_have_numbers_until_somebody_names_them() -> None:
    two = [("Speaker 1", "Ann Lee"), ("Speaker 2", "Bo Ek")]

    assert voices_of(Overrides()) == (["Speaker 1", "Speaker 2", "Speaker 2"], "resemblyzer")
    assert voices_of(Overrides(speakers=tuple(two[1:]))) == (["Speaker 1", "Bo Ek", "Bo Ek"], "resemblyzer")
    beside = {"talk_video_json": b'{"speakers": {"Speaker 1": "Ann Lee"}}'}
    assert voices_of(Overrides(), **beside) == (["Ann Lee", "Speaker 2", "Speaker 2"], "resemblyzer")
    with pytest.raises(InvalidInput, match="there is no voice 'Speaker 3': there are Speaker 1, Speaker 2"):
        voices_of(Overrides(speakers=(("Speaker 3", "Ann Lee"),)))


def test_one_name_for_all_words_or_one_speaker_tells_no_voices_apart(
    two_voices: list[SpeechOptions], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert voices_of(Overrides(speakers=(("", "Ann Lee"),))) == (["Ann Lee"] * 3, None)
    assert voices_of(Overrides(speaker_count=1)) == ([""] * 3, None)
    named = Overrides(speaker_count=1, speakers=(("Speaker 1", "Ann Lee"),))
    assert voices_of(named) == (["Ann Lee"] * 3, None)
    monkeypatch.setenv("VIDEOGRAPH_SPEECH_VOICES", "false")
    assert voices_of(Overrides()) == ([""] * 3, None)
    assert [(one.voices, one.speakers) for one in two_voices] == [
        (False, None),
        (True, 1),
        (True, 1),
        (False, None),
    ]


@pytest.mark.parametrize(
    ("content", "other"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
        (b"\x1f\x8b\x08" + bytes(40), "a gzip archive"),
    ],
    ids=["PNG", "gzip"],
)
def test_what_is_only_called_like_a_recording_is_no_recording(
    tmp_path: Path, content: bytes, other: str
) -> None:
    file = tmp_path / "talk.mp4"
    file.write_bytes(content)

    assert recordings.recording_at(file) is None
    refused = try_to_read(file, "offline", None)
    assert isinstance(refused, Refusal)
    assert (refused.other, refused.setup) == (other, False)
