"""Makes chapters from the segments that they begin with."""

from collections.abc import Sequence

from service.domain.document import ChapterInfo, Transcript


def partition(
    transcript: Transcript, firsts: Sequence[int], titles: Sequence[str]
) -> tuple[ChapterInfo, ...]:
    """Returns chapters that begin with these segments. Each ends where the next one starts, the last one with the
    transcript. No segment gives no chapter."""
    if not firsts:
        return ()
    segments = transcript.segments
    starts = [segments[first].start_seconds for first in firsts]
    end = max(segment.end_seconds for segment in segments)
    return tuple(
        ChapterInfo(title=title, start_seconds=start, end_seconds=stop)
        for title, start, stop in zip(titles, starts, [*starts[1:], end], strict=True)
    )
