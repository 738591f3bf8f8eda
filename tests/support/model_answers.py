"""Talks and answers for tests of extraction by a language model."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from service.domain.document import SegmentInfo, SpeakerInfo, Transcript, VideoDocument, VideoInfo
from service.domain.model import CO_MENTION
from service.extractors.interface import Extraction
from service.extractors.llm.extractor import LlmExtractor
from service.settings.extraction import LanguageModel
from service.store.check import require_borne_out
from support.model_server import ModelServer

WINDOW: dict[str, Any] = {"entities": [], "connections": [], "chapters": [], "points": [], "voices": []}
OUTLINE: dict[str, Any] = {"summary": "", "chapters": [], "sections": [], "topics": []}


def talk(*said: tuple[str | None, str], title: str = "A talk") -> Transcript:
    """A segment of ten seconds for each label and text."""
    labels = dict.fromkeys(label for label, _ in said if label is not None)
    return Transcript(
        video=VideoInfo(title=title),
        speakers=tuple(SpeakerInfo(label=label) for label in labels),
        segments=tuple(
            SegmentInfo(text=text, speaker=label, start_seconds=10 * i, end_seconds=10 * i + 10)
            for i, (label, text) in enumerate(said)
        ),
    )


TALK = talk(
    ("Host", "So who started FAIR?"),
    ("Yann LeCun", "I founded FAIR, a lab at Meta, in 2013."),
    ("Yann LeCun", "We built PyTorch there. PyTorch competes with TensorFlow."),
    ("Host", "Did Google buy FAIR?"),
)


def model_at(url: str, kept: Path, words: int = 1200) -> LanguageModel:
    return LanguageModel(url, "tiny", None, 20, 2, words, None, kept)


def extract(
    transcript: Transcript,
    answer: dict[str, Any] | Callable[[str], dict[str, Any]],
    outline: dict[str, Any] | None = None,
    *,
    folder: Path,
    words: int = 1200,
    review: Callable[[str], Any] | None = None,
) -> Extraction:
    """With one answer to every window, or what a function makes of its lines, and one to every outline; on a second look, all
    connections hold, or what a function makes of that question."""
    window = answer if callable(answer) else lambda _: answer

    def respond(question: str) -> Any:
        if is_review(question):
            return (review or all_hold)(question)
        return WINDOW | window(lines_of(question)) if "\nLines:\n" in question else OUTLINE | (outline or {})

    with ModelServer(respond).running() as server:
        found = LlmExtractor(model_at(server.url, folder, words))(transcript)
    require_borne_out(found.document)
    assert found.document.segments == transcript.segments
    return found


def named(name: str, kind: str = "PRODUCT", *aliases: str) -> dict[str, Any]:
    return {"name": name, "kind": kind, "aliases": list(aliases)}


def stated(source: str, type_: str, target: str, quote: str, line: int, label: str = "is") -> dict[str, Any]:
    return {
        "source": source,
        "type": type_,
        "target": target,
        "quote": quote,
        "line": line,
        "label": label,
    }


def lines_of(question: str) -> str:
    """The lines of a window, without what was said before them."""
    return question.partition("\nLines:\n")[2]


def is_review(question: str) -> bool:
    return "\nStatements:\n" in question


def all_hold(question: str) -> dict[str, Any]:
    """Every statement of a question for a second look is stated."""
    numbers = re.findall(r"^\((\d+)\) ", question.partition("\nStatements:\n")[2], re.MULTILINE)
    return {"verdicts": [{"number": int(number), "verdict": "stated"} for number in numbers]}


def note_each_line(question: str) -> dict[str, Any]:
    """A chapter and a point for each line that a question holds."""
    numbers = [int(number) for number in re.findall(r"\[(\d+)\]", question)]
    return {
        "chapters": [{"line": n, "title": f"Part {n}"} for n in numbers],
        "points": [{"text": f"Part number {n} is said.", "lines": [n]} for n in numbers],
    }


def shown(document: VideoDocument) -> list[str]:
    """Returns the statements with quotes and labels, by names instead of keys, without co-mentions."""
    names = {entity.key: entity.name for entity in document.entities}
    return [
        f"{names[r.source]} {r.type} {names[r.target]}: {e.quote} [{e.label}]"
        for r in document.relationships
        if r.type != CO_MENTION
        for e in r.evidence
    ]
