"""The extractor that asks a language model: reads a talk window by window, then has it outlined.

What is in the document is what the words bear out: quotes are found in the transcript and taken from it, names are looked for in it, and
`check_document` holds the whole against it, as it does with the offline extractor's.
"""

import asyncio
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context

from service.domain.document import EntityInfo, RelationshipInfo, SpeakerInfo, Transcript, VideoDocument
from service.domain.faults import check_document
from service.domain.salience import salience
from service.errors import SetupError
from service.extractors.common.entity_keys import who_speaks
from service.extractors.interface import Extraction, map_room
from service.extractors.llm.candidates import Gathered
from service.extractors.llm.co_mentions import find_together
from service.extractors.llm.endpoint import Endpoint
from service.extractors.llm.entities import by_name, gather
from service.extractors.llm.hallucination_check import Witness
from service.extractors.llm.outline import note_chapters, outline
from service.extractors.llm.quote_location import WordIndex
from service.extractors.llm.relationships import connect
from service.extractors.llm.requests import ModelReading, ask_outline, read_window
from service.extractors.llm.windows import Window, cut_windows, number_lines
from service.extractors.progress import tell
from service.settings.extraction import LanguageModel

_VERSION = "llm/0.4.1"


def llm_version(model: str) -> str:
    """Returns the name of the extractor with this language model."""
    return f"{_VERSION} {model}"[:200]


_READING = 0.9
"""Share of the time that the windows take, about; the outline takes the rest."""
_CONNECTED = 0.2
"""Added to the salience of an entity with a stated connection when entities are ranked."""


class LlmExtractor:
    """Reads talks by one model. Each talk has an event loop of its own, in a thread of its own, so that it can be called from anywhere."""

    def __init__(self, model: LanguageModel) -> None:
        self._model = model

    @property
    def version(self) -> str:
        return llm_version(self._model.name)

    def __call__(self, transcript: Transcript, /) -> Extraction:
        """
        Raises:
            SetupError: the model cannot be used; its message says what to do.
        """
        with ThreadPoolExecutor(1) as thread:
            own = copy_context()  # whoever is told how far it is
            return thread.submit(own.run, asyncio.run, self._read(transcript)).result()

    async def _read(self, transcript: Transcript) -> Extraction:
        endpoint = Endpoint(self._model)
        try:
            windows = list(
                cut_windows(number_lines(transcript.segments, transcript.changes), self._model.words)
            )
            # the first by itself: it finds out in which way the server answers
            read = await read_window(endpoint, transcript, windows[0])
            answered = 0

            def report() -> None:
                nonlocal answered
                answered += 1
                stage = f"asking the language model, {endpoint.spending.tokens:,} tokens so far"
                tell(stage, _READING * answered / len(windows))

            async def follow(window: Window) -> ModelReading:
                found = await read_window(endpoint, transcript, window)
                report()
                return found

            report()

            for one in await asyncio.gather(*map(follow, windows[1:])):
                read.add(one)
            if not read.answers:
                raise SetupError(
                    f"the language model {self._model.name} gave no answer that can be used: another one may, or the same with "
                    f"less to read at once (VIDEOGRAPH_LLM_WORDS={self._model.words // 2})"
                )
            return await self._put_together(endpoint, transcript, read)
        finally:
            await endpoint.close()

    async def _put_together(
        self,
        endpoint: Endpoint,
        transcript: Transcript,
        read: ModelReading,
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
        answer, faults = await ask_outline(endpoint, transcript, chapters, self._model.words)
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


def _rank(
    transcript: Transcript, found: Sequence[Gathered], relationships: Sequence[RelationshipInfo]
) -> tuple[list[Gathered], dict[str, float]]:
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


def _entity(entity: Gathered, salience: float) -> EntityInfo:
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
