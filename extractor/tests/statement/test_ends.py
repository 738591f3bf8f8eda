"""Ends of statements: what "it" and "we" stand for, and terms that the words around narrow to something else."""

import pytest

from spoken import statements, transcript
from videograph_extractor.entity.things import Thing, is_plain_word


@pytest.mark.parametrize(
    "sentences",
    [
        "Terraform is great. It's written in Go.",
        "Take Terraform, for example. I think it's written in Go.",
        "I downloaded Terraform last week. It's written in Go.",
    ],
)
def test_it_is_what_the_sentence_before_is_about(sentences: str) -> None:
    assert ("Terraform", "USES", "Go") in statements(transcript(f"Jane_Miller: {sentences}"))


@pytest.mark.parametrize(
    "sentences",
    [
        "Terraform is great. This device is old, and it's written in Go.",
        "They were giving people Terraform. It's written in Go.",
        "I love seeing Terraform used in this way. It's written in Go.",
        "If you pick Terraform, it's written in Go.",
        "Terraform is great. When it comes to the application, it's written in Go.",
    ],
)
def test_it_may_be_something_else(sentences: str) -> None:
    assert ("Terraform", "USES", "Go") not in statements(transcript(f"Jane_Miller: {sentences}"))


def test_one_it_goes_on_about_the_other() -> None:
    found = statements(transcript("Jane_Miller: It uses Terraform a lot, and it's written in Go."))
    assert ("Terraform", "USES", "Go") not in found


def test_it_is_not_what_is_named_to_give_an_end() -> None:
    found = statements(
        transcript("Jane_Miller: We need that in order to run Terraform, so we're building it.")
    )
    assert ("Jane Miller", "CREATED", "Terraform") not in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Kubernetes is based on the Borg scheduler.",
        "Jane Miller works on the Delve debugger.",
        "Redis is in my network stack.",
        "Microsoft shipped a Docker that was bad.",
        "Jane_Miller: I use Ctrl+Shift+O very often.",
        "Redis is similar to an internal Google system.",
        "Jane_Miller: I have some MacOS apps that I purchased.",
        "Jane_Miller: We're working on Python right now.",
        "Jane_Miller: Yes, these microservices are written in Go.",
        "Jane_Miller: We're working on Python and Redis right now.",
        "Redis is working on the UI.",
        "Redis is combining a bunch of APIs.",
        "AI practitioners are using Kubernetes.",
        "Jane_Miller: One of my favorite tools is Docker the Editor.",
        "Redis can steal people's Bitcoin.",
        "Jane_Miller: I love the Rust book.",
        "Jane_Miller: I work on the CSS framework.",
        "Jane_Miller: I really liked Redis tools.",
        "Jane_Miller: I used the Twitch and YouTube creators analogy earlier.",
        "Jane_Miller: We're built on top of Redis.",
        "Jane_Miller: Yeah, we're obviously inspired by Rails.",
        "Jane_Miller: We're focused on Kubernetes.",
        "Redis was the progenitor of Docker in Kubernetes.",
        "Neovim has a language server protocol client built into it.",
    ],
)
def test_not_the_thing_meant(sentence: str) -> None:
    assert statements(transcript(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I love Vim. It's Practical Vim by Drew Neil.",
        "I've interviewed him for my other podcast, the Next Platform Podcast.",
    ],
)
def test_a_longer_name_is_not_its_last_words(sentence: str) -> None:
    found = statements(transcript(f"Jane_Miller: {sentence}"))
    assert [each for each in found if each[1] == "CREATED"] == []


@pytest.mark.parametrize(
    "sentence",
    [
        "I spent days studying the documentation for Redis.",
        "We looked at the web server built into Redis.",
        "Markdown is the language for documentation.",
    ],
)
def test_terms_that_all_talks_use_are_no_ends(sentence: str) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == []


@pytest.mark.parametrize(
    ("salience", "known", "plain"), [(0.4, False, True), (0.6, False, False), (0.4, True, False)]
)
def test_a_word_of_no_table_is_plain_unless_the_talk_is_about_it(
    salience: float, known: bool, plain: bool
) -> None:
    assert is_plain_word(Thing("plugin", "CONCEPT", salience=salience, known=known)) is plain


def test_words_behind_we_at_a_company_of_before() -> None:
    text = "Jane_Miller: I work at Netflix. When I worked at Spotify, we got acquired by Google."
    assert ("Google", "ACQUIRED", "Netflix") not in statements(transcript(*text.split(". ")))
    assert ("Jane Miller", "WORKS_AT", "Netflix") in statements(transcript(*text.split(". ")))


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("I love the Rust language.", ("Jane Miller", "SUPPORTS", "Rust")),
        ("I work on the Redis project.", ("Jane Miller", "RELATED_TO", "Redis")),
        ("I use Docker and Kubernetes clusters.", ("Jane Miller", "USES", "Docker")),
        ("We were hired by Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("We were blown away by Redis.", ("Jane Miller", "SUPPORTS", "Redis")),
        ("I'm focused on Kubernetes.", ("Jane Miller", "RELATED_TO", "Kubernetes")),
        ("Redis is the queue of Docker.", ("Redis", "RELATED_TO", "Docker")),
        ("I have experience with Redis.", ("Jane Miller", "RELATED_TO", "Redis")),
    ],
)
def test_the_thing_meant(sentence: str, connection: tuple[str, str, str]) -> None:
    assert statements(transcript(f"Jane_Miller: {sentence}")) == [connection]


def test_who_is_on_a_call_is_not_on_the_show() -> None:
    assert statements(transcript("Jane_Miller: We had Ann Bell on the call.")) == []
    assert statements(transcript("Jane_Miller: I knew I had Ann Bell and Tom Reed on the panel.")) == []
    show = transcript("Jane_Miller: We had Ann Bell on the show.")
    assert statements(show) == [("Jane Miller", "RELATED_TO", "Ann Bell")]


def test_what_was_built_with_another_is_no_experience_with_it() -> None:
    assert statements(transcript("Jane_Miller: With Redis we built this experience.")) == []
