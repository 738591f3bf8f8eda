"""Finds whether the words of a talk are in the graph already under another id: a corrected version, or published
twice.

A few phrases are searched in the full-text index. The words of the talks with most of them are compared, as
`talks.py` compares all with all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.domain.text import search_form
from service.graph.driver.database import Database
from service.graph.search.words import TOKEN
from service.graph.statement_runner import execute
from service.store.duplicates.checks import ask, read_apart
from service.store.duplicates.overlap import Fingerprinter, find_overlaps

MIN_SHARE = 0.8
"""Minimum share of its words in the other talk. With less it is another talk, and `videograph duplicates` lists it."""
_PHRASES = 16
_WORDS = 4
"""Words of a phrase: captions have few more, and wherever they are cut, some phrases of four words are in one."""
_LEAST = 3
"""Number of phrases in a talk before its words are compared."""


@dataclass(frozen=True)
class SaidBefore:
    """A talk that has `share` of the given talk's words, which has `covered` of its words. `same`: all words, in
    order."""

    id: str
    slug: str
    title: str
    share: float
    covered: float
    same: bool

    @property
    def is_whole(self) -> bool:
        """Whether it is that talk, and not a talk that contains it."""
        return self.same or self.covered >= MIN_SHARE


async def find_said_before(database: Database, video: str, texts: Sequence[str]) -> list[SaidBefore]:
    """Returns other talks with nearly all of a talk's words, the one with the most first, without those decided to be
    two.

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
    """Returns whether the graph has a video with this id."""
    rows = await execute(database, "video/read_state", {"ids": [video]}, label="read video")
    return any(content is not None for _, content, *_ in rows)


def _words(texts: Sequence[str]) -> list[str]:
    return [word for text in texts for word in TOKEN.findall(search_form(text))]


def choose_phrases(texts: Sequence[str]) -> list[str]:
    """Returns phrases from the whole talk, as Lucene text: from each segment the consecutive words with most letters,
    which are the most significant."""
    said = [words for text in texts if len(words := TOKEN.findall(search_form(text))) >= _WORDS]
    step = max(1, len(said) // _PHRASES)
    phrases: list[str] = []
    for words in said[step // 2 :: step][:_PHRASES]:
        rows = [words[i : i + _WORDS] for i in range(len(words) - _WORDS + 1)]
        phrases.append(f'"{" ".join(max(rows, key=lambda row: len("".join(row))))}"')
    return phrases
