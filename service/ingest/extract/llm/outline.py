"""Chapters, summary and topics out of what the windows' answers noted, held against the words of their segments."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.graph.text import normalise_name
from service.ingest.document import BulletInfo, ChapterInfo, SectionInfo, TopicInfo, Transcript
from service.ingest.extract.llm.answers import ChapterKept, OutlineAnswer, WindowAnswer
from service.ingest.extract.llm.locating import Words, split_words
from service.ingest.extract.llm.windows import Line, Window
from service.ingest.extract.outline.summary import symbol_for
from service.ingest.extract.text.tables import read_casing, read_known_names, read_words

_NEAR = 2
"""Segments beside those that a point names in which its names and numbers may stand."""
_NUMBER = re.compile(r"\b\w*\d(?:[\w.,]*\w)?")
_NAME = re.compile(r"(?P<first>(?:^|[.!?…:]\s+)[\"“‘'(]*)?(?<!\w)(?P<name>[^\W\d_][\w.+#-]*[\w+#])")
"""A word, and whether a sentence begins with it, where every word has a capital."""
_NOUNS_LARGE = ("de", "lb")
"""Languages in which every noun has a capital: of their texts only numbers are looked at."""
_MOSTLY = 0.5
"""The share of its places with a capital from which on a word is a name where a sentence begins with it."""
_TOPICS = 15
_TITLE = 100


@dataclass(frozen=True)
class Noted:
    """A chapter as a window noted it: from which segment on, and its points with the segments that each rests on."""

    title: str
    first: int
    points: tuple[tuple[str, tuple[int, ...]], ...]


def note_chapters(
    transcript: Transcript,
    words: Words,
    answers: Sequence[tuple[Window, WindowAnswer]],
    voices: Mapping[str, str],
) -> tuple[list[Noted], Counter[str]]:
    """Chapters in order, the first from the start on, with the points that their words bear out; what was left out.

    `voices`: the names of the labels' persons.
    """
    dropped: Counter[str] = Counter()
    lines = {line.number: line for window, _ in answers for line in window.lines}
    starts: dict[int, str] = {}
    points: list[tuple[str, tuple[int, ...]]] = []
    for window, answer in answers:
        own = {line.number for line in window.lines}
        for chapter in answer.chapters:
            title = " ".join(chapter.title.split())[:_TITLE]
            if chapter.line in own and title:
                starts.setdefault(lines[chapter.line].first, title)
            else:
                dropped["chapter that begins nowhere"] += 1
        for point in answer.points:
            text = " ".join(point.text.split())
            segments = _segments([lines[n] for n in sorted(set(point.lines) & own)])
            if not text or not segments:
                dropped["bullet that rests on nothing"] += 1
            elif not is_borne_out(
                text, words, segments, _voices(transcript, segments, voices), transcript.video.language
            ):
                dropped["bullet that its words do not bear out"] += 1
            else:
                points.append((text, segments))
    if not starts:
        starts[0] = transcript.video.title
    titles = dict(sorted(starts.items()))
    firsts = [0, *list(titles)[1:]]
    ends = [*firsts[1:], len(transcript.segments)]
    return [
        Noted(title, first, tuple(point for point in points if first <= point[1][0] < end))
        for title, first, end in zip(titles.values(), firsts, ends, strict=True)
    ], dropped


def is_borne_out(text: str, words: Words, segments: Sequence[int], also: str, language: str | None) -> bool:
    """Whether every name and number of a text in this language stands in these segments, close by, or in `also`."""
    last = len(words.segments) - 1
    near = set(split_words(also))
    for first, end in _runs(segments):
        near |= words.words_of(max(0, first - _NEAR), min(last, end + _NEAR))
    return all(
        set(split_words(word)) <= near or {part.removesuffix("'s") for part in split_words(word)} <= near
        for word in _doubtful(text, language)
    )


def _runs(segments: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of each run of consecutive segments."""
    first = before = segments[0]
    for segment in segments[1:]:
        if segment != before + 1:
            yield first, before
            first = segment
        before = segment
    yield first, before


def _doubtful(text: str, language: str | None) -> list[str]:
    """What a text says that could be made up: numbers, and names."""
    large = (language or "").lower().startswith(_NOUNS_LARGE)
    found = [] if large else [match for match in _NAME.finditer(text) if match["name"][0].isupper()]
    names = [m["name"] for m in found if m["first"] is None or _is_name_first(m["name"])]
    return [*_NUMBER.findall(text), *names]


def _is_name_first(word: str) -> bool:
    """Whether a word with which a sentence begins is a name that is known, or written like one."""
    _, share = read_casing().get(word.lower(), ("", 0.0))
    known = word in read_words().first_names or word in read_known_names().kinds
    return known or share >= _MOSTLY or any(letter.isupper() for letter in word[1:])


def written(chapters: Sequence[Noted], numbers: Sequence[int]) -> str:
    """Chapters and points as a model reads them. `numbers`: of each chapter's first point; chapters count from 1."""
    rows: list[str] = []
    for number, (chapter, first) in enumerate(zip(chapters, numbers, strict=True), 1):
        rows.append(f"Chapter {number}: {chapter.title}")
        rows += [f"  ({first + i}) {text}" for i, (text, _) in enumerate(chapter.points)]
    return "\n".join(rows)


@dataclass(frozen=True)
class Outline:
    """The parts of a VideoDocument that a reader sees first."""

    chapters: tuple[ChapterInfo, ...]
    sections: tuple[SectionInfo, ...]
    topics: tuple[TopicInfo, ...]
    summary: str | None


def first_points(chapters: Sequence[Noted]) -> list[int]:
    """The number of each chapter's first point, counted from 1 through the talk."""
    numbers = [1]
    for chapter in chapters:
        numbers.append(numbers[-1] + len(chapter.points))
    return numbers[:-1]


def outline(
    transcript: Transcript,
    words: Words,
    chapters: Sequence[Noted],
    answer: OutlineAnswer | None,
    voices: Mapping[str, str],
) -> Outline:
    """What a reader sees first. Without an answer every chapter stays, and so do the first points of each."""
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
    everything = range(len(transcript.segments))
    video = transcript.video
    also = f"{video.title} {video.description or ''} {_voices(transcript, everything, voices)}"
    whole = bool(text) and is_borne_out(text, words, everything, also, video.language)
    return Outline(kept, _sections(transcript, points, answer), topics, text if whole else None)


def _plain(chapters: Sequence[Noted]) -> OutlineAnswer:
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
    transcript: Transcript, noted: Sequence[Noted], chosen: Sequence[ChapterKept]
) -> tuple[ChapterInfo, ...]:
    """A partition: the first from the first word on, each up to the next."""
    titles = {1: noted[0].title}
    for chapter in chosen:
        title = " ".join(chapter.title.split())[:_TITLE]
        if 1 <= chapter.number <= len(noted) and title:
            titles[chapter.number] = title
    ordered = sorted(titles.items())
    starts = [transcript.segments[noted[number - 1].first].start_seconds for number, _ in ordered]
    end = max(segment.end_seconds for segment in transcript.segments)
    return tuple(
        ChapterInfo(title=title, start_seconds=start, end_seconds=stop)
        for (_, title), start, stop in zip(ordered, starts, [*starts[1:], end], strict=True)
    )


def _sections(
    transcript: Transcript, points: Sequence[tuple[str, tuple[int, ...]]], answer: OutlineAnswer
) -> tuple[SectionInfo, ...]:
    used: set[int] = set()
    found: list[SectionInfo] = []
    for section in answer.sections:
        heading = " ".join(section.heading.split())[:_TITLE]
        numbers = [n for n in dict.fromkeys(section.points) if 1 <= n <= len(points) and n not in used]
        if not heading or not numbers:
            continue
        used.update(numbers)
        bullets = [points[n - 1] for n in sorted(numbers)]
        shown = tuple(BulletInfo(text=text, segments=own, symbol=symbol_for(text)) for text, own in bullets)
        start = transcript.segments[min(own[0] for _, own in bullets)].start_seconds
        found.append(SectionInfo(heading=heading, bullets=shown, start_seconds=start))
    return tuple(sorted(found, key=lambda section: section.start_seconds or 0))


def _topics(transcript: Transcript, noted: Sequence[Noted], answer: OutlineAnswer) -> tuple[TopicInfo, ...]:
    ends = [*(chapter.first for chapter in noted[1:]), len(transcript.segments)]
    found: dict[str, tuple[str, set[int]]] = {}
    for topic in answer.topics:
        name = " ".join(topic.name.split())[:_TITLE]
        about = [n - 1 for n in topic.chapters if 1 <= n <= len(noted)]
        if normalise_name(name) and any(map(str.isalnum, name)) and about:
            _, segments = found.setdefault(normalise_name(name), (name, set()))
            segments.update(i for n in about for i in range(noted[n].first, ends[n]))
    return tuple(
        TopicInfo(name=name, segments=tuple(sorted(segments)))
        for name, segments in list(found.values())[:_TOPICS]
    )


def _segments(lines: Sequence[Line]) -> tuple[int, ...]:
    return tuple(index for line in lines for index in range(line.first, line.last + 1))


def _voices(transcript: Transcript, segments: Sequence[int], voices: Mapping[str, str]) -> str:
    """Who says these segments, by label and name."""
    labels = {transcript.segments[i].speaker or "" for i in segments}
    return " ".join(f"{label} {voices.get(label, '')}" for label in sorted(labels))
