"""Jobs: imports that were accepted, and what becomes of them."""

import strawberry

from service.api.schema.enums import ImportOutcome, JobFailureCode, JobState, RelationshipType
from service.api.schema.fields import field
from service.api.schema.scalars import DateTime
from service.api.schema.types.base import Node
from service.api.schema.types.refs import AnyEntity, AnyVideo


@strawberry.type(description="Statements that were left out of an import.")
class DroppedStatements:
    reason: str = field("Why, in words.")
    count: int = field("How many.")


@strawberry.type(description="Another video with most of the words of an imported one.")
class SameWordsVideo:
    video_id: strawberry.ID = field("Its id.")
    slug: str = field("Slug that it had.")
    title: str = field("Title that it had.")
    video: AnyVideo | None = field("The other video, as it is now. Null if it was deleted since.")
    share: float = field("The share of the imported words that it has, 0 to 1.")
    covered_share: float = field("The share of its words that the imported video has, 0 to 1.")
    same: bool = field("Whether it has all the same words, in the same order.")


@strawberry.type(
    description="Two entities that may be the same, because an imported video gives both one name."
)
class SameName:
    name: str = field("The name.")
    entity: AnyEntity = field("One of them.")
    other: AnyEntity = field("The other one.")


@strawberry.type(description="A stated relationship that an extraction again brings, or loses.")
class ComparedStatement:
    source: str = field("Name of the source, as the video has it.")
    type: RelationshipType = field("What connects them.")
    target: str = field("Name of the target, as the video has it.")
    quote: str = field("The first quote that states it.")


_UNREAD = "Null if the file was imported before and not read again."


@strawberry.type(description="What a job has imported. The numbers are those of the video at that time.")
class JobReport:
    outcome: ImportOutcome = field("What became of the video.")
    video_id: strawberry.ID = field("Id of the video.")
    slug: str = field("Slug of the video.")
    segment_count: int | None = field(f"Number of transcript segments. {_UNREAD}")
    speaker_count: int | None = field(f"Number of speakers. {_UNREAD}")
    chapter_count: int | None = field(f"Number of chapters. {_UNREAD}")
    section_count: int | None = field(f"Number of sections of the summary. {_UNREAD}")
    bullet_count: int | None = field(f"Number of bullets of the summary. {_UNREAD}")
    topic_count: int | None = field(f"Number of topics. {_UNREAD}")
    entity_count: int | None = field(f"Number of entities. {_UNREAD}")
    mention_count: int | None = field(f"Number of mentions. {_UNREAD}")
    relationship_count: int | None = field(f"Number of relationships. {_UNREAD}")
    evidence_count: int | None = field(f"Number of pieces of evidence. {_UNREAD}")
    dropped: list[DroppedStatements] = field(
        "What the extraction found and the words do not support, by reason.", expected=5
    )
    notes: list[str] = field("Notes on how the file was read.")
    same_words: list[SameWordsVideo] = field(
        "Other videos with most of its words, if it was new, the one with the most first.", expected=2
    )
    replaced: str | None = field("Slug of the video in whose place it came. Null if there was none.")
    same_title: list[str] = field(
        "Slugs of at most three other videos with its title, if it was new and has neither id nor address."
    )
    missing: list[str] = field(
        "Statements that a person added, in words, whose quote the video no longer has. They are left out until it has them again."
    )
    candidates: list[SameName] = field(
        "Entities that may be the same, as far as the graph has them now.", expected=5
    )
    decision_id: strawberry.ID | None = field(
        "Of an extraction again, the decision that `undo` takes. Null if nothing was changed, or if it cannot be undone."
    )
    new_connection_count: int | None = field(
        "Of an extraction again, the number of stated relationships that it brings. Null otherwise."
    )
    gone_connection_count: int | None = field("The same of those that it loses.")
    kept_connection_count: int | None = field("The same of those that both extractions state.")
    new_connections: list[ComparedStatement] = field(
        "The relationships that it brings, at most 100, in the order of the video.", expected=10
    )
    gone_connections: list[ComparedStatement] = field(
        "The relationships that it loses, at most 100.", expected=10
    )
    decision_count: int = field("Number of decisions that the document brought along.")
    new_decision_count: int = field("Number of those that the graph did not have.")
    older_decision_count: int = field("Number of those that were ignored, because the graph has a later one.")
    corrected_video_count: int = field("Number of other videos that they changed.")


@strawberry.type(description="Why a job has failed.")
class JobFailure:
    code: JobFailureCode = field("What went wrong, for programs.")
    message: str = field("What went wrong, for people.")
    video: AnyVideo | None = field(
        "With SAME_WORDS the video that has them, as it is now. Null if it was deleted since, and with other codes."
    )


@strawberry.type(
    description="The import of a video, or its extraction again, which goes on after the answer of the mutation. It survives the end of any process."
)
class Job(Node):
    state: JobState = field("How far it is.")
    name: str = field("Name of the file, or title of the document.")
    extractor: str = field("Name of the extractor.")
    background: bool = field("True if it runs after jobs for which somebody waits.")
    stage: str | None = field("What is being done now, or what it waits for. Null when it has ended.")
    done: int = field("The part of `total` that is done.")
    total: int = field("Size of the work.")
    attempts: int = field(
        "How often it was started. After three attempts that failed for no clear fault of the input, it is FAILED."
    )
    created_at: DateTime = field("When it was accepted.")
    started_at: DateTime | None = field("When its first attempt began.")
    finished_at: DateTime | None = field("When it ended. Null before.")
    error: str | None = field(
        "What went wrong in the last attempt, for people. Not null if the state is FAILED, or if it is tried again."
    )
    failure: JobFailure | None = field("Why it has failed. Null unless the state is FAILED.")
    by: str | None = field(
        "Name of the API key or subject of the token that sent it. Null: from the machine of the service, or not known."
    )
    report: JobReport | None = field("What was imported. Null before it has succeeded.")
    result: AnyVideo | None = field(
        "The video that was imported, as it is now. Null before that, or if it was deleted since."
    )
