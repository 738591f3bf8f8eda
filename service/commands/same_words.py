"""What becomes of a talk whose words the graph has already: as the options say, else as whoever sits at the terminal does."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from service.commands.console import Steps
    from service.commands.importing import Choice, Choose
    from service.ingest.duplicates.same_words import SaidBefore


def choose_by(progress: "Steps", *, replace: bool, keep_both: bool, ask: bool) -> "Choose":
    """The choice for each such talk.

    Args:
        ask: whether somebody can be asked; without, a talk of all the same words is refused.
    """

    def choose(file: Path, there: "SaidBefore") -> "Choice":
        if replace:
            return "replace"
        if keep_both or not there.same:
            return "keep both"
        if not ask:
            return "refuse"
        question = f"{file}: the graph has the same words already, as the talk {there.slug} (“{there.title}”). Replace it?"
        answer = progress.ask(question, ("replace", "both", "skip"))
        answers: dict[str, Choice] = {"replace": "replace", "both": "keep both", "skip": "refuse"}
        return answers[answer]

    return choose
