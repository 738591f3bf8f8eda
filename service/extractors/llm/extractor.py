"""The extractor that asks a language model: reads a talk window by window, then has it outlined.

What is in the document is what the words bear out: quotes are found in the transcript and taken from it, names are looked for in it, and
`check_document` holds the whole against it, as it does with the offline extractor's.
"""

import asyncio
from collections import Counter, defaultdict
from collections.abc import Callable, Coroutine, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any

from service.domain.document import (
    EntityInfo,
    EvidenceInfo,
    RelationshipInfo,
    SegmentInfo,
    SpeakerInfo,
    Transcript,
    VideoDocument,
)
from service.domain.faults import OTHER_TYPE, check_document
from service.domain.identity import digest
from service.domain.model import CO_MENTION, read_model
from service.domain.quotes import Quote, name_is_said, quote_and_neighbours, quoted_words
from service.domain.salience import salience
from service.domain.text import normalise_name
from service.errors import SetupError
from service.extractors.common.entity_keys import who_speaks
from service.extractors.interface import Extraction, map_room
from service.extractors.llm.answers import OutlineAnswer, ReviewAnswer, StatedRelationship, WindowAnswer
from service.extractors.llm.co_mentions import find_together
from service.extractors.llm.endpoint import Endpoint, NoUsableAnswer, what_may_answer
from service.extractors.llm.entities import EntityDraft, by_name, gather
from service.extractors.llm.instructions import (
    OUTLINED,
    about,
    outline_instructions,
    reading_instructions,
    reading_question,
    review_instructions,
    review_question,
)
from service.extractors.llm.outline import ChapterNote, note_chapters, outline, written
from service.extractors.llm.small_model import keep_sure, outline_small, read_small, with_proposals
from service.extractors.llm.spending import Spending
from service.extractors.llm.spoken_words import Witness, WordIndex, split_words
from service.extractors.llm.windows import Window, cut_windows, number_lines
from service.extractors.progress import part, tell
from service.settings.extraction import LanguageModel

_BACK = 80
"""Greatest number of words to which a quote is extended back to a name."""
_LABEL = 60
"""A longer label, in characters, is replaced by the type in words."""


def connect(
    words: WordIndex,
    answers: Sequence[tuple[Window, WindowAnswer]],
    names: Mapping[str, EntityDraft],
) -> tuple[tuple[RelationshipInfo, ...], Counter[str]]:
    """Returns connections with their evidence, in the order of the talk, and what was left out, counted by reason.

    `names`: kept entities by the normal form of their names. `check_document` later checks whether a quote names both ends.
    """
    dropped: Counter[str] = Counter()
    evidence: dict[tuple[str, str, str], list[EvidenceInfo]] = {}
    for window, answer in answers:
        for stated in answer.connections:
            source = names.get(normalise_name(stated.source))
            target = names.get(normalise_name(stated.target))
            place = _locate(words, window, stated)
            if stated.type == CO_MENTION:
                dropped["connection that states nothing"] += 1
            elif place is None:
                dropped["quote not in the words"] += 1
            elif words.is_asked(place):
                dropped["connection that is asked for"] += 1
            elif source is None or target is None:
                dropped["connection of something that is no entity here"] += 1
            elif source is target:
                dropped["connection of something with itself"] += 1
            else:
                for entity in (source, target):
                    place = _reaching_back(words.segments, place, entity)
                known = evidence.setdefault((source.key, stated.type, target.key), [])
                if all((e.segment, e.start_offset) != (place.first, place.start) for e in known):
                    known.append(_evidence(quoted_words(words.segments, place), place, stated))
    relationships = tuple(
        RelationshipInfo(source=source, type=type_, target=target, evidence=tuple(found))
        for (source, type_, target), found in evidence.items()
    )
    return relationships, dropped


def _locate(words: WordIndex, window: Window, stated: StatedRelationship) -> Quote | None:
    """Returns the place of the quote in or near the line that the answer names, otherwise in the window; None if it is nowhere."""
    line = next((line for line in window.lines if line.number == stated.line), None)
    first, last = (line.first, line.last) if line else (window.first, window.last)
    return words.find(stated.quote, first, last)


def _reaching_back(segments: Sequence[SegmentInfo], quote: Quote, entity: EntityDraft) -> Quote:
    """Returns the quote, extended back to the last mention of the entity if it neither names it, nor stands next to its name, nor is spoken by it.

    So "he founded it" begins where it was said who he is. The quote stays as it is if that is more than `_BACK` words ago.
    """
    speakers = {segments[i].speaker for i in range(quote.first, quote.last + 1)}
    near = quote_and_neighbours(segments, quote)
    if speakers & set(entity.labels) or name_is_said(near, entity.forms.keys()):
        return quote
    before = [m for m in entity.mentions if (m.segment, m.start_offset) < (quote.first, quote.start)]
    if not before:
        return quote
    longer = replace(quote, first=before[-1].segment, start=before[-1].start_offset)
    return longer if len(quoted_words(segments, longer).split()) <= _BACK else quote


def _evidence(words: str, quote: Quote, stated: StatedRelationship) -> EvidenceInfo:
    return EvidenceInfo(
        quote=words,
        segment=quote.first,
        start_offset=quote.start,
        label=_label(words, stated),
        past=stated.past and read_model().connections[stated.type].lasts,
    )


def _label(words: str, stated: StatedRelationship) -> str:
    """Returns the answer's label if it is in the quote, otherwise the type in plain words."""
    said, wanted = split_words(words), split_words(stated.label)
    stands = any(said[i : i + len(wanted)] == wanted for i in range(len(said) - len(wanted) + 1))
    label = " ".join(stated.label.split())
    return label if wanted and stands and len(label) <= _LABEL else stated.type.lower().replace("_", " ")


_VERSION = "llm/0.5.0"
_LONGEST = 200


_OFFLINE = 0.1
"""Share of the time that the offline extraction takes before a small model, about."""
_READING = 0.9
"""Share of the time that the windows take, about; the outline takes the rest."""
_CONNECTED = 0.2
"""Added to the salience of an entity with a stated connection when entities are ranked."""


@dataclass
class _ModelReading:
    """Answers with their windows in order; what was left out, counted by reason; connections that had no second look; whether all
    questions have an answer."""

    answers: list[tuple[Window, WindowAnswer]] = field(default_factory=list[tuple[Window, WindowAnswer]])
    dropped: Counter[str] = field(default_factory=Counter[str])
    unreviewed: int = 0
    complete: bool = True

    def add(self, other: "_ModelReading") -> None:
        self.answers += other.answers
        self.dropped += other.dropped
        self.unreviewed += other.unreviewed
        self.complete = self.complete and other.complete


class LlmExtractor:
    """Reads talks by one model. Each talk has an event loop of its own, in a thread of its own, so that it can be called from anywhere."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model
        self.spending = Spending(model.budget)
        """What the last talk has taken."""

    @property
    def version(self) -> str:
        return f"{_VERSION} {self._model.short_name}"[:_LONGEST]

    def __call__(self, transcript: Transcript, /) -> Extraction:
        """
        Raises:
            SetupError: the model cannot be used; its message says what to do.
        """
        return _in_own_loop(self._read(transcript))

    async def _read(self, transcript: Transcript) -> Extraction:
        endpoint = Endpoint(self._model)
        try:
            windows = list(
                cut_windows(number_lines(transcript.segments, transcript.changes), self._model.words)
            )
            # the first by itself: it finds out in which way the server answers
            read = await _read_window(endpoint, transcript, windows[0])
            answered = 0

            def report() -> None:
                nonlocal answered
                answered += 1
                stage = f"asking the language model, {endpoint.spending.tokens:,} tokens so far"
                tell(stage, _READING * answered / len(windows))

            async def follow(window: Window) -> _ModelReading:
                found = await _read_window(endpoint, transcript, window)
                report()
                return found

            report()

            for one in await asyncio.gather(*map(follow, windows[1:])):
                read.add(one)
            if not read.answers:
                raise SetupError(
                    f"the language model {self._model.short_name} gave no answer that can be used. {what_may_answer(self._model)}"
                )
            return await self._put_together(endpoint, transcript, read)
        finally:
            self.spending = endpoint.spending
            await endpoint.close()

    async def _put_together(
        self,
        endpoint: Endpoint,
        transcript: Transcript,
        read: _ModelReading,
    ) -> Extraction:
        answers = read.answers
        words = WordIndex(transcript.segments)
        found = gather(transcript, answers)
        relationships, faults = connect(words, answers, by_name(found))
        kept, ranks = _rank(transcript, found, relationships)
        keys = {entity.key for entity in kept}
        stated = tuple(r for r in relationships if {r.source, r.target} <= keys)
        dropped = read.dropped + faults
        dropped["entity whose name is not said"] += sum(not e.mentions and not e.labels for e in found)
        dropped["entity with low relevance"] += sum(bool(e.mentions) for e in found if e.key not in keys)
        dropped["connection of something that is left out"] += len(relationships) - len(stated)
        together = find_together(transcript, kept, ranks, {frozenset((r.source, r.target)) for r in stated})

        persons = {label: entity for entity in kept for label in entity.labels}
        names = {label: entity.name for label, entity in persons.items()}
        witness = Witness(transcript, words, names)
        chapters, faults = note_chapters(transcript, witness, answers)
        dropped += faults
        answer, faults = await _ask_outline(endpoint, transcript, chapters, self._model.words)
        dropped += faults
        whole = outline(transcript, witness, chapters, answer)
        document = VideoDocument(
            video=transcript.video,
            speakers=tuple(
                SpeakerInfo(label=s.label, person=persons[s.label].key if s.label in persons else None)
                for s in transcript.speakers
            ),
            segments=transcript.segments,
            chapters=whole.chapters,
            extractor=self.version,
            summary=whole.summary,
            sections=whole.sections,
            topics=whole.topics,
            entities=tuple(_entity(entity, ranks[entity.key]) for entity in kept),
            relationships=stated + together,
        )
        checked, faults = check_document(document)
        notes = tuple(who_speaks(checked))
        if endpoint.spending.requests:
            notes += (endpoint.spending.in_words(),)
        if read.unreviewed:
            notes += (
                f"of {read.unreviewed} connections the model did not say whether they hold on a second look",
            )
        return Extraction(checked, +(dropped + faults), notes, read.complete and answer is not None)


class SmallModelExtractor:
    """Reads talks offline, and has a small model add to that (`small_model.py`).

    Args:
        offline: the offline extraction.
    """

    def __init__(self, model: LanguageModel, offline: Callable[[Transcript], Extraction]) -> None:
        self._model, self._offline = model, offline

    @property
    def version(self) -> str:
        """Other thresholds give other documents."""
        marks = digest(dict(self._model.thresholds), length=4)
        return f"{_VERSION} small {marks} {self._model.short_name}"[:_LONGEST]

    def __call__(self, transcript: Transcript, /) -> Extraction:
        """
        Raises:
            SetupError: the model or the offline extraction cannot be used; its message says what to do.
        """
        with part(0, _OFFLINE):
            base = self._offline(transcript)
        return _in_own_loop(self._read(transcript, base))

    async def _read(self, transcript: Transcript, base: Extraction) -> Extraction:
        endpoint = Endpoint(self._model)
        inferred = [] if len(transcript.chapters) > 1 else ["chapters"]
        document = base.document.model_copy(update={"extractor": self.version, "inferred": tuple(inferred)})
        try:
            reading = await read_small(endpoint, document, _OFFLINE, _READING)
            sure = keep_sure(reading.proposals, self._model.thresholds)
            outlined = await outline_small(endpoint, document, reading, _READING, 1)
        finally:
            await endpoint.close()
        checked, faults = check_document(with_proposals(outlined, sure))
        notes = base.notes + ((endpoint.spending.in_words(),) if endpoint.spending.requests else ())
        dropped = base.dropped + reading.dropped + faults
        dropped["connection that does not hold on a second look"] += len(reading.proposals) - len(sure)
        return Extraction(checked, +dropped, notes, base.complete and not reading.untold)


def _in_own_loop[T](work: Coroutine[Any, Any, T]) -> T:
    """Runs it in a thread of its own, so that it can be called from anywhere."""
    with ThreadPoolExecutor(1) as thread:
        own = copy_context()  # whoever is told how far it is
        return thread.submit(own.run, asyncio.run, work).result()


def _rank(
    transcript: Transcript, found: Sequence[EntityDraft], relationships: Sequence[RelationshipInfo]
) -> tuple[list[EntityDraft], dict[str, float]]:
    """Returns the entities for the map, most salient first, and the salience of each by key. Speakers are always included."""
    segments = transcript.segments
    duration = max(segment.end_seconds for segment in segments)
    said = [entity for entity in found if entity.mentions or entity.labels]
    most = max((len(entity.mentions) for entity in said), default=0)
    connected = {key for r in relationships for key in (r.source, r.target)}
    speaking: defaultdict[str | None, float] = defaultdict(float)
    for segment in segments:
        speaking[segment.speaker] += segment.end_seconds - segment.start_seconds
    scores: dict[str, float] = {}
    for entity in said:
        starts = [segments[mention.segment].start_seconds for mention in entity.mentions]
        spoken = sum(speaking[label] for label in entity.labels)
        scores[entity.key] = salience(starts, most, spoken, duration)
    said.sort(key=lambda e: (-scores[e.key] - _CONNECTED * (e.key in connected), e.name))
    voices = [entity for entity in said if entity.labels]
    others = [entity for entity in said if not entity.labels]
    words = sum(len(segment.text.split()) for segment in segments)
    kept = [*voices, *others[: map_room(words, len(voices))]]
    return sorted(kept, key=lambda e: (-scores[e.key], e.name)), scores


def _entity(entity: EntityDraft, salience: float) -> EntityInfo:
    return EntityInfo(
        key=entity.key,
        name=entity.name,
        kind=entity.kind,
        kind_confidence=None if entity.certainty == 1 else entity.certainty,
        aliases=tuple(form for form in entity.forms.values() if form != entity.name),
        local=entity.kind == "PERSON" and " " not in entity.name,
        salience=salience,
        mentions=tuple(entity.mentions),
    )


_HALVED = 2
"""Number of times that a window is halved if its answer cannot be used."""


async def _read_window(
    endpoint: Endpoint, transcript: Transcript, window: Window, halved: int = 0
) -> _ModelReading:
    """Returns the answer to a window, or the answers to its halves if it has none."""
    question = reading_question(transcript, window)
    try:
        answer = await endpoint.ask(reading_instructions(), question, WindowAnswer)
    except NoUsableAnswer:
        halves = window.halves() if halved < _HALVED else ()
        if not halves:
            return _ModelReading(
                dropped=Counter({"part of the talk of which the model's answer could not be used": 1}),
                complete=False,
            )
        read = _ModelReading()
        for half in halves:
            read.add(await _read_window(endpoint, transcript, half, halved + 1))
        return read
    return await _review(endpoint, transcript, window, answer)


async def _review(
    endpoint: Endpoint, transcript: Transcript, window: Window, answer: WindowAnswer
) -> _ModelReading:
    """Returns the answer without connections that the model does not confirm one by one, and without labels that it
    finds misleading. Connections without a verdict are kept."""
    stated = answer.connections
    if not stated:
        return _ModelReading([(window, answer)])
    question = review_question(transcript, window, stated)
    try:
        review = await endpoint.ask(review_instructions(), question, ReviewAnswer)
    except NoUsableAnswer:
        return _ModelReading([(window, answer)], unreviewed=len(stated), complete=False)
    verdicts = {one.number: one.verdict for one in review.verdicts}
    kept: list[StatedRelationship] = []
    for number, one in enumerate(stated, 1):
        verdict = verdicts.get(number, "stated")
        if verdict == "stated":
            kept.append(one)
        elif verdict == "mislabelled" and one.type != OTHER_TYPE:
            kept.append(one.model_copy(update={"label": ""}))
    return _ModelReading(
        [(window, answer.model_copy(update={"connections": kept}))],
        +Counter({"connection that does not hold on a second look": len(stated) - len(kept)}),
        sum(number not in verdicts for number in range(1, len(stated) + 1)),
    )


async def _ask_outline(
    endpoint: Endpoint, transcript: Transcript, chapters: Sequence[ChapterNote], words: int
) -> tuple[OutlineAnswer | None, Counter[str]]:
    """Returns the answer to all chapters. The parts of a long talk are asked separately, and their summaries are summarized."""
    parts = _parts(chapters, words * OUTLINED)
    answers: list[OutlineAnswer] = []
    start = points = 0
    for some in parts:
        try:
            answer = await _ask_part(endpoint, transcript, some)
        except NoUsableAnswer:
            return None, Counter({"outline of which the model's answer could not be used": 1})
        answers.append(_counted_on(answer, some, start, points))
        start += len(some)
        points += sum(len(chapter.points) for chapter in some)
    if len(answers) == 1:
        return answers[0], Counter()
    summaries = [
        ChapterNote(f"Part {i}", 0, some[0].minute, ((a.summary, (0,)),))
        for i, (a, some) in enumerate(zip(answers, parts, strict=True), 1)
    ]
    try:
        summary = (await _ask_part(endpoint, transcript, summaries)).summary
    except NoUsableAnswer:
        summary = answers[0].summary
    return OutlineAnswer(
        summary=summary,
        chapters=[c for a in answers for c in a.chapters],
        sections=[s for a in answers for s in a.sections],
        topics=[t for nth in zip_longest(*(a.topics for a in answers)) for t in nth if t is not None],
    ), Counter()


async def _ask_part(
    endpoint: Endpoint, transcript: Transcript, chapters: Sequence[ChapterNote]
) -> OutlineAnswer:
    question = f"{about(transcript)}\n\n{written(chapters)}"
    return await endpoint.ask(outline_instructions(), question, OutlineAnswer)


def _parts(chapters: Sequence[ChapterNote], words: int) -> list[list[ChapterNote]]:
    """Groups neighboring chapters with about this number of words in their points."""
    parts: list[list[ChapterNote]] = [[]]
    spoken = 0
    for chapter in chapters:
        count = sum(len(text.split()) for text, _ in chapter.points) + len(chapter.title.split())
        if parts[-1] and spoken + count > words:
            parts.append([])
            spoken = 0
        parts[-1].append(chapter)
        spoken += count
    return parts


def _counted_on(
    answer: OutlineAnswer, part: Sequence[ChapterNote], chapters: int, points: int
) -> OutlineAnswer:
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
