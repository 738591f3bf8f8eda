"""How commands speak: answers on stdout, everything else on stderr; JSON where a program reads it."""

import re
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

import orjson
from rich.console import Console
from rich.text import Text

if TYPE_CHECKING:
    from rich.progress import Progress

    from service.actions.entities import EntityState
    from service.actions.imports.import_files import FileResult
    from service.actions.imports.import_folder import NameOwner

_EVERY = 10
"""Seconds after which it is said again how far a file is, where there is no bar."""
_out = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
_err = Console(highlight=False, markup=False, emoji=False, soft_wrap=True, stderr=True)


_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""What moves a terminal's cursor, changes its colours or turns the direction of text; a talk may have it anywhere."""


def printable(text: str) -> str:
    """The text as a terminal may be given it: control characters are shown as their code."""
    return _UNSEEN.sub(lambda found: f"\\x{ord(found[0]):02x}", text)


def say(text: str = "", style: str | None = None) -> None:
    """A line of the answer."""
    _out.print(Text(printable(text), style or ""))
    sys.stdout.flush()  # `demo | tee` is to show it while it runs


def note(text: str, style: str | None = None) -> None:
    """A line on the way there, or a warning."""
    _err.print(
        Text(printable(text), style or "")
    )  # a style of the whole line would also colour the bar below it


def complain(text: str) -> None:
    """Why it did not work, in one line."""
    note(f"videograph: {' '.join(text.split())}", "red")


def browser_address(http_url: str, bolt_uri: str, user: str) -> str:
    """Neo4j Browser with the server and the user's name filled in."""
    scheme, _, place = bolt_uri.partition("://")
    return f"{http_url}?dbms={scheme}://{user}@{place}"


def password_for(password: str, home: Path) -> str:
    """Returns the embedded Neo4j's password for a terminal; otherwise the file that has it, so that no log keeps the password."""
    if sys.stdout.isatty():
        return f"password {password}"
    return f"password in {home / 'password'}"


def is_answerable() -> bool:
    """Whether somebody sits at a terminal who can be asked."""
    return sys.stdin.isatty() and _err.is_terminal


def called(one: "NameOwner | EntityState") -> str:
    """An entity as people read it, with the slug by which commands take it."""
    return f"{one.name} ({one.kind.lower()}, {one.slug})"


def print_json(value: Any, *, lines: bool = False) -> None:
    """Indented where a person looks, else one line; with `lines` always one line, which is seen at once. What has fields is an object with these in camelCase, as GraphQL has them."""
    options = orjson.OPT_INDENT_2 if _out.is_terminal and not lines else 0
    # Not through rich: what a program reads must not be wrapped or coloured.
    text = orjson.dumps(_plain(value), option=options | orjson.OPT_NON_STR_KEYS, default=str).decode()
    # orjson escapes characters below a space; the others occur only in strings, where JSON may escape anything.
    sys.stdout.write(_UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n")
    if lines:
        sys.stdout.flush()


def _plain(value: Any) -> Any:
    from pydantic.alias_generators import to_camel

    if is_dataclass(value):
        return {to_camel(field.name): _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in cast("dict[Any, Any]", value).items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in cast("Sequence[Any]", value)]
    return value


def print_pairs(pairs: Sequence[tuple[str, str]], indent: int = 0) -> None:
    """Lines `name  value`, the values under each other."""
    width = max((len(name) for name, _ in pairs), default=0)
    for name, value in pairs:
        say(f"{' ' * indent}{name:<{width}}  {value}")


class Steps(Protocol):
    """A long piece of work of known steps."""

    def begin(self, file: Path) -> None:
        """The file whose turn it is."""

    def tell(self, file: Path, stage: str, share: float) -> None:
        """Called with the progress of a file, which may not be the current one."""

    def end(self, line: str | None, style: str | None = None) -> None:
        """It is over; `line` stays to be read."""

    def ask(self, question: str, answers: Sequence[str]) -> str:
        """Returns the user's answer, by its first letter or more; the last one if there is none."""
        ...


@contextmanager
def steps(total: int, *, quiet: bool = False) -> Iterator[Steps]:
    """A bar with the step's name and the time left on a terminal, else one plain line for each step that is over.

    `quiet` shows the bar but no lines.
    """
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    with Progress(
        *columns, console=_err, transient=True, disable=not _err.is_terminal, speed_estimate_period=600
    ) as progress:
        yield _Bar(progress, total, quiet)


class FileSteps:
    """A progress bar, and what is said of each finished file. `line`: returns the line that is printed above the bar, if any."""

    def __init__(self, bar: Steps, line: "Callable[[FileResult], str | None]") -> None:
        self.begin = bar.begin
        self.tell = bar.tell
        self._end = bar.end
        self._line = line

    def end(self, result: "FileResult") -> None:
        self._end(self._line(result), "red" if result.error else None)


@contextmanager
def progress_line() -> Iterator[Callable[[str], None]]:
    """A line that says what is being done: on a terminal the latest one, else one now and then."""
    if _err.is_terminal:
        with _err.status("") as status:
            yield lambda text: status.update(Text(printable(text)))
        return
    said = time.monotonic()

    def tell(text: str) -> None:
        nonlocal said
        if time.monotonic() - said >= _EVERY:
            said = time.monotonic()
            note(text)

    yield tell


class _Bar:
    def __init__(self, progress: "Progress", total: int, quiet: bool) -> None:
        self._progress = progress
        self._quiet = quiet
        self._task = progress.add_task("", total=total)
        self._file: Path | None = None
        self._ended = 0
        self._said = 0.0
        self._shares: dict[Path, tuple[str, float]] = {}

    def begin(self, file: Path) -> None:
        self._file = file
        self._said = time.monotonic()
        self._progress.update(self._task, description=printable(file.name))
        if file in self._shares:
            self.tell(file, *self._shares[file])

    def tell(self, file: Path, stage: str, share: float) -> None:
        self._shares[file] = (stage, share)
        if file != self._file:
            return
        shown = f"{file.name}: {stage} {share:.0%}"
        if _err.is_terminal:
            self._progress.update(self._task, description=printable(shown), completed=self._ended + share)
        elif not self._quiet and time.monotonic() - self._said >= _EVERY:
            self._said = time.monotonic()
            note(f"reading    {file}  {stage} {share:.0%}")

    def ask(self, question: str, answers: Sequence[str]) -> str:
        self._progress.stop()
        # asyncio's way with Ctrl-C would wait for the answer
        before = signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            while True:
                note(f"{question} [{'/'.join(answers)}]", "yellow")
                given = sys.stdin.readline()
                found = [one for one in answers if one.startswith(given.strip().casefold())]
                if not given.strip():
                    return answers[-1]
                if len(found) == 1:
                    return found[0]
        finally:
            signal.signal(signal.SIGINT, before)
            self._progress.start()

    def end(self, line: str | None, style: str | None = None) -> None:
        if not self._quiet and line is not None:
            note(line, style)
        if self._file is not None:
            self._shares.pop(self._file, None)
        self._ended += 1
        self._progress.update(self._task, completed=self._ended)
