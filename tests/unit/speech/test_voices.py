"""Voices told apart: how many there are, whose each word is, and that weights are read without running anything."""

import io
import os
import pickle
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from service.errors import SetupError
from service.speech import models
from service.speech.models import find_voice_weights
from service.speech.recognizer import HeardWord
from service.speech.voice_encoder import VoiceEncoder, spectrum
from service.speech.voices import VoiceWindows, tell_apart
from support.sounds import tone

VOICES = np.linalg.qr(np.random.default_rng(5).normal(size=(256, 4)))[0].T


def windows(spans: Sequence[tuple[float, float, int]]) -> VoiceWindows:
    """Windows each 0.4 seconds of who speaks from when to when; two of one voice have a cosine of about 0.8."""
    spread = np.random.default_rng(7)
    found: list[tuple[float, Any]] = []
    for start, end, voice in spans:
        for middle in np.arange(start + 0.2, end, 0.4):
            vector = VOICES[voice] + spread.normal(size=256) * 0.03
            found.append((middle, vector / np.linalg.norm(vector)))
    return VoiceWindows(
        np.array([middle for middle, _ in found], np.float32),
        np.array([vector for _, vector in found], np.float32),
    )


def words(spans: Sequence[tuple[float, float, int]]) -> list[HeardWord]:
    """A word each half second; the last of a span ends a sentence."""
    found: list[HeardWord] = []
    for start, end, _ in spans:
        said = [HeardWord("word", float(at), float(at) + 0.4) for at in np.arange(start, end - 0.4, 0.5)]
        found += [*said[:-1], HeardWord("word.", said[-1].start, said[-1].end)]
    return found


TALK = [(0, 10, 2), (10, 22, 0), (22, 27, 2), (27, 40, 0)]


def turns(found: Sequence[int]) -> Iterator[int]:
    for place, voice in enumerate(found):
        if not place or voice != found[place - 1]:
            yield voice


def test_words_get_voices_in_the_order_in_which_they_are_first_heard() -> None:
    found = tell_apart(words(TALK), windows(TALK), None)

    assert found == (0,) * 20 + (1,) * 24 + (0,) * 10 + (1,) * 26


@pytest.mark.parametrize("count", [None, 1, 2])
def test_one_voice_is_not_divided(count: int | None) -> None:
    alone = [(0.0, 60.0, 1)]

    assert tell_apart(words(alone), windows(alone), count) == ()


@pytest.mark.parametrize(("count", "voices"), [(None, 3), (2, 2), (3, 3)])
def test_a_known_number_of_people_is_taken(count: int | None, voices: int) -> None:
    three = [(0, 20, 0), (20, 30, 1), (30, 44, 2), (44, 60, 0)]

    assert len(set(tell_apart(words(three), windows(three), count))) == voices


def test_a_short_noise_is_no_voice_of_its_own() -> None:
    noise = [(0, 30, 0), (30, 31, 3), (31, 60, 1)]

    assert list(turns(tell_apart(words(noise), windows(noise), None))) == [0, 1]


def test_a_window_that_sounds_like_another_does_not_cut_a_sentence() -> None:
    heard = windows(TALK)
    heard.vectors[10] = windows([(0, 1, 0)]).vectors[0]

    assert list(turns(tell_apart(words(TALK), heard, None))) == [0, 1, 0, 1]


@pytest.mark.parametrize("spans", [[], [(0.0, 0.3, 0)]])
def test_what_has_hardly_any_sound_has_one_voice(spans: list[tuple[float, float, int]]) -> None:
    there = windows(spans) if spans else VoiceWindows(np.zeros(0, np.float32), np.zeros((0, 256), np.float32))

    assert tell_apart([HeardWord("Hello.", 0.0, 0.3)], there, 2) == ()


def test_the_spectrum_has_a_row_for_each_ten_milliseconds_and_the_tone_in_its_band() -> None:
    loud, quiet = spectrum(tone(1.0)), spectrum(tone(1.0, level=0.001))

    assert loud.shape == (101, 40)
    assert int(loud[50].argmax()) == 5  # 440 Hz
    assert quiet[50].max() > 0.001  # it is made louder
    assert spectrum(tone(1.0, 0)).max() == 0


def test_weights_that_would_run_something_are_refused(tmp_path: Path) -> None:
    class Evil:
        def __reduce__(self) -> tuple[Any, ...]:
            return os.mkdir, (str(tmp_path / "ran"),)

    content = io.BytesIO()
    for value in (1, 2, 3, {"model_state": Evil()}):
        pickle.dump(value, content)
    file = tmp_path / "weights.pt"
    file.write_bytes(content.getvalue())

    with pytest.raises(pickle.UnpicklingError, match=r"posix\.mkdir"):
        VoiceEncoder(file)

    assert not (tmp_path / "ran").exists()


def test_other_weights_than_the_known_ones_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "pretrained.pt"
    file.write_bytes(b"other")
    monkeypatch.setattr(models, "_in_package", lambda _: file)
    with pytest.raises(SetupError, match="is not the file that Videograph knows"):
        find_voice_weights()

    monkeypatch.setattr(models, "_in_package", lambda _: None)
    assert find_voice_weights() is None
