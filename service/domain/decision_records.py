"""Decisions as documents and files carry them: each record has the properties of one node of the graph.

A VideoDocument carries the decisions on its own names. A file of decisions (`decisions.json`, which `videograph export --all`
writes) carries all decisions of a graph, also those that concern no talk of it.
"""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from service.domain.document_base import Kind, Part
from service.domain.document_types import Name, Words

DECISIONS_FORMAT = "videograph-decisions/1"
DECISIONS_FILE = "decisions.json"
"""What `videograph export --all` calls the file."""


def moment(text: str) -> datetime:
    """An ISO 8601 moment; one without a time zone is UTC."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _require_moment(text: str) -> str:
    try:
        moment(text)
    except ValueError:
        raise ValueError(f"{text!r} is no ISO 8601 moment such as 2026-11-29T10:15:00Z") from None
    return text


Moment = Annotated[str, AfterValidator(_require_moment)]
EntityId = Annotated[str, StringConstraints(pattern=r"^entity:[0-9a-f]+$", max_length=100)]
NodeId = Annotated[str, StringConstraints(pattern=r"^(?:entity|video):\S(?:.*\S)?$", max_length=300)]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-+[a-z0-9]+)*$", max_length=200)]
NameKey = Annotated[str, StringConstraints(pattern=r"^(?:PERSON|COMPANY|CONCEPT|PRODUCT|EVENT)[:@].+$")]


class NameRecord(Part):
    """What a name stands for. `key`: the kind and what the spellings of the name share. `dropped`: the entity is not taken into the
    graph. `detached`: the name was taken from another entity. `formerId`: the merged entity whose name it was."""

    key: NameKey
    entity_id: EntityId
    kind: Kind
    slug: Slug
    name: Words
    former_id: EntityId | None = None
    dropped: bool = False
    detached: bool = False
    decided_at: Moment


class PairRecord(Part):
    """Two entities that are not one, or two videos that share their words and both stay."""

    one: NodeId
    other: NodeId
    decided_at: Moment


class MergedRecord(Part):
    """An entity that was merged: what its id and slug lead to. `intoId`: the entity that it was merged into first; `intoKind`: the
    kind that this had before, where the merge changed it."""

    id: EntityId
    slug: Slug
    name: Words
    kind: Kind
    entity_id: EntityId
    into_id: EntityId | None = None
    into_kind: Kind | None = None
    merged_at: Moment


class RenamedRecord(Part):
    """The name that is shown for an entity, whatever talks call it."""

    id: EntityId
    name: Name
    decided_at: Moment


class CorrectionRecord(Part):
    """One correction (`rename`, `kind`, `drop`, `detach`), with all that is needed to take it back. `slug`, `name`, `kind`: of the
    entity before it. `detail`: the new name, the new kind or the name that was detached. `changes`: JSON, the names that it decided
    with what was decided on them before."""

    id: Annotated[str, StringConstraints(pattern=r"^decision:[0-9a-f]+$")]
    sort: Literal["RENAME", "KIND", "DROP", "DETACH"]
    entity_id: EntityId
    slug: Slug
    name: Words
    kind: Kind
    detail: Words | None = None
    reason: Words | None = None
    changes: Words
    decided_at: Moment


class Decisions(Part):
    """Decisions of a graph, by what they are on."""

    names: tuple[NameRecord, ...] = ()
    pairs: tuple[PairRecord, ...] = ()
    merged: tuple[MergedRecord, ...] = ()
    renamed: tuple[RenamedRecord, ...] = ()
    corrections: tuple[CorrectionRecord, ...] = ()

    def count(self) -> int:
        """How many records there are."""
        return sum(map(len, self.lists()))

    def lists(self) -> Sequence[Sequence[Part]]:
        return self.names, self.pairs, self.merged, self.renamed, self.corrections


class DecisionsFile(Decisions):
    """All decisions of a graph, as a file."""

    format: Literal["videograph-decisions/1"] = Field(default=DECISIONS_FORMAT)


def decisions_text(decisions: Decisions) -> str:
    """The decisions as the JSON of a file."""
    parts = decisions.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps({"format": DECISIONS_FORMAT} | parts, ensure_ascii=False, indent=1) + "\n"
