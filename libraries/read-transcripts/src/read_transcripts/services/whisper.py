"""JSON of Whisper and its kin: openai-whisper, WhisperX, faster-whisper, OpenAI's API, whisper.cpp, transformers.

Source: https://github.com/openai/whisper/blob/main/whisper/transcribe.py
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

from read_transcripts.parts.jsontext import each, language_in, number, speaker_in, text_in
from read_transcripts.parts.spoken import RawTranscript
from read_transcripts.parts.turns import Turn, in_pieces, settle
from read_transcripts.parts.words import join_if_words
from read_transcripts.transcript import Word

_FEWEST = 6


def read_whisper(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    """The words of parsed JSON with a list `segments`, `transcription` (whisper.cpp) or `chunks` (transformers).

    A segment in which several speak (WhisperX) is cut between them, a long one at its sentences.

    Raises:
        TranscriptError: a segment has no times or words that can be used, or times run backwards.
    """
    key = next(key for key in ("segments", "transcription", "chunks") if isinstance(value.get(key), list))
    turns = settle(each(value[key], (key,), text, file, _turn), (key,), text, file)
    return RawTranscript(join_if_words(in_pieces(_whole_words(turns)), _FEWEST), _language(value))


def _whole_words(turns: list[Turn]) -> list[Turn]:
    """Parts of words put together, as whisper.cpp lists them where it is told to cut short: a word begins with a space."""
    parts = [turn for turn in turns if turn.text.strip()]
    opening = sum(turn.text.startswith(" ") for turn in parts)
    if not 0 < opening < len(parts) or sum(turn.text.strip().count(" ") for turn in parts) > len(parts) / 2:
        return turns
    words: list[Turn] = []
    for part in parts:
        if words and not part.text.startswith(" "):
            last = words[-1]
            words[-1] = replace(last, text=last.text + part.text, stop=part.stop)
        else:
            words.append(part)
    return words


def _turn(item: dict[str, Any]) -> Turn:
    if isinstance(item.get("offsets"), dict):
        start, end = (number(item["offsets"].get(name), name) / 1000 for name in ("from", "to"))
        return Turn(start, end, text_in(item, "text"), speaker_in(item))
    times = item.get("timestamp")
    if isinstance(times, list) and len(times) == 2:
        start, end = times
    else:
        start, end = item.get("start"), item.get("end")
    listed = item.get("words")
    words = [_word(word) for word in listed] if isinstance(listed, list) else []
    return Turn(
        number(start, "start"),
        None if end is None else number(end, "end"),
        text_in(item, "text"),
        speaker_in(item),
        tuple(words),
    )


def _word(word: Any) -> Word:
    if not isinstance(word, dict):
        raise ValueError("words must be a list of objects with word, start and end")
    start, end = (
        None if word.get(key) is None else number(word[key], f"a word's {key}") for key in ("start", "end")
    )
    return Word(text_in(word, "word") or text_in(word, "text"), start, end, speaker_in(word))


def _language(value: dict[str, Any]) -> str | None:
    result = value.get("result")
    return language_in(value, "language") or (
        language_in(result, "language") if isinstance(result, dict) else None
    )
