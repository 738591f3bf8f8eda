"""`ingest`: imports talks into the graph, and says what became of each file."""

import asyncio
import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand, TyperOption

from service.commands.graph import say_changes
from service.commands.model import say_costs, say_offers
from service.commands.remote.local_only import require_no_local_options
from service.commands.remote.server import is_remote, remote_server
from service.commands.server.running import find_videograph, url_of
from service.commands.terminal.actions import Actions, with_actions
from service.commands.terminal.base import Json
from service.commands.terminal.console import (
    FileSteps,
    Steps,
    called,
    is_answerable,
    note,
    print_json,
    say,
    steps,
)
from service.domain.wording import counted
from service.errors import InvalidInput

if TYPE_CHECKING:
    from service.actions.imports.import_decisions import DecisionCounts, FileDecisions
    from service.actions.imports.import_files import ChooseFor, FileResult
    from service.actions.imports.import_folder import FolderReport, SharedName
    from service.actions.imports.import_talk import SaidBefore, SameWords
    from service.settings import Settings


def choose_by(bar: Steps, *, replace: bool, keep_both: bool, ask: bool) -> "ChooseFor":
    """Returns what happens to a talk whose words the graph has already: by the options, otherwise by the user at the
    terminal.

    Args:
        ask: whether somebody can be asked; without, a talk of all the same words is refused.
    """
    from service.actions.imports.import_talk import policy

    def choose(file: Path, before: "SaidBefore") -> "SameWords":
        if replace or keep_both or not (ask and before.same):
            return policy("replace" if replace else "keep both" if keep_both else "refuse")(before)
        question = f"{file}: the graph has the same words already, as the talk {before.slug} (“{before.title}”). Replace it?"
        answers: dict[str, SameWords] = {"replace": "replace", "both": "keep both", "skip": "refuse"}
        return answers[bar.ask(question, tuple(answers))]

    return choose


class Ingest(TyperCommand):
    """Its help lists the installed extractors, which takes a while."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from rich.markup import escape

        from service.extractors.registry import list_extractors

        listed = escape(list_extractors())
        for option in self.params:
            if isinstance(option, TyperOption) and option.name == "extractor":
                option.help = f"{(option.help or '').removesuffix(listed).rstrip()} {listed}"
        super().format_help(ctx, formatter)


def ingest(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="Transcripts, recordings, VideoDocuments, folders of them, or addresses (https://…).",
            show_default=False,
        ),
    ],
    video_id: Annotated[
        str | None,
        typer.Option(
            "--id",
            help="The talk's id. By default it follows from the address, or else from the title and the words.",
        ),
    ] = None,
    title: Annotated[str | None, typer.Option(help="The talk's title.")] = None,
    url: Annotated[str | None, typer.Option(help="Address of the talk.")] = None,
    media: Annotated[
        str | None, typer.Option(help="Address of the talk's audio or video file, for the page's player.")
    ] = None,
    published_on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Publication date, e.g. 2025-11-23.")
    ] = None,
    channel: Annotated[str | None, typer.Option(help="Name of the channel that published it.")] = None,
    language: Annotated[
        str | None,
        typer.Option(
            help="Language of the transcript, e.g. en. By default it is detected from the file or the words."
        ),
    ] = None,
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LABEL=NAME",
            help="Name of a speaker, such as 'Speaker 1=Ann Lee'. NAME alone applies to all words without a speaker. Can be repeated.",
            show_default=False,
        ),
    ] = None,
    speakers: Annotated[
        int | None,
        typer.Option(
            min=1,
            max=20,
            help="Number of people who speak in a recording; 1 tells no voices apart. By default it is estimated.",
            show_default=False,
        ),
    ] = None,
    metadata: Annotated[
        Path | None,
        typer.Option(
            help="CSV or JSON with metadata of many talks (a column 'file', and title, url, published_on, channel, speakers, media, …), or a podcast's feed.",
            show_default=False,
        ),
    ] = None,
    replace: Annotated[
        bool,
        typer.Option("--replace", help="Replace the talk in the graph that has the same words."),
    ] = False,
    keep_both: Annotated[
        bool,
        typer.Option(
            "--keep-both", help="Keep both as two talks. Without either option, you are asked in a terminal."
        ),
    ] = False,
    encoding: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Encoding of the files, such as `cp1251`, if they are not UTF-8 and do not say theirs.",
        ),
    ] = None,
    lenient_times: Annotated[
        bool,
        typer.Option(
            "--lenient-times",
            help="Move times that run backwards between their neighbors and report how many, instead of refusing the file.",
        ),
    ] = False,
    extractor: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Extractor of entities, topics and connections: `offline`, for English; `llm`, a language model (`videograph model`), to which the text is sent; or one of another package.",
        ),
    ] = "offline",
    workers: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="Number of talks that are extracted at a time. Default: one less than the number of cores, or all workers of a Dask cluster.",
            show_default=False,
        ),
    ] = None,
    executor: Annotated[
        str | None,
        typer.Option(
            metavar="EXECUTOR",
            help="Where talks are extracted: `pool`, processes of this machine, or the workers of a Dask cluster: dask://host:8786. Default: VIDEOGRAPH_EXECUTOR.",
            show_default=False,
        ),
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option(
            min=1,
            metavar="SECONDS",
            help="Time limit for reading and extracting one file. Default: ten minutes, and three more for each 100 kB.",
            show_default=False,
        ),
    ] = None,
    dry_run: Annotated[
        bool,
        typer.Option(
            "--dry-run",
            help="Import nothing. Print the words of each talk and, with a language model, what it would take: requests, tokens, minutes, money.",
        ),
    ] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            help="Also print skipped files, names that were resolved again, and all names that two entities share.",
        ),
    ] = False,
    json: Json = False,
) -> None:
    """Import talks.

    Reads captions and transcripts in all usual formats, recordings, and VideoDocuments; at an address, what is there
    is fetched. The format is detected from the content.
    Title, date and other metadata come from these options, or else from NAME.video.json or yt-dlp's NAME.info.json
    beside the file, or else from the file. If a text has no times, they are estimated, and the outcome says so.
    Importing a talk again replaces it. A talk is identified by its id or address, or without both by its title and
    words. Unchanged files are skipped, so the same command continues after an interruption. If a file cannot be read,
    it is reported, the others are imported, and the exit code is 1. In folders, files that are clearly not
    transcripts are skipped and counted. A decisions.json from `videograph export --all` is read first; if two
    decisions concern the same name, the later one counts. After several talks, names of earlier talks are resolved
    again (`videograph resolve`).
    """
    from service.actions.extraction.dask_cluster import open_cluster
    from service.actions.extraction.read_ahead import default_workers
    from service.actions.imports.addresses import import_address, is_address
    from service.actions.imports.import_files import FileResult, ImportFiles
    from service.actions.imports.import_folder import (
        FolderReport,
        find_talk_files,
        import_folder,
        read_metadata,
    )
    from service.actions.imports.import_talk import Overrides, media_at, read_given, version_of
    from service.extractors.registry import is_known, list_extractors
    from service.settings import read_settings

    remote = is_remote()
    if remote:  # its extractors and settings are those of the server
        require_no_local_options(
            {
                "--workers": workers,
                "--time-limit": time_limit,
                "--executor": executor,
                "--dry-run": dry_run or None,
            }
        )
    elif not is_known(extractor):
        raise typer.BadParameter(
            f"there is no extractor {extractor!r}. {list_extractors()}", param_hint="--extractor"
        )
    addresses = [one for one in paths if is_address(one)]
    found = find_talk_files([Path(one) for one in paths if one not in addresses], metadata)
    files = found.talks
    count = len(files) + len(addresses)
    if not count and not found.decisions:
        if not json:
            say_others(found.others, verbose)
        raise typer.BadParameter("there is no talk among these files and folders", param_hint="PATH…")
    if count > 1 and (video_id or title or url or media or speaker):
        raise typer.BadParameter(
            f"--id, --title, --url, --media and --speaker are for one talk, and these are {count}. "
            "Use --metadata talks.csv with a row for each, or a sidecar NAME.video.json beside each file.",
            param_hint="PATH…",
        )
    if files and not any(file.exists() for file in files):  # checked at once, without waiting for Neo4j
        more = f" (nor {len(files) - 1} others)" if len(files) > 1 else ""
        raise InvalidInput(f"{files[0]}: there is no such file{more}")
    if addresses and (dry_run or metadata):
        raise typer.BadParameter(
            "--dry-run and --metadata are for files: leave the addresses out", param_hint="PATH…"
        )
    if replace and keep_both:
        raise typer.BadParameter("--replace and --keep-both exclude each other", param_hint="--replace")
    if not remote:
        version_of(extractor)  # its configuration is checked at once, too
    overrides = Overrides(
        id=video_id,
        title=title,
        url=url,
        media=None if media is None else media_at(media),
        published_on=published_on.date() if published_on else None,
        channel=channel,
        language=language,
        speakers=tuple(sorted(read_given(speaker or ()).items())),
        speaker_count=speakers,
        lenient_times=lenient_times,
        encoding=encoding,
    )
    settings = read_settings()
    cluster = None if remote else open_cluster(executor or settings.executor)
    said, warnings = read_metadata(files, overrides, metadata if files else None)
    for warning in warnings:
        note(warning, "yellow")
    if dry_run:
        say_costs(files, said, extractor, json=json)
        return
    wanted = ImportFiles(
        files,
        said,
        extractor,
        1 if remote else workers or (default_workers(extractor) if cluster is None else None),
        time_limit or settings.extract_timeout,
        "replace" if replace else "keep both" if keep_both else None,
        cluster=cluster,
        memory=settings.extract_memory or None,
    )
    done = 0

    async def run(actions: Actions) -> "FolderReport":
        with steps(count, quiet=json) as bar:
            choose = choose_by(bar, replace=replace, keep_both=keep_both, ask=not json and is_answerable())
            progress, fetched = FileSteps(bar, line), list[FileResult]()
            for url in addresses:
                result = await actions.run(import_address, url, overrides, wanted, progress, choose)
                progress.end(result)
                fetched.append(result)
            if addresses and not files and not found.decisions:
                return FolderReport(fetched, {}, (), (), ())
            report = await actions.run(import_folder, found, wanted, progress, choose)
            return dataclasses.replace(report, talks=[*fetched, *report.talks])

    def line(result: "FileResult") -> str | None:
        nonlocal done
        done += 1
        return None if result.other else describe(result)

    try:
        report = with_actions(run)
    except (KeyboardInterrupt, asyncio.CancelledError):
        note(
            f"{done} of {count} talks are done, and each is in the graph completely or not at all. "
            "Run the same command to continue."
        )
        raise KeyboardInterrupt from None
    finally:
        if cluster is not None:
            cluster.close()
    if json:
        print_json(
            as_json(report.talks, report.others)
            | {"decidedAnew": report.changes, "sharedNames": report.shared, "decisions": report.decisions}
        )
    else:
        say_decisions(report.decisions)
        say_summary(report.talks)
        say_changes(report.changes, verbose=verbose)
        say_shared(report.shared, verbose=verbose)
        say_others(report.others, verbose)
        say_pages(report.talks, settings)
        if extractor == "offline" and not remote and is_answerable() and any(r.report for r in report.talks):
            say_offers()
    if any(result.error for result in report.talks):
        raise typer.Exit(1)
    if not report.talks and not report.decisions:
        raise InvalidInput("none of these files is a transcript")


MAX_PAGES = 5
"""Number of talks whose pages are printed."""


def say_pages(results: "Sequence[FileResult]", settings: "Settings") -> None:
    """Prints the addresses of the pages of talks that are new or changed; where no Videograph answers, the command that serves them."""
    slugs = [result.report.slug for result in results if result.report and result.outcome != "unchanged"]
    if not slugs:
        return
    server = remote_server(settings)
    base = server.url if server else settings.public_url or find_videograph(settings)
    if base is None:
        base = url_of(settings.host, settings.port)
        say("`videograph up` serves " + ("its page:" if len(slugs) == 1 else "their pages:"))
    else:
        say("page:" if len(slugs) == 1 else "pages:")
    for slug in slugs[:MAX_PAGES]:
        say(f"  {base}/videos/{slug}")
    if len(slugs) > MAX_PAGES:
        say(f"  and {len(slugs) - MAX_PAGES} more, which {base}/ lists")


_SHARED = 10
"""Number of names that are printed without --verbose."""


def say_summary(results: "Sequence[FileResult]") -> None:
    outcomes = Counter(result.outcome for result in results)
    words = {"created": "imported", "changed": "changed", "unchanged": "unchanged", "failed": "failed"}
    say(", ".join(f"{outcomes[key]} {word}" for key, word in words.items()))
    dropped = _dropped(results)
    if dropped:
        say(f"left out by the extraction: {dropped.total()}")
        for reason, count in dropped.most_common():
            say(f"  {count:>6}  {reason}")


def say_shared(shared: "Sequence[SharedName]", *, verbose: bool) -> None:
    """Prints names that two entities share, and what to do about them."""
    if not shared:
        return
    say(
        f"names that two entities have: {len(shared)}; `videograph merge` merges two, `videograph apart` keeps them apart"
    )
    for one in shared if verbose else shared[:_SHARED]:
        say(f"          “{one.name}”: {' and '.join(map(called, one.of))}")
    if len(shared) > _SHARED and not verbose:
        say(f"          and {len(shared) - _SHARED} more: --verbose names them all")


def say_others(others: Mapping[Path, str], verbose: bool) -> None:
    if not others:
        return
    say(f"skipped in folders: {len(others)}")
    for reason, count in Counter(others.values()).most_common():
        say(f"  {count:>6}  {reason}")
        for file in sorted(file for file, other in others.items() if verbose and other == reason):
            say(f"          {file}")


def describe(result: "FileResult") -> str:
    """Returns one line on the result of a file."""
    if result.report is None:
        return f"failed     {result.error}"
    told = [f"in place of {result.replaced}"] if result.replaced else []
    told += result.notes
    if result.report.decisions.carried:
        told.append(applied_words(result.report.decisions))
    for one in result.before[:1]:  # more of them are in `duplicates`
        told.append(
            f"{one.share:.0%} of its words are in the graph already, as {one.slug}: if that is the same talk, delete it with "
            f"`videograph delete {one.slug}`"
        )
    known = {one.slug for one in result.before}
    for slug in result.report.same_title:
        if slug not in known:
            told.append(
                f"of the same title as {slug}: if it is a corrected version of that talk, delete that one with `videograph delete {slug}`"
            )
    told += [f"the quote of an added statement is gone: {one}" for one in result.report.missing]
    notes = f" ({'; '.join(told)})" if told else ""
    return f"{result.outcome:<9}  {result.file}  {result.report.video_id}{notes}"


def say_decisions(done: "Sequence[FileDecisions]") -> None:
    for one in done:
        say(f"decisions  {one.file}  {applied_words(one.decisions)}")


def applied_words(applied: "DecisionCounts") -> str:
    """Describes the result of imported decisions."""
    words = [f"{counted(applied.carried, 'decision')} came along, {applied.taken} of them new here"]
    if applied.older:
        words.append(f"{applied.older} left out: this graph has later decisions")
    if applied.talks:
        words.append(f"{counted(applied.talks, 'talk')} changed by them")
    return "; ".join(words)


def as_json(results: "Sequence[FileResult]", others: Mapping[Path, str]) -> dict[str, Any]:
    outcomes = Counter(result.outcome for result in results)
    return {
        "files": [
            {
                "file": str(result.file),
                "outcome": result.outcome,
                "error": result.error,
                "dropped": dict(result.dropped),
                "notes": list(result.notes),
                "saidBefore": list(result.before),
                "replaced": result.replaced,
                "report": result.report,
            }
            for result in results
        ],
        "imported": outcomes["created"],
        "changed": outcomes["changed"],
        "unchanged": outcomes["unchanged"],
        "failed": outcomes["failed"],
        "passedOver": [{"file": str(file), "reason": others[file]} for file in sorted(others)],
        "dropped": dict(_dropped(results)),
    }


def _dropped(results: "Sequence[FileResult]") -> Counter[str]:
    return sum((result.dropped for result in results), Counter[str]())
