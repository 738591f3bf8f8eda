"""A talk out of the rows that importing it makes, and into the same rows: what a graph of one talk shows, and no database."""

from hypothesis import given

from service.domain.check import check_document
from service.domain.document import VideoDocument
from service.ingest.check import require_borne_out
from service.ingest.export.video import make_document
from support.similar_names import at, load, make, named, said, talks


def there_and_back(document: VideoDocument) -> VideoDocument:
    require_borne_out(document)
    stored, told = load(document)

    exported, dropped = check_document(make_document(told, stored, {}))

    assert dropped == {}
    require_borne_out(exported)
    again, told_again = load(exported)
    assert again.part == stored.part
    assert told_again == told
    return exported


@given(document=talks())
def test_any_talk(document: VideoDocument) -> None:
    there_and_back(document)


FOUNDER = said(
    "I founded Acme.",
    "That was long ago.",
    "Thank you, Alan.",
    speakers=("Alan", "Alan", "Host"),
)
FOUNDED = {
    "source": "turing",
    "type": "FOUNDED",
    "target": "acme",
    "evidence": [{"quote": "I founded Acme.", "segment": 0, "label": "founded"}],
}


def test_who_says_i_is_the_voice_though_another_has_its_name() -> None:
    document = make(
        FOUNDER,
        [
            {"key": "turing", "name": "Alan Turing", "kind": "PERSON"},
            {
                "key": "alan",
                "name": "Alan",
                "kind": "PERSON",
                "local": True,
                "mentions": at(FOUNDER, "Alan"),
            },
            {"key": "acme", "name": "Acme", "kind": "COMPANY", "mentions": at(FOUNDER, "Acme")},
        ],
        speakers=[{"label": "Alan", "person": "turing"}, {"label": "Host"}],
        relationships=[FOUNDED],
    )

    exported = there_and_back(document)

    assert named(exported) == [("Acme", (), False), ("Alan Turing", (), False), ("Alan", (), True)]
    assert [(one.label, one.person) for one in exported.speakers] == [("Alan", "alan-turing"), ("Host", None)]
    assert [(one.source, one.type) for one in exported.relationships] == [("alan-turing", "FOUNDED")]


def test_a_first_name_that_is_said_near_who_says_i_stays_good_only_here() -> None:
    near = said("I founded Acme.", "Thank you, Alan.", speakers=("Turing", "Host"))
    document = make(
        near,
        [
            {"key": "turing", "name": "Alan Turing", "kind": "PERSON"},
            {"key": "alan", "name": "Alan", "kind": "PERSON", "local": True, "mentions": at(near, "Alan")},
            {"key": "acme", "name": "Acme", "kind": "COMPANY", "mentions": at(near, "Acme")},
        ],
        speakers=[{"label": "Turing", "person": "turing"}, {"label": "Host"}],
        relationships=[FOUNDED],
    )

    assert named(there_and_back(document)) == [
        ("Acme", (), False),
        ("Alan Turing", (), False),
        ("Alan", (), True),
    ]


def test_a_first_name_that_is_said_only_by_another_of_its_names() -> None:
    short = said("The boss was there.", speakers=("Host",))
    document = make(
        short,
        [
            {"key": "turing", "name": "Alan Turing", "kind": "PERSON"},
            {
                "key": "alan",
                "name": "Alan",
                "aliases": ["the boss"],
                "kind": "PERSON",
                "local": True,
                "mentions": at(short, "The boss"),
            },
        ],
        speakers=[{"label": "Host", "person": "turing"}],
    )

    assert named(there_and_back(document)) == [("Alan Turing", (), False), ("Alan", ("the boss",), True)]


def test_an_entity_is_written_as_it_is_shown_though_another_writes_the_name_otherwise() -> None:
    both = said("The acme and the ACME Loom.")
    document = make(
        both,
        [
            {"key": "acme", "name": "acme", "kind": "COMPANY", "mentions": at(both, "acme")},
            {
                "key": "loom",
                "name": "ACME Loom",
                "aliases": ["ACME"],
                "kind": "COMPANY",
                "mentions": at(both, "ACME", "ACME Loom"),
            },
        ],
    )

    assert named(there_and_back(document)) == [("acme", (), False), ("ACME Loom", ("ACME",), False)]
