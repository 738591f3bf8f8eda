"""Quotes that are compared with passages, beside other work of the same process. (What is found: `tests/integration/api`.)"""

import asyncio
from itertools import pairwise

import pytest

from service.domain.quote_alignment import Alignment, TranscriptWords
from service.graph.search import quotes

QUOTE = "we keep one lock for all of them"
ROWS = [("segment:a#0", f"so {QUOTE} and it holds")]


def test_others_go_on_after_each_passage_also_if_many_quotes_are_compared(
    monkeypatch: pytest.MonkeyPatch,
):
    compared, seen = 0, list[int]()
    find = TranscriptWords.find

    def count(words: TranscriptWords, text: str) -> list[Alignment]:
        nonlocal compared
        compared += 1
        return find(words, text)

    async def look() -> None:
        while compared < 60:
            seen.append(compared)
            await asyncio.sleep(0)

    async def compare() -> list[list[object]]:
        others = asyncio.create_task(look())
        found = await asyncio.gather(*(quotes._aligned(QUOTE, [ROWS] * 3) for _ in range(20)))  # pyright: ignore[reportPrivateUsage]
        await others
        return [list(one) for one in found]

    monkeypatch.setattr(TranscriptWords, "find", count)
    found = asyncio.run(compare())
    assert [len(one) for one in found] == [3] * 20
    assert max(after - before for before, after in pairwise(seen)) == 1
