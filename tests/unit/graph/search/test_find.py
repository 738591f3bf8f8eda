"""What a search does beside the event loop."""

import threading
from typing import Any, cast

import pytest

from service.graph.driver.database import Database
from service.graph.search.corrections import Choices, Like
from service.graph.search.find import Search

pytestmark = pytest.mark.anyio


class Indexes:
    """Has no word of the query, and one name like its first word."""

    async def read(self, *_: object, **__: object) -> list[Any]:
        return [[[[0, [["Kubernetes", 5]]]]]]


async def test_words_are_compared_beside_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[threading.Thread] = []
    add = Choices.add

    def noted(choices: Choices, found: dict[int, list[Like]]) -> None:
        threads.append(threading.current_thread())
        add(choices, found)

    monkeypatch.setattr(Choices, "add", noted)
    search = Search(cast("Database", Indexes()), "kuberntes", ["ENTITY"], [])

    assert await search.similar() == "Kubernetes"
    assert threading.current_thread() not in threads
    assert len(threads) >= 1
