"""The registry of extractors: the entry points of the group `videograph.extractors`, and our own that uses a language
model.

What is found is kept until a package is installed or removed. So a service finds an extractor that was installed while it ran.
"""

import importlib
import site
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from service.domain.document import Transcript
from service.domain.document_types import AUTHORITIES, Authority
from service.errors import MissingExtra, SetupError, VideographError
from service.extractors.interface import Extraction, Extractor
from service.extras import install_command, is_installed

GROUP = "videograph.extractors"
OFFLINE, LLM = "offline", "llm"
_EXTRAS = {OFFLINE: "extract", LLM: "llm"}
"""The extras of Videograph that bring these two."""
_STARTED = time.time()
_NO_PATHS = ("#", "import ", "import\t")
"""Beginnings of lines of a .pth file that are no paths."""
_SETTLES = 10.0
"""Seconds after a change in which a package may still be being written."""
OWN_AUTHORITIES: dict[str, Authority] = {OFFLINE: "OFFLINE", LLM: "LANGUAGE_MODEL"}
_LONGEST = 200
"""Characters of a version, as of any name in a document."""


def installed() -> tuple[str, ...]:
    """Returns the names of usable extractors, the default one first, without importing them."""
    names = {*_entry_points()}
    if is_installed(_EXTRAS[LLM]):
        names.add(LLM)
    return tuple(sorted(names, key=lambda name: (name != OFFLINE, name)))


def list_extractors() -> str:
    """The names of those that are installed, and how to install those of our own that are not."""
    names = installed()
    parts = [f"Installed: {', '.join(names) or 'none'}."]
    parts += [
        f"To install {name}: {install_command(extra)}."
        for name, extra in _EXTRAS.items()
        if name not in names
    ]
    return " ".join(parts)


def is_known(name: str) -> bool:
    """Whether it is installed, or one of our own, which can be."""
    return name in _EXTRAS or name in _entry_points()


def find_extractor(name: str) -> Extractor:
    """
    Raises:
        SetupError: it is not installed or not set up; its message says what to do.
    """
    maker = _maker(name)
    if package_of(name) is None:
        return maker()
    try:
        extractor = maker()
        if not (isinstance(extractor.version, str) and 0 < len(extractor.version.strip()) <= _LONGEST):  # pyright: ignore[reportUnnecessaryIsInstance]: others' code
            raise SetupError(
                f"the extractor {name} of {package_of(name)} has no version: a text of at most {_LONGEST} characters"
            )
    except VideographError:
        raise
    except Exception as error:
        raise SetupError(
            f"the extractor {name} of {package_of(name)} cannot be used: {type(error).__name__}: {error}; please report it to its makers"
        ) from error
    return extractor


def version_of(name: str) -> str:
    """Returns the extractor's name with its version. The default extractor need not be installed to import documents;
    files that need it report that it is missing.

    Raises:
        SetupError: any other is not installed or not set up.
    """
    return name if name == OFFLINE not in _entry_points() else find_extractor(name).version


def is_remote(name: str) -> bool:
    """Whether another machine does its work."""
    return name == LLM or (name in _entry_points() and bool(getattr(_maker(name), "remote", False)))


def authority_of_extractor(name: str) -> Authority:
    """Returns the authority that an extractor declares; the lowest if it declares none, or is not installed.

    Raises:
        SetupError: it declares another word.
    """
    if name in OWN_AUTHORITIES:
        return OWN_AUTHORITIES[name]
    declared = getattr(_maker(name), "authority", None) if name in _entry_points() else None
    if declared is None:
        return AUTHORITIES[-1]
    if declared not in AUTHORITIES:
        raise SetupError(
            f"the extractor {name} of {package_of(name)} has the authority {declared!r}: it must be one of {', '.join(AUTHORITIES)}"
        )
    return declared


def package_of(name: str) -> str | None:
    """The distribution that brings it, with its version; None for our own."""
    if name in _EXTRAS or name not in _entry_points():
        return None
    distribution = _entry_points()[name][0].dist
    return f"{distribution.name} {distribution.version}" if distribution else name


def _entry_points() -> dict[str, list[EntryPoint]]:
    return _entry_points_in(_state_of_packages())


type _State = tuple[tuple[str, float], ...]


def _state_of_packages() -> _State:
    """Returns the folders of packages, each with the time of its last change: installing a package changes one of them."""
    found: list[tuple[str, float]] = []
    for folder in dict.fromkeys([*sys.path, *_site_folders()]):
        try:
            found.append((folder, Path(folder).stat().st_mtime))
        except OSError:
            continue
    now = time.time()
    if any(now - _SETTLES < changed < now for _, changed in found):
        found.append(("second", now // 1))
    return tuple(found)


def _site_folders() -> list[str]:
    return [*site.getsitepackages(), *([site.getusersitepackages()] if site.ENABLE_USER_SITE else [])]


def _follow_new_paths() -> None:
    """Adds what packages with an editable installation have put into .pth files since this process started. Python reads these at its
    start only. Lines with code are not run again."""
    for folder in map(Path, _site_folders()):
        for file in sorted(folder.glob("*.pth")):
            with suppress(OSError, UnicodeDecodeError):
                lines = (line.strip() for line in file.read_text(encoding="utf-8").splitlines())
                paths = [str(folder / line) for line in lines if line and not line.startswith(_NO_PATHS)]
                sys.path += [path for path in paths if path not in sys.path and Path(path).is_dir()]


@lru_cache(maxsize=1)
def _entry_points_in(_: _State) -> dict[str, list[EntryPoint]]:
    importlib.invalidate_caches()
    _follow_new_paths()
    found: defaultdict[str, list[EntryPoint]] = defaultdict(list)
    for point in entry_points(group=GROUP):
        if point.name != LLM and all(point.value != other.value for other in found[point.name]):
            found[point.name].append(point)
    return {name: points for name, points in found.items() if points}


def _maker(name: str) -> Callable[[], Extractor]:
    return _maker_in(name, _state_of_packages())


@lru_cache(maxsize=16)
def _maker_in(name: str, _: _State) -> Callable[[], Extractor]:
    if name == LLM:
        return _language_model
    points = _entry_points().get(name, [])
    if not points:
        if name == OFFLINE:
            raise MissingExtra(
                "offline extraction", "videograph-extractor", install_command(_EXTRAS[OFFLINE])
            )
        raise SetupError(f"there is no extractor {name!r}. {list_extractors()}")
    if len(points) > 1:
        packages = " and ".join(sorted(point.dist.name if point.dist else point.value for point in points))
        raise SetupError(f"the extractor {name} comes with two packages, {packages}: uninstall one of them")
    try:
        return points[0].load()
    except Exception as error:
        remedy = (
            "It was installed while this program ran: restart the service"
            if _is_new(points[0])
            else "Install that package again, or uninstall it"
        )
        raise SetupError(
            f"the extractor {name} of {package_of(name) or 'videograph-extractor'} cannot be loaded: "
            f"{type(error).__name__}: {error}. {remedy}"
        ) from error


def _is_new(point: EntryPoint) -> bool:
    """Whether it was installed after this process had started."""
    place = getattr(point.dist, "_path", None)  # importlib.metadata has no public name for it
    try:
        return place is not None and Path(place).stat().st_mtime > _STARTED
    except OSError:
        return False


def _language_model() -> Extractor:
    from service.extractors.llm.extractor import LlmExtractor, SmallModelExtractor
    from service.settings import read_settings

    model = read_settings().language_model
    if model.verdict == "unusable":
        raise SetupError(
            f"`videograph model test` has found that the connections of {model.short_name} are not to be used: choose another model, or decide otherwise "
            "(VIDEOGRAPH_LLM_VERDICT)"
        )
    return SmallModelExtractor(model, offline_extraction) if model.mode == "small" else LlmExtractor(model)


def require_statements(name: str) -> None:
    """Checks that what an extractor finds may be shown before a person has looked at it.

    Raises:
        SetupError: it is a language model of which the test says otherwise.
    """
    if name != LLM:
        return
    from service.settings import read_settings

    model = read_settings().language_model
    if model.verdict == "proposals":
        raise SetupError(
            f"the connections of {model.short_name} are proposals only, as `videograph model test` has found: import the talk offline, and look at them by "
            "`videograph extract TALK --review`, or decide otherwise (VIDEOGRAPH_LLM_VERDICT)"
        )


def offline_extraction(transcript: Transcript) -> Extraction:
    """Returns what the offline extractor finds, for a small model to add to.

    Raises:
        MissingExtra: it is not installed.
    """
    found = find_extractor(OFFLINE)(transcript)
    return found if isinstance(found, Extraction) else Extraction(found)
