"""A recording piece by piece: times, language, progress; what is kept, and where it goes on."""

import hashlib
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from filelock import FileLock

from service.errors import MissingExtra, TranscriptError
from service.speech import recognition, sound
from service.speech.models import SpeechModel
from service.speech.recognition import WAITING, RecognizedSpeech, SpeechOptions, recognize
from service.speech.recognizer import HeardPiece, HeardWord, Told
from service.speech.sound import Samples
from service.speech.voices import VoiceWindows
from support.sounds import tone, write_sound

_MODEL = SpeechModel("whisper-small", Path("/models/small"), "small@1")


class Ear:
    """A recognizer that hears one word a piece, and breaks off where it is told to."""

    def __init__(
        self, *, languages: Sequence[str | None] = ("de",), sure: float = 1.0, stop: int = 99
    ) -> None:
        self.calls: list[tuple[float, str | None, tuple[str, ...]]] = []
        self._languages, self._sure, self._stop = languages, sure, stop

    def hear(self, samples: Samples, language: str | None, hints: Sequence[str], told: Told) -> HeardPiece:
        number = len(self.calls)
        if number == self._stop:
            raise KeyboardInterrupt
        self.calls.append((len(samples) / 16_000, language, tuple(hints)))
        told(1.0)
        heard = self._languages[min(number, len(self._languages) - 1)]
        words = () if heard is None else (HeardWord(f"word{number}", 0.5, 1.0),)
        return HeardPiece(words, heard, self._sure)


@pytest.fixture(autouse=True)
def short_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sound, "PIECE", 4)
    monkeypatch.setattr(sound, "_CUT", 1)
    monkeypatch.setattr(recognition, "find_model", lambda *_: _MODEL)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Ten seconds, quiet at 3.5 and 7."""
    silence = tone(0.4, 0)
    return write_sound(
        tmp_path / "talk.wav", [tone(3.3), silence, tone(3.1), silence, tone(2.8)], title="A talk"
    )


def options(folder: Path, **more: object) -> SpeechOptions:
    return replace(SpeechOptions("small", 1.0, 1, folder / "kept"), **more)  # pyright: ignore[reportArgumentType]


def hear(
    file: Path, ear: Ear, told: list[tuple[str, float]] | None = None, **more: object
) -> RecognizedSpeech:
    said = [] if told is None else told
    return recognize(
        file,
        file.name,
        options(file.parent, **more),
        lambda stage, share: said.append((stage, round(share, 2))),
        lambda _: ear,
    )


def test_the_words_of_all_pieces_have_the_times_of_the_recording(file: Path) -> None:
    ear = Ear()
    told: list[tuple[str, float]] = []

    heard = hear(file, ear, told, hints=("Ann Lee",))

    assert [call[1:] for call in ear.calls] == [
        (None, ("Ann Lee",)),
        ("de", ("Ann Lee",)),
        ("de", ("Ann Lee",)),
    ]
    starts = [0.0, ear.calls[0][0], ear.calls[0][0] + ear.calls[1][0]]
    assert heard.words == tuple(
        HeardWord(f"word{number}", round(start + 0.5, 2), round(start + 1, 2))
        for number, start in enumerate(starts)
    )
    assert (heard.language, heard.seconds, heard.recognizer, heard.title) == (
        "de",
        10.0,
        "whisper-small",
        "A talk",
    )
    assert heard.notes == ()
    assert [stage for stage, _ in told] == ["recognizing speech"] * 6
    assert [share for _, share in told] == sorted(share for _, share in told)


def test_a_language_that_is_known_is_not_guessed(file: Path) -> None:
    ear = Ear(languages=("en",))

    hear(file, ear, language="en-GB")

    assert [call[1] for call in ear.calls] == ["en", "en", "en"]


def test_the_language_is_that_of_the_first_piece_with_words_and_a_doubt_is_told(file: Path) -> None:
    ear = Ear(languages=(None, "fr"), sure=0.31)

    heard = hear(file, ear)

    assert [call[1] for call in ear.calls] == [None, None, "fr"]
    assert heard.language == "fr"
    assert heard.notes == ("its language may be another one than fr (31% sure): say it with --language",)


def test_a_recording_that_broke_off_goes_on_where_it_was_with_its_hints(file: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        hear(file, Ear(stop=2), hints=("Ann Lee",))
    ear = Ear()

    heard = hear(file, ear, hints=("Ann Lee", "Bob Ray"))

    assert [call[1:] for call in ear.calls] == [("de", ("Ann Lee",))]
    assert [word.text for word in heard.words] == ["word0", "word1", "word0"]


_STUCK = """
import sys, time
from pathlib import Path
from service.speech import recognition, sound
from service.speech.models import SpeechModel
from service.speech.recognizer import HeardPiece, HeardWord

sound.PIECE, sound._CUT = 4, 1
recognition.find_model = lambda *_: SpeechModel("whisper-small", Path("/models/small"), "small@1")


class Ear:
    count = 0

    def hear(self, samples, language, hints, told):
        self.count += 1
        if self.count == 2:
            print("second piece", flush=True)
            time.sleep(600)
        return HeardPiece((HeardWord("before", 0.5, 1.0),), "de")


file = Path(sys.argv[1])
options = recognition.SpeechOptions("small", 1.0, 1, file.parent / "kept")
recognition.recognize(file, file.name, options, lambda *_: None, lambda _: Ear())
"""


def test_after_a_kill_another_process_takes_the_turn_and_goes_on(file: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", _STUCK, str(file)], stdout=subprocess.PIPE, text=True
    ) as stuck:
        assert stuck.stdout is not None
        assert stuck.stdout.readline() == "second piece\n"
        stuck.kill()
    ear = Ear()

    heard = hear(file, ear)

    assert [word.text for word in heard.words] == ["before", "word0", "word1"]
    assert len(ear.calls) == 2


def test_a_finished_recording_is_not_heard_again(file: Path) -> None:
    first = hear(file, Ear())

    assert hear(file, Ear(stop=0)) == first


def test_another_model_language_or_content_is_heard_anew(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hear(file, Ear())
    ears = [Ear(), Ear(), Ear()]

    hear(file, ears[0], language="en")
    monkeypatch.setattr(recognition, "find_model", lambda *_: replace(_MODEL, identity="small@2"))
    hear(file, ears[1])
    file.write_bytes(file.read_bytes() + b"\0")
    hear(file, ears[2])

    assert [len(ear.calls) for ear in ears] == [3, 3, 3]


def test_a_kept_piece_that_is_damaged_is_heard_again(file: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        hear(file, Ear(stop=2))
    [kept] = (file.parent / "kept" / "heard").glob("*/0001.json")
    kept.write_text('{"start": ')
    ear = Ear()

    hear(file, ear)

    assert len(ear.calls) == 2


def test_silence_alone_is_refused(file: Path) -> None:
    with pytest.raises(TranscriptError) as refused:
        hear(file, Ear(languages=(None,)))

    assert refused.value.message == "talk.wav: nobody speaks in it: no words were heard"


def test_a_recording_waits_for_the_one_before_it(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (file.parent / "kept").mkdir()
    before = FileLock(file.parent / "kept" / "turn-0.lock")
    before.acquire()
    told: list[tuple[str, float]] = []
    monkeypatch.setattr(recognition.time, "sleep", lambda _: before.release())

    hear(file, Ear(), told)

    assert told[:2] == [(WAITING, 0.0), ("recognizing speech", 0.0)]


def test_two_are_heard_at_a_time_where_the_setting_says_so(file: Path) -> None:
    (file.parent / "kept").mkdir()
    told: list[tuple[str, float]] = []

    with FileLock(file.parent / "kept" / "turn-0.lock"):
        hear(file, Ear(), told, parallel=2)

    assert told[0] == ("recognizing speech", 0.0)


def test_without_the_extra_it_says_what_to_install(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "missing_package", lambda _: "faster_whisper")

    with pytest.raises(MissingExtra, match="hearing a recording needs the package faster_whisper"):
        hear(file, Ear())


def test_what_is_kept_has_no_name_of_the_recording(file: Path) -> None:
    hear(file, Ear())

    [folder] = (file.parent / "kept" / "heard").iterdir()
    content = hashlib.sha256(file.read_bytes()).hexdigest()
    assert folder.name == hashlib.sha256(f"speech/2\n{content}\nsmall@1\n".encode()).hexdigest()[:32]
    assert sorted(one.name for one in folder.iterdir()) == [
        "0000.json",
        "0001.json",
        "0002.json",
        "hints.json",
        "whole.json",
    ]


class Voices:
    """An encoder by which the sound of each piece is another voice, in twenty windows."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, weights: Path | None = Path("weights")) -> None:
        self.pieces: list[float] = []
        monkeypatch.setattr(recognition, "find_voice_weights", lambda: weights)
        monkeypatch.setattr(recognition, "_open_encoder", lambda _: self)
        monkeypatch.setattr(recognition, "_windows_of", self.find)

    def find(self, piece: sound.Piece, _: object) -> VoiceWindows:
        self.pieces.append(piece.start)
        vectors = np.tile(np.eye(256, dtype=np.float32)[len(self.pieces) % 2], (20, 1))
        return VoiceWindows(np.linspace(piece.start, piece.end, 20, dtype=np.float32), vectors)


def test_voices_are_told_apart_and_kept(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voices = Voices(monkeypatch)

    first, again, one = (hear(file, Ear(), voices=True, speakers=count) for count in (None, None, 1))

    assert (first.speakers, first.diarizer) == ((0, 1, 0), "resemblyzer")
    assert again == first
    assert (one.speakers, one.diarizer) == ((), None)
    assert len(voices.pieces) == 3


def test_voices_are_told_apart_later_without_recognizing_again(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ear, voices = Ear(), Voices(monkeypatch)

    before, after = (hear(file, ear, voices=switch) for switch in (False, True))

    assert (before.speakers, after.speakers) == ((), (0, 1, 0))
    assert (len(ear.calls), len(voices.pieces)) == (3, 3)
    assert before.words == after.words


def test_after_a_kill_the_voices_of_the_other_pieces_are_found(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    voices = Voices(monkeypatch)
    with pytest.raises(KeyboardInterrupt):
        hear(file, Ear(stop=2), voices=True)
    [kept] = (file.parent / "kept" / "heard").glob("*")
    (kept / "0000.voices-1.npz").write_bytes(b"PK half")

    heard = hear(file, Ear(), voices=True)

    assert len(heard.words) == 3
    assert voices.pieces[0] == voices.pieces[2] == 0.0
    assert len(voices.pieces) == 4


def test_without_the_weights_the_outcome_says_so(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Voices(monkeypatch, None)

    assert hear(file, Ear(), voices=True).notes == (
        "voices are not told apart, because their model is not installed: pip install --no-deps Resemblyzer==0.1.4",
    )
    assert hear(file, Ear(), voices=True, speakers=1).notes == ()
