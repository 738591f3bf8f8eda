"""Resolution of guessed kinds."""

from typing import Any

from service.domain.document import Kind, VideoDocument
from service.domain.document_types import Authority
from service.domain.identity import alias_key
from service.graph.name_support import Support, add_support, support_of
from service.resolution.kind_resolution import adopt_kinds
from service.resolution.name_index import KnownAlias, NameIndex, Owner, gather_known
from service.resolution.namings import Naming, read_namings


def naming(kind: Kind, *names: str, guess: bool = True) -> Naming:
    keys = {str(alias_key(kind, name)): name for name in names}
    return Naming(names[0], kind, next(iter(keys)), keys, guess=guess)


def support(authority: Authority, videos: int, guesses: int) -> Support:
    """Of a name in so many videos, of which some guess its kind."""
    return add_support(support_of(authority, None, videos - guesses), support_of(authority, True, guesses))


def known(*rows: tuple[Kind, str, int, int], authority: Authority = "OFFLINE") -> NameIndex:
    """Rows of kind, name, number of videos with it, and number of videos that guess its kind."""
    return gather_known(
        KnownAlias(
            str(alias_key(kind, name)), Owner(f"{name} {kind}", name), support(authority, videos, guesses)
        )
        for kind, name, videos, guesses in rows
    )


def kinds(*namings: Naming, graph: NameIndex) -> list[str]:
    return [naming.kind for naming in adopt_kinds(namings, graph)]


def test_a_guess_takes_the_kind_of_the_graph_with_all_its_names() -> None:
    graph = known(("COMPANY", "Slack", 1, 0))

    [adopted] = adopt_kinds([naming("PRODUCT", "slack.com", "Slack")], graph)
    [main] = adopt_kinds([naming("PRODUCT", "Slack", "slack.com")], graph)

    assert adopted.kind == "PRODUCT"  # only the main name says what it is
    assert main == Naming(
        "Slack",
        "COMPANY",
        "COMPANY:slack",
        {"COMPANY:slack": "Slack", "COMPANY:slack.com": "slack.com"},
        guess=True,
    )


def test_another_spelling_is_the_same_name() -> None:
    assert kinds(naming("PRODUCT", "SpaceX"), graph=known(("COMPANY", "Space X", 1, 0))) == ["COMPANY"]


def test_what_is_called_as_somebodys_family_is_not_that_person() -> None:
    rows = {"PERSON:slack": "Quinn Slack", "PERSON:quinn": "Quinn Slack", "PERSON:kball": "Kevin Ball"}
    graph = gather_known(
        KnownAlias(key, Owner(f"entity:{name}", name), support_of("OFFLINE", None, 3))
        for key, name in rows.items()
    )

    guesses = [naming("PRODUCT", name) for name in ("Slack", "Quinn", "KBall")]

    assert kinds(*guesses, graph=graph) == ["PRODUCT", "PRODUCT", "PERSON"]


def test_who_is_sure_keeps_the_kind() -> None:
    assert kinds(naming("PRODUCT", "Chef", guess=False), graph=known(("COMPANY", "Chef", 9, 0))) == [
        "PRODUCT"
    ]


def test_what_others_are_sure_of_wins_over_what_more_of_them_guess() -> None:
    graph = known(("PRODUCT", "Slack", 9, 9), ("COMPANY", "Slack", 2, 1))

    assert kinds(naming("PRODUCT", "Slack"), graph=graph) == ["COMPANY"]


def test_among_guesses_the_more_frequent_wins_and_of_equals_its_own() -> None:
    more = known(("PRODUCT", "Zorkle", 3, 3), ("COMPANY", "Zorkle", 2, 2))
    equal = known(("PRODUCT", "Zorkle", 2, 2), ("COMPANY", "Zorkle", 2, 2))

    assert kinds(naming("COMPANY", "Zorkle"), graph=more) == ["PRODUCT"]
    assert kinds(naming("COMPANY", "Zorkle"), graph=equal) == ["COMPANY"]
    assert kinds(naming("PRODUCT", "Zorkle"), graph=equal) == ["PRODUCT"]


def test_a_plain_word_is_no_name_that_is_written_like_it() -> None:
    assert kinds(naming("PRODUCT", "Notion"), graph=known(("CONCEPT", "notion", 5, 0))) == ["PRODUCT"]
    assert kinds(naming("PRODUCT", "Design System"), graph=known(("CONCEPT", "design system", 5, 0))) == [
        "CONCEPT"
    ]


def test_what_a_document_tells_apart_stays_apart() -> None:
    both = naming("COMPANY", "Chef", guess=False), naming("PRODUCT", "Chef")

    assert kinds(*both, graph=known(("COMPANY", "Chef", 5, 0))) == ["COMPANY", "PRODUCT"]


def test_two_guesses_of_one_name_both_follow_the_graph() -> None:
    both = naming("COMPANY", "Chef"), naming("PRODUCT", "Chef")

    assert kinds(*both, graph=known(("COMPANY", "Chef", 5, 0))) == ["COMPANY", "COMPANY"]


def document(**entity: Any) -> VideoDocument:
    mention = {"segment": 0, "startOffset": 0, "endOffset": 5}
    return VideoDocument.model_validate(
        {
            "video": {"title": "T"},
            "segments": [{"text": "Slack", "startSeconds": 0, "endSeconds": 1}],
            "entities": [{"key": "s", "name": "Slack", "kind": "PRODUCT", "mentions": [mention]} | entity],
        }
    )


def test_a_kind_without_confidence_is_sure() -> None:
    def guesses(**entity: Any) -> list[bool]:
        return [n.guess for n in read_namings(document(**entity), "video:1")]

    assert guesses() == [False]
    assert guesses(kindConfidence=0.6) == [False]
    assert guesses(kindConfidence=0.59) == [True]
    assert guesses(kindConfidence=0.0, local=True) == [False]


def test_one_person_who_is_sure_comes_before_any_number_of_other_sources() -> None:
    rows: list[tuple[Kind, Authority, tuple[int, int]]] = [
        ("COMPANY", "PERSON", (1, 0)),
        ("PRODUCT", "OFFLINE", (9, 0)),
        ("CONCEPT", "PERSON", (5, 5)),
    ]
    graph = gather_known(
        KnownAlias(f"{kind}:meta", Owner(kind, "Meta"), support(authority, *counts))
        for kind, authority, counts in rows
    )

    assert kinds(naming("CONCEPT", "Meta"), graph=graph) == ["COMPANY"]
