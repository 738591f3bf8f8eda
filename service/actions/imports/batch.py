"""Which talks may be imported in one transaction: those of which none depends on another one of them."""

import asyncio
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from service.actions.extraction.make_document import Reading, Refusal
from service.actions.imports.import_talk import SaidBefore, find_same_words
from service.domain.document import VideoDocument
from service.domain.identity import canonical_url, video_id
from service.domain.text import search_form
from service.errors import InvalidInput
from service.graph.driver.database import Database
from service.graph.search.words import TOKEN
from service.resolution.namings import read_namings
from service.resolution.recurring_speakers import short_names
from service.store.duplicates.overlap import Fingerprinter

MOST_TALKS = 20
MOST_ROWS = 1000
"""Rows of a kind. Neo4j keeps all of a transaction in memory, and the statements of the loader are for as many."""
_SHARED_WORDS = 0.7
"""Share of the fingerprints of a talk that another one may have. It is less than `MIN_SHARE` of the same words, so that those are always found
in the graph."""


def row_count(document: VideoDocument) -> int:
    """Returns about how many rows of the most frequent kind the document makes."""
    named = sum(len(entity.mentions) for entity in document.entities)
    stated = sum(len(one.evidence) for one in document.relationships)
    return max(len(document.segments), named + stated, sum(len(topic.segments) for topic in document.topics))


class Batch:
    """Talks that are imported in one transaction."""

    def __init__(self) -> None:
        self._talks = self._rows = 0
        self._marks = set[object]()
        self._words: list[set[int]] = []
        self._fingerprinter = Fingerprinter()

    def add(self, document: VideoDocument) -> bool:
        """Adds a talk, if it may be imported together with the others. The first one always may."""
        rows = row_count(document)
        if self._talks and (
            self._talks == MOST_TALKS or self._rows + rows > MOST_ROWS or _is_alone(document)
        ):
            return False
        texts = [segment.text for segment in document.segments]
        marks = _marks(document, texts)
        words = set(self._fingerprinter.read(texts).values.tolist())
        if not marks.isdisjoint(self._marks) or any(_are_similar(words, others) for others in self._words):
            return False
        self._talks += 1
        # nothing may follow a talk that is imported alone
        self._rows += rows if document.decisions is None else MOST_ROWS
        self._marks |= marks
        self._words.append(words)
        return True


def has_room(waiting: Collection[Reading | Refusal]) -> bool:
    """Returns whether one more talk may be read in advance, while these wait to be imported."""
    rows = sum(row_count(one.document) for one in waiting if isinstance(one, Reading))
    return len(waiting) < MOST_TALKS and rows < MOST_ROWS


async def choose_batch(
    database: Database, files: Sequence[Path], waiting: Iterable[Reading | Refusal]
) -> list[tuple[Path, Reading | Refusal]]:
    """Returns the first reading, with those after it that are imported together with it."""
    batch, chosen = Batch(), list[tuple[Path, Reading | Refusal]]()
    for file, reading in zip(files, waiting, strict=False):
        if (isinstance(reading, Refusal) or not batch.add(reading.document)) and chosen:
            break
        chosen.append((file, reading))
        if isinstance(reading, Refusal):
            return chosen
    if len(chosen) == 1:
        return chosen
    documents = [one.document for _, one in chosen if isinstance(one, Reading)]
    # The first one by itself: of talks that the graph has already, all that wait would be compared again for each.
    if await _same_words(database, documents[:1]) != [()]:
        return chosen[:1]
    said = await _same_words(database, documents[1:])
    return chosen[: next((place for place, before in enumerate(said, 1) if before != ()), len(chosen))]


async def _same_words(
    database: Database, documents: Sequence[VideoDocument]
) -> list[tuple[SaidBefore, ...] | BaseException]:
    """Errors are results: `load_talk` will say them."""
    return await asyncio.gather(
        *(find_same_words(database, one) for one in documents), return_exceptions=True
    )


def _are_similar(one: set[int], other: set[int]) -> bool:
    return len(one & other) > _SHARED_WORDS * min(len(one), len(other))


def _is_alone(document: VideoDocument) -> bool:
    """Returns whether the talk must be the first of its transaction: it decides on names, or a short name of a speaker may be that of a
    regular speaker of its channel, which depends on the talks before."""
    if document.decisions is not None:
        return True
    if document.video.channel is None:
        return False
    try:
        return bool(short_names(read_namings(document, video_id(document))))
    except InvalidInput:  # its import says it
        return True


def _marks(document: VideoDocument, texts: Sequence[str]) -> set[object]:
    """Returns what no two talks of a transaction have in common: id, address, title and all words."""
    video = document.video
    words = tuple(word for text in texts for word in TOKEN.findall(search_form(text)))
    marks: set[object] = {("id", video_id(document)), ("title", search_form(video.title)), ("words", words)}
    return marks if video.url is None else marks | {("url", canonical_url(video.url))}
