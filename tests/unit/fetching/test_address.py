"""Where connections may go."""

from ipaddress import ip_network

import pytest

from service.errors import InvalidInput, NotAllowed
from service.fetching.address import ALL_NETWORKS, Reach, Target, encoded, is_public, read_target, resolve

INTERNET = Reach("VIDEOGRAPH_X")


SPECIAL = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.31.196.0/24
    192.52.193.0/24 192.88.99.0/24 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
    ::/128 ::1/128 ::/96 ::ffff:0:0:0/96 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:2::/48 2001:10::/28 2001:db8::/32
    2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
"""
"""IANA's registries of addresses for special purposes, multicast, and what was once site-local, compatible with or translated from IPv4."""


@pytest.mark.parametrize("network", SPECIAL.split())
def test_no_address_of_a_special_network_is_public_in_any_form(network: str) -> None:
    found = ip_network(network)
    addresses = [found[0], found[1 % found.num_addresses], found[found.num_addresses // 2], found[-1]]
    forms = [str(one) for one in addresses]
    if found.version == 4:
        forms += [f"::ffff:{one}" for one in addresses] + [f"64:ff9b::{one}" for one in addresses]
        forms += [f"2002:{int(one) >> 16:x}:{int(one) & 0xFFFF:x}::1" for one in addresses]
    assert [one for one in forms if is_public(one)] == []


def test_what_the_ipaddress_of_an_older_python_takes_for_public() -> None:
    assert not any(map(is_public, ("192.0.0.192", "::ffff:192.0.0.192", "64:ff9b:1::a00:1", "3fff::1")))


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0", "191.255.255.255",
        "192.0.1.0", "198.17.255.255", "198.20.0.0", "223.255.255.255", "2001:200::1", "2606:4700:4700::1111", "2a00:1450:4001::1",
        "::ffff:1.1.1.1", "64:ff9b::1.1.1.1",
    ],
)  # fmt: skip
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
