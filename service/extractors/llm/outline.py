"""Builds chapters, summary and topics from the windows' answers, checked against their segments."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.document import BulletInfo, ChapterInfo, SectionInfo, TopicInfo, Transcript
from service.domain.text import normalise_name
from service.extractors.common.chapter_times import partition
from service.extractors.common.symbols import symbol_for
from service.extractors.llm.answers import ChapterKept, OutlineAnswer, WindowAnswer
from service.extractors.llm.spoken_words import Witness
from service.extractors.llm.windows import Line, Window

_TOPICS = 15
_TITLE = 100


@dataclass(frozen=True)
class ChapterNote:
    """A chapter as a window noted it: its first segment and minute, and its points with the segments that support each."""

    title: str
    first: int
    minute: int
    points: tuple[tuple[str, tuple[int, ...]], ...]


def note_chapters(
    transcript: Transcript,
    witness: Witness,
    answers: Sequence[tuple[Window, WindowAnswer]],
) -> tuple[list[ChapterNote], Counter[str]]:
    """Returns the chapters in order, the first from the start of the talk, with the points that their words support; and what was left out."""
    dropped: Counter[str] = Counter()
    lines = {line.number: line for window, _ in answers for line in window.lines}
    starts: dict[int, str] = {}
    points: list[tuple[str, tuple[int, ...]]] = []
    for window, answer in answers:
        own = {line.number for line in window.lines}
        for chapter in answer.chapters:
            title = _short(chapter.title)
            if chapter.line in own and title:
                starts.setdefault(lines[chapter.line].first, title)
            else:
                dropped["chapter that begins nowhere"] += 1
        for point in answer.points:
            text = " ".join(point.text.split())
            segments = _segments([lines[n] for n in sorted(set(point.lines) & own)])
            if not text or not segments:
                dropped["bullet that rests on nothing"] += 1
            elif not witness.bears_out(text, segments):
                dropped["bullet that its words do not bear out"] += 1
            else:
                points.append((text, segments))
    if not starts:
        starts[0] = transcript.video.title
    titles = dict(sorted(starts.items()))
    firsts = [0, *list(titles)[1:]]
    ends = [*firsts[1:], len(transcript.segments)]
    return [
        ChapterNote(
            title,
            first,
            int(transcript.segments[first].start_seconds // 60),
            tuple(point for point in points if first <= point[1][0] < end),
        )
        for title, first, end in zip(titles.values(), firsts, ends, strict=True)
    ], dropped


def written(chapters: Sequence[ChapterNote]) -> str:
    """Returns chapters and points as a model reads them, both numbered from 1."""
    rows: list[str] = []
    for number, (chapter, first) in enumerate(zip(chapters, first_points(chapters), strict=True), 1):
        rows.append(f"Chapter {number} (minute {chapter.minute}): {chapter.title}")
        rows += [f"  ({first + i}) {text}" for i, (text, _) in enumerate(chapter.points)]
    return "\n".join(rows)


@dataclass(frozen=True)
class Outline:
    """The parts of a VideoDocument that a reader sees first: chapters, summary and topics."""

    chapters: tuple[ChapterInfo, ...]
    sections: tuple[SectionInfo, ...]
    topics: tuple[TopicInfo, ...]
    summary: str | None


def first_points(chapters: Sequence[ChapterNote]) -> list[int]:
    """Returns the number of each chapter's first point, counted from 1 through the whole talk."""
    numbers = [1]
    for chapter in chapters:
        numbers.append(numbers[-1] + len(chapter.points))
    return numbers[:-1]


def outline(
    transcript: Transcript,
    witness: Witness,
    chapters: Sequence[ChapterNote],
    answer: OutlineAnswer | None,
) -> Outline:
    """Returns the outline by the model's answer. Without an answer, it has all chapters and the first points of each."""
    if answer is None:
        answer = _plain(chapters)
    points = [point for chapter in chapters for point in chapter.points]
    kept = (
        transcript.chapters
        if len(transcript.chapters) > 1
        else _chapters(transcript, chapters, answer.chapters)
    )
    topics = _topics(transcript, chapters, answer)
    text = " ".join(answer.summary.split())
    whole = bool(text) and witness.bears_out(text, range(len(transcript.segments)))
    return Outline(kept, _sections(transcript, points, answer), topics, text if whole else None)


def _plain(chapters: Sequence[ChapterNote]) -> OutlineAnswer:
    numbers = first_points(chapters)
    return OutlineAnswer.model_validate(
        {
            "summary": "",
            "chapters": [{"number": i, "title": chapter.title} for i, chapter in enumerate(chapters, 1)],
            "sections": [
                {"heading": chapter.title, "points": list(range(first, first + min(3, len(chapter.points))))}
                for chapter, first in zip(chapters, numbers, strict=True)
            ],
            "topics": [],
        }
    )


def _chapters(
    transcript: Transcript, noted: Sequence[ChapterNote], chosen: Sequence[ChapterKept]
) -> tuple[ChapterInfo, ...]:
    """Returns chapters that cover the talk without gaps: the first begins at the first word, each ends at the next."""
    titles = {1: noted[0].title}
    for chapter in chosen:
        title = _short(chapter.title)
        if 1 <= chapter.number <= len(noted) and title:
            titles[chapter.number] = title
    ordered = sorted(titles.items())
    return partition(
        transcript, [noted[number - 1].first for number, _ in ordered], [title for _, title in ordered]
    )


def _sections(
    transcript: Transcript, points: Sequence[tuple[str, tuple[int, ...]]], answer: OutlineAnswer
) -> tuple[SectionInfo, ...]:
    used: set[int] = set()
    found: list[SectionInfo] = []
    for section in answer.sections:
        heading = _short(section.heading)
        numbers = [n for n in dict.fromkeys(section.points) if 1 <= n <= len(points) and n not in used]
        if not heading or not numbers:
            continue
        used.update(numbers)
        bullets = [points[n - 1] for n in sorted(numbers)]
        shown = tuple(BulletInfo(text=text, segments=own, symbol=symbol_for(text)) for text, own in bullets)
        start = transcript.segments[min(own[0] for _, own in bullets)].start_seconds
        found.append(SectionInfo(heading=heading, bullets=shown, start_seconds=start))
    return tuple(sorted(found, key=lambda section: section.start_seconds or 0))


def _topics(
    transcript: Transcript, noted: Sequence[ChapterNote], answer: OutlineAnswer
) -> tuple[TopicInfo, ...]:
    ends = [*(chapter.first for chapter in noted[1:]), len(transcript.segments)]
    found: dict[str, tuple[str, set[int]]] = {}
    for topic in answer.topics:
        name = _short(topic.name)
        about = [n - 1 for n in topic.chapters if 1 <= n <= len(noted)]
        if normalise_name(name) and any(map(str.isalnum, name)) and about:
            _, segments = found.setdefault(normalise_name(name), (name, set()))
            segments.update(i for n in about for i in range(noted[n].first, ends[n]))
    return tuple(
        TopicInfo(name=name, segments=tuple(sorted(segments)))
        for name, segments in list(found.values())[:_TOPICS]
    )


def _short(title: str) -> str:
    return " ".join(title.split())[:_TITLE]


def _segments(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(index for line in lines for index in range(line.first, line.last + 1))
