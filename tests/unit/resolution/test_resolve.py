"""Names → entities, without a graph: who wins, what is kept apart, what is reported."""

from dataclasses import replace
from typing import Any

import pytest

from service.domain.document import VideoDocument
from service.domain.identity import alias_key, entity_id
from service.errors import InvalidInput
from service.graph.name_support import support_of
from service.resolution.name_index import DecidedName, KnownAlias, NameIndex, Owner, gather_known, spelling
from service.resolution.namings import Naming, keep_items_apart, read_namings
from service.resolution.resolve import Candidate, Resolution, resolve

LECUN = "PERSON:yann lecun"
ONLY = "PERSON:lecun"


def naming(key: str, *names: str, kind: str = "PERSON") -> Naming:
    keys = {f"{kind}:{name.lower()}": name for name in names}
    return Naming(key, kind, next(iter(keys)), keys)  # pyright: ignore[reportArgumentType]


def known(owners: dict[str, Owner], videos: int = 1) -> NameIndex:
    return gather_known(
        KnownAlias(key, owner, support_of("OFFLINE", None, videos)) for key, owner in owners.items()
    )


def solve(*namings: Naming, **owners: str) -> Resolution:
    """`owners`: name with underscores → the entity that has it, whose id and name are equal."""
    keys = {f"PERSON:{name.replace('_', ' ')}": Owner(entity, entity) for name, entity in owners.items()}
    return resolve(namings, known(keys))


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
    assert found.candidates == ()  # nor is there anything to decide


def test_what_the_document_tells_apart_stays_apart() -> None:
    owners = {"COMPANY:meta": Owner("M", "Meta"), "COMPANY:fb": Owner("M", "Meta")}
    parent, child = naming("p", "Meta", kind="COMPANY"), naming("c", "FAIR", "FB", kind="COMPANY")

    found = resolve([parent, child], known(owners))

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


PLANET, ELEMENT = "Q308", "Q925"


def mercury(key: str, item: str | None, *names: str) -> Naming:
    return replace(naming(key, "Mercury", *names, kind="CONCEPT"), wikidata=item)


def of_item(item: str | None, *keys: str) -> NameIndex:
    """The graph has one entity, M, by these names and with this item."""
    return gather_known(
        KnownAlias(key, Owner("M", "Mercury"), support_of("OFFLINE", None, 1), item) for key in keys
    )


@pytest.mark.parametrize(
    ("here", "there", "entity"),
    [
        (PLANET, PLANET, "M"),
        (PLANET, None, "M"),
        (None, PLANET, "M"),
        (ELEMENT, PLANET, entity_id("CONCEPT@Q925:mercury")),
    ],
)
def test_entities_with_different_items_are_never_one_by_their_name(
    here: str | None, there: str | None, entity: str
) -> None:
    graph = of_item(there, "CONCEPT:mercury")

    found = resolve(keep_items_apart([mercury("m", here)], graph), graph)

    assert found.entities == {"m": entity}
    assert found.candidates == ()


def test_nor_by_another_name_and_nobody_is_asked() -> None:
    graph = of_item(PLANET, "CONCEPT:quicksilver")

    found = resolve(keep_items_apart([mercury("m", ELEMENT, "Quicksilver")], graph), graph)

    own = entity_id("CONCEPT:mercury")
    assert (found.entities, found.candidates) == ({"m": own}, ())
    assert found.owned == {"CONCEPT:mercury": own}


def test_the_same_item_is_found_again_within_its_own_names() -> None:
    rows = [
        KnownAlias("CONCEPT:mercury", Owner("M", "Mercury"), support_of("OFFLINE", None, 1), PLANET),
        KnownAlias("CONCEPT@Q925:mercury", Owner("E", "Mercury"), support_of("OFFLINE", None, 1), ELEMENT),
    ]
    graph = gather_known(rows)
    namings = keep_items_apart([mercury("e", ELEMENT), mercury("p", PLANET), mercury("x", None)], graph)

    assert resolve(namings, graph).entities == {"e": "E", "p": "M", "x": "M"}


def test_two_items_of_one_name_in_a_document_are_two() -> None:
    namings = keep_items_apart([mercury("p", PLANET), mercury("e", ELEMENT)], NameIndex())

    found = resolve(namings, NameIndex())

    assert found.entities == {"p": entity_id("CONCEPT:mercury"), "e": entity_id("CONCEPT@Q925:mercury")}


def test_people_with_similar_names_and_different_items_are_two() -> None:
    john, jon = (
        replace(naming(key, name), wikidata=item)
        for key, name, item in (("a", "John Smith", "Q1"), ("b", "John A. Smith", "Q2"))
    )

    assert len(set(resolve([john, jon], NameIndex()).entities.values())) == 2
    assert len(set(resolve([john, replace(jon, wikidata=None)], NameIndex()).entities.values())) == 1


def test_a_merge_comes_before_items_and_the_entitys_own_name_does_not() -> None:
    decided = DecidedName("M", "CONCEPT", "mercury-concept", "Mercury")
    names = {spelling(f"CONCEPT:{name}"): decided for name in ("mercury", "quicksilver")}
    graph = replace(of_item(PLANET, "CONCEPT:mercury", "CONCEPT:quicksilver"), decided=names)
    metal = replace(naming("q", "Quicksilver", kind="CONCEPT"), wikidata=ELEMENT)

    found = resolve(keep_items_apart([metal, mercury("m", ELEMENT)], graph), graph)

    assert found.entities == {"q": "M", "m": entity_id("CONCEPT@Q925:mercury")}


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

    with pytest.raises(InvalidInput, match=r"'\.\.\.' is not a name: give a word") as caught:
        read_namings(document(mentions=[mention], name="..."), "video:1")
    assert caught.value.path == ("entities", 2, "name")


def named(kind: str, *names: str, within: str | None = None, speaks: bool = False) -> Naming:
    keys = {str(alias_key(kind, name, within)): name for name in names}  # pyright: ignore[reportArgumentType]
    return Naming(names[0], kind, next(iter(keys)), keys, within, speaks)  # pyright: ignore[reportArgumentType]


def after(*before: Naming, then: list[Naming]) -> tuple[Resolution, Resolution]:
    """Two talks, the second when the graph has what the first brought."""
    first = resolve(before, NameIndex())
    shown = {first.entities[naming.key]: naming.key for naming in reversed(before)}
    owners = {key: Owner(id_, shown[id_]) for key, id_ in first.owned.items()}
    return first, resolve(then, known(owners))


def test_another_spelling_names_the_same_entity_and_is_an_alias_of_its_own() -> None:
    first, second = after(named("PRODUCT", "VS Code"), then=[named("PRODUCT", "VSCode")])

    assert second.entities == {"VSCode": first.entities["VS Code"]}
    assert second.owned == {"PRODUCT:vscode": first.entities["VS Code"]}
    assert (second.born, second.candidates) == ({}, ())


def test_another_spelling_of_another_name_leads_to_the_entity() -> None:
    first, second = after(
        named("PRODUCT", "Visual Studio Code", "VS Code"), then=[named("PRODUCT", "Codium", "VS-Code")]
    )

    assert second.entities == {"Codium": first.entities["Visual Studio Code"]}


def test_kinds_never_mix() -> None:
    first, second = after(named("PRODUCT", "Docker"), then=[named("COMPANY", "Docker")])

    assert second.entities["Docker"] != first.entities["Docker"]


def test_spellings_that_stand_for_two_entities_keep_theirs_and_a_third_goes_with_the_most_said() -> None:
    rows = [
        KnownAlias("PRODUCT:vs code", Owner("A", "VS Code"), support_of("OFFLINE", None, 2)),
        KnownAlias("PRODUCT:vscode", Owner("B", "VSCode"), support_of("OFFLINE", None, 7)),
    ]

    found = resolve([named("PRODUCT", "VS-Code"), named("PRODUCT", "VS Code")], gather_known(rows))

    assert found.entities == {"VS-Code": "B", "VS Code": "A"}
    assert found.owned == {"PRODUCT:vs-code": "B", "PRODUCT:vs code": "A"}


def test_a_misspelt_full_name_is_the_person_whose_name_is_alike() -> None:
    first, second = after(named("PERSON", "Sjors Provoost"), then=[named("PERSON", "Sjors Provost")])

    assert second.entities == {"Sjors Provost": first.entities["Sjors Provoost"]}
    assert second.born == {}


def test_two_who_are_as_alike_are_left_to_a_person_to_decide() -> None:
    before = [named("PERSON", "Matthew Boyle"), named("PERSON", "Matthias Boyle")]
    _, second = after(*before, then=[named("PERSON", "Matt Boyle")])

    assert set(second.born) == {second.entities["Matt Boyle"]}


def test_a_person_whom_the_document_has_beside_it_is_not_taken() -> None:
    before = named("PERSON", "Sara Soueidan")
    _, second = after(before, then=[named("PERSON", "Sara Soueidan"), named("PERSON", "Sarah Soueidan")])

    assert len(set(second.entities.values())) == 1  # alike within the document: one

    _, third = after(before, then=[named("PERSON", "Sara Soueidan"), named("PERSON", "Zara Soueidan")])

    assert len(set(third.entities.values())) == 2


def test_an_alias_that_is_like_a_name_does_not_lead_to_somebody_else() -> None:
    owners = {
        "PERSON:christopher hiller": Owner("C", "Christopher Hiller"),
        "PERSON:chris hiller": Owner("C", "Christopher Hiller"),
    }

    found = resolve([named("PERSON", "Christian Hiller")], known(owners))

    assert found.entities["Christian Hiller"] != "C"


def test_a_first_name_is_the_one_full_name_of_the_talk_that_it_is_part_of() -> None:
    sjors = named("PERSON", "Sjors", within="video:1")
    provoost = named("PERSON", "Sjors Provoost", speaks=True)
    snow = named("PERSON", "Sjors Snow")

    alone = resolve([sjors, provoost], NameIndex())
    two = resolve([sjors, provoost, snow], NameIndex())
    neither = resolve([sjors, named("PERSON", "Sjors Provoost"), snow], NameIndex())

    assert alone.entities["Sjors"] == alone.entities["Sjors Provoost"]
    assert alone.owned["PERSON@video:1:sjors"] == alone.entities["Sjors Provoost"]
    assert two.entities["Sjors"] == two.entities["Sjors Provoost"]
    assert neither.entities["Sjors"] not in (
        neither.entities["Sjors Provoost"],
        neither.entities["Sjors Snow"],
    )


def test_two_voices_are_two_persons_though_one_has_only_a_first_name() -> None:
    found = resolve(
        [named("PERSON", "Adam", within="video:1", speaks=True), named("PERSON", "Adam Jacob", speaks=True)],
        NameIndex(),
    )

    assert len(set(found.entities.values())) == 2


def test_voices_are_those_that_say_something() -> None:
    (voice,) = read_namings(document(), "video:1")
    assert voice.speaks


def test_initial_and_family_name_in_one_word_are_that_persons_in_either_order() -> None:
    full, handle = named("PERSON", "Kevin Zorkle"), named("PERSON", "KZorkle")

    first, second = after(full, then=[handle])
    assert second.entities["KZorkle"] == first.entities["Kevin Zorkle"]
    first, second = after(handle, then=[full])
    assert second.entities["Kevin Zorkle"] == first.entities["KZorkle"]
    both = resolve([full, handle], NameIndex())
    assert set(both.entities.values()) == {entity_id("PERSON:kevin zorkle")}


def test_a_handle_that_two_may_have_or_a_family_name_that_many_have_says_nothing() -> None:
    two = [named("PERSON", "Kevin Zorkle"), named("PERSON", "Karen Zorkle")]
    _, second = after(*two, then=[named("PERSON", "KZorkle")])
    assert second.entities["KZorkle"] == entity_id("PERSON:kzorkle")

    _, second = after(named("PERSON", "Karen Smith"), then=[named("PERSON", "KSmith")])
    assert second.entities["KSmith"] == entity_id("PERSON:ksmith")

    voices = [named("PERSON", "Kevin Zorkle", speaks=True), named("PERSON", "KZorkle", speaks=True)]
    assert len(set(resolve(voices, NameIndex()).entities.values())) == 2
