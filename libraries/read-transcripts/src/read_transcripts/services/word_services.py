"""JSON of services that list single words: AWS Transcribe, Google, Azure, Rev, Speechmatics, ElevenLabs, OpenAI.

Source: https://docs.aws.amazon.com/transcribe/latest/dg/how-input.html,
https://cloud.google.com/speech-to-text/docs/reference/rest/v1/speech/recognize,
https://learn.microsoft.com/azure/ai-services/speech-service/batch-transcription-get,
https://docs.rev.ai/api/asynchronous/transcripts/, https://docs.speechmatics.com/speech-to-text/batch/output,
https://elevenlabs.io/docs/api-reference/speech-to-text/convert
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

from read_transcripts.parts.jsontext import Place, each, language_in, number, speaker_in, text_in
from read_transcripts.parts.order import end_of_word
from read_transcripts.parts.speakers import label_of
from read_transcripts.parts.spoken import RawTranscript, TimedLines
from read_transcripts.parts.turns import Turn, in_pieces, of_words, settle
from read_transcripts.parts.words import join_words
from read_transcripts.transcript import Word

Service = Literal["aws", "google", "azure", "rev", "speechmatics", "words"]


def service_of(value: dict[str, Any]) -> Service | None:
    """Whose JSON it is; None if it is none of these."""
    results = value.get("results")
    if isinstance(results, dict) and isinstance(results.get("items"), list):
        return "aws"
    if isinstance(value.get("monologues"), list):
        return "rev"
    if isinstance(value.get("recognizedPhrases"), list):
        return "azure"
    if isinstance(results, list):
        first = next((item for item in results if isinstance(item, dict)), {})
        listed = first.get("alternatives")
        if isinstance(listed, list):
            return "speechmatics" if "start_time" in first and "type" in first else "google"
    words = value.get("words")
    sample = words[0] if isinstance(words, list) and words and isinstance(words[0], dict) else {}
    return "words" if "start" in sample and {"word", "text"} & sample.keys() else None


def read_speech(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    """The words of parsed JSON of which `service_of` knows whose it is.

    Raises:
        TranscriptError: a part has no times or words that can be used, or times run backwards.
    """
    return _READERS[service_of(value) or "words"](value, text, file)


def _aws(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    results = value["results"]
    voices = dict(_aws_voices(results.get("speaker_labels")))
    items = each(results["items"], ("results", "items"), text, file, lambda item: _aws_item(item, voices))
    return RawTranscript(join_words(_attached(items)), language_in(results, "language_code"))


def _aws_voices(labels: Any) -> Iterator[tuple[str, str]]:
    """Who speaks the word that starts at a time; older files say so only here."""
    segments = labels.get("segments") if isinstance(labels, dict) else None
    for segment in segments if isinstance(segments, list) else ():
        items = segment.get("items") if isinstance(segment, dict) else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(item.get("speaker_label"), str):
                yield str(item.get("start_time")), item["speaker_label"]


def _aws_item(item: dict[str, Any], voices: dict[str, str]) -> TimedLines | str:
    said = text_in(_best(item), "content")
    if item.get("type") == "punctuation":
        return said
    label = item.get("speaker_label") or voices.get(str(item.get("start_time")))
    return _spoken(said, item.get("start_time"), item.get("end_time"), speaker_in({"speaker": label}))


def _speechmatics(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    items = each(value["results"], ("results",), text, file, _speechmatics_item)
    metadata = value.get("metadata")
    config = metadata.get("transcription_config") if isinstance(metadata, dict) else None
    return RawTranscript(
        join_words(_attached(items)), language_in(config, "language") if isinstance(config, dict) else None
    )


def _speechmatics_item(item: dict[str, Any]) -> TimedLines | str:
    best = _best(item)
    said = text_in(best, "content")
    if item.get("type") == "punctuation":
        return said
    voice = speaker_in(best)
    return _spoken(said, item.get("start_time"), item.get("end_time"), None if voice == "UU" else voice)


def _best(item: dict[str, Any]) -> dict[str, Any]:
    alternatives = item.get("alternatives")
    if not isinstance(alternatives, list) or not alternatives or not isinstance(alternatives[0], dict):
        raise ValueError("alternatives must be a list of objects")
    return alternatives[0]


def _spoken(said: str, start: Any, end: Any, speaker: str | None) -> TimedLines:
    opens = number(start, "start_time")
    closes = end_of_word(opens, number(end, "end_time"))
    return TimedLines(opens, closes, (said,) if said.strip() else (), speaker)


def _attached(items: list[TimedLines | str]) -> list[TimedLines]:
    """Words with the punctuation behind them, in playing order."""
    words: list[TimedLines] = []
    for item in items:
        if isinstance(item, TimedLines):
            words.append(item)
        elif words and words[-1].lines:
            last = words[-1]
            words[-1] = TimedLines(last.start, last.end, (last.text + item,), last.speaker)
    return sorted((word for word in words if word.lines), key=lambda word: word.start)


def _rev(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    listed = value.get("speakers")
    names: dict[Any, str] = {
        item["id"]: item["name"]
        for item in (listed if isinstance(listed, list) else ())
        if isinstance(item, dict)
        and isinstance(item.get("name"), str)
        and isinstance(item.get("id"), (int, str))
    }
    place = ("monologues",)
    turns = each(value["monologues"], place, text, file, lambda item: _monologue(item, names))
    return RawTranscript(in_pieces(settle([turn for turn in turns if turn.words], place, text, file)))


def _monologue(item: dict[str, Any], names: dict[Any, str]) -> Turn:
    elements = item.get("elements")
    if not isinstance(elements, list) or not all(isinstance(element, dict) for element in elements):
        raise ValueError("elements must be a list of objects with type and value")
    words = [
        Word(
            text_in(element, "value"),
            number(element.get("ts", element.get("timestamp")), "ts"),
            number(element.get("end_ts", element.get("end_timestamp")), "end_ts"),
        )
        for element in elements
        if element.get("type") == "text"
    ]
    said = "".join(text_in(element, "value") for element in elements if element.get("type") != "unknown")
    speaker = item.get("speaker")
    name = names.get(speaker) if isinstance(speaker, (int, str)) else None
    start = words[0].start or 0.0 if words else 0.0
    end = max((word.end or 0.0 for word in words), default=0.0)
    return Turn(start, end, said, label_of(name) if name else speaker_in(item), tuple(words))


def _google(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    """Its results; where it tells voices apart, the last one lists all words once more, with the voices."""
    ends: list[float] = [0.0]
    turns = each(value["results"], ("results",), text, file, lambda item: _google_result(item, ends))
    said = [turn for turn in turns if turn.text]
    voiced = said[-1:] if len(said) > 1 and any(word.speaker for word in said[-1].words) else []
    if voiced and len(voiced[0].words) >= sum(len(turn.words) for turn in said[:-1]):
        said = voiced
    first = value["results"][0] if value["results"] else {}
    return RawTranscript(
        in_pieces(settle(said, ("results",), text, file)), language_in(first, "languageCode")
    )


def _google_result(item: dict[str, Any], ends: list[float]) -> Turn:
    best = _best(item) if item.get("alternatives") else {}
    listed = best.get("words") or []
    if not isinstance(listed, list) or not all(isinstance(word, dict) for word in listed):
        raise ValueError("words must be a list of objects")
    words = [
        Word(
            text_in(word, "word"),
            _google_time(word.get("startTime", word.get("startOffset", "0s"))),
            _google_time(word.get("endTime", word.get("endOffset"))),
            speaker_in(word, "speakerLabel")
            or (speaker_in(word, "speakerTag") if word.get("speakerTag") else None),
        )
        for word in listed
    ]
    before = ends[-1]
    until = item.get("resultEndTime", item.get("resultEndOffset"))
    end = max((word.end or 0.0 for word in words), default=before if until is None else _google_time(until))
    ends.append(end)
    start = words[0].start or 0.0 if words else before
    said = text_in(best, "transcript") or " ".join(word.text for word in words)
    return Turn(start, max(end, start), said, None, tuple(words))


def _google_time(value: Any) -> float:
    """`1.400s`"""
    return number(value.removesuffix("s") if isinstance(value, str) else value, "a time")


def _azure(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    place: Place = ("recognizedPhrases",)
    turns = each(value["recognizedPhrases"], place, text, file, _phrase)
    turns.sort(key=lambda turn: turn.start)  # one channel comes after the other
    return RawTranscript(in_pieces(settle(turns, place, text, file)))


def _phrase(item: dict[str, Any]) -> Turn:
    best = item.get("nBest")
    first = best[0] if isinstance(best, list) and best and isinstance(best[0], dict) else {}
    start = number(item.get("offsetInTicks"), "offsetInTicks") / 10_000_000
    length = number(item.get("durationInTicks"), "durationInTicks") / 10_000_000
    return Turn(round(start, 3), round(start + length, 3), text_in(first, "display"), speaker_in(item))


def _words(value: dict[str, Any], text: str, file: Path) -> RawTranscript:
    items = each(value["words"], ("words",), text, file, _word)
    words = [word for word in items if word is not None]
    turns = of_words(value.get("text"), words, ("words",), text, file)
    language = language_in(value, "language_code") or language_in(value, "language")
    return RawTranscript(
        in_pieces(settle(turns, (), text, file)), language if language and len(language) < 6 else None
    )


def _word(item: dict[str, Any]) -> Word | None:
    said = text_in(item, "word") or text_in(item, "text")
    if item.get("type") in ("spacing", "audio_event") or not said.strip():
        return None
    speaker = speaker_in(item) or speaker_in(item, "speaker_id")
    return Word(said, number(item.get("start"), "start"), number(item.get("end"), "end"), speaker)


_READERS: dict[Service, Callable[[dict[str, Any], str, Path], RawTranscript]] = {
    "aws": _aws,
    "google": _google,
    "azure": _azure,
    "rev": _rev,
    "speechmatics": _speechmatics,
    "words": _words,
}
