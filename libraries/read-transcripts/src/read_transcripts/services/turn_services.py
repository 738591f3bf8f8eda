"""JSON of transcription services: Deepgram and AssemblyAI.

Source: https://developers.deepgram.com/reference/speech-to-text-api/listen and
https://www.assemblyai.com/docs/api-reference/transcripts/get
"""

from pathlib import Path
from typing import Any

from read_transcripts.errors import TranscriptError
from read_transcripts.parts.jsontext import (
    Place,
    each,
    language_in,
    number,
    speaker_in,
    text_in,
)
from read_transcripts.parts.order import end_of_word
from read_transcripts.parts.spoken import RawTranscript
from read_transcripts.parts.turns import Turn, in_pieces, of_words, settle
from read_transcripts.transcript import Word


def read_deepgram(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    """The words of parsed JSON with `results`: its utterances, otherwise its paragraphs, otherwise its words.

    Of alternatives the first is used. Channels that were transcribed separately are merged by time.

    Raises:
        TranscriptError: a part has no times or words that can be used, or times run backwards.
    """
    results = value["results"]
    if results.get("utterances"):
        place: Place = ("results", "utterances")
        listed = each(results["utterances"], place, text, file, lambda item: _utterance(item, 1))
        return RawTranscript(in_pieces(settle(listed, place, text, file)), _detected(results))
    turns: list[Turn] = []
    for number_, channel in enumerate(
        each(results.get("channels"), ("results", "channels"), text, file, _first)
    ):
        here: Place = ("results", "channels", number_, "alternatives", 0)
        turns += settle(*_of_channel(channel, here, text, file), text, file)
    return RawTranscript(in_pieces(sorted(turns, key=lambda turn: turn.start)), _detected(results))


def _first(channel: dict[str, Any]) -> dict[str, Any]:
    alternatives = channel.get("alternatives")
    if not isinstance(alternatives, list) or not alternatives or not isinstance(alternatives[0], dict):
        raise ValueError("alternatives must be a list of objects with transcript and words")
    return alternatives[0]


def _of_channel(best: dict[str, Any], here: Place, text: str, file: Path) -> tuple[list[Turn], Place]:
    """The turns of a channel, and where they stand."""
    paragraphs = best.get("paragraphs")
    if isinstance(paragraphs, dict) and paragraphs.get("paragraphs"):
        place = (*here, "paragraphs", "paragraphs")
        return each(paragraphs["paragraphs"], place, text, file, _paragraph), place
    place = (*here, "words")
    words = each(best.get("words") or [], place, text, file, lambda item: _word(item, 1))
    return of_words(best.get("transcript"), words, place, text, file), here


def _paragraph(item: dict[str, Any]) -> Turn:
    sentences = item.get("sentences")
    if not isinstance(sentences, list) or not all(isinstance(sentence, dict) for sentence in sentences):
        raise ValueError("sentences must be a list of objects with text, start and end")
    words = [
        Word(
            text_in(sentence, "text"),
            number(sentence.get("start"), "start"),
            number(sentence.get("end"), "end"),
        )
        for sentence in sentences
    ]
    said = " ".join(word.text for word in words)
    return Turn(
        number(item.get("start"), "start"),
        number(item.get("end"), "end"),
        said,
        speaker_in(item),
        tuple(words),
    )


def _detected(results: dict[str, Any]) -> str | None:
    channels = results.get("channels")
    first = channels[0] if isinstance(channels, list) and channels else None
    return language_in(first, "detected_language") if isinstance(first, dict) else None


def read_assemblyai(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    """The words of parsed JSON with `utterances` (where speakers are told apart), else `words`; in milliseconds.

    Raises:
        TranscriptError: a part has no times or words that can be used, or times run backwards; or the service
            says that it failed.
    """
    if value.get("status") == "error":
        raise TranscriptError(file, f"is AssemblyAI's word that it failed: {str(value.get('error'))[:200]!r}")
    if value.get("status") in ("queued", "processing"):
        raise TranscriptError(
            file, "is AssemblyAI's word that it is not done yet: ask it again, and save its answer then"
        )
    if value.get("utterances"):
        place: Place = ("utterances",)
        turns = each(value["utterances"], place, text, file, lambda item: _utterance(item, 1000))
    else:
        place = ("words",)
        words = each(value.get("words") or [], place, text, file, lambda item: _word(item, 1000))
        turns, place = of_words(value.get("text"), words, place, text, file), ()
    return RawTranscript(in_pieces(settle(turns, place, text, file)), language_in(value, "language_code"))


def _utterance(item: dict[str, Any], unit: int) -> Turn:
    listed = item.get("words") or []
    if not isinstance(listed, list) or not all(isinstance(word, dict) for word in listed):
        raise ValueError("words must be a list of objects")
    return Turn(
        number(item.get("start"), "start") / unit,
        number(item.get("end"), "end") / unit,
        text_in(item, "transcript") or text_in(item, "text"),
        speaker_in(item),
        tuple(_word(word, unit) for word in listed),
    )


def _word(item: dict[str, Any], unit: int) -> Word:
    said = text_in(item, "punctuated_word") or text_in(item, "word") or text_in(item, "text")
    start, end = (number(item.get(key), key) / unit for key in ("start", "end"))
    return Word(said, start, end_of_word(start, end), speaker_in(item))
