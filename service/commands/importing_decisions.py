"""Files of decisions, which `export --all` writes beside the talks: `ingest` takes them in before the talks."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import orjson
from pydantic import ValidationError

from service.commands.console import counted, say
from service.domain.decision_records import DECISIONS_FILE, DECISIONS_FORMAT, DecisionsFile
from service.errors import InvalidInput
from service.ingest.curation.apply_decisions import Applied, apply_file
from service.ingest.decision_faults import late_faults

if TYPE_CHECKING:
    from service.graph.driver.database import Database

_HEAD = 2000


@dataclass(frozen=True)
class FileDecisions:
    """What came of one file."""

    file: str
    decisions: Applied


def is_decisions_file(file: Path) -> bool:
    """Whether a file is one of decisions: `decisions.json` or `NAME.decisions.json`, with that format at its beginning."""
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
        decisions = DecisionsFile.model_validate(orjson.loads(file.read_bytes()))
    except OSError as error:
        raise InvalidInput(f"{file}: cannot be read: {error.strerror}") from None
    except orjson.JSONDecodeError as error:
        raise InvalidInput(f"{file}: is no JSON: {error.msg} (line {error.lineno})") from None
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InvalidInput(f"{file}: {place}: {first['msg'].removeprefix('Value error, ')}") from None
    for fault in late_faults(decisions):
        raise InvalidInput(f"{file}: {'.'.join(str(step) for step in fault.path)}: {fault.message}")
    return decisions


async def import_decisions(database: "Database", files: Sequence[Path]) -> list[FileDecisions]:
    """Takes the decisions of all files into the graph, each file in one transaction."""
    read = [(file, read_decisions_file(file)) for file in files]
    return [FileDecisions(str(file), await apply_file(database, decisions)) for file, decisions in read]


def say_decisions(done: Sequence[FileDecisions]) -> None:
    for one in done:
        say(f"decisions  {one.file}  {applied_words(one.decisions)}")


def applied_words(applied: Applied) -> str:
    """What came of decisions that came along, in words."""
    words = [f"{counted(applied.carried, 'decision')} came along, {applied.taken} of them new here"]
    if applied.older:
        words.append(f"{applied.older} left out: this graph has decided otherwise since")
    if applied.talks:
        words.append(f"{counted(applied.talks, 'talk')} changed by them")
    return "; ".join(words)
