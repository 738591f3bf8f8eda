"""Whether the words of a talk are in the graph already, under another id: the same talk perhaps, mended, or published twice.

A few phrases of it are looked for in the index of all words; of the talks that say most of them the words are compared, as
`republished.py` compares all with all.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from service.graph.database import Database
from service.graph.search.words import TOKEN
from service.graph.text import search_form
from service.ingest.duplicate_checks import ask, read_apart
from service.ingest.overlap import Fingerprinter, find_overlaps

MIN_SHARE = 0.8
"""Least share of its words that the other has: with less it is something else, and `videograph duplicates` lists it."""
_PHRASES = 16
_WORDS = 4
"""Of a phrase: captions have few more, and wherever they are cut some phrases of four stand in one."""
_LEAST = 3
"""Phrases that a talk says before its words are compared."""


@dataclass(frozen=True)
class SaidBefore:
    """A talk that has `share` of the words of the one that was asked for."""

    id: str
    slug: str
    title: str
    share: float


async def find_said_before(database: Database, video: str, texts: Sequence[str]) -> list[SaidBefore]:
    """Other talks that have nearly all of a talk's words, those with most of them first, but those decided to be two.

    Args:
        texts: its segments.
    """
    found = await ask(database, "phrases", id=video, phrases=choose_phrases(texts), least=_LEAST)
    if not found:
        return []
    apart = await read_apart(database)
    rows = {row["id"]: row for row in found if (min(video, row["id"]), max(video, row["id"])) not in apart}
    said = await ask(database, "texts", ids=sorted(rows))
    fingerprinter = Fingerprinter()
    own = fingerprinter.read(texts)
    before: list[SaidBefore] = []
    for one in said:
        for overlap in find_overlaps([own, fingerprinter.read(one["texts"])], min_share=MIN_SHARE):
            if overlap.shares[0] >= MIN_SHARE:
                row = rows[one["id"]]
                before.append(SaidBefore(row["id"], row["slug"], row["title"], overlap.shares[0]))
    return sorted(before, key=lambda one: (-one.share, one.id))


def choose_phrases(texts: Sequence[str]) -> list[str]:
    """From all over the talk, as Lucene takes them: of a segment the words in a row with most letters, as these say most."""
    said = [words for text in texts if len(words := TOKEN.findall(search_form(text))) >= _WORDS]
    step = max(1, len(said) // _PHRASES)
    phrases: list[str] = []
    for words in said[step // 2 :: step][:_PHRASES]:
        rows = [words[i : i + _WORDS] for i in range(len(words) - _WORDS + 1)]
        phrases.append(f'"{" ".join(max(rows, key=lambda row: len("".join(row))))}"')
    return phrases
