"""Imports files of decisions, which `export --all` writes beside the talks. They are imported before the talks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import ValidationError

from service.curation.apply_decisions import apply_file
from service.decisions.decision_faults import late_faults
from service.domain.decision_records import DECISIONS_FILE, DECISIONS_FORMAT, DecisionsFile
from service.errors import InvalidInput, reason_of
from service.graph.driver.database import Database
from service.store.versions import DecisionCounts

__all__ = [
    "DecisionCounts",
    "FileDecisions",
    "import_decisions",
    "is_decisions_file",
    "read_decisions",
    "read_decisions_file",
]

_HEAD = 2000


@dataclass(frozen=True)
class FileDecisions:
    """Result of one file."""

    file: str
    decisions: DecisionCounts


async def import_decisions(database: Database, files: Sequence[Path]) -> list[FileDecisions]:
    """Imports the decisions of all files, each file in one transaction.

    Raises: InvalidInput: a file cannot be read, or is not a file of decisions; then none of the files is imported.
    """
    read = [(file, read_decisions_file(file)) for file in files]
    return [FileDecisions(str(file), await apply_file(database, decisions)) for file, decisions in read]


def is_decisions_file(file: Path) -> bool:
    """Returns whether a file contains decisions: `decisions.json` or `NAME.decisions.json`, with that format at its
    beginning."""
    if file.name != DECISIONS_FILE and not file.name.endswith(f".{DECISIONS_FILE}"):
        return False
    try:
        with file.open("rb") as opened:
            return DECISIONS_FORMAT.encode() in opened.read(_HEAD)
    except OSError:
        return False


def read_decisions_file(file: Path) -> DecisionsFile:
    """
    Raises:
        InvalidInput: the file cannot be read, or is not one of decisions; with the path to the first fault.
    """
    try:
        return read_decisions(str(file), file.read_bytes())
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read: {error.strerror}") from None


def read_decisions(name: str, content: bytes) -> DecisionsFile:
    """The same for a file's content; `name` is its name in messages."""
    try:
        decisions = DecisionsFile.model_validate(orjson.loads(content))
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"{name}: is not JSON: {error.msg} (line {error.lineno})") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InvalidInput(f"{name}: {place}: {reason_of(first)}") from None
    for fault in late_faults(decisions):
        raise InvalidInput(f"{name}: {'.'.join(str(step) for step in fault.path)}: {fault.message}")
    return decisions
