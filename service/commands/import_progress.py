"""What `ingest` shows while it runs, and what it asks: a bar, a line for each file, and what becomes of the same words."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from service.commands.report import describe
from service.commands.terminal.console import Steps

if TYPE_CHECKING:
    from service.actions.imports.import_files import ChooseFor, FileResult
    from service.actions.imports.import_talk import SaidBefore, SameWords


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


class Progress:
    """A progress bar, and a line for each finished file."""

    def __init__(self, bar: Steps, done: Callable[[], None]) -> None:
        self.begin = bar.begin
        self.tell = bar.tell
        self._end = bar.end
        self._done = done

    def end(self, result: "FileResult") -> None:
        self._end(None if result.other else describe(result), "red" if result.error else None)
        self._done()
