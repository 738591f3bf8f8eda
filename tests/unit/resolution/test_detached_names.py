"""An entity of a document of which a name was detached: two, each with what is said by its names."""

from service.domain.document import VideoDocument
from service.resolution.name_index import DecidedName
from service.resolution.namings import divide_detached
from support.talks import talk

SAID = talk(
    "one",
    ("PERSON", "Ada Lovelace", "WORKS_AT", "COMPANY", "Meta"),
    ("PERSON", "Ada Lovelace", "LEFT", "COMPANY", "FB"),
)
FB = DecidedName("entity:fb", "COMPANY", "fb-company", "FB", detached=True)


def as_one() -> VideoDocument:
    """Meta is called FB too."""
    meta, other = (next(one for one in SAID.entities if one.name == name) for name in ("Meta", "FB"))
    update = {"aliases": ("FB",), "mentions": (*meta.mentions, *other.mentions), "description": "A company"}
    quotes = tuple(quote.model_copy(update={"object_name": "FB"}) for quote in SAID.relationships[1].evidence)
    left = SAID.relationships[1].model_copy(update={"target": meta.key, "evidence": quotes})
    entities = tuple(one for one in SAID.entities if one.name == "Ada Lovelace")
    return SAID.model_copy(
        update={
            "entities": (*entities, meta.model_copy(update=update)),
            "relationships": (SAID.relationships[0], left),
        }
    )


def test_mentions_and_quotes_go_with_the_name() -> None:
    divided = divide_detached(as_one(), {"COMPANY:fb": FB}, "video:one")

    assert [(one.name, one.aliases, len(one.mentions), one.description) for one in divided.entities] == [
        ("Ada Lovelace", (), 2, None),
        ("Meta", (), 1, "A company"),
        ("FB", (), 1, None),
    ]
    keys = {one.key: one.name for one in divided.entities}
    assert [(keys[one.source], one.type, keys[one.target]) for one in divided.relationships] == [
        ("Ada Lovelace", "WORKS_AT", "Meta"),
        ("Ada Lovelace", "LEFT", "FB"),
    ]
    VideoDocument.model_validate(divided.model_dump())


def test_what_has_no_detached_name_beside_others_stays_as_it_is() -> None:
    document = as_one()

    assert divide_detached(document, {}, "video:one") is document
    assert divide_detached(SAID, {"COMPANY:fb": FB}, "video:one") is SAID
    assert (
        divide_detached(document, {"COMPANY:fb": DecidedName("entity:x", "COMPANY", "x", "X")}, "video:one")
        is document
    )
