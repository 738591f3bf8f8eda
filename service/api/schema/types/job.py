"""Jobs: imports that were accepted, and what becomes of them."""

import strawberry

from service.api.schema.enums import JobState
from service.api.schema.fields import field
from service.api.schema.scalars import DateTime
from service.api.schema.types.base import EDGES, NODE, NODES, Edge, Node, Page
from service.api.schema.types.refs import AnyVideo


@strawberry.type(
    description="The import of a talk, which goes on after the answer of `importTalk`. It survives the end of any process."
)
class Job(Node):
    state: JobState = field("How far it is.")
    name: str = field("Name of the file, or title of the document.")
    extractor: str = field("Name of the extractor.")
    background: bool = field("True if it runs after jobs for which somebody waits.")
    stage: str | None = field("What is being done now. Null if it does not run.")
    done: int = field("The part of `total` that is done.")
    total: int = field("Size of the work.")
    attempts: int = field(
        "How often it was started. After three attempts that failed for no clear fault of the input, it is FAILED."
    )
    created_at: DateTime = field("When it was accepted.")
    started_at: DateTime | None = field("When its first attempt began.")
    finished_at: DateTime | None = field("When it ended. Null before.")
    error: str | None = field(
        "What went wrong, for people. Not null if the state is FAILED, or if it is tried again after a failed attempt."
    )
    by: str | None = field(
        "Name of the API key or subject of the token that sent it. Null: from the machine of the service, or not known."
    )
    report: str | None = field(
        "What the import reported, as JSON. Null before it has succeeded. Its form may change with each version."
    )
    result: AnyVideo | None = field(
        "The video that was imported, as it is now. Null before that, or if it was deleted since."
    )


@strawberry.type(description="A job in a page.")
class JobEdge(Edge):
    node: Job = field(NODE)


@strawberry.type(description="A page of jobs.")
class JobConnection(Page):
    edges: list[JobEdge] = field(EDGES)
    nodes: list[Job] = field(NODES)
