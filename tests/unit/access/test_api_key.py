"""The text of an API key and what scopes include."""

from datetime import UTC, datetime

import pytest

from service.access.api_key import digest_of, generate, read_key
from service.access.scopes import ALL, NONE, Scope, expand, named, parse
from service.commands.keys import expiry
from service.errors import InvalidInput

KEY = "vkg_4fGh71Zq_0123456789abcdefghijABCDEFGHIJ01"


def test_a_generated_key_is_read_again() -> None:
    key = generate()

    assert read_key(key.text) == key
    assert key.text.startswith(f"vkg_{key.id}_")
    assert (len(key.id), len(key.text)) == (8, 45)
    assert generate().text != key.text


def test_a_key_shows_neither_in_repr_nor_in_its_hash() -> None:
    key = read_key(KEY)

    assert key is not None
    assert repr(key) == "KeyText(id='4fGh71Zq')"
    assert key.digest == digest_of(KEY) == "5ce46ec8bf0784830306dbb9e54f92a041ec8fa6e72eeb15c2aefda19c37becd"


@pytest.mark.parametrize(
    "text",
    [
        "",
        KEY[:-1],
        KEY + "0",
        KEY + "\n",
        KEY.upper(),
        KEY.replace("vkg", "key"),
        KEY.replace("_", "-"),
        KEY.replace("Zq", "Z\u00e9"),
        KEY.replace("4", "\u0664"),
    ],
)
def test_other_texts_are_no_keys(text: str) -> None:
    assert read_key(text) is None


@pytest.mark.parametrize(
    ("given", "scopes"),
    [
        ([], NONE),
        ([Scope.READ], {Scope.READ}),
        ([Scope.INGEST], {Scope.READ, Scope.INGEST}),
        ([Scope.CURATE], {Scope.READ, Scope.CURATE}),
        ([Scope.INGEST, Scope.CURATE], {Scope.READ, Scope.INGEST, Scope.CURATE}),
        ([Scope.ADMIN], ALL),
    ],
)
def test_scopes_include_others(given: list[Scope], scopes: set[Scope]) -> None:
    assert expand(given) == scopes


def test_words_that_are_no_scopes_are_ignored() -> None:
    assert parse(["openid", "curate", "READ", "read"]) == {Scope.READ, Scope.CURATE}
    assert named([Scope.ADMIN, Scope.READ]) == ["read", "admin"]


NOW = datetime(2026, 11, 29, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("12h", "2026-11-30T00:30:00+00:00"),
        ("90d", "2027-02-27T12:30:00+00:00"),
        ("2w", "2026-12-13T12:30:00+00:00"),
        ("2027-01-31", "2027-01-31T00:00:00+00:00"),
        ("2027-01-31T08:00+02:00", "2027-01-31T08:00:00+02:00"),
    ],
)
def test_when_a_key_expires(text: str, moment: str) -> None:
    assert expiry(text, NOW).isoformat() == moment


@pytest.mark.parametrize("text", ["", "tomorrow", "0d", "-1d", "90", "2027-02-30", "999999w"])
def test_moments_that_cannot_be_read(text: str) -> None:
    with pytest.raises(InvalidInput, match="--expires"):
        expiry(text, NOW)
