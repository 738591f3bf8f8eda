"""Runs the action of a mutation for a viewer. Its expected faults are results too."""

from collections.abc import Awaitable, Callable, Mapping, Sized
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import orjson
from graphql import GraphQLSchema

from service.access.scopes import Needed
from service.access.viewer import Viewer
from service.actions.request_origin import AnsweredBeforeError, Key, Origin, made_by, read_answer
from service.api.execution.mutations import admin, entities, jobs, statements, videos
from service.api.execution.mutations.faults import (
    EXPECTED,
    REPORT,
    Result,
    fault_result,
    report_values,
)
from service.api.schema.graphql_types import fields_of
from service.domain.text_limits import require_characters
from service.errors import InvalidInput
from service.graph.driver.database import Database

_LONGEST_KEY = 200
_LONGEST_REASON = 1000
_LONGEST_LIST = 100
_NO_INPUT = ("idempotencyKey", "waitSeconds")
"""Keys of an input that do not change what is done."""
_HERE = "service/api/execution/mutations/act.py"


@dataclass(frozen=True)
class Mutation[T]:
    """`run`: runs the action for an input. `result`: makes the values of the result of its report. `wait`: waits for what goes on
    after the action, also if the same request was carried out before."""

    run: Callable[[Database, dict[str, Any]], Awaitable[T]]
    result: Callable[[T], Result]
    wait: Callable[[Database, dict[str, Any], Result], Awaitable[None]] | None = None


MUTATIONS: dict[str, Mutation[Any]] = {
    "deleteVideo": Mutation(videos.run_delete_video, videos.deleted_video),
    "mergeEntities": Mutation(entities.run_merge_entities, entities.merged_entities),
    "separateEntities": Mutation(entities.run_separate_entities, entities.separated_entities),
    "updateEntity": Mutation(entities.run_update_entity, entities.updated_entity),
    "dropEntity": Mutation(entities.run_drop_entity, entities.dropped_entity),
    "detachName": Mutation(entities.run_detach_name, entities.detached_name),
    "rejectEvidence": Mutation(statements.run_reject_evidence, statements.rejected_evidence),
    "addStatement": Mutation(statements.run_add_statement, statements.added_statement),
    "updateVideo": Mutation(videos.run_update_video, videos.updated_video),
    "undo": Mutation(entities.run_undo, entities.undone),
    "importTalk": Mutation(jobs.run_import_talk, jobs.job_result, jobs.wait_for_import),
    "retryJob": Mutation(jobs.run_retry_job, jobs.job_result),
    "cancelJob": Mutation(jobs.run_cancel_job, jobs.job_result),
    "createApiKey": Mutation(admin.run_create_api_key, admin.created_api_key),
    "revokeApiKey": Mutation(admin.run_revoke_api_key, admin.revoked_api_key),
    "addWebhook": Mutation(admin.run_add_webhook, admin.added_webhook),
    "removeWebhook": Mutation(admin.run_remove_webhook, admin.removed_webhook),
    "resumeWebhook": Mutation(admin.run_resume_webhook, admin.resumed_webhook),
    "rotateWebhookSecret": Mutation(admin.run_rotate_webhook_secret, admin.rotated_webhook_secret),
}
"""By the name of the root field."""


def check_mutations(schema: GraphQLSchema) -> None:
    """Compares the schema's mutations with `MUTATIONS`.

    Raises: InvalidInput: one is missing in the schema or there.
    """
    root = schema.mutation_type
    declared = set[str]() if root is None else set(fields_of(root))
    for name in sorted(declared - MUTATIONS.keys()):
        raise InvalidInput(f"Mutation.{name} has no action: add it to MUTATIONS in {_HERE}")
    for name in sorted(MUTATIONS.keys() - declared):
        raise InvalidInput(f"MUTATIONS in {_HERE} has {name}, but the schema has no Mutation.{name}")


async def act(database: Database, name: str, given: dict[str, Any], viewer: Viewer, needed: Needed) -> Result:
    """Returns the result of the mutation `name`.

    Args:
        given: its input.
        needed: the scope of the root field.

    Raises:
        VideographError: none of the expected faults.
    """
    try:
        viewer.require(needed, f"Mutation.{name}")
        result = await _act(database, name, given, viewer)
    except EXPECTED as fault:
        return fault_result(fault)
    wait = MUTATIONS[name].wait
    if wait is not None:
        await wait(database, given, result)
    return result


async def _act(database: Database, name: str, given: dict[str, Any], viewer: Viewer) -> Result:
    mutation, reason = MUTATIONS[name], given.get("reason")
    if reason is not None and len(reason) > _LONGEST_REASON:
        raise InvalidInput(
            f"the reason has {len(reason)} characters: at most {_LONGEST_REASON} are allowed", ("reason",)
        )
    # What is imported is checked when it is read.
    require_characters({key: value for key, value in given.items() if key != "source"})
    for key, value in given.items():
        length = len(value) if isinstance(value, Sized) else 0
        if length > _LONGEST_LIST and not isinstance(value, str | Mapping):
            raise InvalidInput(f"`{key}` has {length} values: at most {_LONGEST_LIST} are allowed", (key,))

    def result(report: Any) -> Result:
        values = {**mutation.result(report), REPORT: report_values(report)}
        return {**values, "dryRun": given["dryRun"]} if "dryRun" in given else values

    key = _key(name, given, viewer, lambda report: orjson.dumps(result(report)).decode())
    if key is not None and (answer := await read_answer(database, key)) is not None:
        return orjson.loads(answer)
    try:
        with made_by(Origin(reason or None, key)):
            return result(await mutation.run(database, given))
    except AnsweredBeforeError as before:
        return orjson.loads(before.answer)


def _key(name: str, given: dict[str, Any], viewer: Viewer, answer: Callable[[Any], str]) -> Key | None:
    """Returns the idempotency key of the input: one client's keys are not those of another. A dry run has none."""
    text = given.get("idempotencyKey")
    if text is None or given.get("dryRun"):
        return None
    if not text or len(text) > _LONGEST_KEY:
        raise InvalidInput(
            f"an idempotency key has 1 to {_LONGEST_KEY} characters, not {len(text)}", ("idempotencyKey",)
        )
    # With nulls, which remove a value in some inputs.
    rest = {one: value for one, value in given.items() if one not in _NO_INPUT}
    return Key(_hash([viewer.client, text]), _hash([name, rest]), answer)


def _hash(value: Any) -> str:
    return sha256(orjson.dumps(value, option=orjson.OPT_SORT_KEYS)).hexdigest()
