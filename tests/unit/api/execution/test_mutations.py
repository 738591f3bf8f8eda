"""Every mutation, as a table: its input becomes the action's request, and the report the row that the statement reads. An error that is
expected becomes a member of the union. The schema of the mutations is compared with docs/schema.graphql; what actions do is tested with
Neo4j."""

from dataclasses import replace
from datetime import date
from enum import Enum
from typing import Any, cast

import pytest
from graphql.utilities import coerce_input_value

from service.access.key_store import CreatedKey, RevokedKey
from service.access.scopes import Needed, Scope, expand
from service.access.viewer import Viewer
from service.actions.decisions import DecisionEnd, ListedDecision, Undo, Undone, UndoReport
from service.actions.declaration import UNSET, Action, action, report_json
from service.actions.entities import (
    ApartReport,
    CorrectionReport,
    DetachName,
    DropEntity,
    EntityRevision,
    EntityState,
    MergeEntities,
    MergeReport,
    SeparateEntities,
    UpdateEntity,
)
from service.actions.keys import CreateApiKey, RevokeApiKey
from service.actions.statements import (
    AddStatement,
    RejectedEvidence,
    RejectEvidence,
    RejectReport,
    StatementEnd,
    StatementReport,
)
from service.actions.videos import DeleteReport, DeleteVideo, UpdateReport, UpdateVideo, VideoSpeaker
from service.actions.webhooks import (
    Added,
    AddWebhook,
    RemovedWebhook,
    RemoveWebhook,
    ResumedWebhook,
    ResumeWebhook,
    RotatedWebhookSecret,
    RotateWebhookSecret,
)
from service.api.execution.mutations import Outcome, act, request_of, result_row
from service.api.operation.plan import RESULT_TYPE
from service.api.schema.build import graphql_schema
from service.api.schema.mutation import ACTIONS
from service.api.schema.scalars import JsonObject
from service.commands.remote.mutations import input_of
from service.curation.videos.reject_evidence import EvidenceEnd as RejectedEnd
from service.errors import Conflict, Forbidden, InvalidInput, NotFound, RateLimited, VideographError
from service.follows.actions import FollowFeed, FollowReport, UnfollowedFeed, UnfollowFeed
from service.graph.driver.origin import NOBODY, Origin
from service.jobs.actions import (
    CancelJob,
    ImportTalk,
    RetryJob,
    SpeakerName,
    TalkMetadata,
    TalkSource,
    TextSource,
    UploadSource,
)
from service.jobs.extraction import AcceptExtraction, AcceptReport, ReExtract
from service.settings.limits import Limits

ADA = EntityState("entity:ada", "ada", "Ada", "PERSON", 2, 3, 4)
BO = EntityState("entity:bo", "bo", "Bo", "PERSON", 1, 1, 0)
CORRECTION = CorrectionReport("DETACH", ADA, ADA, "Addie", BO, 2, 3, 4, 5, 6, 7, decision="decision:c")
CURATE: Needed = Scope.CURATE
CASES: dict[str, tuple[Needed, dict[str, Any], Any, Any, dict[str, Any]]] = {
    "deleteVideo": (
        (Scope.INGEST, Scope.CURATE),
        {"video": "one", "ifRevision": 3, "dryRun": False},
        DeleteVideo("one", if_revision=3),
        DeleteReport("video:1", "one", "One", {"segments": 1, "mentions": 2, "evidence": 3, "bullets": 4}, "decision:d", "2027-01-01"),
        {"resultType": "DeletedVideo", "id": "video:1", "slug": "one", "title": "One", "segmentCount": 1, "mentionCount": 2,
         "evidenceCount": 3, "undoableUntil": "2027-01-01", "decisionIds": ["decision:d"], "dryRun": True},
    ),
    "updateVideo": (
        CURATE,
        {"video": "one", "title": "On", "publishedOn": date(2026, 1, 2), "url": None, "dryRun": True,
         "speakers": [{"speaker": "A", "name": "Ada"}, {"speaker": "B", "name": None}]},
        UpdateVideo("one", "On", date(2026, 1, 2), None, UNSET, (VideoSpeaker("A", "Ada"), VideoSpeaker("B")), dry_run=True),
        UpdateReport("decision:u", "video:1", "One", ("title", "url")),
        {"resultType": "UpdatedVideo", "videoId": "video:1", "changed": ["title", "url"], "decisionIds": ["decision:u"], "dryRun": True},
    ),
    "mergeEntities": (
        CURATE,
        {"keep": "ada", "merge": ["bo", "cy"], "kind": "PERSON", "ifRevisions": [{"entity": "ada", "revision": 7}], "dryRun": False},
        MergeEntities("ada", ("bo", "cy"), "PERSON", (EntityRevision("ada", 7),)),
        MergeReport(ADA, (BO,), 1, 2, 3, 4, 5, True, ("decision:m",)),
        {"resultType": "MergedEntities", "entityId": "entity:ada",
         "merged": [{"index": 0, "id": "entity:bo", "slug": "bo", "name": "Bo", "kind": "PERSON"}], "videoCount": 1, "mentionCount": 2,
         "evidenceCount": 3, "droppedCount": 4, "relatedCount": 5, "decisionIds": ["decision:m"], "dryRun": True},
    ),
    "separateEntities": (
        CURATE,
        {"entities": ["ada", "bo"], "dryRun": False},
        SeparateEntities(("ada", "bo")),
        ApartReport((ADA, BO), ("decision:s",)),
        {"resultType": "SeparatedEntities", "names": ["Ada", "Bo"], "entityIds": ["entity:ada", "entity:bo"],
         "decisionIds": ["decision:s"], "dryRun": True},
    ),
    "updateEntity": (
        CURATE,
        {"entity": "ada", "name": None, "kind": "PERSON", "description": None, "aliases": ["A", "B"], "removeAliases": ["C"],
         "ifRevision": 1, "dryRun": False},
        UpdateEntity("ada", None, "PERSON", None, UNSET, UNSET, ("A", "B"), ("C",), 1),
        (replace(CORRECTION, entity=BO, videos=9), replace(CORRECTION, decision="decision:d"), replace(CORRECTION, undone=True)),
        {"resultType": "UpdatedEntity", "entityId": "entity:ada", "videoCount": 9, "droppedCount": 15, "relatedCount": 21,
         "decisionIds": ["decision:c", "decision:d"], "dryRun": True},
    ),
    "dropEntity": (
        CURATE,
        {"entity": "ada", "dryRun": False},
        DropEntity("ada"),
        CORRECTION,
        {"resultType": "DroppedEntity", "id": "entity:ada", "slug": "ada", "name": "Ada", "kind": "PERSON", "videoCount": 2,
         "mentionCount": 3, "evidenceCount": 4, "decisionIds": ["decision:c"], "dryRun": True},
    ),
    "detachName": (
        CURATE,
        {"entity": "ada", "name": "Addie", "dryRun": False},
        DetachName("ada", "Addie"),
        CORRECTION,
        {"resultType": "DetachedName", "name": "Addie", "entityId": "entity:ada", "otherId": "entity:bo", "videoCount": 2,
         "decisionIds": ["decision:c"], "dryRun": True},
    ),
    "rejectEvidence": (
        CURATE,
        {"evidence": "evidence:1", "dryRun": False},
        RejectEvidence("evidence:1"),
        RejectReport(
            "decision:r", "evidence:1", "video:1", "One", "Words.", "USES", RejectedEnd("entity:ada", "Ada", True), RejectedEnd("entity:bo", "Bo", False), "relationship:1", 0
        ),
        {"resultType": "RejectedEvidence", "id": "evidence:1", "quote": "Words.", "type": "USES", "sourceId": "entity:ada",
         "targetId": "entity:bo", "videoId": "video:1", "relationshipId": "relationship:1", "remainingEvidenceCount": 0,
         "decisionIds": ["decision:r"], "dryRun": True},
    ),
    "addStatement": (
        CURATE,
        {"video": "one", "source": {"entity": "ada"}, "type": "USES", "target": {"name": "Loom", "kind": "PRODUCT"}, "quote": "Words.",
         "past": True, "startSeconds": 1.5, "dryRun": False},
        AddStatement("one", StatementEnd("ada"), "USES", StatementEnd(name="Loom", kind="PRODUCT"), "Words.", None, True, 1.5),
        StatementReport("decision:a", "video:1", "One", "evidence:1", "relationship:1", "entity:ada", "entity:loom", "detail", 1.5),
        {"resultType": "AddedStatement", "evidenceId": "evidence:1", "sourceId": "entity:ada", "targetId": "entity:loom",
         "videoId": "video:1", "startSeconds": 1.5, "decisionIds": ["decision:a"], "dryRun": True},
    ),
    "undo": (
        CURATE,
        {"decisions": ["decision:1", "decision:2"], "dryRun": False},
        Undo(("decision:1", "decision:2")),
        UndoReport((
            Undone(ListedDecision("decision:1", "two", "2026", DecisionEnd("entity:ada", "ada", "Ada", "PERSON", True),
                           DecisionEnd("entity:bo", "bo", "Bo", "PERSON", True))),
            Undone(ListedDecision("decision:2", "kind", "2026", DecisionEnd("entity:ada", "ada", "Ada", "PERSON", True), None, "PERSON"), CORRECTION),
        )),
        {"resultType": "UndoneDecisions", "decisionIds": ["decision:1", "decision:2"], "entityIds": ["entity:ada", "entity:bo"],
         "dryRun": True},
    ),
    "importTalk": (
        Scope.INGEST,
        {"source": {"upload": {"id": "upload:1", "companions": ["upload:2"]}}, "extractor": "offline", "sameWords": "KEEP_BOTH",
         "metadata": {"title": "One", "publishedOn": date(2026, 1, 2), "speakers": [{"label": "A", "name": "Ada"}]}, "background": True,
         "waitSeconds": 3},
        ImportTalk(
            TalkSource(upload=UploadSource("upload:1", ("upload:2",))),
            TalkMetadata(title="One", published_on=date(2026, 1, 2), speakers=(SpeakerName(label="A", name="Ada"),)),
            "offline", "keep both", True, 3,
        ),
        "job:1",
        {"resultType": "Job", "jobId": "job:1"},
    ),
    "retryJob": (Scope.INGEST, {"job": "job:1", "sameWords": "REPLACE"}, RetryJob("job:1", "replace"), "job:1", {"resultType": "Job", "jobId": "job:1"}),
    "cancelJob": (Scope.INGEST, {"job": "job:1"}, CancelJob("job:1"), "job:1", {"resultType": "Job", "jobId": "job:1"}),
    "reExtract": (
        Scope.INGEST,
        {"videos": ["one", "two"], "extractor": "llm", "review": True},
        ReExtract(("one", "two"), extractor="llm", review=True),
        ("job:1", "job:2"),
        {"resultType": "ReExtraction", "count": 2, "jobIds": ["job:1", "job:2"]},
    ),
    "acceptExtraction": (
        Scope.INGEST,
        {"job": "job:1", "connections": [0, 2]},
        AcceptExtraction("job:1", (0, 2)),
        AcceptReport("video:1", ("decision:e",)),
        {"resultType": "AcceptedExtraction", "videoId": "video:1", "decisionIds": ["decision:e"]},
    ),
    "createApiKey": (
        Scope.ADMIN,
        {"name": "mine", "scopes": ["READ", "CURATE"], "expiresAt": "2027-01-31"},
        CreateApiKey("mine", (Scope.READ, Scope.CURATE), "2027-01-31"),
        CreatedKey("abc", "mine", ("read", "curate"), None, "vkg_abc"),
        {"resultType": "CreatedApiKey", "key": "vkg_abc", "apiKeyId": "abc"},
    ),
    "revokeApiKey": (
        Scope.ADMIN, {"apiKey": "abc"}, RevokeApiKey("abc"), RevokedKey("abc", "mine", "2026"),
        {"resultType": "RevokedApiKey", "apiKeyId": "abc"},
    ),
    "followFeed": (
        Scope.INGEST,
        {"url": "https://a.example/feed", "since": date(2025, 1, 31), "limit": 3, "recordings": True},
        FollowFeed("https://a.example/feed", True, date(2025, 1, 31), 3),
        FollowReport("follow:1", "A show", 2, 1, ()),
        {"resultType": "FollowedFeed", "title": "A show", "episodeCount": 2, "importCount": 1, "followId": "follow:1", "dryRun": True},
    ),
    "unfollowFeed": (
        Scope.INGEST, {"follow": "follow:1"}, UnfollowFeed("follow:1"), UnfollowedFeed("follow:1"),
        {"resultType": "UnfollowedFeed", "id": "follow:1"},
    ),
    "addWebhook": (
        Scope.ADMIN,
        {"url": "https://a.example", "kinds": ["TALK_IMPORTED"]},
        AddWebhook("https://a.example", ("TALK_IMPORTED",)),
        Added("webhook:1", "https://a.example", ("talk.imported",), "whsec_1"),
        {"resultType": "AddedWebhook", "secret": "whsec_1", "webhookId": "webhook:1"},
    ),
    "removeWebhook": (
        Scope.ADMIN, {"webhook": "webhook:1"}, RemoveWebhook("webhook:1"), RemovedWebhook("webhook:1"),
        {"resultType": "RemovedWebhook", "id": "webhook:1"},
    ),
    "resumeWebhook": (
        Scope.ADMIN, {"webhook": "webhook:1", "skip": True}, ResumeWebhook("webhook:1", True), ResumedWebhook("webhook:1"),
        {"resultType": "ResumedWebhook", "webhookId": "webhook:1"},
    ),
    "rotateWebhookSecret": (
        Scope.ADMIN, {"webhook": "webhook:1"}, RotateWebhookSecret("webhook:1"), RotatedWebhookSecret("whsec_2", "webhook:1"),
        {"resultType": "RotatedWebhookSecret", "secret": "whsec_2", "webhookId": "webhook:1"},
    ),
}  # fmt: skip
"""Scope; an input; its request; a report; its row, in a dry run."""


class Asked:
    """A database that keeps the origin of the latest request, and has no answers to earlier ones."""

    def __init__(self) -> None:
        self.origin = NOBODY

    def asked_by(self, origin: Origin) -> "Asked":
        self.origin = origin
        return self

    async def read(self, *_: Any, **__: Any) -> list[Any]:
        return []


CURATOR = Viewer("KEY", "key:curator", expand([Scope.CURATE]), "curator")


def rejecting(error: VideographError | None = None) -> Action[RejectEvidence, RejectReport]:
    """`rejectEvidence` with an action that raises this error, or reports."""

    async def reject_evidence(database: Any, request: RejectEvidence) -> RejectReport:
        if error is not None:
            raise error
        return CASES["rejectEvidence"][3]

    return action(Scope.CURATE, result=RejectedEvidence.of, takes_reason=True)(reject_evidence)


async def outcome(
    declared: Action[Any, Any], given: dict[str, Any], viewer: Viewer = CURATOR
) -> tuple[Outcome, Origin]:
    database = Asked()
    found = await act(cast("Any", database), declared, {"dryRun": False, **given}, viewer, Limits())
    return found, database.origin


def test_every_mutation_is_in_the_table() -> None:
    assert CASES.keys() == ACTIONS.keys()


@pytest.mark.parametrize("name", CASES)
def test_an_input_becomes_a_request_and_a_report_a_row(name: str) -> None:
    scope, given, request, report, row = CASES[name]
    declared = ACTIONS[name]

    assert declared.scope == scope
    assert request_of(declared.request_type, given) == request
    assert result_row(declared, report, dry_run=True) == row


@pytest.mark.parametrize("name", CASES)
def test_a_request_of_the_command_line_arrives_as_it_is_and_its_report_too(name: str) -> None:
    _, _, request, report, _ = CASES[name]
    declared = ACTIONS[name]
    root = graphql_schema().mutation_type
    assert root is not None
    arrived = coerce_input_value(input_of(request), root.fields[name].args["input"].type)

    assert request_of(declared.request_type, named(arrived)) == request
    assert declared.read_report(report_json(report)) == report


def named(value: Any) -> Any:
    """Values as the engine reads them: enums by their names."""
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, dict):
        given = cast("dict[str, Any]", value)
        return {key: named(one) for key, one in given.items()}
    return [named(one) for one in cast("list[Any]", value)] if isinstance(value, list) else value


def test_a_document_is_one_value() -> None:
    given = {
        "source": {"document": JsonObject({"format": "videograph/1"})},
        "sameWords": "REFUSE",
        "background": False,
        "waitSeconds": 0,
    }
    request = ImportTalk(TalkSource(document={"format": "videograph/1"}))

    assert request_of(ImportTalk, given) == request
    assert input_of(request)["source"] == {"document": {"format": "videograph/1"}}
    assert input_of(ImportTalk(TalkSource(TextSource("a.vtt", "WEBVTT"))))["source"] == {
        "text": {"name": "a.vtt", "content": "WEBVTT"}
    }


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("error", "row"),
    [
        (InvalidInput("Wrong.", ("a", 1)), {RESULT_TYPE: "InvalidInput", "code": "BAD_USER_INPUT", "path": ["input", "a", "1"]}),
        (NotFound("Gone.", successor="entity:b"), {RESULT_TYPE: "NotFound", "code": "NOT_FOUND", "successorId": "entity:b"}),
        (Conflict("Late.", "c", 4), {RESULT_TYPE: "Conflict", "code": "CONFLICT", "revision": 4, "decisionId": None}),
        (Forbidden("No."), {RESULT_TYPE: "Forbidden", "code": "FORBIDDEN"}),
    ],
)  # fmt: skip
async def test_an_expected_error_is_a_member_of_the_union(
    error: VideographError, row: dict[str, Any]
) -> None:
    found, _ = await outcome(rejecting(error), {"evidence": "evidence:1"})

    assert found == Outcome({**row, "message": error.message}, saved=False)


@pytest.mark.anyio
async def test_another_error_is_one_of_the_response() -> None:
    with pytest.raises(RateLimited):
        await outcome(rejecting(RateLimited("Later.", 3, "JOBS")), {"evidence": "evidence:1"})


@pytest.mark.anyio
async def test_without_the_scope_nothing_runs() -> None:
    reader = Viewer("KEY", "key:reader", expand([Scope.READ]), "reader")

    found, origin = await outcome(rejecting(), {"evidence": "evidence:1"}, reader)

    assert (found.row[RESULT_TYPE], found.saved, origin) == ("Forbidden", False, NOBODY)


@pytest.mark.anyio
async def test_reason_and_key_are_given_to_the_transaction_and_a_dry_run_has_no_key() -> None:
    given = {"evidence": "evidence:1", "reason": "A joke.", "idempotencyKey": "k"}

    found, origin = await outcome(rejecting(), given)
    tried, without = await outcome(rejecting(), {**given, "dryRun": True})
    _, other = await outcome(rejecting(), {**given, "evidence": "evidence:2"})

    assert (found.saved, tried.saved) == (True, False)
    assert origin.reason == without.reason == "A joke."
    assert without.key is None
    assert origin.key is not None
    assert other.key is not None
    assert (origin.key.id, origin.key.input == other.key.input) == (other.key.id, False)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("given", "message", "path"),
    [
        ({"evidence": "a", "reason": "r" * 1001}, "the reason has 1001 characters: at most 1000 are allowed", "reason"),
        ({"evidence": "a", "ids": ["one"] * 101}, "`ids` has 101 values: at most 100 are allowed", "ids"),
        ({"evidence": "a", "idempotencyKey": ""}, "an idempotency key has 1 to 200 characters, not 0", "idempotencyKey"),
    ],
)  # fmt: skip
async def test_what_every_input_has_in_common_is_checked(
    given: dict[str, Any], message: str, path: str
) -> None:
    found, _ = await outcome(rejecting(), given)

    assert found.row == {
        RESULT_TYPE: "InvalidInput", "message": message, "code": "BAD_USER_INPUT", "path": ["input", path],
    }  # fmt: skip
