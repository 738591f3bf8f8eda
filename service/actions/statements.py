"""Corrects what talks state: adds a connection with its quote, rejects a quote."""

from dataclasses import dataclass
from typing import Annotated

from service.access.scopes import Scope
from service.actions.declaration import Decisions, Doc, DryRun, Id, Object, RelationshipType, action
from service.curation.videos import add_statement as adding
from service.curation.videos import reject_evidence as rejecting
from service.curation.videos.add_statement import StatedEnd, StatementReport, StatementToAdd
from service.curation.videos.reject_evidence import RejectReport
from service.domain.document import Kind
from service.graph.driver.database import Database

__all__ = [
    "AddStatement", "AddedStatement", "RejectEvidence", "RejectReport", "RejectedEvidence", "StatementEnd", "StatementReport",
    "add_statement", "reject_evidence",
]  # fmt: skip


@dataclass(frozen=True)
class RejectEvidence:
    """A quote that does not support its relationship."""

    evidence: Annotated[Id, Doc("Id of the evidence.")]
    dry_run: Annotated[bool, Doc("Only says what would go.")] = False


@dataclass(frozen=True)
class RejectedEvidence:
    """A quote was rejected. Its relationship goes with its last quote."""

    id: Annotated[Id, Doc("Id that the evidence had.")]
    quote: Annotated[str, Doc("The words, verbatim.")]
    type: Annotated[RelationshipType, Doc("Type of the relationship.")]
    source: Annotated[
        str | None,
        Object("Entity"),
        Doc("The source of the relationship. Null if nothing else supports it."),
    ]
    target: Annotated[
        str | None,
        Object("Entity"),
        Doc("The target of the relationship. Null if nothing else supports it."),
    ]
    video: Annotated[str, Object("Video"), Doc("The video of the quote.")]
    relationship_id: Annotated[Id, Doc("Id of the relationship, which is deleted with its last quote.")]
    remaining_evidence_count: Annotated[
        int, Doc("Number of quotes that the relationship still has, in all videos. 0: it was deleted.")
    ]
    decisions: Decisions

    @classmethod
    def of(cls, report: RejectReport) -> "RejectedEvidence":
        return cls(
            report.evidence, report.quote, report.type, report.source.id, report.target.id, report.video, report.relationship,
            report.left, (report.decision,),
        )  # fmt: skip


@action(Scope.CURATE, result=RejectedEvidence.of, takes_reason=True)
async def reject_evidence(database: Database, request: RejectEvidence) -> RejectReport:
    """Removes a quote that does not support its relationship. It does not come back when the video is imported or extracted
    again.

    Raises:
        NotFound: there is no such quote.
        InvalidInput: the talk must be imported again first.
    """
    return await rejecting.reject_evidence(database, request.evidence, dry_run=request.dry_run)


@dataclass(frozen=True)
class StatementEnd:
    """An end of a relationship: an entity of the graph (`entity`), or a new one (`name` and `kind`)."""

    entity: Annotated[Id | None, Doc("Id or slug of the entity.")] = None
    name: Annotated[str | None, Doc("Name of a new entity, at most 200 characters.")] = None
    kind: Annotated[Kind | None, Doc("Kind of a new entity.")] = None


@dataclass(frozen=True)
class AddStatement:
    """A relationship, with a quote of a video that supports it."""

    video: Annotated[Id, Doc("Id, slug or address of the video.")]
    source: Annotated[StatementEnd, Doc("The source of the relationship.")]
    type: Annotated[RelationshipType, Doc("The type of the relationship.")]
    target: Annotated[StatementEnd, Doc("The target of the relationship.")]
    quote: Annotated[
        str,
        Doc(
            "The words, verbatim as in the transcript. They may continue in the next segments, joined by one space. At most 10,000 characters."
        ),
    ]
    label: Annotated[
        str | None, Doc("The relationship in words, at most 1,000 characters. Default: the type.")
    ] = None
    past: Annotated[bool, Doc("Whether the words say that it is over.")] = False
    start_seconds: Annotated[
        float | None,
        Doc("If the words stand in several places, the moment that is nearest. Default: the first place."),
    ] = None
    dry_run: DryRun = False


@dataclass(frozen=True)
class AddedStatement:
    """A relationship was added by hand, with its quote."""

    evidence: Annotated[
        str | None, Object("Evidence"), Doc("The quote, with its relationship. Null with `dryRun`.")
    ]
    source: Annotated[
        str | None,
        Object("Entity"),
        Doc("The source of the relationship. Null with `dryRun` if it is a new entity."),
    ]
    target: Annotated[
        str | None,
        Object("Entity"),
        Doc("The target of the relationship. Null with `dryRun` if it is a new entity."),
    ]
    video: Annotated[str, Object("Video"), Doc("The video of the quote.")]
    start_seconds: Annotated[float, Doc("Start of the segment where the quote begins.")]
    decisions: Decisions

    @classmethod
    def of(cls, report: StatementReport) -> "AddedStatement":
        return cls(
            report.evidence, report.source, report.target, report.video, report.start_seconds, (report.decision,)
        )  # fmt: skip


@action(Scope.CURATE, result=AddedStatement.of, takes_reason=True)
async def add_statement(database: Database, request: AddStatement) -> StatementReport:
    """Adds a relationship by hand, with a quote of a video. It is kept when the video is imported or extracted again, as long
    as the video has the quote.

    Raises:
        NotFound: the talk or an entity does not exist.
        InvalidInput: the quote is not in the transcript, the type does not fit the kinds, or an end is not given once.
        Conflict: the talk has this quote for this connection already.
    """
    statement = StatementToAdd(
        request.video, _end(request.source), request.type, _end(request.target), request.quote, request.label, request.past,
        request.start_seconds,
    )  # fmt: skip
    return await adding.add_statement(database, statement, dry_run=request.dry_run)


def _end(end: StatementEnd) -> StatedEnd:
    return StatedEnd(end.entity, end.name, end.kind)
