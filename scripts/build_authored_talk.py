"""Makes the authored demo talk, transcript and document, from scripts/lecun-leaves-meta.toml.

The source holds what a person writes; this script works out what nobody should count by hand: times from the
number of words, offsets of mentions and quotes. Run it after each change of the source:

    python scripts/build_authored_talk.py
"""

import re
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

from service.domain.document import VideoDocument, document_text
from service.resources import demo_folder

SOURCE = Path(__file__).with_name("lecun-leaves-meta.toml")
TARGET = demo_folder() / "authored"
PAUSE = 0.35
"""Silence between two segments, in seconds; four times as long between two chapters."""


def build() -> VideoDocument:
    """The document that the source describes.

    Raises:
        ValueError: a quote is in no segment or in more than one place, or an entity is never mentioned.
    """
    source = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    texts = [text for chapter in source["chapters"] for text in chapter["segments"]]
    lengths = [len(chapter["segments"]) for chapter in source["chapters"]]
    firsts = [sum(lengths[:place]) for place in range(len(lengths))]
    times = _times(texts, set(firsts[1:]), source["duration_seconds"])
    starts = [0.0, *(times[first][0] for first in firsts[1:]), float(source["duration_seconds"])]
    mentions = _mentions(texts, source["entities"])
    return VideoDocument.model_validate(
        {
            "video": source["video"] | {"durationSeconds": source["duration_seconds"]},
            "extractor": source["extractor"],
            "speakers": [{"label": source["speaker"]}],
            "segments": [
                {"text": text, "startSeconds": start, "endSeconds": end, "speaker": source["speaker"]}
                for text, (start, end) in zip(texts, times, strict=True)
            ],
            "chapters": [
                {"title": chapter["title"], "startSeconds": start, "endSeconds": end}
                for chapter, (start, end) in zip(source["chapters"], pairwise(starts), strict=True)
            ],
            "summary": source["summary"],
            "sections": [
                section | {"startSeconds": times[section["bullets"][0]["segments"][0]][0]}
                for section in source["sections"]
            ],
            "topics": [{"name": name, "segments": found} for name, found in source["topics"].items()],
            "entities": [entity | {"mentions": mentions[entity["key"]]} for entity in source["entities"]],
            "relationships": [
                relationship
                | {"evidence": [item | _place(texts, item["quote"]) for item in relationship["evidence"]]}
                for relationship in source["relationships"]
            ],
        }
    )


def _times(texts: list[str], chapter_starts: set[int], duration: float) -> list[tuple[float, float]]:
    """Start and end of each segment: words share what the pauses leave of the duration."""
    pauses = [PAUSE * 4 if index in chapter_starts else PAUSE for index in range(1, len(texts))]
    words = [len(text.split()) for text in texts]
    pace = (duration - PAUSE - sum(pauses)) / sum(words)
    times: list[tuple[float, float]] = []
    at = 0.0
    for count, pause in zip(words, [*pauses, PAUSE], strict=True):
        times.append((round(at, 2), round(at + count * pace, 2)))
        at += count * pace + pause
    return times


def _mentions(texts: list[str], entities: list[dict[str, Any]]) -> dict[str, list[dict[str, int]]]:
    """Mentions by entity: of two names at one place the longer counts; the first letter's case is free."""
    owners = {
        name.casefold(): entity["key"]
        for entity in entities
        for name in (entity["name"], *entity.get("aliases", ()))
    }
    names = [name for entity in entities for name in (entity["name"], *entity.get("aliases", ()))]
    names.sort(key=len, reverse=True)
    forms = "|".join(f"(?i:{re.escape(name[0])}){re.escape(name[1:])}" for name in names)
    pattern = re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])")
    found: dict[str, list[dict[str, int]]] = {entity["key"]: [] for entity in entities}
    for index, text in enumerate(texts):
        for match in pattern.finditer(text):
            place = {"segment": index, "startOffset": match.start(), "endOffset": match.end()}
            found[owners[match.group().casefold()]].append(place)
    if silent := [key for key, places in found.items() if not places]:
        raise ValueError(f"never mentioned: {', '.join(silent)}")
    return found


def _place(texts: list[str], quote: str) -> dict[str, int]:
    """Segment and offset of a quote, which must stand in one place only."""
    whole = " ".join(texts)
    if whole.count(quote) != 1:
        raise ValueError(f"in {whole.count(quote)} places, not in one: {quote}")
    offset = whole.index(quote)
    for index, text in enumerate(texts):
        if offset < len(text):
            return {"segment": index, "startOffset": offset}
        offset -= len(text) + 1
    raise ValueError(f"begins between two segments: {quote}")


def transcript_text(document: VideoDocument) -> str:
    """The document's words and times as WebVTT."""
    cues = [
        f"{_clock(segment.start_seconds)} --> {_clock(segment.end_seconds)}\n"
        f"<v {segment.speaker}>{segment.text}\n"
        for segment in document.segments
    ]
    note = "NOTE Written by the Videograph authors as sample data.\n"
    return "\n".join(["WEBVTT\n", note, *cues])


def _clock(seconds: float) -> str:
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    return f"{minutes // 60:02}:{minutes % 60:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


if __name__ == "__main__":
    talk = build()
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "lecun-leaves-meta.vtt").write_text(transcript_text(talk), encoding="utf-8")
    (TARGET / "lecun-leaves-meta.document.json").write_text(document_text(talk), encoding="utf-8")
    print(
        f"{len(talk.segments)} segments, {sum(len(s.text.split()) for s in talk.segments)} words → {TARGET}"
    )
