"""Imports on a distant Videograph: files are uploaded, and its jobs read, extract and load them."""

import asyncio
from collections import Counter
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson

from service.actions.imports.addresses import shown_as
from service.actions.imports.import_decisions import DecisionCounts
from service.actions.imports.import_files import ChooseFor, FileProgress, FileResult, ImportFiles
from service.actions.imports.import_folder import FolderProgress, FolderReport, TalkFiles
from service.actions.imports.import_talk import Candidate, ImportReport, Overrides, SaidBefore
from service.actions.imports.read_for_upload import UploadFile, read_for_upload
from service.commands.remote.client import RemoteVideograph
from service.commands.remote.mutations import ask, mutate
from service.errors import Conflict, InvalidInput, NotATranscript, SetupError, TranscriptError
from service.jobs.actions import (
    ImportTalk,
    SpeakerName,
    TalkMetadata,
    TalkSource,
    TextSource,
    UploadSource,
    import_talk,
)
from service.jobs.job import located

_AHEAD = 4
"""Number of files that are sent before the first of them is imported, so that the server's processes have work."""
_PAUSES = (0.2, 0.5, 1.0, 2.0)
"""Seconds between two looks at a job; the last one is repeated."""
_ENDED = ("SUCCEEDED", "FAILED", "CANCELLED")
_COUNTS = {
    "segments": "segmentCount", "speakers": "speakerCount", "chapters": "chapterCount", "sections": "sectionCount", "bullets": "bulletCount",
    "topics": "topicCount", "entities": "entityCount", "mentions": "mentionCount", "relationships": "relationshipCount",
    "evidence": "evidenceCount",
}  # fmt: skip
"""The counts of a report → the fields of `JobReport`."""


async def import_folder(
    videograph: RemoteVideograph,
    found: TalkFiles,
    wanted: ImportFiles,
    progress: FolderProgress,
    choose: ChooseFor | None = None,
) -> FolderReport:
    """`choose` is not called: the server follows `wanted.same_words`, and refuses what has the same words without it."""
    if found.decisions:
        raise SetupError(
            f"{found.decisions[0]}: files of decisions cannot be imported on a distant Videograph: import them on the machine of the graph"
        )
    files = list(found.talks)
    sent: dict[Path, str | FileResult] = {}
    results: list[FileResult] = []
    for place, file in enumerate(files):
        for one in files[len(sent) : place + _AHEAD]:
            sent[one] = await _send(videograph, one, wanted, found.expected, background=len(files) > 1)
        progress.begin(file)
        outcome = sent[file]
        result = (
            outcome if isinstance(outcome, FileResult) else await _wait(videograph, outcome, file, progress)
        )
        progress.end(result)
        results.append(result)
    others = {**found.others, **{result.file: result.other for result in results if result.other}}
    return FolderReport([result for result in results if not result.other], others, (), (), ())


async def import_address(
    videograph: RemoteVideograph,
    url: str,
    metadata: Overrides,
    wanted: ImportFiles,
    progress: FileProgress,
    choose: ChooseFor | None = None,
) -> FileResult:
    """The server fetches what is at the address. `choose` as in `import_folder`."""
    shown = shown_as(url)
    progress.begin(shown)
    try:
        request = ImportTalk(
            TalkSource(url=url), metadata_of(metadata), wanted.extractor, wanted.same_words or "refuse"
        )
        return await _wait(videograph, await mutate(videograph, import_talk, request), shown, progress)
    except (InvalidInput, Conflict) as error:
        return FileResult(shown, error=f"{shown}: {error.message}")


async def _send(
    videograph: RemoteVideograph,
    file: Path,
    wanted: ImportFiles,
    expected: Collection[Path],
    *,
    background: bool,
) -> str | FileResult:
    """Returns the id of the job, or the result of a file that cannot be imported."""
    metadata = wanted.metadata.get(file, Overrides())
    try:
        talk = await asyncio.to_thread(read_for_upload, file, metadata)
        request = ImportTalk(
            await _source(videograph, talk),
            metadata_of(talk.metadata),
            wanted.extractor,
            wanted.same_words or "refuse",
            background,
        )
        return await mutate(videograph, import_talk, request)
    except NotATranscript as error:
        if file not in expected:
            return FileResult(file, other=error.what)
        return FileResult(file, error=error.message)
    except TranscriptError as error:
        return FileResult(file, error=error.message)
    except (InvalidInput, Conflict) as error:
        return FileResult(file, error=f"{file}: {error.message}")


async def _source(videograph: RemoteVideograph, talk: UploadFile) -> TalkSource:
    """Returns the `source` of `importTalk`. What is large, no UTF-8 or has files beside it is uploaded first."""
    text = None
    if talk.inline is not None:
        with suppress(UnicodeDecodeError):
            text = talk.inline.decode("utf-8-sig")
    if text is not None and talk.is_document:
        return TalkSource(document=orjson.loads(text))
    if text is not None:
        return TalkSource(text=TextSource(talk.name, text))
    beside = [await _upload(videograph, name, talk.companions[name]) for name in sorted(talk.companions)]
    return TalkSource(upload=UploadSource(await _upload(videograph, talk.name, talk.content), tuple(beside)))


async def _upload(videograph: RemoteVideograph, name: str, content: bytes | Path) -> str:
    return (await videograph.put("/uploads", {"name": name}, content))["id"]


def metadata_of(metadata: Overrides) -> TalkMetadata:
    """Returns the `metadata` of `importTalk`.

    Raises: InvalidInput: the API cannot take a value.
    """
    if metadata.lenient_times:
        raise InvalidInput(
            "--lenient-times does not work on a distant Videograph: mend the times, or import it on the machine of the graph"
        )
    if metadata.encoding is not None:
        raise InvalidInput(
            "--encoding does not work on a distant Videograph: save the file as UTF-8, or import it on the machine of the graph"
        )
    return TalkMetadata(
        id=metadata.id,
        title=metadata.title,
        url=metadata.url,
        published_on=metadata.published_on,
        channel=metadata.channel,
        language=metadata.language,
        media=None if metadata.media is None else metadata.media.url,
        speakers=tuple(SpeakerName(label=label, name=name) for label, name in metadata.speakers),
        speaker_count=metadata.speaker_count,
    )


async def _wait(videograph: RemoteVideograph, job: str, file: Path, progress: FileProgress) -> FileResult:
    looks = 0
    while True:
        found = (await ask(videograph, "job", {"id": job}))["job"]
        if not found:
            return FileResult(file, error=f"{file}: the server has deleted its job {job}")
        if found["state"] in _ENDED:
            return _result(file, found)
        progress.tell(file, found["stage"] or "waiting", found["done"] / max(1, found["total"]))
        await asyncio.sleep(_PAUSES[min(looks, len(_PAUSES) - 1)])
        looks += 1


def _result(file: Path, job: Mapping[str, Any]) -> FileResult:
    if job["state"] != "SUCCEEDED":
        error = job["error"] or "its job was cancelled"
        return FileResult(file, error=located(error, file.name, str(file)))
    report = job["report"]
    counts = {noun: report[field] for noun, field in _COUNTS.items()}
    applied = DecisionCounts(
        report["decisionCount"],
        report["newDecisionCount"],
        report["olderDecisionCount"],
        report["correctedVideoCount"],
    )
    imported = ImportReport(
        report["videoId"],
        report["slug"],
        report["outcome"].lower(),
        {} if None in counts.values() else counts,
        tuple(
            Candidate(one["entity"]["id"], one["other"]["id"], one["name"]) for one in report["candidates"]
        ),
        tuple(report["sameTitle"]),
        applied,
        tuple(report["missing"]),
    )
    before = tuple(
        SaidBefore(one["videoId"], one["slug"], one["title"], one["share"], one["coveredShare"], one["same"])
        for one in report["sameWords"]
    )
    dropped = Counter({one["reason"]: one["count"] for one in report["dropped"]})
    return FileResult(
        file, imported, dropped, notes=tuple(report["notes"]), before=before, replaced=report["replaced"]
    )
