"""Whether the words of a talk are in the graph already, under another id: the same talk perhaps, mended, or published twice.

A few phrases of it are looked for in the index of all words; of the talks that say most of them the words are compared, as
`talks.py` compares all with all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.text import search_form
from service.graph.driver.database import Database
from service.graph.search.words import TOKEN
from service.graph.statement_runner import execute
from service.ingest.duplicates.checks import ask, read_apart
from service.ingest.duplicates.overlap import Fingerprinter, find_overlaps

MIN_SHARE = 0.8
"""Least share of its words that the other has: with less it is something else, and `videograph duplicates` lists it."""
_PHRASES = 16
_WORDS = 4
"""Of a phrase: captions have few more, and wherever they are cut some phrases of four stand in one."""
_LEAST = 3
"""Phrases that a talk says before its words are compared."""


@dataclass(frozen=True)
class SaidBefore:
    """A talk that has `share` of the words of the one that was asked for, which has `covered` of its words. `same`: all words, in
    their order."""

    id: str
    slug: str
    title: str
    share: float
    covered: float
    same: bool

    @property
    def is_whole(self) -> bool:
        """Whether it is that talk, not one that has it in itself."""
        return self.same or self.covered >= MIN_SHARE


async def find_said_before(database: Database, video: str, texts: Sequence[str]) -> list[SaidBefore]:
    """Other talks that have nearly all of a talk's words, those with most of them first, but those decided to be two.

    Args:
        texts: its segments.
    """
    phrases = choose_phrases(texts)
    found = await ask(
        database, "find_videos_by_phrase", id=video, phrases=phrases, least=min(_LEAST, len(phrases))
    )
    if not found:
        return []
    apart = await read_apart(database)
    rows = {row["id"]: row for row in found if (min(video, row["id"]), max(video, row["id"])) not in apart}
    said = await ask(database, "read_texts", ids=sorted(rows))
    fingerprinter = Fingerprinter()
    own = fingerprinter.read(texts)
    words = _words(texts)
    before: list[SaidBefore] = []
    for one in said:
        row = rows[one["id"]]
        talk = row["id"], row["slug"], row["title"]
        if _words(one["texts"]) == words:  # however short it is
            before.append(SaidBefore(*talk, 1.0, 1.0, True))
            continue
        for overlap in find_overlaps([own, fingerprinter.read(one["texts"])], min_share=MIN_SHARE):
            if overlap.shares[0] >= MIN_SHARE:
                before.append(SaidBefore(*talk, *overlap.shares, False))
    return sorted(before, key=lambda one: (-one.share, one.id))


async def is_stored(database: Database, video: str) -> bool:
    """Whether the graph has a video of that id."""
    rows = await execute(database, "video/read_state", {"id": video}, label="read video")
    return any(content is not None for content, *_ in rows)


def _words(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in TOKEN.findall(search_form(text))]


def choose_phrases(texts: Sequence[str]) -> list[str]:
    """From all over the talk, as Lucene takes them: of a segment the words in a row with most letters, as these say most."""
    said = [words for text in texts if len(words := TOKEN.findall(search_form(text))) >= _WORDS]
    step = max(1, len(said) // _PHRASES)
    phrases: list[str] = []
    for words in said[step // 2 :: step][:_PHRASES]:
        rows = [words[i : i + _WORDS] for i in range(len(words) - _WORDS + 1)]
        phrases.append(f'"{" ".join(max(rows, key=lambda row: len("".join(row))))}"')
    return phrases
