"""The language model that this home keeps: the file `model.json` in VIDEOGRAPH_HOME, which `videograph model use` writes.

A setting that a command changes cannot be an environment variable. Variables win over it.
"""

from contextlib import suppress
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from service.errors import SetupError
from service.whole_files import write_whole

_FILE = "model.json"


class ChosenModel(BaseModel):
    """`url`: up to `/v1`. `key_file`: a file with the key; the key itself is not stored. `speed`: tokens a second that the model reads
    and writes, as `videograph model test` has measured them."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    name: str
    key_file: Path | None = None
    speed: tuple[float, float] | None = None


def read_chosen(home: Path) -> ChosenModel | None:
    """
    Raises:
        SetupError: the file cannot be read.
    """
    file = home.expanduser() / _FILE
    try:
        return ChosenModel.model_validate_json(file.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        raise SetupError(
            f"{file} cannot be read: choose the model again (`videograph model use`), or remove the file"
        ) from error


def keep_chosen(home: Path, model: ChosenModel) -> None:
    """
    Raises:
        SetupError: it cannot be written.
    """
    file = home.expanduser() / _FILE
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, model.model_dump_json(indent=2) + "\n")
    except OSError as error:
        raise SetupError(f"{file} cannot be written: {error.strerror}") from error


def forget_chosen(home: Path) -> None:
    with suppress(FileNotFoundError):
        (home.expanduser() / _FILE).unlink()
