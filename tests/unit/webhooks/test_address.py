"""Where webhooks may go."""

import pytest

from service.errors import InvalidInput, NotAllowed
from service.webhooks.address import WebhookTarget, is_public, read_target, require_reachable, resolve


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "ff02::1",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


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
    assert read_target("https://talks.example.org/hook?a=1", private=False) == WebhookTarget(
        "talks.example.org", 443, "/hook?a=1", True
    )
    assert read_target("http://127.0.0.1:8080", private=True) == WebhookTarget("127.0.0.1", 8080, "/", False)


def test_a_name_is_judged_by_its_addresses() -> None:
    target = WebhookTarget("localhost", 80, "/", False)
    with pytest.raises(NotAllowed, match=r"localhost is at .*in a private network or on this machine"):
        resolve(target, private=False)
    assert {"127.0.0.1", "::1"} & set(resolve(target, private=True))


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
