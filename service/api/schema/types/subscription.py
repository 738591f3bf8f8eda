"""The root fields that send events."""

import strawberry

from service.access.scopes import Scope
from service.api.schema.fields import Argument, field
from service.api.schema.inputs import ChangeWhere
from service.api.schema.scalars import Cursor
from service.api.schema.types.change import Change
from service.api.schema.types.job import Job


@strawberry.type(
    description="Root of all subscriptions, over WebSocket (graphql-transport-ws) or server-sent events (graphql-sse)."
)
class Subscription:
    changes: Change = field(
        "Each committed change after a cursor, in order: first those that are there, then each new one. Nothing is missed and nothing comes twice. A cursor that is too old gives the error CURSOR_EXPIRED.",
        scope=Scope.READ,
        after=Argument(
            Cursor | None,
            "Starts after this change. Default: changes that are committed from now on.",
        ),
        where=Argument(ChangeWhere | None, "Sends only changes that match every given field."),
    )
    job: Job = field(
        "A job as it is now, and again each time it has changed. Ends when the job has ended.",
        scope=Scope.READ,
        id=Argument(strawberry.ID, "Its id."),
    )
