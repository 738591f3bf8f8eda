"""Names of products that are their makers' as well, on sentences written for it."""

import pytest

from spoken import statements, things, transcript
from videograph_extractor.offline import extract


def _spoken_of(name: str, *lines: str) -> list[tuple[str | None, int]]:
    """Kind and number of mentions of all that goes by a name."""
    return sorted((str(t.kind), len(t.mentions)) for t in things(transcript(*lines)) if t.name == name)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("She is a senior software engineer at GitHub.", "GitHub"),
        ("I've been working for Docker.", "Docker"),
        ("Ann Widgeon, co-founder and CTO at Flurbit, is here.", "Flurbit"),
        ("He worked at Google, GitHub and Microsoft.", "GitHub"),
        ("In spring I joined npm.", "npm"),
        ("Before that I worked at Neo4j.", "Neo4j"),
        ("Then she joined TigerGraph.", "TigerGraph"),
        ("Here is Ann Widgeon from SourceHut.", "SourceHut"),
        ("Here is Ann Widgeon, the founder of Chef.", "Chef"),
        ("He was the CEO of Docker then.", "Docker"),
        ("An engineer on the Linux team at Docker said so.", "Docker"),
        ("I have friends at GitHub, where I worked for years.", "GitHub"),
        ("I heard that Docker hired Ann Widgeon.", "Docker"),
        ("I work on React at Instagram.", "Instagram"),
        ("Yeah, so right now I'm at GitHub.", "GitHub"),
        ("And before that I was working at Nuxt.", "Nuxt"),
        ("Here is Ann Widgeon from Grafana.", "Grafana"),
        ("Ann Widgeon went off and founded a company called Flurbit.", "Flurbit"),
        ("I joined Flurbit Labs 18 months ago.", "Flurbit Labs"),
    ],
)
def test_where_people_are_employed_is_a_company(sentence: str, name: str) -> None:
    assert _spoken_of(name, sentence) == [("COMPANY", 1)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We host the code on GitHub.", "GitHub"),
        ("The same trick works for Docker as well.", "Docker"),
        ("She is the product manager of Docker.", "Docker"),
        ("Here is Ann Widgeon, the creator of Chef.", "Chef"),
        ("In spring I joined Instagram.", "Instagram"),
        ("Many engineers at GitHub Universe said so.", "GitHub Universe"),
        ("Many developers look at GitHub.", "GitHub"),
        ("Here is Ann Widgeon from Kubernetes.", "Kubernetes"),
        ("He was an engineer at Vue.js then.", "Vue.js"),
        ("Here is Ann Widgeon from Widget Weekly.", "Widget Weekly"),
        ("I work for Python.", "Python"),
        ("I used to work on Docker.", "Docker"),
        ("She is a maintainer of Docker.", "Docker"),
    ],
)
def test_what_is_used_made_or_met_at_is_none(sentence: str, name: str) -> None:
    assert "COMPANY" not in [kind for kind, _ in _spoken_of(name, sentence)]


def test_a_talk_of_both_has_two_each_with_its_own_mentions() -> None:
    lines = ("Ann: I work at GitHub.", "Ben: We host the code on GitHub, and people at GitHub help us.")
    assert _spoken_of("GitHub", *lines) == [("COMPANY", 2), ("PRODUCT", 1)]


def test_a_known_product_is_no_company_by_one_mention() -> None:
    lines = ("I work for Spanner.", "It stores all rows in Spanner.", "We use Spanner, and Spanner scales.")
    assert _spoken_of("Spanner", *lines) == [("PRODUCT", 4)]
    assert _spoken_of("Spanner", *lines, "He also works at Spanner.") == [("COMPANY", 2), ("PRODUCT", 3)]


def test_who_made_it_hired_and_not_the_product() -> None:
    lines = ("We use Docker.", "It all runs on Docker.", "The company that invented Docker hired me.")
    assert _spoken_of("Docker", *lines) == [("PRODUCT", 3)]
    assert _spoken_of("Docker", *lines[:2], "I heard that Docker hired Ann.") == [
        ("COMPANY", 1),
        ("PRODUCT", 2),
    ]


def test_the_product_keeps_what_speaks_of_neither() -> None:
    lines = (
        "I used to work at Docker.",
        "So then Docker came along.",
        "Docker was new, and Docker was small.",
    )
    assert _spoken_of("Docker", *lines) == [("COMPANY", 1), ("PRODUCT", 3)]


def test_a_name_that_no_table_knows_is_what_most_of_the_words_say() -> None:
    lines = ("I work at Flurbit.", "At Flurbit we wrote about it on Flurbit.", "So Flurbit is nice.")
    assert _spoken_of("Flurbit", *lines) == [("COMPANY", 4)]
    lines = ("Here is Ann Widgeon from Flurbit.", "We use Flurbit.", "We host it on Flurbit.")
    assert _spoken_of("Flurbit", *lines) == [("COMPANY", 1), ("PRODUCT", 2)]


def test_captions_tell_it_as_well() -> None:
    assert _spoken_of("GitHub", "i am an engineer at github and i like it") == [("COMPANY", 1)]


def test_a_caption_may_end_before_the_name() -> None:
    lines = ("i have been an engineer at", "github for years and i like it")
    assert _spoken_of("GitHub", *lines) == [("COMPANY", 1)]


@pytest.mark.parametrize(
    ("sentence", "statement"),
    [
        ("Ann Widgeon is a senior engineer at GitHub.", ("Ann Widgeon", "WORKS_AT", "GitHub")),
        ("Ann Widgeon is the founder of Chef.", ("Ann Widgeon", "FOUNDED", "Chef")),
        ("Ann Widgeon is the creator of Chef.", ("Ann Widgeon", "CREATED", "Chef")),
        ("Ann Widgeon left npm last year.", ("Ann Widgeon", "LEFT", "npm")),
    ],
)
def test_what_is_said_of_a_person_there(sentence: str, statement: tuple[str, str, str]) -> None:
    assert statements(transcript(sentence)) == [statement]


def test_each_statement_is_of_the_one_that_it_speaks_of() -> None:
    talk = transcript(
        "Ann Widgeon works at Docker.", "Ben Barrow uses Docker.", "We run it on Docker with Docker."
    )
    document = extract(talk).document
    found = {(r.source, r.type, r.target) for r in document.relationships if r.type != "MENTIONED_WITH"}
    assert found == {
        ("person:ann widgeon", "WORKS_AT", "company:docker"),
        ("person:ben barrow", "USES", "product:docker"),
    }


def test_a_product_and_its_maker_are_not_said_together() -> None:
    document = extract(transcript("I work at Docker, and I run it all on Docker in Docker.")).document
    pairs = {frozenset((r.source, r.target)) for r in document.relationships}
    assert frozenset(("company:docker", "product:docker")) not in pairs


def test_a_founded_project_is_no_company() -> None:
    assert statements(transcript("Ann Widgeon founded Redis.")) == [("Ann Widgeon", "CREATED", "Redis")]
