"""Match keys: what spellings share, and what keeps names apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.text import normalise_name
from service.graph.name_keys import FullName, MatchKeys, bare_letters, fold_name, full_name, match_keys


def key(kind: str, name: str) -> str | None:
    return match_keys(f"{kind}:{normalise_name(name)}").match


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PRODUCT", "VS Code", "VSCode"),
        ("PRODUCT", "Node.js", "NodeJS"),
        ("PRODUCT", "Neo-Vim", "Neovim"),
        ("PRODUCT", "GPT-4", "GPT 4"),
        ("PRODUCT", "Let's Encrypt", "LetsEncrypt"),
        ("PRODUCT", "Bitcoin Core v24.0", "Bitcoin Core 24.0"),
        ("PRODUCT", "Elm programming language", "Elm"),
        ("COMPANY", "Stability.ai", "Stability AI"),
        ("COMPANY", "Acme, Inc.", "Acme"),
        ("COMPANY", "Weights & Biases", "Weights and Biases"),
        ("EVENT", "JSConf_US", "JSConf US"),
        ("CONCEPT", "HTTP/2", "HTTP2"),
        ("CONCEPT", "covenants", "covenant"),
        ("CONCEPT", "vulnerabilities", "vulnerability"),
        ("CONCEPT", "hashes", "hash"),
        ("PERSON", "José Valim", "Jose Valim"),
        ("PERSON", "Paul Frazee✌", "Paul Frazee"),
        ("PERSON", "Dr. Dawn Foster", "Dawn Foster"),
        ("PERSON", "Elisha Goldstein, PhD", "Elisha Goldstein"),
        ("PERSON", "VM (Vicky) Brasseur", "Vicky Brasseur"),
        ("PERSON", "Σωκράτης Νίκου", "Σωκρατης Νικου"),
    ],
)
def test_spellings_of_one_name_share_a_key(kind: str, one: str, other: str) -> None:
    assert key(kind, one) == key(kind, other) is not None


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("PRODUCT", "C", "C++"),
        ("PRODUCT", "C#", "C++"),
        ("PRODUCT", ".NET", "NET"),
        ("PRODUCT", "Go 1.5", "Go 15"),
        ("PRODUCT", "Go 1.5", "Go 1 5"),
        ("PRODUCT", "React 18", "React 1 8"),
        ("PRODUCT", "Bitcoin Core v24", "Bitcoin Core v25"),
        ("PRODUCT", "V8", "8"),
        ("PRODUCT", "Windows", "Window"),
        ("PRODUCT", "CoinShuffle++", "CoinShuffle"),
        ("PRODUCT", "🦙 Llama", "Llama"),
        ("CONCEPT", "HTTPS", "HTTP"),
        ("CONCEPT", "BIP-30", "BIP300"),
        ("CONCEPT", "か", "が"),
        ("COMPANY", "AT&T", "ATT"),
        ("COMPANY", "Lightning Labs", "Lightning"),
        ("PERSON", "Mr Robot", "Robot"),
        ("PERSON", "Adam Jacob", "Adam Jacobs"),
    ],
)
def test_what_carries_meaning_keeps_names_apart(kind: str, one: str, other: str) -> None:
    assert key(kind, one) != key(kind, other)


def test_a_kind_is_part_of_the_key_and_a_name_of_one_talk_has_none() -> None:
    assert match_keys("PRODUCT:vs code") == MatchKeys("PRODUCT:vscode")
    assert match_keys("COMPANY:vs code") == MatchKeys("COMPANY:vscode")
    assert match_keys("PERSON@video:1:sjors") == MatchKeys()
    assert match_keys("PERSON:sjors provoost") == MatchKeys("PERSON:sjorsprovoost", "sjors p", "provoost")


def test_a_full_name_has_a_first_name_and_the_rest_without_initials() -> None:
    assert full_name("david a. wheeler") == FullName("david", "wheeler", "a")
    assert full_name("aaron van wirdum") == FullName("aaron", "vanwirdum", "")
    assert full_name("dr. dawn foster") == FullName("dawn", "foster", "")
    assert full_name("sjors") is None
    assert full_name("agent 47") is None


@given(
    st.sampled_from(["PERSON", "COMPANY", "CONCEPT", "PRODUCT", "EVENT"]), st.text(min_size=1, max_size=40)
)
def test_every_name_that_has_a_key_has_a_match_key(kind: str, name: str) -> None:
    normal = normalise_name(name)
    if normal:
        assert fold_name(kind, normal) != ""
        assert fold_name(kind, normal) == fold_name(kind, normal)
        assert bare_letters(normal) != ""
