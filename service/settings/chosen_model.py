"""The language model that this home keeps, and the tests of models: the files `model.json` and `model-tests.json` in VIDEOGRAPH_HOME, which
`videograph model use` and `videograph model test` write.

A setting that a command changes cannot be an environment variable. Variables win over it.
"""

from contextlib import suppress
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError

from service.errors import SetupError
from service.whole_files import write_whole

_FILE = "model.json"
_TESTS = "model-tests.json"

type Mode = Literal["large", "small"]
"""How a model is asked: for whole answers, or for compact rows that the program places and has checked one by one."""
type Verdict = Literal["statements", "proposals", "unusable"]
"""What the connections of a model are good for: to be shown as statements, to be looked at by a person first, or nothing."""


class ChosenModel(BaseModel):
    """`url`: up to `/v1`, or that of a GGUF file. `key_file`: a file with the key; the key itself is not stored."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    url: str
    name: str
    key_file: Path | None = None


class TestedModel(BaseModel):
    """What `videograph model test` has measured of the model of a name.

    Attributes:
        speed: tokens a second that it reads and writes; None if its server does not count tokens.
        verdict: None if only its speed was measured.
        thresholds: in the mode for small models, the least probability of a yes with which a connection of a type is kept; `""`: of types
            without one.
    """

    __test__ = False  # pytest

    model_config = ConfigDict(frozen=True, extra="ignore")

    mode: Mode = "large"
    speed: tuple[float, float] | None = None
    verdict: Verdict | None = None
    thresholds: dict[str, float] = {}


_Tests = TypeAdapter(dict[str, TestedModel])


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
    _write(home.expanduser() / _FILE, model.model_dump_json(indent=2))


def read_tested(home: Path, name: str) -> TestedModel | None:
    """Returns what was measured of the model of this name; None if it was not tested, or if that cannot be read."""
    return _read_tests(home).get(name)


def keep_tested(home: Path, name: str, tested: TestedModel) -> None:
    """
    Raises:
        SetupError: it cannot be written.
    """
    tests = _read_tests(home) | {name: tested}
    _write(home.expanduser() / _TESTS, _Tests.dump_json(tests, indent=2).decode())


def _read_tests(home: Path) -> dict[str, TestedModel]:
    try:
        return _Tests.validate_json((home.expanduser() / _TESTS).read_bytes())
    except (OSError, ValidationError):
        return {}


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(file, text + "\n")
    except OSError as error:
        raise SetupError(f"{file} cannot be written: {error.strerror}") from error


def forget_chosen(home: Path) -> None:
    with suppress(FileNotFoundError):
        (home.expanduser() / _FILE).unlink()
