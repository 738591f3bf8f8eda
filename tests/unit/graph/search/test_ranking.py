"""Ranking of hits from several indexes."""

from service.graph.search.ranking import CandidateHit, RankedHit, rank, rank_some


def found(
    scope: str, id_: str, score: float = 1.0, importance: int = 0, name: str | None = None, exact: int = 0
) -> CandidateHit:
    return CandidateHit(scope, id_, score, importance, name, exact, None)


def test_scopes_weigh_and_scores_count_inside_of_their_scope() -> None:
    hits = rank(
        [
            found("TRANSCRIPT", "segment:a", 90.0),
            found("TRANSCRIPT", "segment:b", 45.0),
            found("TOPIC", "topic:a", 0.5),
            found("ENTITY", "entity:a", 2.0),
        ]
    )

    assert [(hit.id, hit.score) for hit in hits] == [
        ("entity:a", 1.0),
        ("topic:a", 0.85),
        ("segment:a", 0.4),
        ("segment:b", 0.3),
    ]


def test_a_hit_of_that_very_name_stands_first_and_importance_parts_equals() -> None:
    hits = rank(
        [
            found("ENTITY", "entity:words", 9.0, 1_000_000, "Fair Trade"),
            found("ENTITY", "entity:other", 0.0, 0, "FAIR", 1),
            found("ENTITY", "entity:main", 0.0, 0, "Fair", 2),
            found("ENTITY", "entity:known", 0.0, 2_000_000, "Fair", 2),
        ]
    )

    assert [(hit.id, hit.score) for hit in hits] == [
        ("entity:known", 3.6),
        ("entity:main", 3.0),
        ("entity:other", 2.0),
        ("entity:words", 1.2),
    ]


def test_each_thing_stands_once_under_the_name_that_fits_best() -> None:
    hits = rank(
        [
            found("ENTITY", "entity:a", 1.0, name="Zoe"),
            found("ENTITY", "entity:a", 2.0, name="Zoë"),
            found("ENTITY", "entity:b", 2.0, name="Bo B."),
            found("ENTITY", "entity:b", 2.0, name="Bo"),
        ]
    )

    assert hits == [
        RankedHit(1.0, "entity:a", "ENTITY", "Zoë", True),
        RankedHit(1.0, "entity:b", "ENTITY", "Bo", True),
    ]


def test_no_two_hits_have_one_place() -> None:
    """A video and the paragraph of its summary have one id: with one score too, a cursor could not tell them apart."""
    hits = rank(
        [
            found("SUMMARY", "video:a", 2.0),
            found("SUMMARY", "video:b", 1.0),
            found("VIDEO", "video:b", 0.0),
            found("VIDEO", "video:c", 9.0),
        ]
    )

    assert hits == [
        RankedHit(0.75, "video:c", "VIDEO", None, True),
        RankedHit(0.5, "video:a", "SUMMARY", None, True),
        RankedHit(0.375, "video:b", "VIDEO", None, True),
    ]


def test_more_of_the_words_stand_before_a_better_scope() -> None:
    words = {"segment:a": 3, "segment:b": 1, "video:a": 1, "entity:a": 2, "topic:a": 0}
    hits = rank_some(
        [
            found("VIDEO", "video:a", 9.0),
            found("TRANSCRIPT", "segment:b", 9.0),
            found("TRANSCRIPT", "segment:a", 0.0),
            found("ENTITY", "entity:a", 9.0, 1_000_000),
            found("TOPIC", "topic:a", 9.0, 1_000_000),
        ],
        lambda row: words[row.id],
        4,
    )

    assert [(hit.id, hit.score) for hit in hits] == [
        ("segment:a", 0.095),
        ("entity:a", 0.09),
        ("video:a", 0.04875),
        ("segment:b", 0.04),
        ("topic:a", 0.0255),
    ]


def test_what_lacks_a_word_stands_behind_what_has_all() -> None:
    most = rank_some([found("ENTITY", "entity:a", 1.0, 1_000_000)], lambda _: 2, 2)
    least = rank([found("TRANSCRIPT", "segment:a", 1.0), found("TRANSCRIPT", "segment:b", 0.0)])

    assert (most[0].score, least[1].score) == (0.15, 0.2)
