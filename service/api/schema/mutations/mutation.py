"""The root fields that change the graph."""

from typing import Any

import strawberry

from service.access.scopes import Needed, Scope
from service.api.schema.fields import Argument, field
from service.api.schema.mutations import admin_inputs, admin_results, import_inputs, inputs, results


def _change(description: str, scope: Needed, input_type: Any) -> Any:
    return field(description, scope=scope, input=Argument(input_type, "What to change."))


@strawberry.type(
    description="Root of all mutations. They run one after the other, each in a transaction of its own. What a result selects is read after its transaction."
)
class Mutation:
    delete_video: results.DeleteVideoResult = _change(
        "Deletes a video. What other videos also say stays, with corrected counts. With the scope `ingest` alone only a video that this key or token has imported.",
        (Scope.INGEST, Scope.CURATE),
        inputs.DeleteVideoInput,
    )
    merge_entities: results.MergeEntitiesResult = _change(
        "Merges entities that are the same. Later imports follow the decision, and the old ids and slugs lead to the remaining entity.",
        Scope.CURATE,
        inputs.MergeEntitiesInput,
    )
    separate_entities: results.SeparateEntitiesResult = _change(
        "Decides that entities are all different, so that no import makes them one.",
        Scope.CURATE,
        inputs.SeparateEntitiesInput,
    )
    update_entity: results.UpdateEntityResult = _change(
        "Corrects the name, kind, description or address of an entity, whatever talks say, or adds and removes aliases. Later imports follow the decision.",
        Scope.CURATE,
        inputs.UpdateEntityInput,
    )
    drop_entity: results.DropEntityResult = _change(
        "Leaves something out that is no entity: its mentions, quotes and relationships go, and later imports leave out what has its names and its kind.",
        Scope.CURATE,
        inputs.DropEntityInput,
    )
    detach_name: results.DetachNameResult = _change(
        "Takes a wrong name from an entity. What talks say with it belongs to a separate entity from now on, and later imports follow that.",
        Scope.CURATE,
        inputs.DetachNameInput,
    )
    reject_evidence: results.RejectEvidenceResult = _change(
        "Removes a quote that does not support its relationship. It does not come back when the video is imported or extracted again.",
        Scope.CURATE,
        inputs.RejectEvidenceInput,
    )
    import_talk: results.ImportTalkResult = _change(
        "Accepts a talk, which is then read, extracted and imported by a job. Answers with the job at once, or when it has ended, at most `waitSeconds` later.",
        Scope.INGEST,
        import_inputs.ImportTalkInput,
    )
    retry_job: results.RetryJobResult = _change(
        "Puts a failed job back into the queue. A job of another client needs the scope `admin`.",
        Scope.INGEST,
        inputs.RetryJobInput,
    )
    cancel_job: results.CancelJobResult = _change(
        "Cancels a job that has not ended. Nothing of it is imported after that. A job of another client needs the scope `admin`.",
        Scope.INGEST,
        inputs.CancelJobInput,
    )
    add_statement: results.AddStatementResult = _change(
        "Adds a relationship by hand, with a quote of a video. It is kept when the video is imported or extracted again, as long as the video has the quote.",
        Scope.CURATE,
        inputs.AddStatementInput,
    )
    update_video: results.UpdateVideoResult = _change(
        "Corrects the title, date, address, channel or speakers of a video, whatever its source says. Later imports follow the decision.",
        Scope.CURATE,
        inputs.UpdateVideoInput,
    )
    undo: results.UndoResult = _change(
        "Undoes decisions, all of them or none: merges, separations, corrections of entities and videos.",
        Scope.CURATE,
        inputs.UndoInput,
    )
    create_api_key: admin_results.CreateApiKeyResult = _change(
        "Creates an API key. The result has the whole key, which cannot be shown again.",
        Scope.ADMIN,
        admin_inputs.CreateApiKeyInput,
    )
    revoke_api_key: admin_results.RevokeApiKeyResult = _change(
        "Revokes an API key. A revoked key stays in the list.",
        Scope.ADMIN,
        admin_inputs.RevokeApiKeyInput,
    )
    add_webhook: admin_results.AddWebhookResult = _change(
        "Adds an address to which each change is sent from now on, signed with a secret that only this result has.",
        Scope.ADMIN,
        admin_inputs.AddWebhookInput,
    )
    remove_webhook: admin_results.RemoveWebhookResult = _change(
        "Removes a webhook. Nothing is sent to it any more.",
        Scope.ADMIN,
        admin_inputs.RemoveWebhookInput,
    )
    resume_webhook: admin_results.ResumeWebhookResult = _change(
        "Lets a webhook that fails or was stopped go on at once, with the change at which it failed.",
        Scope.ADMIN,
        admin_inputs.ResumeWebhookInput,
    )
    rotate_webhook_secret: admin_results.RotateWebhookSecretResult = _change(
        "Gives a webhook a new secret. For a day messages are signed with the one before too.",
        Scope.ADMIN,
        admin_inputs.RotateWebhookSecretInput,
    )
