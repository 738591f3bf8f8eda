"""`ingest`: talks into the graph."""

import asyncio
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.base import Json, with_graph
from service.commands.console import is_answerable, note, print_json, steps
from service.commands.outcome import as_json, say_others, say_shared, say_summary
from service.commands.resolving import say_changes
from service.commands.same_words import choose_by
from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.commands.importing import FileResult
    from service.commands.importing_decisions import FileDecisions
    from service.graph.driver.database import Database
    from service.ingest.curation.re_resolve import Change
    from service.ingest.duplicates.shared_names import SharedName

_MANY = 20
"""From so many new talks on, Neo4j's plans are made anew."""


class ExtractorName(StrEnum):
    OFFLINE = "offline"
    LLM = "llm"


def ingest(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH", help="Transcripts, VideoDocuments, or folders of them.", show_default=False
        ),
    ],
    video_id: Annotated[
        str | None,
        typer.Option("--id", help="The talk's id; by default its address, else its title and words."),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The talk's title.")] = None,
    url: Annotated[str | None, typer.Option(help="Where the talk can be seen or heard.")] = None,
    media: Annotated[
        str | None, typer.Option(help="Address of the talk's sound or picture, for the page's player.")
    ] = None,
    published_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Day of publication, e.g. 2025-11-23.")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    language: Annotated[
        str | None,
        typer.Option(help="Language of the transcript, e.g. en; by default what its file or its words tell."),
    ] = None,
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LABEL=NAME",
            help="Whose a voice is, such as 'Speaker 1=Ann Lee'; NAME alone: of all words that are nobody's. Can be repeated.",
            show_default=False,
        ),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="CSV or JSON with what is known of many talks (a column 'file', and title, url, published_on, channel, speakers, media, …), or a podcast's feed.",
            show_default=False,
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Put a talk whose words the graph has already in the place of that one."
        ),
    ] = False,
    keep_both: Annotated[
        bool,
        typer.Option(
            "--keep-both", help="Keep both, as two talks. With neither you are asked, in a terminal."
        ),
    ] = False,
    lenient_times: Annotated[
        bool,
        typer.Option(
            "--lenient-times",
            help="Move times that run backwards between their neighbours and say how many, instead of refusing the file.",
        ),
    ] = False,
    extractor: Annotated[
        ExtractorName,
        typer.Option(
            help="What finds entities, topics and connections in a bare transcript: this program by itself, in English ones, or a language model "
            "(VIDEOGRAPH_LLM_URL, VIDEOGRAPH_LLM_MODEL), to which the words are sent."
        ),
    ] = ExtractorName.OFFLINE,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, help="Processes that extract; by default one for each core but one.", show_default=False
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=1,
            metavar="SECONDS",
            help="What reading and extracting one file may take; by default ten minutes, and three for each 100 kB of it.",
            show_default=False,
        ),
    ] = None,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            help="Name the files of folders that are passed over, the names that were decided anew, and all that two entities share.",
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Import talks.

    Reads captions and transcripts in all the usual formats, and VideoDocuments, told apart by their content.
    Title, date and so on come from these options, else from NAME.video.json or yt-dlp's NAME.info.json beside the
    file, else from the file. Where a text has no times, they are estimated, and the outcome says so.
    Importing a talk again replaces it; it is the same talk by its id or address, without both by title and words. What was imported before from the same files is passed over, so that after an
    interruption the same command goes on. Files that cannot be read are reported and the rest goes on; exit code 1.
    In folders, files that are plainly no transcripts are passed over and counted. A decisions.json, as `videograph export --all` writes
    it, comes first; of two decisions on the same name the later one counts. After several talks, names of earlier
    ones are decided anew where later ones know more (`videograph resolve`).
    """
    from service.commands.extracting import default_workers
    from service.commands.importing import import_files
    from service.commands.importing_decisions import import_decisions, is_decisions_file, say_decisions
    from service.graph.health import read_counts
    from service.graph.migrations import settle
    from service.ingest.curation.re_resolve import decide_anew
    from service.ingest.duplicates.shared_names import find_shared_names
    from service.ingest.extractors.registry import version_of
    from service.ingest.formats import Overrides, look_through
    from service.ingest.formats.metadata.given_speakers import read_given
    from service.ingest.formats.metadata.manifest import read_manifest, with_options
    from service.ingest.formats.metadata.media import media_at
    from service.settings import read_settings

    found = look_through(paths)
    decision_files = [file for file in found.talks if is_decisions_file(file)]
    files = [file for file in found.talks if file not in decision_files]
    if metadata is not None and metadata.exists():  # it may lie in the folder
        files = [file for file in files if not (file.exists() and file.samefile(metadata))]
        found.others = {file: what for file, what in found.others.items() if not file.samefile(metadata)}
    if not files and not decision_files:
        if not json:
            say_others(found.others, verbose)
        raise typer.BadParameter("there is no talk among these files and folders", param_hint="PATH…")
    if len(files) > 1 and (video_id or title or url or media or speaker):
        raise typer.BadParameter(
            f"--id, --title, --url, --media and --speaker are for one talk, and these are {len(files)}. "
            "Use --metadata talks.csv with a row for each, or a sidecar NAME.video.json beside each file.",
            param_hint="PATH…",
        )
    if files and not any(file.exists() for file in files):  # known at once, without waiting for Neo4j
        more = f" (nor {len(files) - 1} others)" if len(files) > 1 else ""
        raise InvalidInput(f"{files[0]}: there is no such file{more}")
    if replace and keep_both:
        raise typer.BadParameter("--replace and --keep-both exclude each other", param_hint="--replace")
    version_of(extractor)  # whether it is set up is known at once, too
    day = published_on.date() if published_on else None
    overrides = Overrides(
        id=video_id,
        title=title,
        url=url,
        media=None if media is None else media_at(media),
        published_on=day,
        channel=channel,
        language=language,
        speakers=tuple(sorted(read_given(speaker or ()).items())),
        lenient_times=lenient_times,
    )

    said = dict.fromkeys(files, overrides)
    if metadata is not None:
        manifest = read_manifest(metadata, files)
        said = {file: with_options(manifest.talks.get(file), overrides) for file in files}
        for warning in manifest.warnings:
            note(warning, "yellow")

    results: list[FileResult] = []
    changes: list[Change] = []
    shared: list[SharedName] = []
    decided: list[FileDecisions] = []

    async def run(database: "Database") -> None:
        decided.extend(await import_decisions(database, decision_files))
        was_empty = (await read_counts(database))["videos"] == 0
        written = 0
        processes = workers or default_workers(extractor)
        with steps(len(files), quiet=json) as progress:
            talks = import_files(
                database,
                files,
                extractor,
                said,
                progress,
                processes,
                expected=found.expected,
                seconds=time_limit or read_settings().extract_timeout,
                choose=choose_by(
                    progress, replace=replace, keep_both=keep_both, ask=not json and is_answerable()
                ),
            )
            async for result in talks:
                results.append(result)
                written += result.outcome in ("created", "changed")
                if was_empty and written == _MANY:
                    await settle(database)  # The plans of an empty graph are scans.
        if written and (was_empty or written >= _MANY):
            await settle(database)
        if written and len(files) > 1:
            changes.extend(await decide_anew(database))
        candidates = [one for result in results if result.report for one in result.report.candidates]
        shared.extend(await find_shared_names(database, candidates))

    try:
        with_graph(run)
    except (KeyboardInterrupt, asyncio.CancelledError):
        note(
            f"{len(results)} of {len(files)} talks are done, and each is in the graph whole or not at all. "
            "The same command goes on from there."
        )
        raise KeyboardInterrupt from None
    others = found.others | {result.file: result.other for result in results if result.other}
    talks = [result for result in results if not result.other]
    if json:
        print_json(
            as_json(talks, others) | {"decidedAnew": changes, "sharedNames": shared, "decisions": decided}
        )
    else:
        say_decisions(decided)
        say_summary(talks)
        say_changes(changes, verbose=verbose)
        say_shared(shared, verbose=verbose)
        say_others(others, verbose)
    if any(result.error for result in talks):
        raise typer.Exit(1)
    if not talks and not decided:
        raise InvalidInput("none of these files is a transcript")
