"""Typed connections: what gives one, and what must not."""

import pytest

from spoken import ruled, statements, transcript
from videograph_extractor.offline import extract


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("Yann LeCun founded FAIR in 2013.", ("Yann LeCun", "FOUNDED", "FAIR")),
        ("Jane Miller works at Google.", ("Jane Miller", "WORKS_AT", "Google")),
        ("Jane Miller left Google.", ("Jane Miller", "LEFT", "Google")),
        ("Guido van Rossum created Python.", ("Guido van Rossum", "CREATED", "Python")),
        ("Python was created by Guido van Rossum.", ("Guido van Rossum", "CREATED", "Python")),
        ("Microsoft acquired GitHub and moved on.", ("Microsoft", "ACQUIRED", "GitHub")),
        ("Google is using Kubernetes for that.", ("Google", "USES", "Kubernetes")),
        ("Kubernetes is written in Golang.", ("Kubernetes", "USES", "Go")),
        ("Bitcoin Knots is a fork of Bitcoin Core.", ("Bitcoin Knots", "BASED_ON", "Bitcoin Core")),
        ("Jensen Huang is the CEO of Nvidia.", ("Jensen Huang", "LEADS", "Nvidia")),
        ("I spoke to Barry Crist, CEO of Google.", ("Barry Crist", "LEADS", "Google")),
        ("Next is Pieter Wuille from Blockstream.", ("Pieter Wuille", "WORKS_AT", "Blockstream")),
        ("Microsoft invested in OpenAI.", ("Microsoft", "INVESTED_IN", "OpenAI")),
        ("Yann LeCun won the Turing Award.", ("Yann LeCun", "PARTICIPATED_IN", "Turing Award")),
        ("Eltoo is an improvement to Lightning.", ("Eltoo", "BASED_ON", "Lightning Network")),
        ("BDK is built on top of Rust.", ("Bitcoin Development Kit", "BASED_ON", "Rust")),
        ("Jane Miller works on Bitcoin Core.", ("Jane Miller", "RELATED_TO", "Bitcoin Core")),
        ("Redis competes with Memcached.", ("Redis", "COMPETES_WITH", "Memcached")),
        ("Solomon Hykes wrote a tool called Docker Compose.", ("Solomon Hykes", "CREATED", "Docker Compose")),
        ("Alexandr Wang was put in charge of Google.", ("Alexandr Wang", "LEADS", "Google")),
        (
            "Yann LeCun argues against large language models.",
            ("Yann LeCun", "CRITICIZES", "large language models"),
        ),
    ],
)
def test_stated(sentence: str, connection: tuple[str, str, str]) -> None:
    assert statements(transcript(sentence)) == [connection]


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("Jane_Miller: And so I started contributing to Redis.", ("Jane Miller", "RELATED_TO", "Redis")),
        ("Jane_Miller: That was while I was at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("Jane_Miller: I'm on the build team at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("Jane_Miller: I did an internship at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("Jane_Miller: I work as an engineer at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("Jane_Miller: I have officially moved to Neovim.", ("Jane Miller", "USES", "Neovim")),
        ("Jane_Miller: I was a longtime Emacs user.", ("Jane Miller", "USES", "Emacs")),
        ("Jane_Miller: I really like Neovim.", ("Jane Miller", "SUPPORTS", "Neovim")),
        ("Jane_Miller: We built Terraform back then.", ("Jane Miller", "CREATED", "Terraform")),
        ("Jane Miller started the Redis project.", ("Jane Miller", "CREATED", "Redis")),
        ("Next is Jane Miller of Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("We talked to Jane Miller, product manager of Redis.", ("Jane Miller", "LEADS", "Redis")),
        ("Jane_Miller: That was before my job at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("At Netflix we use Kubernetes for that.", ("Netflix", "USES", "Kubernetes")),
        ("Jane Miller is a principal wizard at Netflix.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("Jane_Miller: I have written Python for years.", ("Jane Miller", "USES", "Python")),
        ("Another one is Terraform by HashiCorp.", ("HashiCorp", "CREATED", "Terraform")),
        ("Deno is powered by Rust.", ("Deno", "USES", "Rust")),
        ("We use Electron, the engine that powers Slack.", ("Slack", "USES", "Electron")),
        ("Redis was used in Netflix's old apps, and Redis was used in Slack.", ("Slack", "USES", "Redis")),
        ("Neovim's plugin format is based on Vim.", ("Neovim", "BASED_ON", "Vim")),
        ("Neovim is inspired by Emacs and Vim.", ("Vim", "INFLUENCED", "Neovim")),
        ("Slack is old, and it is built on top of Electron.", ("Slack", "BASED_ON", "Electron")),
    ],
)
def test_said_by_a_voice_or_in_other_words(sentence: str, connection: tuple[str, str, str]) -> None:
    assert connection in statements(transcript(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane_Miller: We use Kubernetes.",
        "Jane_Miller: I wrote a JavaScript library.",
        "Jane_Miller: I was not at Netflix.",
        "Jane_Miller: I would like Neovim.",
        "Jane_Miller: I love my Neovim.",
        "Jane_Miller: I enabled Kubernetes.",
        "Everybody knows Cloudflare's API.",
        "Jane_Miller: We have a thing called Zorkle.",
        "Jane_Miller: Were you at Netflix?",
        "There is a package manager that is based on Homebrew.",
        "We like Redis and Slack, and it is built on top of Electron.",
    ],
)
def test_what_is_nobodys_in_particular(sentence: str) -> None:
    assert statements(transcript(sentence)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Yann LeCun never founded FAIR.",
        "Yann LeCun did not found FAIR.",
        "Did Yann LeCun found FAIR?",
        "If Microsoft acquired GitHub, that was that.",
        "Imagine Microsoft acquired GitHub.",
        "Microsoft wants to acquire GitHub.",
        "Microsoft would acquire GitHub.",
        "Microsoft might have acquired GitHub.",
        "Nobody at Google uses Kubernetes.",
        "Google and Microsoft talk about Kubernetes.",
        "I doubt that Microsoft acquired GitHub.",
    ],
)
def test_denied_asked_wished_or_supposed(sentence: str) -> None:
    assert statements(transcript(sentence)) == []


def test_i_is_the_voice_when_it_is_a_persons() -> None:
    assert statements(transcript("Jane_Miller: I founded Google, and I work at Microsoft.")) == [
        ("Jane Miller", "FOUNDED", "Google"),
        ("Jane Miller", "WORKS_AT", "Microsoft"),
    ]
    assert statements(transcript("Speaker: I founded Google.")) == []
    assert statements(transcript("I founded Google.")) == []


@pytest.mark.parametrize(
    ("sentence", "connections"),
    [
        (
            "Kubernetes depends on Docker and on Golang.",
            [("Kubernetes", "USES", "Docker"), ("Kubernetes", "USES", "Go")],
        ),
        (
            "Redis is written in Golang, and it is based on Memcached.",
            [("Redis", "USES", "Go"), ("Redis", "BASED_ON", "Memcached")],
        ),
        # who did something at a company is not who says "we"
        (
            "Jane_Miller: Ken Thompson created Golang at Google, but we use Redis.",
            [("Ken Thompson", "CREATED", "Go")],
        ),
        (
            "Jane_Miller: I did my Ph.D. at Stanford University.",
            [("Jane Miller", "RELATED_TO", "Stanford University")],
        ),
    ],
)
def test_of_what_a_sentence_goes_on(sentence: str, connections: list[tuple[str, str, str]]) -> None:
    assert statements(transcript(sentence)) == connections


def test_what_i_do_in_an_example_says_nothing() -> None:
    lines = ["Jane_Miller: When I create a silent payment, I use a stealth address."] * 3
    assert statements(transcript(*lines)) == []


def test_he_is_the_one_person_of_the_sentence_before() -> None:
    assert statements(transcript("We met Adam Back there.", "He invented Hashcash.")) == [
        ("Adam Back", "CREATED", "Hashcash")
    ]
    assert statements(transcript("We met Adam Back and Nick Szabo.", "He invented Hashcash.")) == []


def test_she_may_be_named_in_the_same_sentence() -> None:
    talk = transcript("We talk to Jane Miller today about her proposal for package relay.")
    assert statements(talk) == [("Jane Miller", "CREATED", "package relay")]


def test_a_participle_describes_what_is_named_just_before_it() -> None:
    talk = transcript(
        "It is an old idea called stealth addresses, I think, originally proposed by Peter Todd years ago."
    )
    assert statements(talk) == [("Peter Todd", "CREATED", "stealth addresses")]


def test_both_of_two_joined_by_and() -> None:
    assert statements(transcript("Rob Pike and Ken Thompson created Golang.")) == [
        ("Rob Pike", "CREATED", "Go"),
        ("Ken Thompson", "CREATED", "Go"),
    ]


def test_a_statement_may_run_over_cues() -> None:
    assert statements(transcript("Everybody knows that Yann LeCun", "founded FAIR, the laboratory.")) == [
        ("Yann LeCun", "FOUNDED", "FAIR")
    ]


def test_kinds_that_the_model_does_not_allow_give_nothing() -> None:
    assert statements(transcript("Python founded Kubernetes.")) == []


def test_who_is_only_spoken_to_is_not_said_together_with_what_is_talked_of() -> None:
    talk = transcript(
        "Ann: Well, Bob, Docker Compose is old.", "Bob: I told Ann that Docker Compose is fine."
    )
    document = extract(talk).document
    names = {entity.key: entity.name for entity in document.entities}
    pairs = [{names[r.source], names[r.target]} for r in document.relationships if r.type == "MENTIONED_WITH"]
    assert pairs == [{"Ann", "Docker Compose"}]


@pytest.mark.parametrize(
    ("sentence", "connection"),
    [
        ("Jane Miller came up with the idea of covenants.", ("Jane Miller", "CREATED", "covenants")),
        ("Redis is run by Jane Miller.", ("Jane Miller", "LEADS", "Redis")),
        ("Slack added support for Kubernetes.", ("Slack", "RELATED_TO", "Kubernetes")),
        (
            "So the Lightning Network is a protocol on top of Bitcoin.",
            ("Lightning Network", "BASED_ON", "Bitcoin"),
        ),
        ("So Netflix knows that Redis includes Kubernetes.", ("Kubernetes", "PART_OF", "Redis")),
        ("Here is Netflix's Jane Miller again.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("Jane_Miller: My co-host Pieter Wuille is here.", ("Jane Miller", "RELATED_TO", "Pieter Wuille")),
        ("Jane_Miller: Shout-out to Kubernetes.", ("Jane Miller", "SUPPORTS", "Kubernetes")),
        ("Jane_Miller: I was at Netflix for ten years.", ("Jane Miller", "WORKS_AT", "Netflix")),
        ("Jane_Miller: We had Pieter Wuille on the show.", ("Jane Miller", "RELATED_TO", "Pieter Wuille")),
    ],
)
def test_further_words_for_what_connects(sentence: str, connection: tuple[str, str, str]) -> None:
    assert connection in statements(transcript(sentence))


@pytest.mark.parametrize(
    "sentence",
    [
        "Jane Miller discovered Kubernetes.",
        "Jane_Miller: I was at Netflix.",
        "Jane_Miller: I switched to the Kubernetes team.",
        "Jane_Miller: I love the Kubernetes that you run.",
        "Jane_Miller: We did Play with Kubernetes.",
        "Read it on Jane Miller's YouTube.",
        "It would be interesting to see Slack written in Golang.",
        "Jane_Miller: You can find us at Netflix.",
        "Jane_Miller: They are like hey I love Kubernetes.",
    ],
)
def test_what_only_looks_like_a_statement(sentence: str) -> None:
    assert statements(transcript(sentence)) == []


@pytest.mark.parametrize(
    "line",
    [
        'Ann_Bell: I really like Terraform."',
        "Ann_Bell: I use Terraform.”",
        "Ann_Bell: I almost worked on Terraform.",
        "Kubernetes has a library built on Terraform.",
    ],
)
def test_the_end_of_a_quotation_what_was_nearly_and_a_loose_participle_say_nothing(line: str) -> None:
    assert statements(transcript(line)) == []


def test_a_quotation_within_a_sentence_leaves_the_rest() -> None:
    line = 'Ann_Bell: I use Terraform, "the tool".'
    assert statements(transcript(line)) == [("Ann Bell", "USES", "Terraform")]


def test_every_statement_names_the_rule_that_made_it() -> None:
    talk = transcript(
        "Jane_Miller: I founded Netflix. I work at Google. Python is great. YouTube was bought by Google."
    )
    assert {(target, rule) for _, _, target, rule in ruled(talk)} == {
        ("Netflix", "verbs._from_active"),
        ("Google", "verbs._from_preposition"),
        ("Python", "stances.from_praise"),
        ("YouTube", "passives.from_passive"),
    }
