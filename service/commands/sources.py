"""`follow`, `unfollow`, `follows`, `watch`: feeds and folders from which new talks come by themselves."""

import asyncio
import time
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from service.commands.ingest import describe
from service.commands.terminal.actions import Actions, run_action, with_actions
from service.commands.terminal.base import DryRun, Json, settings_with
from service.commands.terminal.console import FileSteps, note, print_json, say, steps
from service.domain.wording import counted, minute
from service.errors import GraphUnavailable, InvalidInput, NotFound, RateLimited

if TYPE_CHECKING:
    from service.actions.imports.import_files import FileResult
    from service.actions.imports.watch_folder import FolderChange, FolderWatch
    from service.follows.store import ListedFollow

_SHOWN = 20
"""Episodes that a dry run prints."""
_SOURCES = {
    "transcript": "transcript",
    "recording": "recording",
    "page": "page of a site",
    "nothing": "no transcript",
}


def follow(
    url: Annotated[
        str, typer.Argument(metavar="FEED", help="Address of the feed, https://…", show_default=False)
    ],
    recordings: Annotated[
        bool,
        typer.Option("--recordings", help="Recognize episodes without a transcript from their recording."),
    ] = False,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Leave out episodes before this day, e.g. 2025-11-23."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            min=0,
            help="Of the episodes that are there already, import only so many, the latest.",
            show_default=False,
        ),
    ] = None,
    extractor: Annotated[
        str, typer.Option(metavar="NAME", help="Extractor of its episodes, as for `ingest`.")
    ] = "offline",
    dry_run: DryRun = False,
    json: Json = False,
) -> None:
    """Follow the feed of a podcast, a channel or a site (RSS, Atom).

    Each episode with a transcript becomes a job once, now and whenever a new one appears, while a service runs (`videograph up`). An
    episode whose transcript changes is imported anew, under its corrections. The feed says how often it is looked at. To follow a feed
    again changes its options.
    """
    from service.follows.actions import FollowFeed, follow_feed

    day = None if since is None else since.date()
    done = run_action(follow_feed, FollowFeed(url, recordings, day, limit, extractor, dry_run))
    if json:
        print_json(done)
        return
    if dry_run:
        for one in done.episodes[:_SHOWN]:
            outcome = "import" if one.is_imported else "leave out"
            say(f"{outcome:<9}  {one.published_on or '          '}  {_SOURCES[one.source]:<14}  {one.title}")
        if done.episode_count > _SHOWN:
            say(f"and {done.episode_count - _SHOWN} more")
    verb = "would follow" if dry_run else "follows"
    say(f"{verb}  {done.title}: {counted(done.episode_count, 'episode')}, {done.import_count} to import")
    without = sum(one.source == "nothing" for one in done.episodes)
    if without and not recordings:
        note(
            f"{without} of them have no transcript: --recordings recognizes their recordings, where there are any."
        )
    settings = settings_with()
    if not (settings.fetch_contact or settings.public_url):
        note("Set VIDEOGRAPH_FETCH_CONTACT, so that whoever runs the feed's server can reach you.")


def unfollow(
    follow: Annotated[
        str,
        typer.Argument(
            metavar="FEED", help="Address of the feed, or the id from `follows`.", show_default=False
        ),
    ],
    json: Json = False,
) -> None:
    """End the following of a feed. Its talks stay, and jobs of its episodes go on."""
    from service.follows.actions import UnfollowFeed, unfollow_feed

    done = run_action(unfollow_feed, UnfollowFeed(follow))
    if json:
        print_json({"unfollowed": done.id})
    else:
        say(f"unfollowed  {done.id}")


def follows(json: Json = False) -> None:
    """List the feeds that are followed, the oldest first, with what went wrong."""
    from service.follows.store import list_follows

    found = run_action(list_follows)
    if json:
        print_json({"follows": found})
        return
    for one in found:
        _say_follow(one)
    if not found:
        say("No feed is followed: `videograph follow FEED` begins.")


def _say_follow(one: "ListedFollow") -> None:
    say(f"{one.id}  {one.state:<7}  {one.title}")
    say(f"    {one.url}")
    checked = "not looked at yet" if one.checked_at is None else f"last looked at {minute(one.checked_at)}"
    following = "" if one.state == "stopped" else f", next {minute(one.next_at)}"
    say(f"    {counted(one.episodes, 'episode')}, {one.imports} of them jobs, {checked}{following}")
    if one.failed_at is not None:
        say(f"    failed {one.failures} times, last {minute(one.failed_at)}: {one.error}")
    elif one.error is not None:
        say(f"    {one.error}")
    if one.state == "stopped":
        say(f"    `videograph follow {one.url}` begins again.")


def watch(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Folder to watch.", show_default=False)],
    recordings: Annotated[
        bool, typer.Option("--recordings", help="Import recordings too, whose words are recognized.")
    ] = False,
    delete: Annotated[
        bool,
        typer.Option(
            "--delete",
            help="When a file is deleted, delete its talk too. `undo` brings it back for some days.",
        ),
    ] = False,
    extractor: Annotated[str, typer.Option(metavar="NAME", help="Extractor, as for `ingest`.")] = "offline",
    quiet: Annotated[
        float,
        typer.Option(
            min=0, metavar="SECONDS", help="How long a file must not change before it counts as complete."
        ),
    ] = 5.0,
    every: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Pause between two looks at the folder.")
    ] = 2.0,
    once: Annotated[
        bool, typer.Option("--once", help="End when all files that are there are imported.")
    ] = False,
) -> None:
    """Import talks from a folder whenever one is new or has changed, until Ctrl-C.

    Each file is imported once it is complete, as by `ingest`. What the graph has already is skipped, so the command can be stopped and
    started again at any time. A file that is deleted is reported, and its talk stays, unless --delete is given. A file that is moved
    within the folder is the same talk. What is deleted or moved while the command does not run is not noticed.
    """
    from service.actions.imports.watch_folder import FolderWatch
    from service.commands.remote.server import is_remote
    from service.extractors.registry import is_known, list_extractors

    if not folder.is_dir():
        raise InvalidInput(f"{folder}: there is no such folder")
    if not is_remote() and not is_known(extractor):
        raise typer.BadParameter(
            f"there is no extractor {extractor!r}. {list_extractors()}", param_hint="--extractor"
        )
    watched = _Watch(FolderWatch(folder, quiet, recordings), extractor, delete)
    note(f"watches {folder}; Ctrl-C ends it")
    with_actions(lambda actions: watched.run(actions, every, once))


class _Watch:
    """Imports what a folder brings. `talks`: slug of each imported file's talk."""

    def __init__(self, folder: "FolderWatch", extractor: str, delete: bool) -> None:
        self._folder = folder
        self._extractor = extractor
        self._delete = delete
        self._talks: dict[Path, str] = {}

    async def run(self, actions: Actions, every: float, once: bool) -> None:
        while True:
            change = await asyncio.to_thread(self._folder.look, time.monotonic())
            try:
                await self._follow(actions, change)
            except (GraphUnavailable, RateLimited) as error:
                self._folder.again(change.ready)
                note(f"{error.local_message} It is tried again.", "yellow")
            if once and not self._folder.is_waiting and not change.ready:
                return
            await asyncio.sleep(every)

    async def _follow(self, actions: Actions, change: "FolderChange") -> None:
        for path, place in change.moved:
            say(f"moved      {path} to {place}")
            if path in self._talks:
                self._talks[place] = self._talks.pop(path)
        if change.ready:
            await self._import(actions, change.ready)
        for path in change.gone:
            await self._end(actions, path)

    async def _import(self, actions: Actions, paths: tuple[Path, ...]) -> None:
        from service.actions.imports.import_files import ImportFiles
        from service.actions.imports.import_folder import find_talk_files, import_folder

        found = find_talk_files(paths)
        wanted = ImportFiles(found.talks, extractor=self._extractor, same_words="keep both")
        with steps(len(found.talks), quiet=True) as bar:
            report = await actions.run(import_folder, found, wanted, FileSteps(bar, _line))
        for result in report.talks:
            if result.report is not None:
                self._talks[result.file] = result.report.video_id

    async def _end(self, actions: Actions, path: Path) -> None:
        from service.actions.videos import DeleteVideo, delete_video

        id_ = self._talks.pop(path, None)
        if id_ is None:
            say(f"deleted    {path}")
        elif not self._delete:
            say(f"deleted    {path}: its talk stays (`videograph delete {id_}`)")
        else:
            try:
                await actions.run(delete_video, DeleteVideo(id_))
                say(f"deleted    {path}, and its talk {id_}")
            except NotFound:
                say(f"deleted    {path}: its talk was deleted before")


def _line(result: "FileResult") -> None:
    if not result.other:
        say(describe(result))
