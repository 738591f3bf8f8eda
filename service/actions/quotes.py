"""Verifies quotes: whether words were said as quoted, where and by whom; and finds what became of a citation."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from service.domain.decision_records import RejectedQuote, read_change
from service.domain.quote_alignment import Difference, TranscriptWords, are_same_words
from service.domain.quotes import QuoteTurn, read_permalink
from service.graph.driver.database import Database
from service.graph.search.quotes import FoundQuote, QuotePlace, find_quote
from service.graph.statement_runner import execute
from service.store.kept_documents import unpack

__all__ = ["Difference", "FindCitation", "QuoteCheck", "QuotePlace", "QuoteTurn", "VerifyQuote", "find_citation", "verify_quote"]  # fmt: skip

type CheckStatus = Literal["VERBATIM", "ALTERED", "ABSENT", "WITHDRAWN"]


@dataclass(frozen=True)
class VerifyQuote:
    """Words to look for.

    Attributes:
        text: the quoted words.
        video: id, slug or address of the only talk that counts.
        speaker: id, slug or name of the only speaker who counts.
        first: greatest number of places.
    """

    text: str
    video: str | None = None
    speaker: str | None = None
    first: int = 5


@dataclass(frozen=True)
class FindCitation:
    """`permalink`: address of a quote. `first`: greatest number of places."""

    permalink: str
    first: int = 5


@dataclass(frozen=True)
class QuoteCheck:
    """What became of a quote. `places`: the best first. `elsewhere`: the best places outside the conditions. `decision`: id of the one by
    which it was withdrawn; `withdrawn_at`: when, as ISO 8601."""

    status: CheckStatus
    text: str
    places: tuple[QuotePlace, ...]
    elsewhere: tuple[QuotePlace, ...] = ()
    decision: str | None = None
    withdrawn_at: str | None = None

    @classmethod
    def of(cls, text: str, found: FoundQuote) -> "QuoteCheck":
        return cls(found.status, text, found.places, found.elsewhere)


async def verify_quote(database: Database, request: VerifyQuote) -> QuoteCheck:
    """Compares words with the transcripts.

    Raises:
        InvalidInput: the text has no words.
        NotFound: there is no such talk.
    """
    found = await find_quote(
        database, request.text, video=request.video, speaker=request.speaker, first=request.first
    )
    return QuoteCheck.of(request.text, found)


async def find_citation(database: Database, request: FindCitation) -> QuoteCheck:
    """Finds the words of a permalink: in its talk, or if the talk has another id now, in any. Where a person has deleted the talk or rejected
    the quote, it is withdrawn.

    Raises:
        InvalidInput: it is no address of a quote.
    """
    cited = read_permalink(request.permalink)
    ids = [cited.video, f"video:{cited.video}"]
    former = " ".join('"' + re.sub(r'[\\"]', r"\\\g<0>", id_) + '"' for id_ in ids)  # Lucene text
    asked = {"videos": ids, "slug": cited.video, "former": former}
    [[video, deletions, rejections]] = await execute(
        database, "video_decision/list_of_citation", {"asked": asked}, label="decisions on a citation"
    )
    found = await find_quote(database, cited.words, video=video, near=cited.seconds, first=request.first)
    checked = QuoteCheck.of(cited.words, found)
    if video is not None:
        rejected = _rejection(rejections, cited.words)
        if rejected is None or await _is_evidence(database, video, cited.words):
            return checked
        return QuoteCheck("WITHDRAWN", cited.words, found.places, found.elsewhere, *rejected)
    if deletions and _had(deletions[0][2], cited.words):
        # What has the words now is another talk.
        return QuoteCheck("WITHDRAWN", cited.words, (), found.places, deletions[0][0], deletions[0][1])
    return checked


def _rejection(rejections: Sequence[tuple[str, str, str]], words: str) -> tuple[str, str] | None:
    """Returns id and time of the latest decision that rejects these words."""
    for id_, at, changes in rejections:
        change = read_change(changes)
        if isinstance(change, RejectedQuote) and are_same_words(change.quote, words):
            return id_, at
    return None


async def _is_evidence(database: Database, video: str, words: str) -> bool:
    """Returns whether the words still support another connection."""
    rows = await execute(database, "evidence/list_quotes", {"video": video}, label="quotes of a talk")
    return any(are_same_words(quote, words) for [quotes] in rows for quote in quotes)


def _had(document: bytes | None, words: str) -> bool:
    """Returns whether the document of a deleted talk has the words; true if it is no longer kept."""
    if document is None:
        return True
    texts = [segment.text for segment in unpack(document).segments]
    return bool(TranscriptWords(texts).find(words))
