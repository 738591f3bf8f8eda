"""What a job has imported, as properties of the job."""

from collections import Counter
from collections.abc import Sequence

from service.actions.imports.import_decisions import DecisionCounts
from service.actions.imports.import_talk import Candidate, ImportReport, SaidBefore, TalkReport
from service.domain.comparison import QuotedRelationship
from service.graph.driver.database import Database
from service.graph.statement_runner import execute_rows
from service.graph.video_rows import Row

_LISTED = 100
"""Connections of each sort that a report lists; their numbers are exact."""
_COUNTED = (
    "segments", "speakers", "chapters", "sections", "bullets", "topics", "entities", "mentions", "relationships", "evidence",
)  # fmt: skip


def properties_of(report: TalkReport) -> Row:
    """Returns the properties of the job that say what was imported. `cypher/fields/Job/report.cypher` reads them."""
    imported, dropped, applied = report.imported, sorted(report.dropped.items()), report.imported.decisions
    changes = report.changes
    compared: Row = {} if changes is None else {
        "reportDecision": report.decision,
        "reportConnections": [len(changes.new), len(changes.gone), changes.kept],
        "reportNew": _listed(changes.new),
        "reportGone": _listed(changes.gone),
    }  # fmt: skip
    return compared | {
        "reportSlug": imported.slug,
        "reportOutcome": imported.outcome.upper(),
        "reportCounts": [imported.counts[noun] for noun in _COUNTED] if imported.counts else [],
        "reportDropped": [reason for reason, _ in dropped],
        "reportDroppedCounts": [count for _, count in dropped],
        "reportNotes": list(report.notes),
        "reportSameWords": [value for one in report.before for value in (one.id, one.slug, one.title)],
        "reportShares": [value for one in report.before for value in (one.share, one.covered)],
        "reportSame": [one.same for one in report.before],
        "reportReplaced": report.replaced,
        "reportSameTitle": list(imported.same_title),
        "reportMissing": list(imported.missing),
        "reportCandidates": [
            value for one in imported.candidates for value in (one.name, one.entity_id, one.other_id)
        ],
        "reportDecisions": [applied.carried, applied.taken, applied.older, applied.talks],
    }


def _listed(connections: Sequence[QuotedRelationship]) -> list[str]:
    return [value for one in connections[:_LISTED] for value in (one.source, one.type, one.target, one.quote)]


async def read_report(database: Database, job: str) -> TalkReport | None:
    """Returns what a job has imported, without what an extraction again has changed; None before it has succeeded."""
    for row in await execute_rows(database, "job/read_report", {"id": job}, label="report of job"):
        return _report(row)
    return None


def _report(row: Row) -> TalkReport:
    others, shares, candidates = row["sameWords"], row["shares"], row["candidates"]
    before = [
        SaidBefore(
            others[3 * at], others[3 * at + 1], others[3 * at + 2], shares[2 * at], shares[2 * at + 1], same
        )
        for at, same in enumerate(row["same"])
    ]
    imported = ImportReport(
        row["video"],
        row["slug"],
        row["outcome"].lower(),
        dict(zip(_COUNTED, row["counts"], strict=True)) if row["counts"] else {},
        tuple(
            Candidate(entity, other, name)
            for name, entity, other in zip(candidates[::3], candidates[1::3], candidates[2::3], strict=True)
        ),
        tuple(row["sameTitle"]),
        DecisionCounts(*row["decisions"]),
        tuple(row["missing"]),
    )
    dropped = Counter(dict(zip(row["dropped"], row["droppedCounts"], strict=True)))
    return TalkReport(imported, dropped, tuple(row["notes"]), tuple(before), row["replaced"])
