"""Compares every projection with the data that it is computed from.

The source data are the parts of the videos: segments, mentions, topics of segments, speakers, evidence, and each
video's names for its channel, topics and entities. Connections between entities, FEATURES, DISCUSSES, COVERS, the
stored counts, dates and names, and the search forms are computed from them. Imports update them, so there is no drift
unless somebody writes by hand; `repair` then corrects it. Use this only while no import runs.
"""

import hashlib
import json
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

from service.domain.identity import relationship_id
from service.domain.model import ENDED_BY_LEFT, KINDS
from service.domain.text import search_form
from service.graph.driver.database import Database, Transaction
from service.graph.name_keys import match_keys
from service.graph.name_support import add_support, support_of
from service.graph.preferred_values import best_values, decided_values
from service.graph.statement_runner import execute, execute_whole, run_statement

__all__ = ["Drift", "find_drift", "fingerprint", "repair"]


_HISTORY = (
    "addedAt",
    "updatedAt",
    "writtenAt",
    "revision",
    "importedBy",
    "recording",
    "recordingType",
    "formerIds",
    "removedRows",
    "rowsAt",
)
"""Times and numbers of imports and of writing are not part of it, nor where recordings lie, nor which talks were replaced, nor what corrections removed from talks: that is in the kept documents too."""


async def fingerprint(database: Database) -> str:
    """Returns the hash over labels, properties and relationships of the whole graph, without the history of imports
    and migrations."""
    total = 0
    for labels, properties in await _read(database, "graph/list_nodes"):
        lasting = {key: value for key, value in properties.items() if key not in _HISTORY}
        total += _hash([sorted(labels), lasting])
    for row in await _read(database, "graph/list_relationships"):
        total += _hash(row)
    return f"{total % 2**256:064x}"


async def _read(database: Database, name: str) -> list[list[Any]]:
    return await execute(database, name, label="fingerprint", unlimited=True)


def _hash(row: list[Any]) -> int:
    text = json.dumps(row, sort_keys=True, default=str, ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())


type Values = Mapping[str, Any]

_BATCH = 5000
NO_DATE = "0001-01-01"
"""`sortDate` if no date is known."""


@dataclass(frozen=True)
class Drift:
    """One difference. `stored` and `expected` contain its copies, each with its values; empty: it does not exist, or
    should not."""

    noun: str
    key: Values
    stored: Sequence[Values]
    expected: Sequence[Values]

    def __str__(self) -> str:
        stored, expected = list(self.stored), list(self.expected)
        if len(stored) == len(expected) == 1:
            differing = [key for key in expected[0] if stored[0].get(key) != expected[0][key]]
            stored = [{key: stored[0].get(key) for key in differing}]
            expected = [{key: expected[0][key] for key in differing}]
        key = " ".join(str(value) for value in self.key.values())
        return f"{self.noun} {key}: {_words(stored)}; should be {_words(expected)}"


def _words(values: Sequence[Values]) -> str:
    return " and ".join(", ".join(f"{k} {v!r}" for k, v in one.items()) for one in values) or "absent"


async def find_drift(database: Database) -> list[Drift]:
    """Returns all drift, noun by noun; empty if there is none."""
    return [drift for find, _ in _CHECKS.values() for drift in await find(database)]


async def repair(database: Database) -> int:
    """Computes the projections again from the source data, in one transaction for each noun.

    Returns: The number of corrections. What cannot be corrected (an entity without kind and name) stays drift.
    """
    count = 0
    for noun, (find, mend) in _CHECKS.items():
        drifts = await find(database)
        if drifts:
            await database.write(_mending(mend, noun, drifts), name=f"repair {noun}")
            count += len(drifts)
    return count


def _mending(mend: "Mend", noun: str, drifts: list[Drift]) -> Callable[[Transaction], Awaitable[None]]:
    async def work(transaction: Transaction) -> None:
        await mend(transaction, noun, drifts)

    return work


type Find = Callable[[Database], Awaitable[list[Drift]]]
type Mend = Callable[[Transaction, str, list[Drift]], Awaitable[None]]


async def _rows(database: Database, name: str) -> list[dict[str, Any]]:
    return await execute_whole(database, f"checks/{name}", label=f"check {name}")


def _counted(noun: str) -> Find:
    """For checks whose statement finds the differences."""

    async def find(database: Database) -> list[Drift]:
        rows = await _rows(database, f"{noun}/compare")
        return [Drift(noun, row["key"], row["stored"], row["expected"]) for row in rows]

    return find


async def _mend(transaction: Transaction, noun: str, drifts: list[Drift]) -> None:
    keep = [{**drift.key, **drift.expected[0]} for drift in drifts if drift.expected]
    remove = [drift.key for drift in drifts if not drift.expected]
    for verb, rows in (("delete", remove), ("repair", keep)):
        for start in range(0, len(rows), _BATCH):
            await run_statement(transaction, f"checks/{noun}/{verb}", rows=rows[start : start + _BATCH])


async def _find_evidence(database: Database) -> list[Drift]:
    drifts: list[Drift] = []
    for row in await _rows(database, "evidence/compare"):
        ids, id_ = row.pop("ids"), relationship_id(row["source"], row["type"], row["target"])
        unsorted = row.pop("unsorted")
        if ids != [id_] or unsorted:
            stored = {"relationshipId": ids, "unsorted": unsorted}
            drifts.append(Drift("evidence", row, [stored], [{"relationshipId": id_, "unsorted": 0}]))
    return drifts


async def _find_forms(database: Database) -> list[Drift]:
    drifts: list[Drift] = []
    for row in await _rows(database, "search_form/compare"):
        expected = None if row["text"] is None else search_form(row["text"])
        if row["stored"] != expected:
            element, key = {"element": row["element"]}, row["key"]
            stored = {**element, key: row["stored"]}
            drifts.append(Drift("form", {"id": row["id"]}, [stored], [{**element, key: expected}]))
    return drifts


async def _mend_forms(transaction: Transaction, _: str, drifts: list[Drift]) -> None:
    forms = [dict(drift.expected[0]) for drift in drifts]
    rows = [{"element": form.pop("element"), "forms": form} for form in forms]
    for start in range(0, len(rows), _BATCH):
        await run_statement(transaction, "checks/search_form/repair", rows=rows[start : start + _BATCH])


async def _find_relationships(database: Database) -> list[Drift]:
    stored: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in await _rows(database, "relationship/list_stored"):
        stored.setdefault((row["source"], row["type"], row["target"]), []).append(row)
    drifts: list[Drift] = []
    rows = await _rows(database, "relationship/list_expected")
    left = {(row["source"], row["target"]): row["lastSaidOn"] for row in rows if row["type"] == "LEFT"}
    for row in rows:
        row["past"] = row["pastCount"] == row["evidenceCount"] or _has_left(row, left)
        ends = (row["source"], row["type"], row["target"])
        id_ = relationship_id(*ends)
        weight = row.pop("thousandths") / 1000
        expected = [{"id": id_, **row, "weight": weight}]
        found = stored.pop(ends, [])
        if [{key: one[key] for key in expected[0]} for one in found] != expected:
            drifts.append(Drift("relationship", {"id": id_}, found, expected))
    drifts += [Drift("relationship", {"id": rows[0]["id"]}, rows, []) for rows in stored.values()]
    return drifts


def _has_left(row: Mapping[str, Any], left: Mapping[tuple[str, str], str | None]) -> bool:
    """Returns whether a position is over because the person left, as `relationship/decide_past` has it."""
    ends = row["source"], row["target"]
    if row["type"] not in ENDED_BY_LEFT or ends not in left:
        return False
    day, said = left[ends], row["lastSaidOn"]
    return day is None or said is None or day >= said


async def _mend_relationships(transaction: Transaction, _: str, drifts: list[Drift]) -> None:
    remove = [{"element": one["element"]} for drift in drifts for one in drift.stored]
    create = [dict(one) for drift in drifts for one in drift.expected]
    verbs = {
        "checks/relationship/delete": remove,
        "relationship/create": create,
        "relationship/decide_past": create,
    }
    for name, rows in verbs.items():
        for start in range(0, len(rows), _BATCH):
            await run_statement(transaction, name, rows=rows[start : start + _BATCH])


def _shown(noun: str, expect: Callable[[dict[str, Any]], dict[str, Any] | None]) -> Find:
    """Finds nodes whose shown values differ from the rules in Python. `expect` returns the values that a node should have; None if it
    should be deleted."""

    async def find(database: Database) -> list[Drift]:
        drifts: list[Drift] = []
        for row in await _rows(database, f"{noun}/compare"):
            expected = expect(row)
            stored = {key: row[key] for key in expected or {"name": None}}
            if stored != expected:
                drifts.append(Drift(noun, {"id": row["id"]}, [stored], [expected] if expected else []))
        return drifts

    return find


def _expect_entity(row: dict[str, Any]) -> dict[str, Any] | None:
    if not row["videos"]:
        return None
    # The kind is part of every alias key, so two entities of different kinds never share one.
    kinds = {key.partition(":")[0].partition("@")[0] for key in row["keys"]} & KINDS.keys()
    kind = kinds.pop() if len(kinds) == 1 else row["kind"]
    labels = sorted(set(row["labels"]) - {"Entity"})
    row["label"] = labels[0] if len(labels) == 1 else labels
    given = {
        "name": row["names"],
        "description": row["descriptions"],
        "url": row["urls"],
        "wikidata": row["items"],
    }
    shown = best_values(given, kind) | decided_values(row)
    return shown | {
        "label": KINDS.get(kind, labels),
        "kind": kind,
        "searchName": search_form(shown["name"] or ""),
        "mentionCount": row["mentions"],
        "videoCount": row["videos"],
        "relationshipCount": row["relationships"],
        "firstMentionedOn": row["firstDay"],
        "lastMentionedOn": row["lastDay"],
        "sortDate": row["lastDay"] or NO_DATE,
    }


def _expect_topic(row: dict[str, Any]) -> dict[str, Any] | None:
    shown = best_values({"name": row["names"]})
    if not row["videos"] or shown["name"] is None:
        return None
    return shown | {"searchName": search_form(shown["name"]), "videoCount": row["videos"]}


def _expect_channel(row: dict[str, Any]) -> dict[str, Any] | None:
    shown = best_values({"name": row["names"], "url": row["urls"]})
    if not row["videos"] or shown["name"] is None:
        return None
    return shown | {"searchName": search_form(shown["name"])}


def _expect_alias(row: dict[str, Any]) -> dict[str, Any] | None:
    shown = best_values({"name": row["names"]})
    name = shown["name"] or row["renamed"]
    if name is None or row["entities"] != 1:
        return None
    keys = match_keys(row["id"])
    given = [support_of(one["authority"], one["guessed"], one["videos"]) for one in row["names"]]
    return shown | {
        "name": name,
        "searchName": search_form(name),
        "matchKey": keys.match,
        "firstKey": keys.first,
        "familyKey": keys.family,
        "support": list(reduce(add_support, given)) if given else None,
    }


_CHECKS: dict[str, tuple[Find, Mend]] = {
    "part": (_counted("part"), _mend),
    "video": (_counted("video"), _mend),
    "form": (_find_forms, _mend_forms),
    "speaker": (_counted("speaker"), _mend),
    "features": (_counted("features"), _mend),
    "discusses": (_counted("discusses"), _mend),
    "covers": (_counted("covers"), _mend),
    "evidence": (_find_evidence, _mend),
    "relationship": (_find_relationships, _mend_relationships),
    "entity": (_shown("entity", _expect_entity), _mend),
    "topic": (_shown("topic", _expect_topic), _mend),
    "channel": (_shown("channel", _expect_channel), _mend),
    "alias": (_shown("alias", _expect_alias), _mend),
    "change": (_counted("change"), _mend),
}
"""In the order of repair: data from which others are computed come first."""
