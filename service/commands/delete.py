"""`delete`: deletes talks from the graph."""

from typing import Annotated

import typer

from service.commands.terminal.actions import Actions, with_actions
from service.commands.terminal.base import Json
from service.commands.terminal.console import complain, print_json, say
from service.errors import InvalidInput, NotFound


def delete(
    videos: Annotated[
        list[str],
        typer.Argument(metavar="TALK…", help="Ids, slugs or addresses of talks.", show_default=False),
    ],
    json: Json = False,
) -> None:
    """Delete talks from the graph.

    Also deletes everything that only these talks support. What other talks say is kept, with new counts. A talk that
    is not in the graph is reported, the others are still deleted, and the exit code is 1. With --json it prints a
    line for each. A deletion can be undone for 30 days (VIDEOGRAPH_DELETED_DAYS).
    """
    from service.actions.videos import DeleteVideo, delete_video

    async def run(actions: Actions) -> bool:
        failed = False
        until: str | None = None
        for video in dict.fromkeys(videos):
            try:
                report = await actions.run(delete_video, DeleteVideo(video))
            except (NotFound, InvalidInput) as error:
                failed = True
                complain(error.message)
                if json:
                    print_json({"video": video, "error": error.message})
                continue
            # Printed at once, so that deleted talks are known if the rest is interrupted.
            if json:
                print_json(report)
            else:
                say(f"deleted  {report.video_id}")
                until = report.until or until
        if until is not None:
            say(f"until {until[:10]} it can be undone: `videograph decisions` lists the commands")
        return failed

    if with_actions(run):
        raise typer.Exit(1)
