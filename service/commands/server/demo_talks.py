"""Output of `demo` while its talks are loaded."""

from typing import TYPE_CHECKING

from service.actions.demo import demo_files, load_demo
from service.commands.terminal.console import Steps, note, steps

if TYPE_CHECKING:
    from service.actions.imports.import_files import FileResult
    from service.graph.driver.database import Database


async def load_talks(database: "Database") -> None:
    """Loads missing talks, and prints them."""
    count = len(demo_files())
    note(f"The demo has {count} talks. Those that are not in the graph yet are loaded.")
    with steps(count, quiet=True) as progress:
        report = await load_demo(database, _Progress(progress))
    if report.loaded:
        note(f"{len(report.loaded)} talks loaded in {report.seconds:.0f} s.")


class _Progress:
    """A progress bar, and a line for each loaded talk."""

    def __init__(self, bar: Steps) -> None:
        self.begin = bar.begin
        self.tell = bar.tell
        self._end = bar.end

    def end(self, result: "FileResult") -> None:
        self._end(None)
        if result.report is not None and result.outcome != "unchanged":
            note(f"  {result.report.video_id.removeprefix('video:')}")
