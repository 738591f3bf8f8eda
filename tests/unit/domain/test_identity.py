"""Ids and slugs: derived from what they name, unique by construction."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.domain.document import ChannelInfo, Kind, VideoDocument
from service.domain.identity import (
    alias_key,
    canonical_url,
    channel_id,
    channel_slug,
    child_id,
    content_hash,
    entity_slug,
    evidence_id,
    is_evidence_of,
    slugify,
    topic_id,
    topic_slug,
    video_id,
    video_slug,
)
from service.domain.text import normalise_name

SEGMENT = {"text": "Hello", "startSeconds": 0, "endSeconds": 1}


def talk(**video: object) -> VideoDocument:
    return VideoDocument.model_validate({"video": {"title": "A Talk"} | video, "segments": [SEGMENT]})


def test_a_video_is_known_by_its_id_else_its_address_else_its_words() -> None:
    assert video_id(talk(id="x-1", url="https://a.example/1")) == "video:x-1"
    assert video_id(talk(id="video:x-1")) == "video:x-1"
    by_url = video_id(talk(url="https://www.a.example/1/?utm_source=x#t=3"))
    assert by_url == video_id(talk(url="http://a.example/1", description="other words"))
    assert by_url != video_id(talk(url="http://a.example/2"))
    by_words = video_id(talk())
    assert by_words == video_id(talk(publishedOn=date(2025, 1, 1)))
    assert by_words != video_id(talk(title="Another Talk"))


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://youtu.be/dQw4w9WgXcQ?t=42", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://m.youtube.com/watch?v=dQw4w9WgXcQ&si=abc&t=1s", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
        ("http://Example.ORG:80/Talks/?b=2&a=1", "https://example.org/Talks?a=1&b=2"),
        ("https://example.org:8443/", "https://example.org:8443"),
    ],
)
def test_addresses_of_one_video_have_one_form(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


def test_the_content_hash_is_over_everything() -> None:
    assert content_hash(talk()) == content_hash(talk())
    assert (
        len({content_hash(one) for one in (talk(), talk(id="x"), talk(description="x"), talk(language="en"))})
        == 4
    )


def test_video_slugs() -> None:
    assert video_slug("video:lecun-leaves-meta", "Why?") == "lecun-leaves-meta"
    assert video_slug("video:dQw4w9WgXcQ", "Never, Ever: Give Up!") == "never-ever-give-up-e927347a"
    assert video_slug("video:1", "Same") != video_slug("video:2", "Same")
    assert video_slug("video:1", "日本語").startswith("video-")


def test_slugs_are_short_words_of_ascii() -> None:
    assert slugify("L’été, c'est Ça & more") == "lete-cest-ca-more"
    assert slugify("word " * 40) == "-".join(["word"] * 16)
    assert slugify("x" * 200) == "x" * 80
    assert slugify("日本") == ""


@pytest.mark.parametrize(
    ("kind", "name", "slug"),
    [
        ("PERSON", "Yann LeCun", "yann-lecun"),
        ("COMPANY", "Meta", "meta-company"),
        ("PRODUCT", "The Engine 2", "engine-2-product"),
    ],
)
def test_plain_names_are_their_slugs(kind: Kind, name: str, slug: str) -> None:
    key = alias_key(kind, name)
    assert key is not None
    assert entity_slug(key, kind, name) == slug


def test_names_that_would_meet_are_kept_apart() -> None:
    names: list[tuple[Kind, str]] = [
        ("PRODUCT", "C"),
        ("PRODUCT", "C++"),
        ("PRODUCT", "C#"),
        ("COMPANY", "C"),
        ("PERSON", "C Product"),
        ("PERSON", "Jean Luc"),
        ("PERSON", "Jean-Luc"),
        ("PERSON", "Jéan Luc"),
        ("CONCEPT", "日本"),
        ("CONCEPT", "x" * 90),
        ("CONCEPT", "x" * 91),
    ]
    slugs = [entity_slug(alias_key(kind, name) or "", kind, name) for kind, name in names]
    for video in ("video:1", "video:2", None):
        slugs.append(entity_slug(alias_key("PERSON", "Jean", video) or "", "PERSON", "Jean"))
    assert len(set(slugs)) == len(names) + 3
    assert all(slug.isascii() and slug == slug.lower() for slug in slugs)


@given(
    st.lists(
        st.tuples(st.sampled_from(["PERSON", "COMPANY"]), st.text("ab -.é'", min_size=1, max_size=6)),
        max_size=6,
    )
)
def test_different_keys_have_different_slugs(names: list[tuple[Kind, str]]) -> None:
    keyed = {key: entity_slug(key, kind, name) for kind, name in names if (key := alias_key(kind, name))}
    for one, other in combinations(keyed, 2):
        assert keyed[one] != keyed[other]


def test_channels() -> None:
    assert channel_id(ChannelInfo(name="Bitcoin Talks")) == "channel:bitcoin-talks"
    assert channel_id(ChannelInfo(name="Bitcoin Talks", id="UC1x")) == "channel:UC1x"
    assert channel_slug("channel:bitcoin-talks") == "bitcoin-talks"
    assert channel_slug("channel:UC1x").startswith("uc1x-")
    assert channel_slug("channel:UC1x") != channel_slug("channel:Uc1x")


def test_topics_and_parts() -> None:
    assert topic_id("The Open Source") == topic_id("open  source") == "topic:open source"
    assert topic_slug("topic:open source") == "open-source"
    assert topic_slug("topic:c++") != topic_slug("topic:c#")
    assert child_id("bullet", "video:x", 0, 2) == "bullet:x#0.2"


def test_alias_keys() -> None:
    assert alias_key("PERSON", "Yann LeCun's") == "PERSON:yann lecun"
    assert alias_key("COMPANY", "the Lab", "video:1") == "COMPANY@video:1:lab"
    assert alias_key("PERSON", "?!") is None
    assert normalise_name("?!") == ""


def test_a_quote_is_known_by_what_its_talk_states() -> None:
    ends = ("Ada Lovelace", "The Looms")
    turned = ("The Looms", "Ada Lovelace")
    one = evidence_id("video:a", "USES", ends, "Ada uses looms", 0)
    assert one == evidence_id("video:a", "USES", ("ADA  Lovelace", "looms"), "Ada uses looms", 0)
    others = [
        evidence_id("video:b", "USES", ends, "Ada uses looms", 0),
        evidence_id("video:a", "CREATED", ends, "Ada uses looms", 0),
        evidence_id("video:a", "USES", turned, "Ada uses looms", 0),
        evidence_id("video:a", "USES", ends, "Ada uses her looms", 0),
        evidence_id("video:a", "USES", ends, "Ada uses looms", 1),
        evidence_id("video:a", "USES", ends, "Ada uses looms", 0, ("PERSON", "", "PRODUCT", "")),
    ]
    assert len({one, *others}) == 7
    assert [is_evidence_of(id_, "video:a") for id_ in (one, *others)] == [True, False, *[True] * 5]
    back = evidence_id("video:a", "COMPETES_WITH", turned, "the two compete", 0)
    assert back == evidence_id("video:a", "COMPETES_WITH", ends, "the two compete", 0)
