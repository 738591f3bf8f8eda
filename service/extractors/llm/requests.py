"""The requests for one talk: each window, the review of its connections, and the outline; and what happens to
requests without an answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from service.domain.document import Transcript
from service.domain.faults import OTHER_TYPE
from service.extractors.llm.answers import OutlineAnswer, ReviewAnswer, StatedRelationship, WindowAnswer
from service.extractors.llm.endpoint import Endpoint, Unanswered
from service.extractors.llm.instructions import (
    about,
    outline_instructions,
    reading_instructions,
    reading_question,
    review_instructions,
    review_question,
)
from service.extractors.llm.outline import Noted, written
from service.extractors.llm.windows import Window

OUTLINED = 2
"""So many times the words of a window are outlined at once, because the answer is short."""
_HALVED = 2
"""Number of times that a window is halved if its answer cannot be used."""


@dataclass
class ModelReading:
    """Answers with their windows in order; what was left out, counted by reason; connections that had no second look; whether all
    questions have an answer."""

    answers: list[tuple[Window, WindowAnswer]] = field(default_factory=list[tuple[Window, WindowAnswer]])
    dropped: Counter[str] = field(default_factory=Counter[str])
    unreviewed: int = 0
    complete: bool = True

    def add(self, other: "ModelReading") -> None:
        self.answers += other.answers
        self.dropped += other.dropped
        self.unreviewed += other.unreviewed
        self.complete = self.complete and other.complete


async def read_window(
    endpoint: Endpoint, transcript: Transcript, window: Window, halved: int = 0
) -> ModelReading:
    """Returns the answer to a window, or the answers to its halves if it has none."""
    question = reading_question(transcript, window)
    try:
        answer = await endpoint.ask(reading_instructions(), question, WindowAnswer)
    except Unanswered:
        halves = window.halves() if halved < _HALVED else ()
        if not halves:
            return ModelReading(
                dropped=Counter({"part of the talk of which the model's answer could not be used": 1})
            )
        read = ModelReading()
        for half in halves:
            read.add(await read_window(endpoint, transcript, half, halved + 1))
        return read
    return await _review(endpoint, transcript, window, answer)


async def _review(
    endpoint: Endpoint, transcript: Transcript, window: Window, answer: WindowAnswer
) -> ModelReading:
    """Returns the answer without connections that the model does not confirm one by one, and without labels that it
    finds misleading. Connections without a verdict are kept."""
    stated = answer.connections
    if not stated:
        return ModelReading([(window, answer)])
    question = review_question(transcript, window, stated)
    try:
        review = await endpoint.ask(review_instructions(), question, ReviewAnswer)
    except Unanswered:
        return ModelReading([(window, answer)], unreviewed=len(stated), complete=False)
    verdicts = {one.number: one.verdict for one in review.verdicts}
    kept: list[StatedRelationship] = []
    for number, one in enumerate(stated, 1):
        verdict = verdicts.get(number, "stated")
        if verdict == "stated":
            kept.append(one)
        elif verdict == "mislabelled" and one.type != OTHER_TYPE:
            kept.append(one.model_copy(update={"label": ""}))
    return ModelReading(
        [(window, answer.model_copy(update={"connections": kept}))],
        +Counter({"connection that does not hold on a second look": len(stated) - len(kept)}),
        sum(number not in verdicts for number in range(1, len(stated) + 1)),
    )


async def ask_outline(
    endpoint: Endpoint, transcript: Transcript, chapters: Sequence[Noted], words: int
) -> tuple[OutlineAnswer | None, Counter[str]]:
    """Returns the answer to all chapters. The parts of a long talk are asked separately, and their summaries are summarized."""
    parts = _parts(chapters, words * OUTLINED)
    answers: list[OutlineAnswer] = []
    start = points = 0
    for part in parts:
        try:
            answer = await _ask_part(endpoint, transcript, part)
        except Unanswered:
            return None, Counter({"outline of which the model's answer could not be used": 1})
        answers.append(_counted_on(answer, part, start, points))
        start += len(part)
        points += sum(len(chapter.points) for chapter in part)
    if len(answers) == 1:
        return answers[0], Counter()
    summaries = [
        Noted(f"Part {i}", 0, part[0].minute, ((a.summary, (0,)),))
        for i, (a, part) in enumerate(zip(answers, parts, strict=True), 1)
    ]
    try:
        summary = (await _ask_part(endpoint, transcript, summaries)).summary
    except Unanswered:
        summary = answers[0].summary
    return OutlineAnswer(
        summary=summary,
        chapters=[c for a in answers for c in a.chapters],
        sections=[s for a in answers for s in a.sections],
        topics=[t for nth in zip_longest(*(a.topics for a in answers)) for t in nth if t is not None],
    ), Counter()


async def _ask_part(endpoint: Endpoint, transcript: Transcript, chapters: Sequence[Noted]) -> OutlineAnswer:
    question = f"{about(transcript)}\n\n{written(chapters)}"
    return await endpoint.ask(outline_instructions(), question, OutlineAnswer)


def _parts(chapters: Sequence[Noted], words: int) -> list[list[Noted]]:
    """Groups neighboring chapters with about this number of words in their points."""
    parts: list[list[Noted]] = [[]]
    spoken = 0
    for chapter in chapters:
        count = sum(len(text.split()) for text, _ in chapter.points) + len(chapter.title.split())
        if parts[-1] and spoken + count > words:
            parts.append([])
            spoken = 0
        parts[-1].append(chapter)
        spoken += count
    return parts


def _counted_on(answer: OutlineAnswer, part: Sequence[Noted], chapters: int, points: int) -> OutlineAnswer:
    """Converts the numbers of a part's chapters and points to those of the whole talk, without invalid ones."""
    count = sum(len(chapter.points) for chapter in part)

    def inside(numbers: Sequence[int], most: int, before: int) -> list[int]:
        return [number + before for number in numbers if 1 <= number <= most]

    return answer.model_copy(
        update={
            "chapters": [
                c.model_copy(update={"number": c.number + chapters})
                for c in answer.chapters
                if 1 <= c.number <= len(part)
            ],
            "sections": [
                s.model_copy(update={"points": inside(s.points, count, points)}) for s in answer.sections
            ],
            "topics": [
                t.model_copy(update={"chapters": inside(t.chapters, len(part), chapters)})
                for t in answer.topics
            ],
        }
    )
