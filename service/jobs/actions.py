"""What clients ask of jobs: import a talk, retry, cancel."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, ClassVar

from service.access.scopes import Scope
from service.access.viewer import current_viewer
from service.actions.declaration import ApiType, Doc, Id, Manner, Object, action
from service.actions.imports.import_talk import SameWords
from service.errors import Conflict, Forbidden, InvalidInput
from service.graph.driver.database import Database
from service.jobs import queue
from service.jobs.request import ImportRequest, Metadata, document_request, text_request, url_request
from service.jobs.upload_source import upload_request
from service.settings.limits import Limits

_LONGEST_WAIT = 30
_MOST_SPEAKERS = 100
_Url = Annotated[str, ApiType("URL")]


@dataclass(frozen=True)
class JobResult:
    """The job as it is then."""

    is_object: ClassVar[bool] = True

    job: Annotated[str, Object("Job"), Doc("The job.")]

    @classmethod
    def of(cls, report: str) -> "JobResult":
        return cls(report)


@dataclass(frozen=True)
class TextSource:
    """A file that is text."""

    name: Annotated[
        str,
        Doc(
            "What the file is called, with its ending, such as talk.vtt. A title and a language may follow from it."
        ),
    ]
    content: Annotated[
        str,
        Doc(
            "The whole file: captions, a transcript, or any other format that `videograph ingest` reads. The format is detected from it."
        ),
    ]


@dataclass(frozen=True)
class UploadSource:
    """A file that this client has sent by `PUT /uploads`. It is kept until the job has ended."""

    id: Annotated[Id, Doc("The `id` in the answer of the upload.")]
    companions: Annotated[
        tuple[Id, ...],
        Doc(
            "Ids of uploaded files with facts or chapters of the video. Beside `talk.vtt`, their names are `talk.video.json`, "
            "`talk.chapters.json` and yt-dlp's `talk.info.json`."
        ),
    ] = ()


@dataclass(frozen=True)
class TalkSource:
    """What to import; give exactly one key."""

    one_of: ClassVar[bool] = True

    text: Annotated[TextSource | None, Doc("A file that is text.")] = None
    upload: Annotated[UploadSource | None, Doc("A file that was uploaded before.")] = None
    url: Annotated[
        _Url | None,
        Doc(
            "Address of a transcript, of a page with one, or of a recording, which the service fetches. It needs the scope `fetch` too."
        ),
    ] = None
    document: Annotated[
        Annotated[Mapping[str, Any], ApiType("JSON")] | None,
        Doc("A VideoDocument, as a JSON object. It is not extracted."),
    ] = None


@dataclass(frozen=True, kw_only=True)
class SpeakerName:
    """The name of a speaker."""

    label: Annotated[
        str, Doc("What the file calls the speaker. By default all words without a speaker are meant.")
    ] = ""
    name: Annotated[str, Doc("Name of the speaker.")]


@dataclass(frozen=True)
class TalkMetadata:
    """What is known of a video. It overrides what the file says."""

    id: Annotated[
        str | None,
        Doc(
            "The video's own id. By default it follows from the address, or else from the title and the words."
        ),
    ] = None
    title: Annotated[str | None, Doc("Title of the video.")] = None
    url: Annotated[_Url | None, Doc("Address of the video.")] = None
    published_on: Annotated[date | None, Doc("When it was published.")] = None
    channel: Annotated[str | None, Doc("Name of the channel that published it.")] = None
    language: Annotated[
        str | None, Doc("Language of the transcript, such as `en`. By default it is detected.")
    ] = None
    media: Annotated[_Url | None, Doc("Address of its audio or video file, for the page's player.")] = None
    speakers: Annotated[tuple[SpeakerName, ...], Doc("Names of speakers, at most 100.")] = ()
    speaker_count: Annotated[
        int | None, Doc("Number of people who speak in a recording, 1 to 20. By default it is estimated.")
    ] = None


@dataclass(frozen=True)
class ImportTalk:
    """A video to import."""

    source: Annotated[TalkSource, Doc("What to import.")]
    metadata: Annotated[
        TalkMetadata | None, Doc("What is known of the video. It overrides what the file says.")
    ] = None
    extractor: Annotated[str | None, Doc("Name of an installed extractor. Default: `offline`.")] = None
    same_words: Annotated[
        SameWords,
        Doc("What becomes of a new video if the graph has its words already, as another video."),
    ] = "refuse"
    background: Annotated[
        bool, Doc("True for one of many videos: it is imported after those for which somebody waits.")
    ] = False
    wait_seconds: Annotated[int, Manner(), Doc("Seconds to wait for the end of the job, at most 30.")] = 0


async def _wait(database: Database, request: ImportTalk, report: str) -> None:
    if request.wait_seconds > 0:
        await queue.wait_for_job(database, report, request.wait_seconds)


@action(Scope.INGEST, result=JobResult.of, faults=(InvalidInput, Conflict, Forbidden), after=_wait)
async def import_talk(database: Database, request: ImportTalk, limits: Limits = Limits()) -> str:  # noqa: B008  (frozen)
    """Accepts a video, which is then read, extracted and imported by a job. Answers with the job at once, or when it has ended, at
    most `waitSeconds` later.

    Returns: the job's id.

    Raises: InvalidInput: a value cannot be used. RateLimited: the queue is full.
    """
    if not 0 <= request.wait_seconds <= _LONGEST_WAIT:
        raise InvalidInput(
            f"waitSeconds is {request.wait_seconds}: it must be from 0 to {_LONGEST_WAIT}",
            ("waitSeconds",),
        )
    return await queue.add_job(database, await _import_request(database, request), limits.jobs)


async def _import_request(database: Database, request: ImportTalk) -> ImportRequest:
    source = request.source
    rest: dict[str, Any] = {
        "metadata": _metadata(request.metadata or TalkMetadata()),
        "extractor": request.extractor or "offline",
        "same_words": request.same_words,
        "background": request.background,
    }
    if source.document is not None:
        return document_request(source.document, **rest)
    if source.upload is not None:
        return await upload_request(database, source.upload.id, source.upload.companions, **rest)
    if source.url is not None:
        current_viewer().require(Scope.FETCH, "TalkSource.url")
        return url_request(source.url, **rest)
    assert source.text is not None
    return text_request(source.text.name, source.text.content, **rest)


def _metadata(given: TalkMetadata) -> Metadata:
    if len(given.speakers) > _MOST_SPEAKERS:
        raise InvalidInput(
            f"there are {len(given.speakers)} names: at most {_MOST_SPEAKERS} are allowed",
            ("metadata", "speakers"),
        )
    return Metadata(
        id=given.id,
        title=given.title,
        url=given.url,
        published_on=None if given.published_on is None else given.published_on.isoformat(),
        channel=given.channel,
        language=given.language,
        media=given.media,
        speakers=tuple((one.label, one.name) for one in given.speakers),
        speaker_count=given.speaker_count,
    )


@dataclass(frozen=True)
class RetryJob:
    """A failed job to retry."""

    job: Annotated[Id, Doc("Id of the job.")]
    same_words: Annotated[
        SameWords | None,
        Doc(
            "What becomes of a new video if the graph has its words already, as another video. By default what it was imported with."
        ),
    ] = None


@action(Scope.INGEST, result=JobResult.of)
async def retry_job(database: Database, request: RetryJob) -> str:
    """Puts a failed job back into the queue. A job of another client needs the scope `admin`."""
    return await queue.retry_job(database, request.job, request.same_words)


@dataclass(frozen=True)
class CancelJob:
    """A job to cancel."""

    job: Annotated[Id, Doc("Id of the job.")]


@action(Scope.INGEST, result=JobResult.of)
async def cancel_job(database: Database, request: CancelJob) -> str:
    """Cancels a job that has not ended. Nothing of it is imported after that. A job of another client needs the scope `admin`."""
    return await queue.cancel_job(database, request.job)
