"""What all commands share: settings with the options' values in them, errors as one line, the graph at hand."""

import asyncio
import getpass
import inspect
import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from service.commands.terminal.console import complain, note
from service.errors import VideographError

if TYPE_CHECKING:
    from service.graph.connect import Neo4j
    from service.graph.driver.database import Database
    from service.settings import Settings

By = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="Who decides. Default: the user of the operating system.", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Print what would happen, without changing the graph.")
]
Reason = Annotated[
    str | None, typer.Option(metavar="WORDS", help="Why, for the list of decisions.", show_default=False)
]

_HELP = "videograph.help"


class Commands(TyperGroup):
    """Turns our own errors into one line and exit code 1, and Ctrl-C or SIGTERM into exit code 130."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        ctx.meta[_HELP] = not {"-h", "--help"}.isdisjoint(args)
        return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        try:
            with _terminable():
                return super().invoke(ctx)
        except VideographError as error:
            complain(error.local_message)
            raise typer.Exit(1) from None
        except KeyboardInterrupt:
            note("stopped")
            raise typer.Exit(130) from None


def asks_for_help(context: typer.Context) -> bool:
    """Whether the command is only to print its help."""
    return context.meta.get(_HELP, False)


def paragraphs(command: Callable[..., Any]) -> str:
    """Its docstring with each paragraph on one line, so that the terminal's width alone breaks it."""
    text = inspect.getdoc(command) or ""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.split("\n\n"))


@contextmanager
def _terminable() -> Iterator[None]:
    """SIGTERM ends the work inside as Ctrl-C does: with all that has to be put away put away."""

    def interrupt(*_: object) -> None:
        if callable(signal.getsignal(signal.SIGINT)):
            signal.raise_signal(signal.SIGINT)  # asyncio has its own way with that one
        else:
            _interrupt()  # Ctrl-C is ignored, as a shell has it for what a script starts with &

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt() -> None:
    try:
        loop = asyncio.get_running_loop()
    except RuntimeError:
        raise KeyboardInterrupt from None
    # By the loop: what is raised here may land in a finalizer, which ignores it, and then the work would never end.
    loop.call_soon_threadsafe(_raise_interrupt)


def _raise_interrupt() -> None:
    raise KeyboardInterrupt


def settings_with(**options: Any) -> "Settings":
    """The settings of the environment; options that were given win."""
    from service.settings import read_settings

    given = {name: value for name, value in options.items() if value is not None}
    return read_settings().model_copy(update=given)


def with_graph[T](
    work: Callable[["Database"], Awaitable[T]], *, prepare: bool = True, by: str | None = None
) -> T:
    """What `work` makes of the graph that the settings name; the embedded server runs at least so long.

    Args:
        prepare: see `open_graph`.
        by: who decides, stored with decisions; default is the user of the operating system.
    """
    # Here, not on top: they take a second to load, which `--help` and wrong options need not wait for.
    from service.access.viewer import from_terminal, viewed_by
    from service.graph.connect import open_graph, reach_neo4j
    from service.settings import read_settings

    settings = read_settings()

    async def run(neo4j: "Neo4j") -> T:
        async with open_graph(settings, neo4j, prepare=prepare) as database:
            return await work(database)

    viewer = from_terminal(" ".join((by or _system_user() or "").split())[:200] or None)
    with reach_neo4j(settings, report=note) as neo4j, viewed_by(viewer):
        return asyncio.run(run(neo4j))


def _system_user() -> str | None:
    """Returns the user of the operating system; None if it has no name, as in some containers."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return None
