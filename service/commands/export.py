"""`export`: writes talks as VideoDocuments."""

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.terminal.actions import Actions, with_actions
from service.commands.terminal.console import complain, note, say
from service.errors import InvalidInput, NotFound
from service.whole_files import write_whole

if TYPE_CHECKING:
    from service.actions.videos import Exported


def export(
    videos: Annotated[
        list[str] | None,
        typer.Argument(metavar="TALK…", help="Ids, slugs or addresses of talks.", show_default=False),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="All talks of the graph.")] = False,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="Where a file SLUG.document.json is written for each; without it, one talk is printed.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Write talks as VideoDocuments.

    Such a file contains everything that the graph has about the talk: transcript, chapters, summary, topics,
    entities, connections with their quotes, and decisions on the names of its entities. Use `videograph ingest` to
    import it again after corrections, to restore a talk, or in another graph. With --all, decisions.json contains all
    decisions of the graph; the folder, imported into an empty graph, gives the same graph. Existing files are
    overwritten. A talk that is not in the graph is reported, the others are still written, and the exit code is 1.
    """
    if bool(videos) == every:
        raise typer.BadParameter("give talks, or --all for all of them", param_hint="VIDEO…")
    if out is None and (every or len(videos or ()) > 1):
        raise typer.BadParameter("give a folder for several talks", param_hint="--out")
    if out is not None:
        _make_folder(out)

    async def run(actions: Actions) -> bool:
        from service.actions.videos import ExportVideo, export_video, list_videos

        failed = False
        for video in await actions.run(list_videos) if every else dict.fromkeys(videos or ()):
            try:
                _give(await actions.run(export_video, ExportVideo(video)), out)
            except (NotFound, InvalidInput) as error:
                failed = True
                complain(error.message)
        if every and out is not None:
            await _give_decisions(actions, out)
        return failed

    if with_actions(run):
        raise typer.Exit(1)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidInput(f"{folder}: is not a writable folder: {error.strerror}") from None


def _give(exported: "Exported", out: Path | None) -> None:
    from service.domain.export_files import DOCUMENT

    text = DOCUMENT.write(exported.document)
    if out is None:
        sys.stdout.write(text)
    else:
        file = out / f"{exported.slug}{DOCUMENT.ending}"
        say(f"{_write(file, text):<9}  {file}")
    if exported.dropped:
        note(f"{exported.slug}: left out, because an import would refuse it: {_counts(exported.dropped)}")


async def _give_decisions(actions: Actions, out: Path) -> None:
    """Writes no file without decisions, unless an old file must be replaced."""
    from service.actions.videos import export_decisions
    from service.domain.export_files import DECISIONS

    decisions, file = await actions.run(export_decisions), out / DECISIONS.ending.lstrip(".")
    if decisions.count() or file.exists():
        say(f"{_write(file, DECISIONS.write(decisions)):<9}  {file}")


def _counts(dropped: Counter[str]) -> str:
    return ", ".join(f"{count} × {reason}" for reason, count in dropped.most_common())


def _write(file: Path, text: str) -> str:
    """Writes the file, if it is another one. Returns the result in a word."""
    try:
        if file.exists() and file.read_bytes() == text.encode():
            return "unchanged"
        word = "changed" if file.exists() else "written"
        write_whole(file, text)
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be written: {error.strerror}") from None
    return word
