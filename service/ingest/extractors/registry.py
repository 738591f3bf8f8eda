"""Which extractors are installed. Each is an entry point of the group `videograph.extractors`; the language model's is our own."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import EntryPoint, entry_points

from service.errors import MissingExtra, SetupError
from service.extras import install_command
from service.ingest.extractors.interface import Extractor

GROUP = "videograph.extractors"
OFFLINE, LLM = "offline", "llm"


def installed() -> tuple[str, ...]:
    """The names for `--extractor`, the default one first. Imports none of them."""
    others = sorted({*_entry_points(), LLM} - {OFFLINE})
    return (OFFLINE, *others) if OFFLINE in _entry_points() else tuple(others)


def find_extractor(name: str) -> Extractor:
    """
    Raises:
        SetupError: it is not installed or not set up; its message says what to do.
    """
    return _language_model() if name == LLM else _load(name)()


def version_of(name: str) -> str:
    """What the extractor is called on evidence, with its version. The offline one need not be installed: only who has it read a
    transcript misses it.

    Raises:
        SetupError: any other is not installed or not set up.
    """
    return OFFLINE if name == OFFLINE not in installed() else find_extractor(name).version


@cache
def _entry_points() -> dict[str, EntryPoint]:
    return {point.name: point for point in entry_points(group=GROUP)}


@cache
def _load(name: str) -> Callable[[], Extractor]:
    point = _entry_points().get(name)
    if point is None:
        if name == OFFLINE:
            raise MissingExtra("offline extraction", "videograph-extractor", install_command("extract"))
        raise SetupError(f"no extractor {name} is installed; installed: {', '.join(installed())}")
    return point.load()


def _language_model() -> Extractor:
    from service.ingest.extractors.llm.extractor import LlmExtractor
    from service.settings import read_settings

    return LlmExtractor(read_settings().language_model)
