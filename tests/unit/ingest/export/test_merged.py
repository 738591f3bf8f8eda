"""A talk of which two entities were made one, out of its rows and into the same: what a graph of one talk does, and no database."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from service.domain.check import check_document
from service.domain.document import Kind, VideoDocument
from service.ingest.check import require_borne_out
from service.ingest.curation.decisions.stored_decisions import lasting, spellings
from service.ingest.export.video import decisions_of, make_document
from service.ingest.identity import alias_key, as_kind, entity_id, video_id
from service.ingest.resolution.kind_resolution import adopt_kinds
from service.ingest.resolution.name_index import Decided, Known, spelling
from service.ingest.resolution.namings import read_namings
from service.ingest.resolution.resolve import resolve
from service.ingest.storage.build import build_part
from service.ingest.storage.reassign import Target, move_entities
from service.ingest.storage.stored_video import Stored
from service.ingest.video_rows import Part, Row
from support.similar_names import at, load, make, named, said, talks


@dataclass(frozen=True)
class Noted:
    """A decided name: whose it was, and of which kind that was."""

    key: str
    former: str | None
    former_kind: Kind


@dataclass(frozen=True)
class Merged:
    """The talk afterwards. `decided`, `noted`: by spelling."""

    stored: Stored
    decided: Mapping[str, Decided]
    noted: Mapping[str, Noted]


def mains(stored: Stored, id_: str) -> set[str]:
    own = {key for key, owner in stored.owners.items() if owner == id_}
    name = stored.part.rows["features"][(id_,)]["name"]
    called = {alias_key(stored.kinds[id_], name, within) for within in (None, stored.part.video)}
    return {key for key in own if entity_id(key) == id_} | own & {key for key in called if key}


def foreign(stored: Stored, ids: Collection[str], kind: Kind) -> frozenset[str] | None:
    """None if a main name is another's under the new kind."""
    own = [key for key, owner in stored.owners.items() if owner in ids]
    new = {as_kind(key, kind) for key in own} - set(own)
    others = {spelling(key) for key, owner in stored.owners.items() if owner not in ids}
    for id_ in ids:
        if stored.kinds[id_] != kind and any(
            spelling(as_kind(key, kind)) in others for key in mains(stored, id_)
        ):
            return None
    return frozenset(key for key in new if spelling(key) in others)


def merge(stored: Stored, source: str, into: str, kind: Kind) -> Merged | None:
    """Merges like `merge_entities`; returns None if that is refused."""
    ids = [source, into] if kind != stored.kinds[into] else [source]
    voices = {row["person"] for row in stored.part.rows["speaker"].values()}
    keys = foreign(stored, [source, into], kind)
    if keys is None or (kind != "PERSON" and voices & set(ids)):
        return None
    shown = shown_name(stored.part, into)
    targets = {id_: Target(into, kind, None if id_ == into else shown) for id_ in ids}
    moved = move_entities(stored, targets, keys)
    given = {row["alias"] for row in moved.part.rows["given_name"].values()}
    owners = {key: id_ for key, id_ in {**stored.owners, **moved.stands_for}.items() if key in given}
    kinds: dict[str, Kind] = {id_: one for id_, one in stored.kinds.items() if id_ not in (source, into)}
    kinds[into] = kind
    after = Stored(moved.part, owners, kinds, stored.duration, stored.show)
    noted: dict[str, Noted] = {}
    own = lasting(mains(stored, into)) if kind == stored.kinds[into] else mains(stored, into)
    formers: dict[str, str | None] = dict.fromkeys(own)
    formers |= {key: source for key in mains(stored, source) if spelling(key) not in spellings(own)}
    had = spellings(formers)
    for former in sorted(set(formers.values()), key=str):
        some = [key for key, whose in formers.items() if whose == former]
        for key in spellings(some) | (spellings(some, kind) - had):
            if key not in noted or noted[key].former is None:
                noted[key] = Noted(key, former, kind if former is None else stored.kinds[source])
    name = shown_name(moved.part, into)
    decided = {key: Decided(into, kind, "", name, one.former is not None) for key, one in noted.items()}
    return Merged(after, decided, noted)


def shown_name(part: Part, entity: str) -> str:
    row = part.rows["features"][(entity,)]
    return row["called"] or row["name"]


def load_merged(document: VideoDocument, merged: Merged) -> Part:
    """Imports into a graph that contains only decisions."""
    namings = read_namings(document, video_id(document))
    mains_of = {naming.main: merged.decided.get(spelling(naming.main)) for naming in namings}
    of_kind = {spelling(as_kind(main, one.kind)): one for main, one in mains_of.items() if one is not None}
    known = Known(decided=of_kind | dict(merged.decided))
    namings = adopt_kinds(namings, known)
    return build_part(document, video_id(document), namings, resolve(namings, known), "PERSON")


def export(merged: Merged, told: Row) -> VideoDocument:
    whose = {
        key: {
            "entity": merged.decided[key].entity_id,
            "whose": one.former or merged.decided[key].entity_id,
            "kind": one.former_kind,
        }
        for key, one in merged.noted.items()
    }
    exported = make_document(told, merged.stored, decisions_of(merged.stored, whose))
    document, _ = check_document(exported)
    require_borne_out(document)
    return document


def said_keys(part: Part) -> set[str]:
    """Alias keys by which something is said."""
    keys = {row["aliasKey"] for row in part.rows["mention"].values()}
    return keys | {
        row[f"{end}Key"] for row in part.rows["evidence"].values() for end in ("subject", "object")
    }


def kept(part: Part, heard: Collection[str], keys: Collection[str]) -> dict[str, Any]:
    """What a document keeps: not that a name is a guess, names that nothing is said by, what is only named."""
    rows: dict[str, Any] = dict(part.rows)
    rows["given_name"] = {row["alias"]: row["name"] for row in part.rows["given_name"].values()}
    rows["given_name"] = {key: name for key, name in rows["given_name"].items() if key in keys}
    rows["features"] = {id_: row for (id_,), row in part.rows["features"].items() if id_ in heard}
    return rows


def heard_in(part: Part) -> set[str]:
    ends = {row[end] for row in part.rows["evidence"].values() for end in ("subject", "object")}
    voices = {row["person"] for row in part.rows["speaker"].values()}
    return ends | voices | {row["entity"] for row in part.rows["mention"].values()}


def entity(key: str, name: str, kind: Kind, *aliases: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "name": name, "kind": kind, "aliases": aliases} | more


def first_name_of_no_person() -> VideoDocument:
    """Whom the talk calls Ada is whom it calls Ada Lovelace, and so what this was decided to be."""
    words = said("and Loom Ada Lovelace", ". So Ada Loom")
    return make(
        words,
        [
            entity("loom", "Loom", "PRODUCT", mentions=at(words[:1], "Loom")),
            entity("ada", "Ada", "PERSON", local=True, mentions=at(words, "Ada")),
            entity("lovelace", "Ada Lovelace", "PERSON", "Lovelace", mentions=at(words[:1], "Lovelace")),
        ],
    )


@example(document=first_name_of_no_person(), pick=(1, 0), first=False)
@given(
    document=talks(),
    pick=st.tuples(st.integers(0, 9), st.integers(0, 9)),
    first=st.booleans(),
)
def test_any_talk_and_any_merge(document: VideoDocument, pick: tuple[int, int], first: bool) -> None:
    stored, told = load(document)
    ids = sorted(stored.kinds)
    source, into = (ids[number % len(ids)] if ids else "" for number in pick)
    voices = [row["person"] for row in stored.part.rows["speaker"].values() if row["person"]]
    if source == into or len(voices) > len(set(voices)):
        return  # two voices of one person are told by one name, and its id may be of the other
    if stored.kinds[source] != stored.kinds[into] and {source, into} & set(voices):
        return  # what is of another kind has no voice, and what only the voice bore out is lost with it
    merged = merge(stored, source, into, stored.kinds[source if first else into])
    if merged is None:
        return
    part = merged.stored.part
    assert load_merged(document, merged) == part

    again = load_merged(export(merged, told), merged)

    heard, keys = heard_in(part), said_keys(part)
    assert kept(again, heard, keys) == kept(part, heard, keys)
    assert again.rows["given_name"].keys() <= part.rows["given_name"].keys()
    assert again.rows["features"].keys() <= part.rows["features"].keys()


def there_and_back(document: VideoDocument, source: str, into: str, kind: Kind) -> VideoDocument:
    """Merges two by what the talk calls them; the export."""
    stored, told = load(document)
    ids = {row["name"]: row["entity"] for row in stored.part.rows["features"].values()}
    merged = merge(stored, ids[source], ids[into], kind)
    assert merged is not None
    assert load_merged(document, merged) == merged.stored.part

    exported = export(merged, told)

    assert as_shown(load_merged(exported, merged)) == as_shown(merged.stored.part)
    return exported


def as_shown(part: Part) -> dict[str, Any]:
    """With the decided names of entities: of a talk that named both, the export may take another of its own names for the main one."""
    rows = {
        row["entity"]: row | {"name": row["called"] or row["name"]} for row in part.rows["features"].values()
    }
    for row in rows.values():
        row["called"] = None
    return part.rows | {"features": rows}


def test_what_was_merged_into_something_of_one_talk_goes_by_the_name_of_that() -> None:
    """Though "the Lab" is said more often than the name that was decided, which has the better capitals of all."""
    words = said("the loom and the Lab", "the Lab again", "Ada left Acme Inc.")
    document = make(
        words,
        [
            entity("loom", "loom", "PRODUCT", local=True, mentions=at(words, "loom")),
            entity("acme", "Acme Inc.", "COMPANY", "the Lab", mentions=at(words, "the Lab")),
            entity("ada", "Ada", "PERSON"),
        ],
        relationships=[
            {
                "source": "ada",
                "type": "LEFT",
                "target": "acme",
                "evidence": [{"quote": words[2]["text"], "segment": 2, "label": "left"}],
            }
        ],
    )

    exported = there_and_back(document, "Acme Inc.", "loom", "PRODUCT")

    assert named(exported) == [
        ("loom", (), True),
        ("Acme Inc.", ("the Lab",), False),
        ("Ada", (), False),
    ]


def test_a_first_name_stays_with_the_full_name_by_which_nothing_else_is_said() -> None:
    """The connection between the two is gone, and "Alan" is resolved only by "Alan Turing"."""
    words = said("Alan built the ACME Engine")
    document = make(
        words,
        [
            entity("engine", "ACME Engine", "PRODUCT", mentions=at(words, "ACME Engine")),
            entity("alan", "Alan", "PERSON", local=True, mentions=at(words, "Alan")),
            entity("turing", "Alan Turing", "PERSON", "Alan"),
        ],
        relationships=[
            {
                "source": "turing",
                "type": "RELATED_TO",
                "target": "engine",
                "evidence": [{"quote": words[0]["text"], "segment": 0, "label": "built"}],
            }
        ],
    )

    exported = there_and_back(document, "Alan Turing", "ACME Engine", "PERSON")

    assert named(exported) == [
        ("Alan Turing", ("ACME Engine", "Alan"), False),
        ("Alan", (), True),
    ]


def test_what_one_talk_has_of_a_name_is_called_by_its_own_though_the_other_had_it_too() -> None:
    words = said("I built Acme", speakers=("Ada",))
    document = make(
        words,
        [
            entity("ada", "Ada", "PERSON", mentions=[]),
            entity("acme", "Acme", "COMPANY", local=True, mentions=at(words, "Acme")),
            entity("loom", "Loom", "PRODUCT", "Acme"),
        ],
        speakers=[{"label": "Ada", "person": "ada"}],
        relationships=[
            {
                "source": "ada",
                "type": "CREATED",
                "target": "loom",
                "evidence": [{"quote": "I built Acme", "segment": 0, "label": "built", "objectName": "Acme"}],
            }
        ],
    )

    exported = there_and_back(document, "Loom", "Acme", "PRODUCT")

    assert [(one.name, one.aliases, one.local) for one in exported.entities if one.kind == "PRODUCT"] == [
        ("Loom", ("Acme",), False),
        ("Acme", (), True),
    ]


def test_what_is_left_of_something_of_one_talk_is_still_that() -> None:
    """No statement uses "Acme", the name it was created for, and the other entity had that name everywhere."""
    words = said("the Lab made acme engines")
    document = make(
        words,
        [
            entity("acme", "Acme", "PRODUCT", "acme engines", local=True, mentions=at(words, "acme engines")),
            entity("lab", "the Lab", "PRODUCT", "Acme", mentions=at(words, "the Lab")),
        ],
    )

    exported = there_and_back(document, "the Lab", "Acme", "PRODUCT")

    assert named(exported) == [("Acme", ("acme engines",), True), ("the Lab", ("Acme",), False)]
