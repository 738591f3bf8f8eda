"""`export`: writes talks and the graph as files, in each format of `service/exports/formats.py`."""

import sys
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, aclosing, contextmanager
from datetime import datetime
from os.path import samestat
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from service.commands.terminal.actions import Actions, with_actions
from service.commands.terminal.console import complain, note, progress_line, say
from service.errors import InvalidInput, NotFound
from service.whole_files import whole_file

if TYPE_CHECKING:
    from service.actions.exports import VideoSelection
    from service.actions.videos import ExportedVideo
    from service.exports.formats import Format

_DOCUMENT = "document"
_DAYS = ["%Y-%m-%d"]


def export(
    videos: Annotated[
        list[str] | None,
        typer.Argument(metavar="TALK…", help="Ids, slugs or addresses of talks.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All talks of the graph.")] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="FORMAT",
            help="document, vtt, srt, md, json, ris, bibtex or csl: a file for each talk. csv, jsonl, parquet, graphml, cypher, turtle or obsidian: "
            "the graph of all these talks.",
        ),
    ] = _DOCUMENT,
    channel: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Only talks of this channel: id, slug or name.", show_default=False
        ),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Only talks about this topic: id, slug or name.", show_default=False
        ),
    ] = None,
    entity: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME", help="Only talks with this entity: id, slug or name.", show_default=False
        ),
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(
            metavar="DAY", formats=_DAYS, help="Only talks published on or after it.", show_default=False
        ),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(
            metavar="DAY", formats=_DAYS, help="Only talks published before it.", show_default=False
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Where the files are written, a talk's with its slug as name; without it, a single file is printed.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write talks or the graph as files.

    Without --format as VideoDocuments. Such a file contains everything that the graph has about the talk: transcript,
    chapters, summary, topics, entities, connections with their quotes, and decisions on the names of its entities. Use
    `videograph ingest` to import it again after corrections, to restore a talk, or in another graph. With --all,
    decisions.json contains all decisions of the graph; the folder, imported into an empty graph, gives the same graph.
    The other formats are for other programs.

    Existing files are overwritten. A talk that is not in the graph is reported, and the exit code is 1. The files of the
    others are still written; a file of the graph of several talks is not.
    """
    from service.exports.formats import format_named

    is_chosen = bool(channel or topic or entity or since or until)
    if bool(videos) + every + is_chosen == 0 or (every and (videos or is_chosen)):
        raise typer.BadParameter("give talks, or --all for all of them", param_hint="TALK…")
    chosen = format_named(format_)
    single = len(videos or ()) == 1 if chosen.of == "talk" else not chosen.files
    if out is None and not single:
        files = "several talks" if chosen.of == "talk" else f"the files of {chosen.label}"
        raise typer.BadParameter(f"give a folder for {files}", param_hint="--out")
    if out is not None:
        _make_folder(out)
    if chosen.name == _DOCUMENT and not is_chosen:
        if with_actions(lambda actions: _write_documents(actions, videos, out)):
            raise typer.Exit(1)
        return
    from service.actions.exports import VideoSelection

    days = [one and one.date() for one in (since, until)]
    selection = VideoSelection(
        tuple(videos or ()), tuple(channel or ()), tuple(topic or ()), tuple(entity or ()), *days
    )
    selections = [selection]
    if chosen.of == "talk" and len({*selection.videos}) > 1 and not is_chosen:
        selections = [VideoSelection((video,)) for video in dict.fromkeys(selection.videos)]
    if with_actions(lambda actions: _write_files(actions, chosen, selections, out)):
        raise typer.Exit(1)


async def _write_files(
    actions: Actions, chosen: "Format", selections: Sequence["VideoSelection"], out: Path | None
) -> bool:
    """Writes the files of one selection after the other, so that a talk that is not there costs no other. Returns whether one failed."""
    from service.actions.exports import Export, export_files
    from service.commands.server.running import url_of
    from service.settings import read_settings

    settings = read_settings()
    base = settings.public_url or url_of(settings.host, settings.port)
    with progress_line() as tell:

        def progress(table: str, done: int, total: int) -> None:
            tell(f"reading    {table}  {done:,}" + (f" of {total:,}" if total else ""))

        lines: list[str] = []
        missing: list[str] = []
        for selection in selections:
            pieces = actions.stream(export_files, Export(chosen.name, base, selection), progress)
            try:
                async with aclosing(pieces):
                    lines += await _write_pieces(pieces, out)
            except NotFound as error:
                if len(selections) == 1:
                    raise
                missing.append(error.message)
    for line in lines:
        say(line)
    for message in missing:
        complain(message)
    return bool(missing)


async def _write_pieces(pieces: AsyncIterator[tuple[str, bytes]], out: Path | None) -> list[str]:
    """Writes each file as it comes, and returns what became of each."""
    if out is None:
        async for _, data in pieces:
            sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return []
    lines: list[str] = []
    name: str | None = None
    stream: IO[bytes] | None = None
    with ExitStack() as opened:
        async for file, data in pieces:
            if file != name:
                opened.close()
                if ".." in Path(file).parts or Path(file).is_absolute():
                    raise InvalidInput(f"{file!r} would be outside of {out}")
                stream = opened.enter_context(_compared(out / file, lines))
                name = file
            assert stream is not None
            stream.write(data)
    return lines


@contextmanager
def _compared(file: Path, lines: list[str]) -> Iterator[IO[bytes]]:
    """Writes a file whole unless it is the same, and adds a line that says what became of it."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        before = file.stat() if file.exists() else None
        with whole_file(file, keep_equal=True) as stream:
            yield stream
        word = "written" if before is None else "unchanged" if samestat(before, file.stat()) else "changed"
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be written: {error.strerror}") from None
    lines.append(f"{word:<9}  {file}")


async def _write_documents(actions: Actions, videos: list[str] | None, out: Path | None) -> bool:
    """Writes talk by talk, so that one that fails costs no other. Returns whether one failed."""
    from service.actions.videos import ExportVideo, export_video, list_videos

    failed = False
    for video in dict.fromkeys(videos) if videos else await actions.run(list_videos):
        try:
            _give(await actions.run(export_video, ExportVideo(video)), out)
        except (NotFound, InvalidInput) as error:
            failed = True
            complain(error.message)
    if not videos and out is not None:
        await _give_decisions(actions, out)
    return failed


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput(f"{folder}: is not a writable folder: {error.strerror}") from None


def _give(exported: "ExportedVideo", out: Path | None) -> None:
    from service.domain.document import document_text
    from service.exports.formats import DOCUMENT_ENDING

    text = document_text(exported.document)
    if out is None:
        sys.stdout.write(text)
    else:
        _write(out / f"{exported.slug}{DOCUMENT_ENDING}", text)
    if exported.dropped:
        note(f"{exported.slug}: left out, because an import would refuse it: {_counts(exported.dropped)}")


async def _give_decisions(actions: Actions, out: Path) -> None:
    """Writes no file without decisions, unless an old file must be replaced."""
    from service.actions.videos import export_decisions
    from service.domain.decision_records import DECISIONS_FILE, decisions_text

    decisions, file = await actions.run(export_decisions), out / DECISIONS_FILE
    if decisions.count() or file.exists():
        _write(file, decisions_text(decisions))


def _counts(dropped: Counter[str]) -> str:
    return ", ".join(f"{count} × {reason}" for reason, count in dropped.most_common())


def _write(file: Path, text: str) -> None:
    lines: list[str] = []
    with _compared(file, lines) as stream:
        stream.write(text.encode())
    say(lines[0])
