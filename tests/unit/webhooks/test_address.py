"""Where webhooks may go."""

import pytest

from service.errors import InvalidInput
from service.fetching.address import Target
from service.webhooks.address import read_target, require_reachable


@pytest.mark.parametrize(
    "url",
    [
        "", "talks.example.org", "ftp://talks.example.org/", "https://", "http://talks.example.org/", "https://user:pass@talks.example.org/",
        "https://talks.example.org/#here", "https://talks.example.org/a b", "https://talks.example.org:99999/", "https://[::1",
        "https://talks.example.org:0/", "https://tälks.example.org/", "https://talks.example.org/" + "a" * 2000,
    ],
)  # fmt: skip
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(InvalidInput):
        read_target(url, private=False)


def test_the_parts_of_an_address() -> None:
    assert read_target("https://talks.example.org/hook?a=1", private=False) == Target(
        "talks.example.org", 443, "/hook?a=1", True
    )
    assert read_target("http://127.0.0.1:8080", private=True) == Target("127.0.0.1", 8080, "/", False)


@pytest.mark.parametrize(
    "url", ["https://localhost/", "https://127.0.0.1/", "https://[::1]/", "https://10.1.2.3/hook", "https://2130706433/"]
)  # fmt: skip
def test_an_address_to_which_nothing_would_be_sent_is_refused(url: str) -> None:
    with pytest.raises(InvalidInput, match=r"^nothing would be sent to this address: ") as caught:
        require_reachable(url, private=False)
    assert caught.value.path == ("url",)


def test_a_name_that_is_none_is_refused_and_one_that_is_unknown_now_is_not() -> None:
    with pytest.raises(InvalidInput, match="cannot be the name of a host"):
        require_reachable(f"https://{'a' * 64}.example.org/", private=False)
    require_reachable("https://hooks.invalid/", private=False)
    require_reachable("https://1.1.1.1/", private=False)
