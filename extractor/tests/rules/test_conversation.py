"""Typed connections as people tell them in conversation: with pronouns, in introductions, of what they work with."""

import pytest

from spoken import statements, transcript


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        (
            "I know Ann Bell. She is busy, and she is kind. She works at Netflix.",
            ("Ann Bell", "WORKS_AT", "Netflix"),
        ),
        ("Redis is a database like Memcached. It's written in Golang.", ("Redis", "USES", "Go")),
        ("Redis is nice. That was created by Ann Bell.", ("Ann Bell", "CREATED", "Redis")),
        ("Redis is old. Netflix uses it.", ("Netflix", "USES", "Redis")),
        ("We had a Redis cluster for our messages.", ("Jane Miller", "USES", "Redis")),
        ("We talked to Ann Bell, lead program manager of Redis.", ("Ann Bell", "LEADS", "Redis")),
        (
            "Our guest is a speaker, author and CTO and co-founder of Netflix, Ann Bell.",
            ("Ann Bell", "FOUNDED", "Netflix"),
        ),
        ("Founder of Netflix, Ann Bell, is here.", ("Ann Bell", "FOUNDED", "Netflix")),
        ("I am the creator of Redis.", ("Jane Miller", "CREATED", "Redis")),
        ("I'm a fan of Redis, which is fast.", ("Jane Miller", "SUPPORTS", "Redis")),
        ("At Netflix, since we use Redis, we wait.", ("Netflix", "USES", "Redis")),
        ("I work at Netflix. We have a Redis cluster.", ("Netflix", "USES", "Redis")),
        (
            "I work at Netflix. It is big. People are kind. It is old. We use Redis.",
            ("Jane Miller", "USES", "Redis"),
        ),
        ("I built an Electron app.", ("Jane Miller", "USES", "Electron")),
        ("I love that about Redis.", ("Jane Miller", "SUPPORTS", "Redis")),
        ("Redis is a great tool for that.", ("Jane Miller", "SUPPORTS", "Redis")),
        ("I'm one of the maintainers of Redis.", ("Jane Miller", "RELATED_TO", "Redis")),
        ("I do developer relations at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        (
            "I have a masters degree from Netflix that's focused on art.",
            ("Jane Miller", "RELATED_TO", "Netflix"),
        ),
        ("I was at Netflix before that.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("I got laid off from Netflix.", ("Jane Miller", "LEFT", "Netflix")),
        ("So this business we run, Netflix, is fine.", ("Jane Miller", "LEADS", "Netflix")),
        ("I made a thing called Redis.", ("Jane Miller", "CREATED", "Redis")),
        ("Yeah, still using Redis.", ("Jane Miller", "USES", "Redis")),
        ("Redis has been great.", ("Jane Miller", "SUPPORTS", "Redis")),
        ("I ran the ByteHoard project for two years.", ("Jane Miller", "LEADS", "ByteHoard")),
        ("I'm a huge advocate of Netflix.", ("Jane Miller", "SUPPORTS", "Netflix")),
        ("I'm a developer advocate at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("I used to work at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("I've been working with Redis for years.", ("Jane Miller", "RELATED_TO", "Redis")),
        ("I started with Redis five years ago.", ("Jane Miller", "USES", "Redis")),
        ("One of the maintainers of Redis, Ann Lee, has a new idea.", ("Ann Lee", "RELATED_TO", "Redis")),
        ("And we have Ann Lee, the Python Lead at Netflix.", ("Ann Lee", "WORKS_AT", "Netflix")),
        ("Google announced Redis.", ("Google", "CREATED", "Redis")),
        ("Redis is old. At Netflix we run it.", ("Netflix", "USES", "Redis")),
        ("I ended up at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
    ],
)
def test_told(sentence: str, connection: tuple[str, str, str]) -> None:
    assert connection in statements(transcript(f"Jane_Miller: {sentence}"))


@pytest.mark.parametrize(
    "sentence",
    [
        "I know Ann Bell and Tom Reed. She works at Netflix.",
        "Redis and Memcached are old. It's written in Golang.",
        "Redis is old. We love it. I saw it.",
        "I love the Redis that you run.",
        "I have a Redis plugin.",
        "We are part of Netflix.",
        "I have no experience with Redis.",
        "It's not that I don't like Redis.",
        "I don't like to use Redis.",
        "He said that I don't like Redis.",
        "I was at Netflix.",
        "Using Redis.",
        "Say, Ann Bell made Redis.",
        "Redis is a great example of what we hate.",
        "Our whole stack is not Redis.",
        "Ann Bell, let me ask about the author of Redis.",
        "I'm familiar with Redis.",
        "Google's parent company, Alphabet, is large.",
        "I was learning about Redis.",
        "I talked with Ann Bell.",
        "I love Ann Bell.",
        "We announced Redis in 2006.",
        "I can do that check using Redis.",
        "I liked the conversation about Redis.",
        "This is a post on Redis by Ann Bell.",
        "At Netflix we fund Redis developers.",
        "I hate the term Redis.",
        "I was so excited about Redis.",
        "We shipped a Redis.",
        "I'm speaking at KubeCon in May.",
        "It is the use case that Redis is really good at.",
        "Redis is the best way, so basically using Kubernetes.",
        "I picked Redis.",
        "I'm working on the API.",
        "I bought Redis.",
        "I'm starting Redis from the get-go.",
        "I posted it on Redis.",
        "We implemented those changes in Redis.",
        "Grep is built-in on Redis.",
        "I work on a scheduler.",
        "A use case where Redis is really good is this.",
        "The only thing I dislike about Redis is small.",
        "Kudos to Ann.",
        "Shout-out to Ann Bell.",
        "I no longer have to fight this, or use Redis.",
        "I didn't need to apply classes, using Redis.",
        "I'm imagining, for example, that I am using Redis.",
        "Assume it is so, and say I'm using Redis locally.",
        "I've seen him at KubeCon.",
        "Tom announced Redis.",
        "Kudos to Ann Bell for the slides.",
        "We're here with our friend Ann Bell.",
        "Redis is Tom's tool for photos.",
        "I have enough experience with Redis.",
    ],
)
def test_not_told(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Our guest is a speaker, author and CTO and co-founder of Netflix, Ann Bell.",
        "They were building block templates in Rust, and block templates are nice.",
        "I want to give a shout-out to Redis, which is an open-source, Rust-based database instead of Kafka.",
    ],
)
def test_any_word_may_be_the_first_of_a_talk_or_the_last(sentence: str) -> None:
    words = sentence.split()
    halves = [words[i:] for i in range(1, len(words))] + [words[:i] for i in range(1, len(words))]
    for half in halves:
        found = statements(transcript(f"Jane_Miller: {' '.join(half)}"))
        assert all(source in " ".join(half) or source == "Jane Miller" for source, _, _ in found)


def test_the_first_of_a_list_is_where_somebody_is_from() -> None:
    found = statements(transcript("Ann Bell from Google, Microsoft, and Tom Reed all invested."))
    assert found == [("Ann Bell", "WORKS_AT", "Google")]


def test_what_is_written_in_a_language_is_not_the_language() -> None:
    found = statements(transcript("Jane_Miller: The best AppleScript I've written is small."))
    assert found == [("Jane Miller", "USES", "AppleScript")]


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Ann Bell is the director of research at Netflix.", "WORKS_AT"),
        ("Ann Bell is the head of product at Netflix.", "WORKS_AT"),
        ("Ann Bell is the assistant director of Netflix.", "WORKS_AT"),
        ("Ann Bell is the director of Netflix.", "LEADS"),
        ("Ann Bell is the CEO of Netflix.", "LEADS"),
        ("Ann Bell was a student at Netflix.", "RELATED_TO"),
        ("Ann Bell is a Redis core maintainer.", "RELATED_TO"),
        ("Ann Bell is the maintainer of Redis.", "LEADS"),
    ],
)
def test_who_heads_a_part_works_there(sentence: str, type_: str) -> None:
    assert [found for _, found, _ in statements(transcript(sentence))] == [type_]
