"""Names → entities, without a graph: who wins, what is kept apart, what is reported."""

from typing import Any

import pytest

from service.errors import InvalidInput
from service.ingest.document import VideoDocument
from service.ingest.identity import entity_id
from service.ingest.resolve import Candidate, Naming, Owner, Resolution, read_namings, resolve

LECUN = "PERSON:yann lecun"
ONLY = "PERSON:lecun"


def naming(key: str, *names: str, kind: str = "PERSON") -> Naming:
    keys = {f"{kind}:{name.lower()}": name for name in names}
    return Naming(key, kind, next(iter(keys)), keys)  # pyright: ignore[reportArgumentType]


def solve(*namings: Naming, **owners: str) -> Resolution:
    """`owners`: name with underscores → the entity that has it, whose id and name are equal."""
    keys = {f"PERSON:{name.replace('_', ' ')}": Owner(entity, entity) for name, entity in owners.items()}
    return resolve(namings, keys)


def test_a_new_name_makes_an_entity_of_its_key() -> None:
    found = solve(naming("y", "Yann LeCun", "LeCun"))

    assert found.entities == {"y": entity_id(LECUN)}
    assert found.born == {entity_id(LECUN): LECUN}
    assert found.owned == {LECUN: entity_id(LECUN), ONLY: entity_id(LECUN)}
    assert found.candidates == ()


def test_the_owner_of_the_main_name_wins_over_that_of_another_name() -> None:
    found = solve(naming("y", "Yann LeCun", "LeCun"), yann_lecun="Y", lecun="L")

    assert found.entities == {"y": "Y"}
    assert found.born == {}
    assert found.owned == {LECUN: "Y"}
    assert found.candidates == (Candidate("Y", "L", "LeCun"),)


def test_the_owner_of_another_name_wins_over_a_new_entity() -> None:
    found = solve(naming("y", "Yann LeCun", "LeCun"), lecun="LeCun")

    assert found.entities == {"y": "LeCun"}
    assert found.owned == {LECUN: "LeCun", ONLY: "LeCun"}


def test_two_full_names_that_share_one_word_are_two_people() -> None:
    found = solve(naming("f", "Francois LeCun", "LeCun"), lecun="Yann LeCun")

    main = "PERSON:francois lecun"
    assert found.entities == {"f": entity_id(main)}
    assert found.candidates == (Candidate(entity_id(main), "Yann LeCun", "LeCun"),)


def test_what_the_document_tells_apart_stays_apart() -> None:
    known = {"COMPANY:meta": Owner("M", "Meta"), "COMPANY:fb": Owner("M", "Meta")}
    parent, child = naming("p", "Meta", kind="COMPANY"), naming("c", "FAIR", "FB", kind="COMPANY")

    found = resolve([parent, child], known)

    assert found.entities == {"p": "M", "c": entity_id("COMPANY:fair")}
    assert found.candidates == (Candidate(entity_id("COMPANY:fair"), "M", "FB"),)


def test_one_name_twice_in_a_document_is_one_entity() -> None:
    found = solve(naming("a", "Yann LeCun", "LeCun"), naming("b", "Yann LeCun", "Yann"))

    assert found.entities == {"a": entity_id(LECUN), "b": entity_id(LECUN)}
    assert set(found.owned) == {LECUN, ONLY, "PERSON:yann"}


def test_a_main_name_wins_over_another_entitys_other_name() -> None:
    found = solve(naming("a", "Yann LeCun", "LeCun"), naming("b", "LeCun"))

    assert found.entities == {"a": entity_id(LECUN), "b": entity_id(ONLY)}
    assert found.candidates == (Candidate(entity_id(LECUN), entity_id(ONLY), "LeCun"),)


def document(**entity: Any) -> VideoDocument:
    return VideoDocument.model_validate(
        {
            "video": {"title": "T"},
            "segments": [{"text": "Yann LeCun", "startSeconds": 0, "endSeconds": 1, "speaker": "S"}],
            "speakers": [{"label": "S", "person": "voice"}],
            "entities": [
                {"key": "voice", "name": "A Voice", "kind": "PERSON"},
                {"key": "unheard", "name": "Nobody", "kind": "PERSON"},
                {"key": "y", "name": "Yann LeCun", "kind": "PERSON"} | entity,
            ],
        }
    )


def test_namings_are_of_those_who_are_heard_of() -> None:
    mention = {"segment": 0, "startOffset": 0, "endOffset": 10}

    assert [n.key for n in read_namings(document(), "video:1")] == ["voice"]
    names = read_namings(document(mentions=[mention], aliases=["LeCun", "the LeCun", "?"]), "video:1")
    assert [n.key for n in names] == ["voice", "y"]
    assert names[1].names == {LECUN: "Yann LeCun", ONLY: "LeCun"}
    (_, local) = read_namings(document(mentions=[mention], local=True), "video:1")
    assert (local.main, local.within) == ("PERSON@video:1:yann lecun", "video:1")


def test_a_main_name_without_a_word_is_refused() -> None:
    mention = {"segment": 0, "startOffset": 0, "endOffset": 10}

    with pytest.raises(InvalidInput, match=r"'\.\.\.' is no name: give a word") as caught:
        read_namings(document(mentions=[mention], name="..."), "video:1")
    assert caught.value.path == ("entities", 2, "name")
