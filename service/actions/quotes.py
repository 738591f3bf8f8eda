"""Verifies quotes: whether words were said as quoted, where and by whom."""

from dataclasses import dataclass
from typing import Literal

from service.domain.quote_alignment import Difference
from service.graph.driver.database import Database
from service.graph.search.quotes import FoundQuote, QuotePlace, find_quote

__all__ = ["Difference", "QuoteCheck", "QuotePlace", "VerifyQuote", "verify_quote"]

type CheckStatus = Literal["VERBATIM", "ALTERED", "ABSENT"]


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
class QuoteCheck:
    """What became of a quote. `places`: the best first. `elsewhere`: the best places outside the conditions."""

    status: CheckStatus
    text: str
    places: tuple[QuotePlace, ...]
    elsewhere: tuple[QuotePlace, ...] = ()

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
