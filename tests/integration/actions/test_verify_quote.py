"""Quotes are verified over talks of the test's own, which the seed graph does not have."""

import pytest

from service.actions.quotes import VerifyQuote, verify_quote
from service.domain.document import SegmentInfo, SpeakerInfo, VideoDocument, VideoInfo
from service.domain.quote_alignment import Difference
from service.graph.driver.database import Database
from support.imported import with_talks
from support.seed import await_indexes

pytestmark = pytest.mark.anyio


async def test_a_negation_at_the_end_of_the_segment_before_counts(clean_database: Database) -> None:
    said = (
        "Thanks for the question. Not",
        "everybody agrees with such ideas.",
        "Everybody agrees with my ideas.",
    )
    segments = tuple(
        SegmentInfo(text=text, start_seconds=10.0 * number, end_seconds=10.0 * number + 10, speaker="Ann")
        for number, text in enumerate(said)
    )
    document = VideoDocument(
        video=VideoInfo(id="talk", title="A talk"), speakers=(SpeakerInfo(label="Ann"),), segments=segments
    )
    await with_talks(clean_database, document)
    await await_indexes(clean_database)

    cut = await verify_quote(clean_database, VerifyQuote("Everybody agrees with such ideas"))
    whole = await verify_quote(clean_database, VerifyQuote("Everybody agrees with my ideas"))

    assert cut.status == "ALTERED"
    assert cut.places[0].differences == (Difference("LEFT_OUT", "Not", ""),)
    assert (whole.status, whole.places[0].start_seconds) == ("VERBATIM", 20.0)
