"""Documents by their hash: which are kept, for how long, and what is wrong with a request for one."""

import hashlib

import pytest

from service.api.http.graphql_request import (
    PersistedDocument,
    PersistedDocuments,
    UnknownDocument,
    WrongDocument,
)


def by_hash(text: str) -> dict[str, object]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"persistedQuery": {"version": 1, "sha256Hash": digest}}


def test_what_was_executed_is_found_by_its_hash() -> None:
    documents = PersistedDocuments()
    with pytest.raises(UnknownDocument):
        documents.find(None, by_hash("{ä}"))

    given = documents.find("{ä}", by_hash("{ä}"))
    with pytest.raises(UnknownDocument):
        documents.find(None, by_hash("{ä}"))  # not executed yet
    assert given is not None
    documents.keep(given)

    assert (
        documents.find(None, by_hash("{ä}")) == documents.find("", by_hash("{ä}")) == PersistedDocument("{ä}")
    )


def test_requests_without_the_extension_are_left_alone() -> None:
    documents = PersistedDocuments()

    assert documents.find("{a}", None) is None
    assert documents.find("{a}", {"cost": True, "persistedQuery": None}) is None
    documents.keep(PersistedDocument("{a}"))  # came without a hash
    with pytest.raises(UnknownDocument):
        documents.find(None, by_hash("{a}"))


def test_a_hash_in_capitals_is_the_same() -> None:
    documents = PersistedDocuments()
    capitals = {"persistedQuery": {"version": 1, "sha256Hash": hashlib.sha256(b"{a}").hexdigest().upper()}}
    given = documents.find("{a}", capitals)
    assert given is not None
    documents.keep(given)

    assert documents.find(None, by_hash("{a}")) == PersistedDocument("{a}")


def test_another_text_than_that_of_the_hash_is_refused() -> None:
    with pytest.raises(WrongDocument) as caught:
        PersistedDocuments().find("{b}", by_hash("{a}"))

    assert caught.value.extensions["code"] == "PERSISTED_QUERY_HASH_MISMATCH"


@pytest.mark.parametrize(
    "extension",
    [
        "abc",
        [],
        {},
        {"version": 1},
        {"version": 2, "sha256Hash": "0" * 64},
        {"version": "1", "sha256Hash": "0" * 64},
        {"version": 1, "sha256Hash": 0},
        {"version": 1, "sha256Hash": "0" * 63},
        {"version": 1, "sha256Hash": "g" * 64},
        {"version": 1, "sha256Hash": "0" * 64 + "\n"},
    ],
)
def test_an_extension_that_cannot_be_read_is_refused(extension: object) -> None:
    with pytest.raises(WrongDocument) as caught:
        PersistedDocuments().find("{a}", {"persistedQuery": extension})

    assert caught.value.extensions["code"] == "BAD_REQUEST"


def test_the_room_is_bounded_and_what_is_used_stays() -> None:
    texts = [f"{{ a{number} }}" + " " * 700 for number in range(5)]
    documents = PersistedDocuments(most_bytes=3100)  # three of them
    for text in texts[:3]:
        documents.keep(PersistedDocument(text, hashlib.sha256(text.encode()).hexdigest()))
    documents.find(None, by_hash(texts[0]))
    for text in texts[3:]:
        documents.keep(PersistedDocument(text, hashlib.sha256(text.encode()).hexdigest()))

    def is_kept(text: str) -> bool:
        try:
            return documents.find(None, by_hash(text)) is not None
        except UnknownDocument:
            return False

    assert [is_kept(text) for text in texts] == [True, False, False, True, True]
    large = "{a}" + " " * 4000
    documents.keep(PersistedDocument(large, hashlib.sha256(large.encode()).hexdigest()))
    assert [is_kept(text) for text in (*texts, large)] == [True, False, False, True, True, False]
