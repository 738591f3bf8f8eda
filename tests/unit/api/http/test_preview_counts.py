"""The counts in previews of links."""

import pytest

from service.api.http.shell.previews import counts_of


@pytest.mark.parametrize(
    ("connections", "words"),
    [(24, "24 connections · 48 entities in this video"), (0, "48 entities mentioned in this video")],
)
def test_a_talk_without_connections_is_said_to_mention_its_entities(connections: int, words: str) -> None:
    assert (
        counts_of("videos", {"entities": {"totalCount": 48}, "relationships": {"totalCount": connections}})
        == words
    )


@pytest.mark.parametrize(
    ("connections", "words"),
    [(1, "Mentioned 2 times in 1 talk · 1 connection"), (0, "Mentioned 2 times in 1 talk")],
)
def test_an_entity_without_connections_names_none(connections: int, words: str) -> None:
    found = {"mentionCount": 2, "videoCount": 1, "relationshipCount": connections}

    assert counts_of("entities", found) == words
