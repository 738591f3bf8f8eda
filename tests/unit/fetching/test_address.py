"""Where connections may go."""

from ipaddress import ip_network

import pytest

from service.errors import InvalidInput, NotAllowed
from service.fetching.address import ALL_NETWORKS, Reach, Target, encoded, is_public, read_target, resolve

INTERNET = Reach("VIDEOGRAPH_X")


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.1.2.3", "192.168.0.1", "172.16.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1",
        "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::",
        "ff02::1", "fec0::1",
    ],
)  # fmt: skip
def test_private_addresses(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "8.8.8.8", "2606:4700:4700::1111", "::ffff:1.1.1.1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


def test_networks_of_ones_own_are_allowed_by_setting_and_nothing_beside_them() -> None:
    own = Reach("VIDEOGRAPH_X", (ip_network("192.168.1.0/24"), ip_network("fd00::/8")))
    asked = (
        "192.168.1.9",
        "::ffff:192.168.1.9",
        "fd00::1",
        "1.1.1.1",
        "192.168.2.1",
        "169.254.169.254",
        "127.0.0.1",
    )
    assert [own.allows(one) for one in asked] == [True, True, True, True, False, False, False]


def test_a_name_is_judged_by_its_addresses() -> None:
    target = Target("localhost", 80, "/", False)
    with pytest.raises(
        NotAllowed,
        match=r"localhost is at .*in a private network or on this machine, and VIDEOGRAPH_X does not",
    ):
        resolve(target, INTERNET)
    assert {"127.0.0.1", "::1"} & set(resolve(target, Reach("VIDEOGRAPH_X", ALL_NETWORKS)))


def test_of_several_addresses_of_a_name_only_those_that_are_allowed_are_used() -> None:
    target = Target("talks.example.org", 443, "/", True)
    assert resolve(target, INTERNET, lambda host, port: ["10.0.0.1", "1.1.1.1"]) == ["1.1.1.1"]


@pytest.mark.parametrize(
    ("written", "sent"),
    [
        ("https://talks.example.org/a%20b?c=d#e", "https://talks.example.org/a%20b?c=d#e"),
        (" https://talks.example.org/a b ", "https://talks.example.org/a%20b"),
        ("https://tälks.example.org/früh.srt?x=é", "https://xn--tlks-loa.example.org/fr%C3%BCh.srt?x=%C3%A9"),
    ],
)
def test_addresses_as_people_write_them(written: str, sent: str) -> None:
    assert encoded(written) == sent
    assert read_target(sent).secure


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.example/", "gopher://a.example/", "data:,a", "//a.example/b"]
)
def test_only_http_and_https_are_addresses(url: str) -> None:
    with pytest.raises(InvalidInput, match="is not an address that can be used"):
        read_target(url)
