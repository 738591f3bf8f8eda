"""What looks like a deed, a use or a job and is none."""

import pytest

from spoken import statements, transcript


@pytest.mark.parametrize(
    "sentence",
    [
        "I'm a Docker file maker now.",
        "I'm just using Docker as an example.",
        "When we started introducing Kubernetes, it was hard.",
        "I used to keep Emacs around when I first started Vim.",
        "I wrote an article called Terraform.",
        "We have been working with Google and folks at Netflix.",
        "We had a lot of people in Norway - not at Netflix, but in Norway.",
        "We run a big web app at Netflix.",
        "I build things with them at Netflix at my day job.",
        "I'm at Netflix for a conference.",
        "I'm at Netflix this week.",
        "I downloaded it and I ran it on Windows and Linux.",
        "Next time I'm using Emacs.",
        "Then I ran the JavaScript on top of that.",
        "Every time I get into Vim, I get stuck.",
        "Redis is old. The Redis team's LSP client is just Lua code.",
        "So we started with Redis, which is the idea and the library itself.",
        "Why Redis is better than Memcached.",
        "I no longer am championing Redis, because I learned more things.",
        "It's not even like Redis is bad.",
        "But the creator of Redis is working on Terraform.",
        "So Redis is a scripting language.",
        "And I own Sonos, so I know that's not cheap.",
        "I bought Netflix for my family.",
        "I introduced Kubernetes there.",
        "I started Redis on the Mac, then tried and failed.",
        "I started Redis on a Raspberry Pi.",
        "I joined Twitch to stream my games.",
        "I joined Twitch and went live.",
        "When I joined Twitter, I had ten followers.",
        "The one where Ann Bell joined Slack.",
        "I love Redis as an example here.",
        "It helps because it makes sure that we're using Redis correctly.",
        "and the same here i was working on a web ui for redis just some other people were and yesterday was the first time i "
        "opened redis in a year",
        "we talk about your work which we'll get to what i find nice about your story is that django really brought you to python "
        "you didn't come to python for python you came for django",
        "mine this week is an odd one if you've used google hangouts before you know what this software does and it's basically a "
        "self-hosted version of google hangouts that runs over webrtc",
    ],
)
def test_says_nothing_of_the_kind(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("I'm using Docker as well.", ("Jane Miller", "USES", "Docker")),
        ("I got into Vim.", ("Jane Miller", "RELATED_TO", "Vim")),
        ("I started Redis.", ("Jane Miller", "CREATED", "Redis")),
        ("I started Redis on a Sunday.", ("Jane Miller", "CREATED", "Redis")),
        ("Google owns GitHub.", ("Google", "ACQUIRED", "GitHub")),
        ("I own Acmely Labs, a company that I like.", ("Jane Miller", "ACQUIRED", "Acmely Labs")),
        ("I introduced Mooreset there, my tool.", ("Jane Miller", "CREATED", "Mooreset")),
        ("When I joined Twitch, I was a Ruby person.", ("Jane Miller", "WORKS_AT", "Twitch")),
        ("Ann Bell joined Slack as an engineer.", ("Ann Bell", "WORKS_AT", "Slack")),
        ("I joined Slack.", ("Jane Miller", "WORKS_AT", "Slack")),
        ("I joined Netflix to stream videos.", ("Jane Miller", "WORKS_AT", "Netflix")),
        (
            "I started doing this when I joined GitHub; I have it on my user profile.",
            ("Jane Miller", "WORKS_AT", "GitHub"),
        ),
        ("I'm at Netflix today.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("We ran it on Kubernetes.", ("Jane Miller", "USES", "Kubernetes")),
        ("MariaDB forked MySQL.", ("MariaDB", "BASED_ON", "MySQL")),
        # the company is not based on its fork
        ("Google forked Redis.", ("Google", "RELATED_TO", "Redis")),
        # written in it, and not made from it
        ("Terraform was a Go implementation of that.", ("Terraform", "USES", "Go")),
    ],
)
def test_says_what_it_seems_to(sentence: str, connection: tuple[str, str, str]) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == [connection]


def test_started_at_a_company_is_not_started_it() -> None:
    talk = transcript("Jane_Miller: I used to be at Mozilla, where I started on the build team.")
    assert statements(talk) == [("Jane Miller", "WORKS_AT", "Mozilla")]


def test_who_is_excepted_does_nothing() -> None:
    talk = transcript("Jane_Miller: Everybody except for Bob Ross and Jane Miller is using Docker.")
    assert statements(talk) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "People are like I use Redis.",
        "People are just like, oh, I use Redis.",
        "Some people go, I use Redis.",
        "And everybody goes, well, I use Redis.",
        "So they'll be like, I use Redis.",
        "You might think, I use Redis.",
        "They say we used Redis for that.",
        "People are like Redis is great.",
    ],
)
def test_what_others_say_is_not_the_voices(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("I think, I used Redis.", "USES"),
        ("So I say, I use Redis.", "USES"),
        ("It's like I use Redis every day.", "USES"),
        ("As Ann said, I use Redis.", "USES"),
        ("When people ask, I use Redis.", "USES"),
        ("They asked me, and I use Redis.", "USES"),
        ("I think Redis is great.", "SUPPORTS"),
    ],
)
def test_what_the_voice_says_itself_is(sentence: str, type_: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == [("Jane Miller", type_, "Redis")]


def test_a_clause_of_some_code_is_not_the_voices() -> None:
    talk = transcript(
        "Jane_Miller: the iv i was working on some code in go that was relying on redis i was looking at trying to figure out "
        "exactly how the iv was generated"
    )
    assert statements(talk) == [("Jane Miller", "USES", "Go")]
