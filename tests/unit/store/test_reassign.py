"""A talk's rows after two of its entities turned out to be one, without a graph."""

from service.domain.document import Kind
from service.domain.identity import entity_id
from service.graph.video_rows import VideoRows
from service.resolution.name_index import NameIndex
from service.resolution.namings import read_namings
from service.resolution.resolve import resolve
from service.store.reassign import MergeTarget, move_entities
from service.store.rows.build import build_part
from service.store.stored_video import StoredVideo
from support.talks import Sentence, make_document

ADA, ACME, LOOM = (
    entity_id(key) for key in ("PERSON:ada lovelace", "COMPANY:acme", "CONCEPT:weaving algebra")
)
KINDS: dict[str, Kind] = {ADA: "PERSON", ACME: "COMPANY", LOOM: "CONCEPT"}


def stored_talk() -> StoredVideo:
    """Ada's talk: Loom is named at 0 s, Acme at 0 and 10 s."""
    sentences = [
        Sentence("ada", words, ("ada", "WORKS_AT", "acme"), 0.5, frozenset())
        for words in (("loom",), (), ("ada",))
    ]
    document = make_document("one", sentences, aliases=False)
    namings = read_namings(document, "video:one")
    part = build_part(document, "video:one", namings, resolve(namings, NameIndex()), "PERSON")
    owners = {row["aliasKey"]: row["entity"] for row in part.rows["mention"].values()}
    return StoredVideo(part, owners, KINDS, 29.5, None)


def salience_of(part: VideoRows, entity: str) -> float:
    return part.rows["features"][(entity,)]["salience"]


def test_a_computed_salience_is_computed_again_and_a_given_one_stays() -> None:
    stored, targets = stored_talk(), {LOOM: MergeTarget(ACME, "COMPANY")}
    before = [salience_of(stored.part, entity) for entity in (LOOM, ACME)]

    computed = salience_of(move_entities(stored, targets).part, ACME)
    stored.part.rows["features"][(LOOM,)]["salience"] = 0.95
    given = salience_of(move_entities(stored, targets).part, ACME)

    assert (before, computed, given) == ([0.445, 0.721], 0.79, 0.95)
