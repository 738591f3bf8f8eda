"""The root fields that change the graph: one for each action here."""

from typing import Any

from service.actions.decisions import undo
from service.actions.declaration import Action
from service.actions.entities import (
    detach_name,
    drop_entity,
    merge_entities,
    separate_entities,
    update_entity,
)
from service.actions.keys import create_api_key, revoke_api_key
from service.actions.statements import add_statement, reject_evidence
from service.actions.videos import delete_video, update_video
from service.actions.webhooks import add_webhook, remove_webhook, resume_webhook, rotate_webhook_secret
from service.api.schema.mutations.declared_types import root_type
from service.follows.actions import follow_feed, unfollow_feed
from service.jobs.actions import cancel_job, import_talk, retry_job
from service.jobs.extraction import accept_extraction, re_extract

ACTIONS: dict[str, Action[Any, Any]] = {
    one.name: one
    for one in (
        delete_video,
        merge_entities,
        separate_entities,
        update_entity,
        drop_entity,
        detach_name,
        reject_evidence,
        import_talk,
        retry_job,
        cancel_job,
        follow_feed,
        unfollow_feed,
        re_extract,
        accept_extraction,
        add_statement,
        update_video,
        undo,
        create_api_key,
        revoke_api_key,
        add_webhook,
        remove_webhook,
        resume_webhook,
        rotate_webhook_secret,
    )
}
"""By the name of the root field."""

Mutation = root_type(
    "Mutation",
    "Root of all mutations. They run one after the other, each in a transaction of its own. What a result selects is read after its transaction.",
    ACTIONS.values(),
)
